"""The school year of a function: what comes back, when, with whom, and the step that it belongs to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from handbook.labels import lower
from handbook.model import Handbook, Holiday, Moment, Role, Route, SchoolYear, Step
from handbook.reason.backlinks import Backlinks


@dataclass(frozen=True)
class Planned:
    """What comes back in the year of a role. What has no month of its own has no days; `step` is the one it belongs to."""

    id: str
    of: Moment | Role
    when: str
    what: str
    who: list[Role]
    days: tuple[date, date] | None = None
    route: Route | None = None
    number: int = 0
    step: Step | None = None


@dataclass(frozen=True)
class Term:
    """A step that the role does itself within some time."""

    route: Route
    number: int
    step: Step


def planned(role: Role, book: Handbook, links: Backlinks) -> list[Planned]:
    """What comes back for a role or for a meeting it sits in: what has days first, in their order."""
    seats = [seat.meeting for seat in links.seats[role.id]]
    mine = {str(role.id), *(str(meeting.id) for meeting in seats)}
    moments = [each for each in book.calendar if mine & {*each.roles} and not each.archived]
    told = {str(id_) for each in moments for id_ in each.roles}
    rhythms = [meeting for meeting in seats if meeting.rhythm and meeting.id not in told]
    found = [*(_moment(each, role, book) for each in moments), *(_rhythm(each, book) for each in rhythms)]
    return sorted(found, key=lambda each: each.days or (date.max, date.max))


def terms(role: Role, links: Backlinks) -> list[Term]:
    """The steps that a role does itself and that must be done within some time."""
    shares = links.acts[role.id]
    return [
        Term(share.route, at, step) for share in shares for at, step in share.steps if step.time and step.actor == role.id
    ]


def holidays(book: Handbook) -> list[Holiday]:
    """The holidays of the school year, in their order; those of another region only where the school says no region."""
    year = book.school.school_year
    found = (
        [each for each in year.holidays if not (year.region and each.region) or each.region == year.region] if year else []
    )
    return sorted(found, key=lambda each: each.first)


def _moment(moment: Moment, role: Role, book: Handbook) -> Planned:
    route = book.route.get(moment.route) if moment.route else None
    steps = list(enumerate(route.steps, start=1)) if route else []
    number, step = next(((at, each) for at, each in steps if each.actor == role.id), (0, None))
    days = next(_days(moment.month, book.school.school_year), None) if moment.month else None
    who = [book.role[id_] for id_ in moment.roles if id_ in book.role]
    return Planned(str(moment.id), moment, str(moment.when), str(moment.what), who, days, route, number, step)


def _rhythm(meeting: Role, book: Handbook) -> Planned:
    rhythm = lower(meeting.rhythm.text).rstrip(".") if meeting.rhythm else ""
    members = [book.role[each.role] for each in meeting.members if each.role in book.role]
    return Planned(f"overleg-{meeting.id}", meeting, rhythm, str(meeting.summary), members)


def _days(month: int, year: SchoolYear | None) -> Iterator[tuple[date, date]]:
    """The days of a month that fall in the school year."""
    for at in (year.first.year, year.last.year) if year else ():
        begins = date(at, month, 1)
        ends = date(at + month // 12, month % 12 + 1, 1) - timedelta(days=1)
        first, last = max(begins, year.first), min(ends, year.last)  # type: ignore[union-attr]
        if first <= last:
            yield first, last
