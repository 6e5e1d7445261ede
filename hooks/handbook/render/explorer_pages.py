"""What the pages of the explorer show: a role with whoever stands around it, its ways to others, and routes side by side."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, TypeVar

from handbook.draw.colours import COLOURS
from handbook.draw.linemap import DESK, NARROW, REST, SIGNS, LineMap, MapStop, line_map
from handbook.draw.routeline import RouteLine, small_line
from handbook.draw.strip import strip
from handbook.kinds import RoleKind
from handbook.model import (
    Danger,
    Document,
    Escalation,
    Gate,
    Handbook,
    OpenQuestion,
    Outcome,
    Part,
    Role,
    Route,
    Situation,
    Step,
)
from handbook.reason.backlinks import Share
from handbook.reason.escalation import targets
from handbook.reason.explorer import Explorer, Standin
from handbook.reason.journeys import Journey, Need, Stop, needs
from handbook.reason.network import Network
from handbook.reason.schools import schools_of
from handbook.reason.steps import documents_of, endings, taking_part
from handbook.reason.steps import needs as needs_of_route
from handbook.render.links import Links, map_of

ON_MAP_ALONE = ("house", "wide")  # signs that the strip has not
MOST_NAMED = 3  # routes of a role that cannot be reached
MOST_OF_FOLD = 8  # roles that are named of those folded into one stop
MOST_ADVISED = 2  # cards of the guide for it


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
    """A role that cannot be reached: what the guide advises for it, what the sources say, its routes, and who goes there."""

    role: Role
    advice: list[Outcome]
    apart: list[Step]
    shares: list[Share]
    senders: list[Role]


@dataclass(frozen=True)
class OwnRoute:
    """A route with the steps in which a role takes part, each with its number, and the whole as a small line."""

    route: Route
    steps: tuple[tuple[int, Step], ...]
    line: RouteLine


@dataclass(frozen=True)
class RoleInExplorer:
    """A role in the middle: before and after it, its routes, who can do without it, and the ways to everyone else.

    `alone` counts the gaps where no one else is named; `dangers` says of each number whether it has no other place here.
    """

    coming: list[tuple[Role, list[Escalation]]]
    onward: list[tuple[Role, list[Escalation]]]
    routes: list[OwnRoute]
    gaps: list[Standin]
    alone: int
    stand_ins: dict[str, list[Outcome]]
    reached: list[tuple[RoleKind, list[Role]]]
    trips: list[tuple[Role, list[Trip]]]
    dangers: list[tuple[Danger, bool]]
    out_of_reach: list[tuple[RoleKind, list[NoWay]]]

    @property
    def advised(self) -> list[Outcome]:
        """The tickets of which it tells what the guide advises."""
        return [outcome for _, ways in self.out_of_reach for way in ways for outcome in way.advice]


def role_in_explorer(role: Role, explorer: Explorer) -> RoleInExplorer:
    """What the explorer tells of a role."""
    book, ways = explorer.book, explorer.ways[role.id]
    gaps, reached = explorer.without(role.id), explorer.destinations(role.id)
    onward = [(book.role[to], [way for way in role.escalation if way.to == to]) for to in targets(role)]
    return RoleInExplorer(
        coming=[(book.role[each], found) for each, found in explorer.backlinks.senders(role.id).items()],
        onward=onward,
        routes=[
            OwnRoute(share.route, share.steps, small_line(share.route, book)) for share in explorer.backlinks.acts[role.id]
        ],
        gaps=gaps,
        alone=sum(not gap.others for gap in gaps),
        stand_ins=explorer.stand_ins(role.id),
        reached=reached,
        trips=[(to, [_trip(way, to, book) for way in ways[to.id]]) for _, roles in reached for to in roles],
        dangers=[(danger, danger.role not in (*ways, role.id)) for danger in book.school.danger],
        out_of_reach=[(kind, [_no_way(to, explorer) for to in roles]) for kind, roles in explorer.out_of_reach(role.id)],
    )


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


@lru_cache(maxsize=4)
def _advising(book: Handbook) -> dict[str, list[Outcome]]:
    """Per role what the guide advises with it."""
    found: dict[str, list[Outcome]] = defaultdict(list)
    for outcome in book.outcomes:
        found[outcome.role].append(outcome)
    return found


def _no_way(role: Role, explorer: Explorer) -> NoWay:
    return NoWay(
        role,
        _advising(explorer.book)[role.id][:MOST_ADVISED],
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


def title_of_map(network: Network) -> str:
    """The title of that page: with the school in it only where there are more."""
    return f"Verkenner van {network.school.name}" if network.school else "Verkenner"


def map_page(network: Network, found: list[Network], explorer: Explorer, links: Links) -> dict[str, Any]:
    """All that the page of a map shows."""
    drawn = [line_map(network, explorer.book, sheet) for sheet in (DESK, NARROW)]
    own = walks(network, explorer)
    on_map = tuple(role for role in network.all_roles if role not in network.apart)
    return {
        "maps": [(each, stops_on(each, explorer, links)) for each in drawn],
        "signs": SIGNS,
        "signs_of_strip": [(kind, told) for kind, told in SIGNS if kind not in ON_MAP_ALONE],
        "schools": [
            (each.school, map_of(frozenset({str(each.school.id)}), explorer.book), each is network)
            for each in found
            if each.school
        ],
        "roles": by_name(network.all_roles),
        "routes": by_name(routes_of(network, explorer.book)),
        "walks": own,
        "cases": [walk for walk in own if walk.of == "geval"],
        "net": strip(on_map, network.all_ties),
        "aside": strip(network.apart, network.all_ties),
        "rest": network.apart,
    } | COLOURS


@dataclass(frozen=True)
class StopOnMap:
    """A stop of the map, where it leads, and what is told of it: who comes and where it goes, by id, and who sits in it.

    Of roles folded into one some are `named`, besides so many `others`. `gaps` counts the steps that stop without it, in so
    many `routes`; at `alone` of them no one else is named.
    """

    stop: MapStop
    to: str
    named: tuple[Role, ...]
    others: int
    comes: list[str]
    goes: list[str]
    holds: list[str]
    sits_in: list[str]
    gaps: int
    routes: int
    alone: int


def stops_on(drawn: LineMap, explorer: Explorer, links: Links) -> list[StopOnMap]:
    """Every stop of a map with what a reader is told of it."""
    return [_on_map(stop, drawn.network, explorer, links) for stop in drawn.stops]


def _on_map(stop: MapStop, network: Network, explorer: Explorer, links: Links) -> StopOnMap:
    own = {str(role.id) for role in stop.roles}
    ties = network.all_ties
    gaps = [gap for role in stop.roles for gap in explorer.without(role.id)] if len(own) == 1 else []
    to = links.explorer(stop.roles[0]) if len(own) == 1 else f"#{FOLDED.get(stop.id, 'lijst')}" if own else ""
    return StopOnMap(
        stop, to, stop.roles[:MOST_OF_FOLD], len(stop.roles[MOST_OF_FOLD:]),
        comes=_ends(tie.tail for tie in ties if tie.head in own and not tie.seat and tie.tail not in own),
        goes=_ends(tie.head for tie in ties if tie.tail in own and not tie.seat and tie.head not in own),
        holds=_ends(tie.head for tie in ties if tie.tail in own and tie.seat),
        sits_in=_ends(tie.tail for tie in ties if tie.head in own and tie.seat),
        gaps=len(gaps), routes=len({gap.route.id for gap in gaps}), alone=sum(not gap.others for gap in gaps),
    )  # fmt: skip


FOLDED = {REST: "rest"}  # where the roles of a stop stand in full


def _ends(roles: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(roles))


@dataclass(frozen=True)
class WalkStep:
    """A step to walk: its number, the role (or nobody), what happens, its papers by id, and whose consent is asked."""

    number: int
    role: Role | None
    what: str
    papers: tuple[str, ...]
    gate: Gate | None


@dataclass(frozen=True)
class Walk:
    """A route, or a case of the guide, step by step; `of` is 'route' or 'geval', `place` where all of it stands."""

    of: str
    id: str
    name: str
    place: Part
    steps: list[WalkStep]


def walks(network: Network, explorer: Explorer) -> list[Walk]:
    """Every route of the school and every case of the guide that leads into one."""
    book = explorer.book
    here = {str(role.id) for role in network.all_roles}
    found = [
        Walk("route", str(route.id), str(route.name), route, _steps(route, book, 1)) for route in routes_of(network, book)
    ]
    for situation in book.situations:
        outcome = next(each for each in book.outcomes if each.id == situation.outcome)
        if outcome.role in here and outcome.role in book.role:
            found.append(Walk("geval", str(situation.id), str(situation.name), outcome, _case(situation, outcome, book)))
    return found


def routes_of(network: Network, book: Handbook) -> list[Route]:
    """The routes of the school of a map."""
    school = network.school
    return [route for route in book.routes if school is None or str(school.id) in schools_of(route, book)]


def _steps(route: Route, book: Handbook, first: int, skip: int = 0) -> list[WalkStep]:
    return [
        WalkStep(number, book.role[step.actor] if step.actor else None, str(step.action), documents_of(step), step.gate)
        for number, step in enumerate(route.steps[skip:], start=first)
    ]


def _case(situation: Situation, outcome: Outcome, book: Handbook) -> list[WalkStep]:
    """First where the situation says to begin, to every reader alike; then the steps of the route from where they stand."""
    begin = WalkStep(1, book.role[outcome.role], str(situation.answer), (), None)
    route = book.route.get(outcome.route or "")
    if not route:
        return [begin]
    skip = next((at for at, step in enumerate(route.steps) if step.id == outcome.step), 0)
    return [begin, *_steps(route, book, 2, skip)]
