"""Another language: which Dutch texts are translated, what stands for each of them, and how sure that is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Literal

from handbook.labels import CONSENT_PHRASES
from handbook.model import (
    Document,
    Form,
    Handbook,
    Helpline,
    Language,
    Need,
    Notice,
    Outcome,
    Question,
    ReaderQuestion,
    Role,
    Route,
    School,
    Term,
    Text,
    Translation,
)
from handbook.problems import NOWHERE, Where
from handbook.reason import guide
from handbook.reason.ticket import notices_on, roles_of, said_by

State = Literal["checked", "unchecked", "older", "missing", "held"]


Translated = School | Question | ReaderQuestion | Outcome | Notice | Helpline | Need | Role | Document | Route | Form | Term


@dataclass(frozen=True)
class Said:
    """What stands for a Dutch text: its words in the other language ('' where the Dutch must stand), and how that is.

    Where the Dutch counts because a translation waits to be checked, `draft` is that translation, to stand there marked.
    """

    words: str
    state: State
    maker: tuple[str, date] | None = None
    draft: str = ""


def records(book: Handbook, language: Language) -> dict[str, Translated]:
    """What a language covers, by 'family/id': care structure, branch of the guide, glossary, and all that these name."""
    asked = [each for each in book.asked if each.audience == ("parent",)]
    ways = branch(book, language)
    asks = {way.at.id: way.at for way in ways if isinstance(way.at, Question)}
    ends = {way.at.id: way.at for way in ways if isinstance(way.at, Outcome)}
    roles = {
        *(role for end in ends.values() for role in roles_of(end)),
        *(each.ask for each in asked),
        *(danger.role for danger in book.school.danger),
        *(role.id for role in book.roles if role.lines),
    }
    told = dict.fromkeys(notice for end in ends.values() for notice in notices_on(end, book))
    papers = {paper for end in ends.values() for paper in end.bring}
    led = {*(end.route for end in ends.values() if end.route), *(each.route for each in asked if each.route)}
    blanks = {each.form for each in asked if each.form} | {form for end in ends.values() for form in end.forms}
    return {
        "school": book.school,
        **{f"asked/{each.id}": each for each in asked},
        **{f"questions/{id_}": each for id_, each in asks.items()},
        **{f"outcomes/{id_}": each for id_, each in ends.items()},
        **{f"notices/{each.id}": each for each in told},
        **{f"helplines/{each.id}": each for each in book.helplines},
        **{f"needs/{each.id}": each for each in book.needs},
        **{f"routes/{each.id}": each for each in book.routes if each.id in led},
        **{f"roles/{each.id}": each for each in book.roles if each.id in roles},
        **{f"documents/{each.id}": each for each in book.documents if each.id in papers},
        **{f"forms/{each.id}": each for each in book.forms if each.id in blanks},
        **{f"terms/{each.id}": each for each in book.terms},
    }


def branch(book: Handbook, language: Language) -> list[guide.Path]:
    """The paths of the guide that begin with an answer a language has; before them the questions that lead there."""
    asks = guide.asks_school(book)
    before = asks + (len(language.guide) > 1)  # one answer alone, the language gives by itself
    has = frozenset(map(str, language.guide))
    return [way for way in guide.paths(book) if len(way.taken) < before or has & {*way.answers[asks : asks + 1]}]


def given_alone(language: Language) -> tuple[str, ...]:
    """The answer that a language gives by itself to the question who someone is: none where it has more than one."""
    return tuple(map(str, language.guide)) if len(language.guide) == 1 else ()


def start_of(language: Language, book: Handbook) -> tuple[str, ...]:
    """The answers before the first page of the guide in a language: none where it asks which school."""
    return () if guide.asks_school(book) else given_alone(language)


def beginnings(book: Handbook, language: Language) -> tuple[tuple[str, ...], ...]:
    """The answers that the guide of a language begins with, for every school."""
    schools = [(str(choice.id),) for choice in book.question[book.guide.start].answers] if guide.asks_school(book) else [()]
    return tuple((*school, str(answer)) for school in schools for answer in language.guide)


def texts(record: Translated) -> tuple[Text, ...]:
    """The texts of a record that its translated pages show, in the order of the model, each once."""
    return tuple(dict.fromkeys(text for text in _texts(record) if text))


def _texts(record: Translated) -> Iterator[Text]:
    match record:
        case School():
            yield from _texts_of_school(record)
        case Question():
            yield from (record.question, record.hint)
            yield from (text for choice in record.answers for text in (choice.answer, choice.when))
        case ReaderQuestion():
            yield from (record.name, record.theme, record.short, *(fact.text for fact in record.more))
        case Outcome():
            yield from said_by(record)
        case Notice():
            yield record.text
        case Helpline():
            yield from (record.name, record.what, record.hours, record.costs, record.also_by)
        case Need():
            yield from (record.name, record.pupil, record.parent, record.at_school)
        case Term():
            yield from (record.meaning, record.status.since, record.status.successor, record.status.note)
        case Role() | Route() | Document() | Form():
            yield record.name


def _texts_of_school(school: School) -> Iterator[Text]:
    for danger in school.danger:
        yield from (danger.when, danger.label)
    for line in school.lines:
        yield from (line.name, line.summary.text, line.starts.text)
        yield from (line.asked.text if line.asked else Text(), line.gate)


def sensitive(record: Translated) -> frozenset[str]:
    """The texts of a record about consent, rights or safety that wait until someone at school has checked them.

    Not what leads on and not what helps in need: who cannot read a question, whom to go to, what to do first, what it costs,
    where to go when it does not help or a number to call, is not helped by waiting. Of an outcome the rest waits: what the
    answer is, who decides, by when, whose consent, and what the school then does.
    """
    if isinstance(record, Question | Helpline | Need) or (isinstance(record, Outcome) and record.call):
        return frozenset()
    if isinstance(record, Outcome) and record.about:
        leads_on = {record.name, record.now, record.costs, *(each.text for each in (record.if_not, record.away) if each)}
        return frozenset(str(text) for text in texts(record) if text not in leads_on)
    if getattr(record, "about", ()):
        leads = {str(getattr(record, name, "")) for name in ("theme", "name")}  # what is asked, and what a page is called
        return frozenset(map(str, texts(record))) - leads
    if isinstance(record, Route) and any(step.gate for step in record.steps):
        return frozenset(str(text) for text in texts(record) if text != record.name)
    if isinstance(record, School):
        gates = [text for line in record.lines for text in (line.gate, line.asked.text if line.asked else Text())]
        gates += [line.starts.text for line in record.lines if line.gate]
        return frozenset(str(text) for text in gates if text)
    return frozenset()


@lru_cache(maxsize=8)
def no_in(negations: tuple[str, ...]) -> re.Pattern[str]:
    """What finds these words for no in a text in small letters."""
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, map(str.lower, negations)))})(?!\w)")


@lru_cache(maxsize=128)
def one_of(words: str) -> re.Pattern[str]:
    """What finds one of these words in a text in small letters; they stand behind each other with a comma between."""
    return no_in(tuple(word.strip() for word in words.split(",")))


MISSING = Said("", "missing")


class Dictionary:
    """One language over one (already narrowed) handbook: what stands for each Dutch text.

    Only for a text that is still as it was translated: of any other the old words could say what no longer holds.
    """

    def __init__(self, book: Handbook, language: Language) -> None:
        self.language = language
        self.hold = book.school.hold_unchecked
        self.covered = records(book, language)
        by_record = {str(each.of): each for each in language.translations}
        self.by_record = {key: _said_of(record, key, by_record, self.hold) for key, record in self.covered.items()}
        self.wording = {str(pair.nl): self._phrase(str(pair.nl), str(pair.to)) for pair in language.wording if pair.to}
        # Two records may say the same in Dutch and not in the other language, so the place of a text counts; where two
        # share a place, as a default does, the one that is held back goes before.
        self.by_place: dict[tuple[Where, str], Said] = {}
        for key, record in self.covered.items():
            for text in filter(None, _texts(record)):
                place = (text.where, str(text))
                before, said = self.by_place.get(place, MISSING), self.by_record[key][text]
                if before.state != "held" and (said.words or said.draft or not before.words):
                    self.by_place[place] = said

    def _phrase(self, nl: str, to: str) -> Said:
        checked = bool(self.language.checked_by)
        held = nl in CONSENT_PHRASES and self.hold and not checked
        return Said("", "held", draft=to) if held else Said(to, "checked" if checked else "unchecked")

    def __call__(self, text: str) -> Said:
        """What stands for a text of a covered record, or for a fixed phrase of the pages."""
        own = self.by_place.get((getattr(text, "where", NOWHERE), str(text)), MISSING)
        return own if own.words or own.state == "held" else self.wording.get(str(text), own)

    @property
    def unchecked(self) -> list[str]:
        """The keys of what nobody at school has checked."""
        checked = {str(each.of) for each in self.language.translations if each.checked_by}
        return [key for key in self.covered if key not in checked]

    @property
    def behind(self) -> list[tuple[str, int, int]]:
        """What is not as the Dutch is now: the key of a record, and how many of its texts are older or missing."""
        found = []
        for key, said in self.by_record.items():
            older = sum(self(text).state == "older" for text in said)
            missing = sum(self(text) == MISSING for text in said)
            if older or missing:
                found.append((key, older, missing))
        return found


def _said_of(record: Translated, key: str, translations: dict[str, Translation], hold: bool) -> dict[Text, Said]:
    """Per text of a record what stands for it; an outcome that stands for another has that one's for the same words."""
    own = _of_record(record, translations.get(key), hold)
    if not (isinstance(record, Outcome) and record.stands_for):
        return own
    base = _of_record(record, translations.get(f"outcomes/{record.stands_for}"), hold)
    return {
        text: said if said.words or said.draft or base[text].state == "older" else base[text] for text, said in own.items()
    }


def _of_record(record: Translated, translation: Translation | None, hold: bool) -> dict[Text, Said]:
    """Per text of a record what stands for it."""
    if translation is None:
        return dict.fromkeys(texts(record), MISSING)
    pairs = {str(pair.nl): str(pair.to) for pair in translation.texts}
    changed = bool(pairs.keys() - set(map(str, texts(record))))
    held = sensitive(record) if hold and not translation.checked_by else frozenset()
    maker = (str(translation.translated_by), translation.translated)
    found: dict[Text, Said] = {}
    for text in texts(record):
        if text in held and pairs.get(text):
            found[text] = Said("", "held", maker, pairs[text])
        elif pairs.get(text):
            found[text] = Said(pairs[text], "checked" if translation.checked_by else "unchecked", maker)
        else:
            found[text] = Said("", "older") if changed and text not in pairs else MISSING
    return found
