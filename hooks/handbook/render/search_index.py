"""What the search knows: every place a reader may want, with its kind, its first sentence and the words for it."""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, cast

from handbook.families import family_of, place_of
from handbook.kinds import Audience
from handbook.labels import SENTENCE, lower
from handbook.model import Citation, Handbook, Holds, Language, Outcome, Part, Record, School, Status, Topic
from handbook.parts import own_texts, parts
from handbook.reason import guide
from handbook.reason.starting import starters
from handbook.reason.translations import Dictionary, branch, texts
from handbook.render.alphabet import plain
from handbook.render.links import address, page_at
from handbook.render.site import File, Page, Site
from handbook.render.start_pages import start_page
from handbook.render.translated import Translated

SITUATION = "Situatie"
SHORT = 40  # letters; a first sentence that says less takes the next one with it
LONG = 170
NO_GROUPS: Mapping[str, int] = {}
COMMON = 0.2  # of the entries; a word that more of them tell is left out of what they tell, for it finds nothing
WORD = re.compile(r"[^\W_]+")
UNSAID = (Citation, Holds, Status)  # parts of which the words say nothing about what a record is about
UNTOLD = ("derived_from", "path", "words")  # fields that say how it was made, or stand apart


@dataclass(frozen=True)
class Entry:
    """One thing that can be found: where it is, what it is called, what sort it is, and its first sentence.

    `names` are its other names, `words` what people say who look for it, `text` whatever else it tells. `who` are those
    it is for, if not everyone; `old` is what holds no longer; by its `key` a topic names it, as 'routes/opp'. What says the
    same to another reader, or for another school, has the same `group`; `sort` is the kind in Dutch, in another language.
    """

    place: str
    title: str
    kind: str
    told: str
    names: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    text: str = ""
    who: str = ""
    old: bool = False
    key: str = ""
    group: str = ""
    sort: str = ""

    def packed(self, kinds: list[str], groups: Mapping[str, int] = NO_GROUPS, common: Container[str] = ()) -> list[Any]:
        """The entry as the script reads it; `common` are words that so many tell that they say nothing."""
        said = {*tokens(self.title), *tokens(" ".join((*self.names, *self.words)))}
        rest = [
            word
            for word in dict.fromkeys(tokens(self.text))
            if word not in said and word not in common and not word.isdigit()
        ]
        return [
            self.place, self.title, kinds.index(self.kind), self.told, list(self.names), list(self.words), " ".join(rest),
            self.who, int(self.old), groups.get(self.group, 0),
        ]  # fmt: skip


def tokens(text: str) -> list[str]:
    """The words of a text without capitals and accents, as the script makes them of what is typed."""
    return WORD.findall(plain(text).lower())


def first_sentence(text: str) -> str:
    """The first sentence of a text, with the next when it says little by itself."""
    sentences = SENTENCE.split(" ".join(str(text).split()))
    told = sentences[0] if len(sentences[0]) >= SHORT else " ".join(sentences[:2])
    return told if len(told) <= LONG else f"{told[:LONG].rpartition(' ')[0]} …"


def all_text(record: Part) -> str:
    """Everything a record tells, without what only says where it comes from."""
    return " ".join(text for part in parts(record) if not isinstance(part, UNSAID) for text in _told(part))


def _told(part: Part) -> Iterator[str]:
    """The texts of a part that say what it is about."""
    unsaid = {text for name in UNTOLD for text in _many(getattr(part, name, ()))}
    return (text for text in own_texts(part) if text not in unsaid)


def _many(value: Any) -> tuple[Any, ...]:
    return value if isinstance(value, tuple) else (value,)


def _entry(record: Record, kind: str, told: str, **more: Any) -> Entry:
    title = str(more.pop("title", "") or getattr(record, "name", "") or getattr(record, "title", ""))
    place = address(page_at(more.pop("place", "") or place_of(record)))
    names = tuple(map(str, (*getattr(record, "also", ()), *filter(None, more.pop("names", ())))))
    text = f"{all_text(record)} {more.pop('more', '')}"
    return Entry(place, title, kind, first_sentence(told), names, text=text, old=record.archived, key=_key(record), **more)


def _key(record: Any) -> str:
    """How a topic names a record; the variant of an outcome for one school goes by the name of what it stands for."""
    return f"{family_of(type(record)).name}/{getattr(record, 'stands_for', '') or record.id}"


def dutch(site: Site, made: Iterable[Page]) -> list[Entry]:
    """Everything in Dutch that can be found; what stands first goes before what is as good."""
    named = [*_people_come_with(site), *_guide(site), *_records(site), *_starts(site)]
    there = {each.place for each in named}
    return [*named, *(page for page in _pages(made) if page.place not in there)]


