"""What the pages that list things show: which records stand together, in what order, and under what."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from handbook.families import ARCHIVES, FAMILIES, RECORDS, Family, family_of, theme_of
from handbook.kinds import Audience, Degree, HoldsNow, RoleKind
from handbook.model import (
    CareLine,
    Contact,
    Handbook,
    Location,
    Moment,
    Need,
    Outcome,
    ReaderQuestion,
    Record,
    Reference,
    Role,
    Situation,
    Source,
    Term,
    Text,
)
from handbook.reason.backlinks import Backlinks, Seat
from handbook.reason.today import holds_now, whom_to_ask
from handbook.render.links import address, page_at


@dataclass(frozen=True)
class LineCard:
    """A care line, who can be met on it, what meets on it, and what must be there before the next line ('' for none)."""

    line: CareLine
    stops: tuple[Role, ...]
    meetings: tuple[Role, ...]
    gate: str
    last: bool


@dataclass(frozen=True)
class Due:
    """The records of one kind and one keeper that must be looked after before the same day."""

    day: date
    family: Family
    owner: Role
    records: list[Record]


@dataclass(frozen=True)
class Theme:
    """What parents ask about one theme, and the page that answers it."""

    page: str
    name: Text
    asked: list[ReaderQuestion]


@dataclass(frozen=True)
class Standing:
    """Of the records of one family: of how many it is known that they hold, or no longer, and whom to ask of the rest."""

    family: Family
    now: int
    then: int
    unknown: int
    ask: list[tuple[Role, list[Record]]]


def line_cards(book: Handbook, *, apart: bool) -> list[LineCard]:
    """The care lines in their order, with their meetings `apart` from the people or among them."""
    lines = book.school.lines
    return [_line_card(line, after, book, apart) for line, after in zip(lines, (*lines[1:], None), strict=True)]


def _line_card(line: CareLine, after: CareLine | None, book: Handbook, apart: bool) -> LineCard:
    here = [role for role in book.roles if line.number in role.lines and not role.archived]
    stops = tuple(role for role in here if role.kind.can_be_met or (role.kind.lists_members and not apart))
    meetings = tuple(role for role in here if role.kind.lists_members and apart)
    return LineCard(line, stops, meetings, after.gate if after else "", after is None)


def themes(book: Handbook, backlinks: Backlinks) -> list[Theme]:
    """What parents ask, per page that answers it, in the order typed."""
    found: dict[str, list[ReaderQuestion]] = {}
    for questions in backlinks.asked_by("parent").values():
        found.setdefault(theme_of(questions[0]), []).extend(questions)
    return [Theme(page_at(place), asked[0].theme, asked) for place, asked in found.items()]


def by_degree(book: Handbook) -> list[tuple[Degree, list[Need]]]:
    """What can be the matter, the most urgent first."""
    found = [(degree, [each for each in book.needs if each.degree is degree]) for degree in Degree]
    return [(degree, needs) for degree, needs in found if needs]


def help_shown(book: Handbook) -> dict[str, Any]:
    """What the page for who needs help shows; of the helplines in `called`, what can be the matter tells when to call."""
    return {"degrees": by_degree(book), "called": {helpline for need in book.needs for helpline in need.call}}


def archived(book: Handbook) -> list[tuple[str, str, list[Record]]]:
    """What holds no longer, per family: its heading, its name and its records."""
    families = [(FAMILIES[name].many, name, getattr(book, name)) for name in ARCHIVES]
    found = [(many, name, [record for record in records if record.archived]) for many, name, records in families]
    return [each for each in found if each[2]]


def by_audience(book: Handbook) -> list[tuple[Audience, list[Situation]]]:
    """The situations under whom they are for in the first place."""
    found = [(audience, [each for each in book.situations if each.audience[0] == audience]) for audience in Audience]
    return [(audience, situations) for audience, situations in found if situations]


def by_school(book: Handbook, backlinks: Backlinks) -> list[tuple[Source, list[tuple[RoleKind, list[Role]]]]]:
    """Per source: the roles at the school it is about, under their kinds."""
    return [(source, _by_kind(source, book, backlinks)) for source in book.sources]


def _by_kind(source: Source, book: Handbook, backlinks: Backlinks) -> list[tuple[RoleKind, list[Role]]]:
    here = [role for role in book.roles if source.school in backlinks.schools_of(role)]
    found = [(kind, [role for role in here if role.kind is kind]) for kind in RoleKind if kind.at_school]
    return [(kind, roles) for kind, roles in found if roles]


def kinds_of_roles(book: Handbook) -> list[RoleKind]:
    """The kinds that some role is of, in their own order."""
    return [kind for kind in RoleKind if any(role.kind is kind for role in book.roles)]


def meetings(book: Handbook) -> list[Role]:
    """The meetings, committees and boards."""
    return [role for role in book.roles if role.kind.gathers]


def seating(book: Handbook, backlinks: Backlinks) -> list[tuple[Role, list[Seat]]]:
    """Everyone with a seat somewhere, with the seat in each meeting."""
    return [(role, _seats(role, backlinks)) for role in book.roles if backlinks.seats[role.id]]


def _seats(role: Role, backlinks: Backlinks) -> list[Seat]:
    own: dict[str, Seat] = {}
    for seat in backlinks.seats[role.id]:
        own.setdefault(seat.meeting.id, seat)
    return list(own.values())


def moments(book: Handbook) -> tuple[list[Moment], list[Moment]]:
    """What comes back in the school year: at a fixed time, in the order of the year, and all through it."""
    dated = sorted((each for each in book.calendar if each.month), key=lambda each: each.month or 0)
    return dated, [each for each in book.calendar if not each.month]


def contacts_at(location: Location, book: Handbook) -> list[tuple[Role, list[Contact]]]:
    """Who can be reached at a location, per role, in the order of the roles."""
    found = [(role, [each for each in location.contacts if each.role == role.id]) for role in book.roles]
    return [(role, contacts) for role, contacts in found if contacts]


def systems(book: Handbook) -> list[tuple[Term, str]]:
    """The terms for which the school has a system, each with its name for it, in the order of the school."""
    terms = {str(term.id): term for term in book.terms}
    return [(terms[system.term], system.name) for system in book.school.systems]


def due(book: Handbook) -> dict[date, list[Due]]:
    """What must be looked after, by the day before which, and then per kind and keeper."""
    found: dict[tuple[date, str, str], list[Record]] = defaultdict(list)
    for record in book.records:
        found[record.due, family_of(type(record)).name, record.owner].append(record)
    rows = [Due(day, FAMILIES[name], book.role[owner], own) for (day, name, owner), own in sorted(found.items())]
    return {day: list(each) for day, each in groupby(rows, key=lambda row: row.day)}


def to_look_up(book: Handbook, backlinks: Backlinks) -> list[tuple[str, list[tuple[Reference, list[Record]]]]]:
    """What may have changed since it was read: what to look up, where it was read, and the records that rest on it."""
    found: dict[str, list[tuple[Reference, list[Record]]]] = {}
    for reference in book.references:
        if reference.look_up:
            found.setdefault(reference.look_up, []).append((reference, backlinks.based_on[reference.id]))
    return list(found.items())


def standings(book: Handbook) -> list[Standing]:
    """Whether what was typed holds today, per family of records; what the program made of it is left out."""
    found = ((family, list(getattr(book, name))) for name, family in RECORDS.items())
    return [_standing(family, records, book) for family, records in found if records]


def _standing(family: Family, records: list[Record], book: Handbook) -> Standing:
    kinds: dict[HoldsNow, list[Record]] = {kind: [] for kind in HoldsNow}
    for record in records:
        if not (isinstance(record, Outcome) and record.made):
            kinds[holds_now(record, book)].append(record)
    unknown = kinds[HoldsNow.unknown]
    asked: dict[str, list[Record]] = defaultdict(list)
    for record in unknown:
        asked[whom_to_ask(record, book).id].append(record)
    told = [(role, asked[role.id]) for role in book.roles if role.id in asked]
    return Standing(family, len(kinds[HoldsNow.now]), len(kinds[HoldsNow.then]), len(unknown), told)


def on_paper(book: Handbook, path: str) -> str:
    """The address of a page as a reader types it over from paper."""
    return book.school.address.removeprefix("https://") + address(path)
