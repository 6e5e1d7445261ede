"""What the pages of the explorer show: a role with whoever stands around it, its ways to others, and routes side by side."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeVar

from handbook.kinds import RoleKind
from handbook.model import Danger, Document, Escalation, Gate, Handbook, OpenQuestion, Outcome, Role, Route, Step
from handbook.reason.backlinks import Share
from handbook.reason.escalation import targets
from handbook.reason.explorer import Explorer, Standin
from handbook.reason.journeys import Journey, Need, Stop, needs
from handbook.reason.steps import endings, taking_part
from handbook.reason.steps import needs as needs_of_route

MOST_NAMED = 3  # routes of a role that cannot be reached


@dataclass(frozen=True)
class StopShown:
    """A stop of a journey: who acts or whom to ask when nobody is named, and whether it stays `again` in the same route.

    `on_call` tells of a seat in a meeting that it is taken only on request.
    """

    stop: Stop
    who: Role | None
    ask: OpenQuestion | None
    again: bool
    on_call: bool


@dataclass(frozen=True)
class Trip:
    """A journey with the schools where it holds (none when at each), who joins its last step, and what it needs."""

    stops: list[StopShown]
    schools: list[str]
    joins: Role | None
    needs: list[Need]


@dataclass(frozen=True)
class NoWay:
    """A role that cannot be reached: what the sources say of it apart from the school, its routes, and who goes there."""

    role: Role
    apart: list[Step]
    shares: list[Share]
    senders: list[Role]


@dataclass(frozen=True)
class Strip:
    """All steps of a route, each with its number and whether the role takes part in it."""

    route: Route
    steps: list[tuple[int, Step, bool]]


@dataclass(frozen=True)
class RoleInExplorer:
    """A role in the middle: before and after it, its routes, who can do without it, and the ways to everyone else.

    `alone` counts the gaps where no one else is named; `dangers` says of each number whether it has no other place here.
    """

    coming: list[tuple[Role, list[Escalation]]]
    onward: list[tuple[Role, list[Escalation]]]
    strips: list[Strip]
    gaps: list[Standin]
    alone: int
    stand_ins: dict[str, list[Outcome]]
    reached: list[tuple[RoleKind, list[Role]]]
    trips: list[tuple[Role, list[Trip]]]
    dangers: list[tuple[Danger, bool]]
    out_of_reach: list[tuple[RoleKind, list[NoWay]]]


def role_in_explorer(role: Role, explorer: Explorer) -> RoleInExplorer:
    """What the explorer tells of a role."""
    book, ways = explorer.book, explorer.ways[role.id]
    gaps, reached = explorer.without(role.id), explorer.destinations(role.id)
    onward = [(book.role[to], [way for way in role.escalation if way.to == to]) for to in targets(role)]
    return RoleInExplorer(
        coming=[(book.role[each], found) for each, found in explorer.backlinks.senders(role.id).items()],
        onward=onward,
        strips=[_strip(share) for share in explorer.backlinks.acts[role.id]],
        gaps=gaps,
        alone=sum(not gap.others for gap in gaps),
        stand_ins=explorer.stand_ins(role.id),
        reached=reached,
        trips=[(to, [_trip(way, to, book) for way in ways[to.id]]) for _, roles in reached for to in roles],
        dangers=[(danger, danger.role not in (*ways, role.id)) for danger in book.school.danger],
        out_of_reach=[(kind, [_no_way(to, explorer) for to in roles]) for kind, roles in explorer.out_of_reach(role.id)],
    )


def _strip(share: Share) -> Strip:
    mine = {number for number, _ in share.steps}
    return Strip(share.route, [(number, step, number in mine) for number, step in enumerate(share.route.steps, start=1)])


def _trip(way: Journey, target: Role, book: Handbook) -> Trip:
    before = (None, *(stop.route for stop in way.stops))
    return Trip(
        stops=[_stop(stop, route, book) for stop, route in zip(way.stops, before, strict=False)],
        schools=[book.source[school].school for school in way.schools],
        joins=target if way.stops[-1].role != target.id else None,
        needs=needs(way),
    )


def _stop(stop: Stop, before: Route | None, book: Handbook) -> StopShown:
    ask = stop.step.open[0] if not stop.role and stop.step and stop.step.open else None
    again = before is not None and stop.route is not None and before.id == stop.route.id
    seats = book.role[stop.meeting].members if stop.meeting else ()
    on_call = next((seat.on_call for seat in seats if seat.role == stop.role), False)
    return StopShown(stop, book.role[stop.role] if stop.role else None, ask, again, on_call)


def _no_way(role: Role, explorer: Explorer) -> NoWay:
    return NoWay(
        role,
        [step for _, _, step in explorer.apart(role.id)],
        explorer.backlinks.acts[role.id][:MOST_NAMED],
        [explorer.book.role[each] for each in explorer.backlinks.senders(role.id)],
    )


@dataclass(frozen=True)
class RouteBeside:
    """A route to lay beside another: who takes part (by id), its consents and papers, and where it can end."""

    route: Route
    roles: list[str]
    gates: list[Gate]
    papers: list[Document]
    ends: list[tuple[int, str]]


def side_by_side(book: Handbook) -> list[RouteBeside]:
    """Every route, to be laid beside another."""
    return [_beside(route, book) for route in book.routes]


def _beside(route: Route, book: Handbook) -> RouteBeside:
    papers, gates = needs_of_route(route)
    return RouteBeside(route, taking_part(route), gates, [book.document[paper] for paper in papers], endings(route, book))


Named = TypeVar("Named", Role, Route)


def by_name(records: Iterable[Named]) -> list[Named]:
    """Records in the order of the alphabet, to choose one from."""
    return sorted(records, key=lambda record: record.name.lower())


def in_groups(explorer: Explorer) -> list[tuple[str, int, list[tuple[Role, tuple[str, ...]]]]]:
    """The groups of the map as a list: each role with the roles (by id) that it goes to."""
    return [(name, line, [(role, targets(role)) for role in roles]) for name, line, roles in explorer.groups()]