def listed(site: Site) -> tuple[list[Entry], list[Entry]]:
    """What can be found, for a list on paper: the situations, and all else, each name once."""
    situations = [each for each in _people_come_with(site) if each.kind == SITUATION]
    others = {(each.title, each.place): each for each in (*_guide(site), *_records(site))}
    return situations, list(others.values())


def _people_come_with(site: Site) -> Iterator[Entry]:
    book, askers = site.book, _askers(site)
    for need in book.needs:
        yield _entry(need, "Nu hulp", str(need.pupil), who=_who((Audience.parent, Audience.pupil)))
    for each in book.situations:
        place, words = place_of(book.outcome[each.outcome]), tuple(map(str, each.words))
        who = askers.get(each.outcome) or _who(each.audience)  # it opens the advice, which may be for one of them alone
        yield _entry(each, SITUATION, each.answer, place=place, words=words, who=who)
    for asked in book.asked:
        yield _entry(asked, "Vraag", asked.short, who=_who(asked.audience))


def _who(audience: Iterable[Audience]) -> str:
    return " ".join(dict.fromkeys(map(str, audience)))


def _askers(site: Site) -> dict[str, str]:
    """Per outcome for whom it is, as the answers before it say."""
    voices = {str(voice.asker): voice.audience for voice in site.book.school.voices if voice.asker}
    found: dict[str, list[Audience]] = defaultdict(list)
    for way in _ends(site):
        if way.reader.role:
            found[_own(way)].append(voices.get(way.reader.role, Audience.staff))
    return {outcome: _who(audience) for outcome, audience in found.items()}


def _guide(site: Site) -> Iterator[Entry]:
    """The outcomes, under the words of the situations that lead to them and of the answers before them."""
    words, who, groups = _words_of_outcomes(site), _askers(site), _groups(site)
    for outcome in site.book.outcomes:
        if not outcome.made:
            told: dict[str, Any] = {"words": tuple(dict.fromkeys(words[outcome.id])), "who": who.get(outcome.id, "")}
            told |= {"group": groups.get(outcome.id, "")}
            yield _entry(outcome, _advice(told["who"]), outcome.now, more=site.book.role[outcome.role].name, **told)


def _advice(who: str) -> str:
    """The kind of an outcome: it says for whom it is when that is one kind of reader."""
    return next((f"Advies {lower(each.many)}" for each in Audience if each == who), "Advies")


def _words_of_outcomes(site: Site) -> dict[str, list[str]]:
    """Per outcome what people say who come there: in a situation, to the guide, or in a case of the care team.

    Another reader with the same answers comes to an outcome of their own, and says the same.
    """
    alike = _alike(site)
    found: dict[str, list[str]] = defaultdict(list)
    for each in site.book.situations:
        for outcome in (each.outcome, *alike[each.outcome]):
            found[outcome] += [str(each.name), *map(str, each.words)]
    for way in _ends(site):
        found[_own(way)] += _last_said(way)
    for case in site.book.scenarios:
        found[case.outcome].append(str(case.says))
    return found


def _ends(site: Site) -> Iterator[guide.Path]:
    return (way for way in guide.paths(site.book) if way.ends)


def _own(way: guide.Path) -> str:
    """The id of the outcome at the end of a way, or of the one that it is the variant of."""
    outcome = cast("Outcome", way.at)
    return str(outcome.stands_for or outcome.id)


def _alike(site: Site) -> dict[str, dict[str, None]]:
    """Per outcome those that other readers come to with the same answers."""
    same: dict[tuple[str, ...], dict[str, None]] = defaultdict(dict)
    for way in (each for each in _ends(site) if not each.taken[-1].choice.other):
        same[tuple(each.choice.id for each in way.taken if not each.question.first)][_own(way)] = None
    found: dict[str, dict[str, None]] = defaultdict(dict)
    for outcomes in same.values():
        for outcome in outcomes:
            found[outcome] |= {other: None for other in outcomes if other != outcome}
    return found


def _groups(site: Site) -> dict[str, str]:
    """Per outcome that another reader comes to with the same answers, or that is of one school, the first that says it."""
    alike, found = _alike(site), dict[str, str]()

    def gather(outcome: str, first: str) -> None:
        if outcome not in found:
            found[outcome] = first
            for other in alike[outcome]:
                gather(other, first)

    for outcome in list(alike):
        gather(outcome, outcome)
    return found


def _last_said(way: guide.Path) -> list[str]:
    """The last two answers on a way that say what it is about, with the line below them."""
    last = [each.choice for each in way.taken if not each.question.first and not each.choice.other][-1:]
    return [text for each in last for text in (each.answer, each.when) if text]


