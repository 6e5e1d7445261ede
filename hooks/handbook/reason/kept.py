"""What has no address and yet may not vanish unseen: each on a line that says what it was, kept by `make onthoud`.

A line is a kind, a place and, behind a colon, what was so: 'weg routes/opp#nodig: Ja naar opstellen; Nee naar een eind'.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterator, Set
from dataclasses import dataclass
from functools import lru_cache

from handbook.families import RECORDS
from handbook.model import (
    Citation,
    Document,
    Exit,
    Form,
    Handbook,
    Language,
    Outcome,
    Part,
    Question,
    Record,
    Role,
    Route,
    Step,
    Term,
    Text,
    Translation,
)
from handbook.parts import own_texts, parts
from handbook.reason.own_work import MADE
from handbook.reason.promises import digest_of, places, record_at, slug
from handbook.reason.schools import every_school, schools_of
from handbook.reason.steps import exits
from handbook.reason.translations import no_in, one_of

TURNING = (
    "niet",
    "geen",
    "nooit",
    "zonder",
    "niemand",
    "niets",
    "mag",
    "mogen",
    "hoeft",
    "hoeven",
    "behalve",
    "tenzij",
    "verplicht",
)  # more of them turns a text
GUARDING = re.compile(
    r"(?<!\w)(?:\d+|niet|geen|nooit|zonder|niemand|niets|mag|mogen|hoeft|hoeven|pas|alleen|eerst|mits|tenzij|voordat"
    r"|behalve|uitgezonderd|beide|beiden|allebei|vrijwillig|nadat|vooraf|blijf"
    r"|moet|moeten|verplicht|toestemming|instemming|schriftelijke?|handtekening|vertrouwelijk|geheim|geheimhouding"
    r"|gevaar|meteen|direct|altijd|hoogstens|minstens|uiterlijk|binnen|gezag"
    r"|gratis|kosten|uur|uren|dag|dagen|week|weken|maand|maanden|jaar|werkdagen|schooldagen|minuten"
    r"|januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december"
    r"|twee|drie|vier|vijf|zes|zeven|acht|negen|tien|twaalf|zestien|achttien)(?!\w)"
)
ASKED = re.compile(r"toestemming|instemming", re.IGNORECASE)
ASKING = re.compile(r"(?<!\w)(?:ouders|verzorgers|leerling|mentor|school)(?!\w)")  # whose consent a sentence is about
ALONG = (
    "woorden", "onderwerp", "status", "archief", "bewaart", "school", "taken", "lezers", "naar", "keuze", "weg",
    "aanspreekbaar", "verder", "lijn", "meenemen", "maakt", "vult", "alleen", "grond",
)  # fmt: skip
# Of these only what is gone matters.
SUBSETS = ("bellen", "onderwerp", "verder", "lijn", "meenemen", "maakt", "vult", "taal", "grond", "zoekwoorden", "weetje")


@dataclass(frozen=True)
class Lost:
    """A line of what was published that is no longer so, in a sentence for an editor."""

    line: Text
    told: str


def kept(book: Handbook) -> Iterator[str]:
    """Every line, of what was typed: what follows from it is not told twice."""
    for promise in book.promises:
        yield f"belofte {promise.id}: {digest_of(promise)} {len(promise.changed)}"
    yield from (f"noodnummer {danger.call}" for danger in book.school.danger)
    yield from (f"hulplijn {line.id}: {', '.join(line.numbers)}; {line.hours}; {line.costs}" for line in book.helplines)
    yield from (f"bellen needs/{need.id}: {', '.join(need.call)}" for need in book.needs)
    for route in book.routes:
        yield from _of_route(route)
    for role in book.roles:
        yield from _of_role(role, book)
    for outcome in (each for each in book.outcomes if not each.made):
        yield from _of_outcome(outcome)
    for question in (each for each in book.guide.questions if not each.id.startswith(MADE)):
        yield from _of_question(question)
    yield from _of_records(book)
    yield from (f"weetje notices/{notice.id}: {', '.join(notice.outcomes)}" for notice in book.notices)
    yield from (f"geval {scenario.id}: {scenario.outcome}" for scenario in book.scenarios)
    for language in book.languages:
        there = {"nee": language.negations, "merkwoorden": language.markers, "vaste woorden": language.wording}
        if found := [name for name, words in there.items() if words]:
            yield f"taal {language.id}: {', '.join(found)}"  # what its pages say, and what they are held against
        yield from (f"vertaling {language.id} {each.of}: {_sense(each, language)}" for each in language.translations)
    yield from (f"verwijzing {reference.id}: {_short(reference.address)}" for reference in book.references)
    yield from (f"bron {source.id}: {source.dated}" for source in book.sources)
    for topic in book.topics:  # by these words somebody in need finds a number
        if any(book.outcome[id_].call for id_ in topic.outcomes if id_ in book.outcome):
            yield f"zoekwoorden topics/{topic.id}: {', '.join(topic.words)}"


def _sense(translation: Translation, language: Language) -> str:
    """How often a translation says no, and how often what turns a sentence, by the first Dutch word of its row."""
    rows = tuple((row.nl.split(",")[0], str(row.to)) for row in language.markers)
    return _times(" ".join(pair.to.lower() for pair in translation.texts), language.negations, rows)


@lru_cache(maxsize=16_384)  # a translation is asked again in the handbook of each school
def _times(said: str, negations: tuple[str, ...], rows: tuple[tuple[str, str], ...]) -> str:
    found = {"nee": len(no_in(negations).findall(said))} if negations else {}
    found |= {word: len(one_of(each).findall(said)) for word, each in rows}
    return ", ".join(f"{word} {count}" for word, count in found.items() if count) or "nee 0"


def _of_question(question: Question) -> Iterator[str]:
    """Where each answer leads; one that is there for each of many roles or schools leads to as many places."""
    for id_ in dict.fromkeys(choice.id for choice in question.answers):
        same = [each for each in question.answers if each.id == id_ and not each.to.startswith(MADE)]
        if same:
            yield f"keuze questions/{question.id}#{id_}: {', '.join(each.to for each in same)}"
        if only := sorted({str(reader) for each in same for reader in each.only_for}):
            yield f"alleen questions/{question.id}#{id_}: {', '.join(only)}"
        if closed := [str(each.edition) for each in same if each.edition]:
            yield f"lezers questions/{question.id}#{id_}: {', '.join(closed)}"


def _of_route(route: Route) -> Iterator[str]:
    if route.danger:
        yield f"gevaar routes/{route.id}"
    for step in route.steps:
        if step.gate:
            ways = ((name, getattr(step.gate, name)) for name in ("given", "refused", "pending"))
            told = "; ".join(f"{name} naar {_leads(way)}" for name, way in ways)
            yield f"toestemming routes/{route.id}#{step.id}: van {', '.join(step.gate.by)}, {step.gate.how}; {told}"
        else:
            yield f"weg routes/{route.id}#{step.id}: {_ways(route, step)}"


def _ways(route: Route, step: Step) -> str:
    return "; ".join(f"{getattr(way, 'answer', '')} naar {_leads(way)}".strip() for way in exits(route, step))


def _leads(way: Exit) -> str:
    return str(way.to or way.route or ("een eind" if way.end else "een open vraag"))


def _of_role(role: Role, book: Handbook) -> Iterator[str]:
    marks = {"gevaar": role.danger, "aanspreekbaar": role.approachable, "vertrouwd": role.confidant}
    yield from (f"{mark} roles/{role.id}" for mark, there in marks.items() if there)
    if role.escalation:
        yield f"verder roles/{role.id}: {', '.join(dict.fromkeys(way.to for way in role.escalation))}"
    for way in role.escalation:
        if way.consent:
            yield f"toestemming roles/{role.id} naar {way.to}: van {', '.join(way.consent.by)}, {way.consent.how}"
    for theme in role.tasks:
        place = f"roles/{role.id}#{slug(theme.theme)}"
        schools = ", ".join(sorted(schools_of(theme, book))) if theme.sources else "elke school"
        yield f"taken {place}: {len(theme.items)} van {schools}"
        if theme.edition:
            yield f"lezers {place}: {theme.edition}"


def _of_outcome(outcome: Outcome) -> Iterator[str]:
    if outcome.confidential:
        yield f"vertrouwelijk outcomes/{outcome.id}"
    if outcome.call:
        yield f"bellen outcomes/{outcome.id}: {', '.join(outcome.call)}"
    yield f"naar outcomes/{outcome.id}: {outcome.role}"


def _of_records(book: Handbook) -> Iterator[str]:
    for family in RECORDS:
        for record in getattr(book, family) if family != "promises" else ():
            if not (isinstance(record, Outcome) and record.made):
                yield from _of_record(f"{family}/{record.id}", record, book)
    for line in book.school.lines:
        if guards := _guards(line):
            yield f"woorden school#lijn-{line.number}: {guards}"
    for location in book.school.locations:
        shown = (each for each in location.contacts if each.public)
        yield from (f"openbaar {location.id} {each.role}: {', '.join(each.public)}" for each in shown)


def _of_record(place: str, record: Record, book: Handbook) -> Iterator[str]:
    if record.holds and record.archived:
        yield f"archief {place}: {', '.join(record.holds.successor) or 'geen'}"
    if record.about:
        yield f"onderwerp {place}: {', '.join(record.about)}"
        if record.references:
            yield f"grond {place}: {', '.join(record.references)}"
    yield from (f"{kind} {place}: {', '.join(map(str, named))}" for kind, named in _named(record).items() if named)
    if isinstance(record, Form):
        yield f"bewaart {place}: {_short(record.kept, record.removed)}"
    if isinstance(record, Term):
        yield f"status {place}: {record.status.now}"
    if isinstance(record, Document) and record.consent:
        yield f"tekent {place}: {', '.join(record.signed_by)}"
    if isinstance(record, Role | Route) and schools_of(record, book) != every_school(book):
        yield f"school {place}: {', '.join(sorted(schools_of(record, book)))}"
    if guards := _guards(record):
        yield f"woorden {place}: {guards}"


def _named(record: Record) -> dict[str, tuple[object, ...]]:
    """The lists of a record without which a page says who or what no longer."""
    match record:
        case Role():
            return {"lijn": record.lines}
        case Outcome():
            return {"meenemen": record.bring}
        case Document():
            return {"maakt": record.made_by}
        case Form():
            return {"vult": record.filled_by}
    return {}


def _short(*texts: str) -> str:
    return hashlib.sha256("\n".join(texts).encode()).hexdigest()[:8]


def _guards(record: Part) -> str:
    """The words of a record or care line that hold somebody back, warn or count, and how often each stands there."""
    found: Counter[str] = Counter()
    said = (part for part in parts(record) if not isinstance(part, Citation))  # the number of a section says nothing
    for text in (text for part in said for text in own_texts(part)):
        found.update(_guarding(str(text)))
    return ", ".join(f"{word} {count}" for word, count in sorted(found.items()))


@lru_cache(maxsize=65_536)  # a text is asked again in the handbook of each school
def _guarding(text: str) -> tuple[str, ...]:
    low = text.lower()
    return (*GUARDING.findall(low), *(ASKING.findall(low) if ASKED.search(low) else ()))


# --- what was so, and is no longer ---------------------------------------------------------------------------------


def sum_of(lines: list[str]) -> str:
    """What the kept lines add up to."""
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:12] if lines else ""


@lru_cache(maxsize=4)
def promised_before(book: Handbook) -> dict[str, str]:
    """Per published promise the digest of what it said."""
    return {name: value.partition(" ")[0] for name, value in _promised(book)}


@lru_cache(maxsize=4)
def decided_before(book: Handbook) -> dict[str, int]:
    """Per published promise how many changes it had."""
    return {name: int(value.partition(" ")[2] or 0) for name, value in _promised(book)}


def _promised(book: Handbook) -> list[tuple[str, str]]:
    lines = (_parted(str(line)) for line in book.addresses.kept if line.startswith("belofte "))
    return [(key.removeprefix("belofte "), value) for key, value in lines]


def _parted(line: str) -> tuple[str, str]:
    key, _, value = line.partition(": ")
    return key, value


@lru_cache(maxsize=4)
def lost(book: Handbook) -> tuple[Lost, ...]:
    """Everything that readers had and would have no longer, in the order in which it was kept: promises first."""
    if not book.addresses.kept:
        return ()
    now, there = dict(map(_parted, kept(book))), {*places(book), *_records(book)}
    names = _new_names(book)
    found = (
        (line, _told(*_parted(_renamed(str(line), names)), now))
        for line in book.addresses.kept
        if not _goes_along(str(line), there)
    )
    return tuple(Lost(line, told) for line, told in found if told)


def _new_names(book: Handbook) -> dict[str, str]:
    """Per id of a role or route that moved its new one, as `moved` says."""
    parted = ((each.old.rpartition("/"), each.new.rpartition("/")) for each in book.addresses.moved)
    return {old: new for (there, _, old), (_, _, new) in parted if there in ("rollen", "routes")}


def _renamed(line: str, names: dict[str, str]) -> str:
    """A line with the new name of what has moved."""
    for old in (old for old in names if old in line):
        line = re.sub(rf"(?<![\w-]){re.escape(old)}(?![\w-])", names[old], line)
    return line


def _records(book: Handbook) -> Iterator[str]:
    """The place of every record, also of those that no promise can be about, such as a chapter."""
    yield from (f"{family}/{record.id}" for family in RECORDS for record in getattr(book, family))


def _goes_along(line: str, there: Set[str]) -> bool:
    """Whether a line is about a record that is gone: its address then says that it is, and must lead on."""
    kind, _, place = _parted(line)[0].partition(" ")
    return kind in ALONG and record_at(place) not in there


def _told(key: str, before: str, now: dict[str, str]) -> str:
    """What is lost of one line in words, or ''."""
    if key not in now:  # an answer that is gone has an address too
        return "" if key.startswith("keuze ") else f"'{key}' is er niet meer"
    after, kind = now[key], key.partition(" ")[0]
    if after == before or kind == "belofte":  # a rule of its own asks why a promise changed
        return ""
    if kind == "woorden":
        return _fewer(key.removeprefix("woorden "), _counted(before), _counted(after))
    if kind == "vertaling":  # what it says more often, its rules look at beside the Dutch
        return _fewer(key, _counted(f"nee {before}" if before.isdigit() else before), _counted(after), turning=())
    if kind in SUBSETS:
        gone = [each for each in before.split(", ") if each not in after.split(", ")]
        return f"bij '{key}' is weg: {', '.join(gone)}" if gone else ""
    return f"'{key}' was '{before}' en is nu '{after}'"


def _counted(value: str) -> dict[str, int]:
    return {word: int(count) for word, _, count in (each.rpartition(" ") for each in value.split(", ") if each)}


def _fewer(place: str, before: dict[str, int], after: dict[str, int], turning: tuple[str, ...] = TURNING) -> str:
    gone = [word for word, count in before.items() if after.get(word, 0) < count]
    more = [word for word in turning if after.get(word, 0) > before.get(word, 0)]
    told = [f"minder vaak {_listed(gone)}"] * bool(gone) + [f"vaker {_listed(more)}"] * bool(more)
    return f"in de teksten van '{place}' staat nu {' en '.join(told)}" if told else ""


def _listed(words: list[str]) -> str:
    return ", ".join(f"'{word}'" for word in words)


def code_of(found: tuple[Lost, ...]) -> str:
    """A short code for exactly this that vanishes."""
    return hashlib.sha256("\n".join(each.told for each in found).encode()).hexdigest()[:8]
