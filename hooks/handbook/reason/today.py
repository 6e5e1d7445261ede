"""Whether what is written holds today, and what came in the place of what no longer does."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from handbook.families import RECORDS
from handbook.kinds import HoldsNow, StatusNow
from handbook.model import Handbook, Record, Role, Term, Text
from handbook.reason.equals import equal_of
from handbook.reason.schools import schools_of


@lru_cache(maxsize=8)
def by_name(book: Handbook) -> dict[str, Record]:
    """Every record by the name under which it may be said to have taken the place of another: 'routes/opp'."""
    return {f"{name}/{record.id}": record for name in RECORDS for record in getattr(book, name)}


def successors(record: Record, book: Handbook) -> Iterator[tuple[Text, Record | None]]:
    """What a record says came in its place: the name typed, and the record when there is one."""
    yield from ((name, by_name(book).get(name)) for name in (record.holds.successor if record.holds else ()))


@lru_cache(maxsize=8)
def living(book: Handbook) -> Handbook:
    """The handbook without the roles and routes that hold no longer, and without seats for them in a meeting."""
    roles = tuple(_seated(role, book) for role in book.roles if not role.archived)
    return replace(book, roles=roles, routes=tuple(route for route in book.routes if not route.archived))


def _seated(role: Role, book: Handbook) -> Role:
    kept = tuple(seat for seat in role.members if seat.role not in book.role or not book.role[seat.role].archived)
    return role if kept == role.members else replace(role, members=kept)


def holds_now(record: Record, book: Handbook) -> HoldsNow:
    """Whether a record holds today: as somebody typed, of a word as its status says, else as follows from its ground.

    What was added stands on references of today. Of what a source says of a school, nobody knows until the school says so.
    """
    if record.archived:
        return HoldsNow.then
    if record.holds:
        return record.holds.now
    if isinstance(record, Term):
        return HoldsNow.now if record.status.now is StatusNow.current else HoldsNow.unknown
    return HoldsNow.now if record.basis == "added" and _is_read(record, book) else HoldsNow.unknown


def _is_read(record: Record, book: Handbook) -> bool:
    """Whether its references were read in the year in which the record was last looked after, or later."""
    return all(book.reference[id_].checked.year >= record.reviewed.year for id_ in record.references)


def whom_to_ask(record: Record, book: Handbook) -> Role:
    """Who can say whether a record holds: its keeper, or the equal of that role at the school that the record is of."""
    keeper = book.role[record.owner]
    found = (equal_of(keeper, school, book) for school in sorted(schools_of(record, book)))
    equals = [each for each in found if each]
    return keeper if keeper in equals else next(iter(equals), keeper)