def _records(site: Site) -> Iterator[Entry]:
    book, terms = site.book, site.backlinks.terms_of
    for role in book.roles:
        names = [name for term in terms[f"roles:{role.id}"] for name in (term.name, term.full, *term.also)]
        kind = role.kind.one if role.kind.gathers or role.kind.at_home else "Rol" if role.kind.at_school else role.kind.one
        yield _entry(role, kind, role.go_when or role.summary, names=names)
    for route in book.routes:
        yield _entry(route, "Route", route.purpose)
    for form in book.forms:
        yield _entry(form, "Formulier", form.purpose, names=["formulier"])
    for paper in book.documents:
        yield _entry(paper, "Papier", paper.what)
    for line in book.helplines:
        yield _entry(line, "Nummer", line.what, names=[*line.numbers])
    for term in book.terms:
        yield _entry(term, "Begrip", term.meaning, names=[term.full])
    for moment in book.calendar:
        yield _entry(moment, "Schooljaar", moment.what)
    for chapter in book.chapters:
        yield _entry(chapter, "Achtergrond", chapter.description)


WEIGHED = {"Situatie": 1.1, "Advies": 1.1, "Begrip": 0.9, "Papier": 0.85, "Achtergrond": 0.85, "Bladzijde": 0.8}


def _weight(kind: str) -> float:
    """How much a kind counts: what people come with goes before what only mentions it."""
    return WEIGHED.get(kind.partition(" ")[0], 1)


def _starts(site: Site) -> Iterator[Entry]:
    """The first weeks in a function, which stand in no menu."""
    for role in starters(site.book) if site.book.edition.inside else ():
        page, name = start_page(role), lower(role.name)
        names = (f"beginnen als {name}", f"eerste week als {name}", f"inwerken {name}", f"zelftest voor {name}")
        told = f"Je eerste dag, week en periode als {name}."
        yield Entry(address(page), f"Nieuw als {name}", "Nieuw hier", told, names, key=_page_key(page))


DESCRIPTION = re.compile(r'(?m)^description: "?(.*?)"?$')


def _pages(made: Iterable[Page]) -> Iterator[Entry]:
    """Whatever else has a name in the menu."""
    for page in made:
        if page.menu and not page.group and page.path.count("/") <= 1:
            names = (page.menu, address(page.path).strip("/"))
            yield Entry(address(page.path), page.title, "Bladzijde", _description(page), names, key=_page_key(page.path))


def _page_key(path: str) -> str:
    """How a topic names a page that comes from no one record: 'pages/kalender'."""
    return f"pages/{address(path).strip('/')}"


def _description(page: Page) -> str:
    found = DESCRIPTION.search(page.text)
    return first_sentence(found[1]) if found else ""


def abroad(site: Site, language: Language, made: Iterable[Page]) -> list[Entry]:
    """What can be found in another language: only what is there in it, at its own places."""
    say = Translated(Dictionary(site.book, language)).plain
    return [*_told_abroad(site, language, say), *_guide_abroad(site, language, say), *_pages_abroad(made, language, say)]


Say = Callable[[str], str]


def _told_abroad(site: Site, language: Language, say: Say) -> Iterator[Entry]:
    for kind, told, records in (
        ("Nu hulp nodig?", "parent", site.book.needs),
        ("Vraag", "short", [each for each in site.book.asked if each.audience == (Audience.parent,)]),
        ("Begrip", "meaning", site.book.terms),
    ):
        for each in records:
            names = tuple(map(str, filter(None, (getattr(each, "full", ""), *getattr(each, "also", ())))))
            said = " ".join(map(say, texts(each)))
            place = f"{language.id}/{address(page_at(place_of(each)))}"
            told_first = first_sentence(say(getattr(each, told)))
            yield Entry(place, say(each.name), say(kind), told_first, names, text=said, key=_key(each), sort=kind)


def _guide_abroad(site: Site, language: Language, say: Say) -> Iterator[Entry]:
    """Every end of a way once."""
    groups, who = _groups(site), _askers(site)
    ends: dict[str, list[guide.Path]] = defaultdict(list)
    for way in branch(site.book, language):
        if way.ends:
            ends[str(way.at.id)].append(way)
    for ways in ends.values():
        way = ways[0]
        outcome = cast("Outcome", way.at)
        words = dict.fromkeys(say(text) for each in ways for text in _last_said(each))
        place = f"{language.id}/{address(way.place)}"
        said = " ".join(map(say, texts(outcome)))
        kind = f"{say('Advies')}{_of_school(site, way)}"
        told: dict[str, Any] = {"who": who.get(_own(way), ""), "group": groups.get(_own(way), _own(way)), "sort": "Advies"}
        now = first_sentence(say(outcome.now))
        yield Entry(place, say(outcome.name), kind, now, (), (*words,), said, key=_key(outcome), **told)


def _of_school(site: Site, way: guide.Path) -> str:
    """The school of a way, between brackets, where another school has an outcome of its own in its place."""
    outcome, schools = cast("Outcome", way.at), site.book.school.schools
    own = outcome.stands_for or any(guide.own_id(outcome.id, each.id) in site.book.outcome for each in schools)
    school = next((each.name for each in schools if each.id == way.reader.school), "")
    return f" ({school})" if own and school else ""


def _pages_abroad(made: Iterable[Page], language: Language, say: Say) -> Iterator[Entry]:
    """Whatever else there is in a language beside the steps of the guide."""
    first, steps = f"{language.id}/", f"{language.id}/wegwijzer/"
    for page in made:
        if page.path.startswith(first) and (not page.path.startswith(steps) or page.path == f"{steps}index.md"):
            key = _page_key(page.path.removeprefix(first))
            yield Entry(address(page.path), page.title, say("Bladzijde"), _description(page), key=key, sort="Bladzijde")


def indexes(site: Site, made: Iterable[Page]) -> list[File]:
    """The index of every language, each a script of its own."""
    book, pages = site.book, list(made)
    told = _words_of(book.school)
    told = told | {"voices": [], "reader": str(Audience.staff)} if book.edition.inside else told
    found = [_index_file("nl", dutch(site, pages), topics_in(book), **told)]
    return found + [
        _index_file(str(each.id), abroad(site, each, pages), topics_in(book, each.id), **_words_of(each))
        for each in book.languages
    ]


Topics = list[tuple[list[str], dict[str, None]]]


def topics_in(book: Handbook, language: str = "") -> Topics:
    """Per topic the words for it in a language, and the keys of what helps, what helps most first."""
    schools = [each.id for each in book.school.schools]
    keys = (dict.fromkeys((*_outcomes_of(each, schools), *map(str, each.others))) for each in book.topics)
    found = ((_said_of(each, language), helping) for each, helping in zip(book.topics, keys, strict=True))
    return [(words, keys) for words, keys in found if words]


def _said_of(topic: Topic, language: str) -> list[str]:
    """The words for a topic in a language, in Dutch with ''."""
    if not language:
        return [*map(str, topic.words)]
    return [str(word) for own in topic.abroad if own.language == language for word in own.words]


def _outcomes_of(topic: Topic, schools: Iterable[str]) -> Iterator[str]:
    """The keys of the outcomes of a topic, and of what a school has in the place of one."""
    for outcome in topic.outcomes:
        yield from (f"outcomes/{each}" for each in (outcome, *(guide.own_id(outcome, school) for school in schools)))


def _words_of(speaker: School | Language) -> dict[str, Any]:
    """The words that say nothing or only what one wants to know, the rows that say one thing, and who is typing."""
    voices = [[str(voice.audience), str(voice.words)] for voice in speaker.voices]
    words = {"little": str(speaker.little_words), "asking": str(speaker.asking_words)}
    return words | {"same": [*map(str, speaker.same_words)], "voices": voices}


def _placed(topics: Topics, entries: list[Entry]) -> Iterator[tuple[list[str], list[int]]]:
    """The words of every topic with the entries they are for, by their place in the list, what helps most first."""
    numbers: dict[str, list[int]] = defaultdict(list)
    for number, entry in enumerate(entries):
        numbers[entry.key].append(number)
    for words, keys in topics:
        if at := [number for key in keys for number in numbers.get(key, ())]:
            yield words, at


def _index_file(language: str, entries: list[Entry], topics: Topics, **more: Any) -> File:
    """The index as a script, which a page opened from disk may load too."""
    sorts = {each.kind: each.sort or each.kind for each in entries}
    kinds, many = list(sorts), Counter(each.group for each in entries if each.group)
    groups = {group: at for at, group in enumerate((each for each in many if many[each] > 1), start=1)}
    often = Counter(word for each in entries for word in {*tokens(each.text)})
    common = {word for word, times in often.items() if times > COMMON * len(entries)}
    found = {
        "language": language,
        "kinds": kinds,
        "weigh": [_weight(sorts[kind]) for kind in kinds],
        "entries": [each.packed(kinds, groups, common) for each in entries],
        "topics": [*_placed(topics, entries)],
        **more,
    }
    text = json.dumps(found, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")  # stays a script in a page
    return File(f"search/{language}.js", f"zorgwegwijzer.index({text})\n".encode())
