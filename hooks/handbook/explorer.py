"""What the explorer shows beside the journeys: the map, who stops when a role is away, and why there is no way."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from handbook.journeys import Journey, journeys_of
from handbook.measure import wrap
from handbook.model import Handbook, Outcome, Role, Route, Step
from handbook.view import View, documents_of, everyone_in, taking_part
from handbook.wording import ROLE_KINDS

BOX, GAP, ROOM = 196, 46, 26  # units: a stop, between columns, and before the text of a stop
LEADING, PAD, SIZE = 18, 5, 14  # units: a line of text, above and below it, and its height
HEAD = 34  # units kept for the name of a group


@dataclass(frozen=True)
class Standin:
    """A step that has no actor when a role is away, and who could still take it."""

    route: Route
    number: int
    step: Step
    others: tuple[str, ...]


@dataclass(frozen=True)
class Lean:
    """How much of the school leans on one role: its routes, its steps, and the steps that no one else joins."""

    role: Role
    routes: int
    steps: int
    alone: int


@dataclass(frozen=True)
class Stopover:
    """A role on the map: its place and lines of text, the routes it takes part in, and the roles it goes to."""

    role: Role
    left: float
    top: float
    height: float
    text: tuple[str, ...]
    routes: tuple[str, ...]
    onward: tuple[str, ...]


@dataclass(frozen=True)
class Heading:
    """The name of a group on the map, with the number of its care line or 0."""

    name: str
    line: int
    left: float
    top: float


@dataclass(frozen=True)
class Path:
    """A line on the map from one role to the next, with its SVG path."""

    tail: str
    head: str
    drawn: str


@dataclass(frozen=True)
class Chart:
    """The map drawn: its size in units, its groups, stops and lines."""

    width: float
    height: float
    headings: tuple[Heading, ...]
    stops: tuple[Stopover, ...]
    paths: tuple[Path, ...]


@dataclass(frozen=True)
class Light:
    """Something that can be lit on the page of a route, with the ids of its steps."""

    value: str
    label: str
    steps: frozenset[str]


def lights(route: Route, book: Handbook) -> list[Light]:
    """What can be lit in a route: the steps with consent, with a paper, with a meeting, and those of each role."""
    meetings = {role.id for role in book.roles if role.kind in ("meeting", "body")}
    kinds = [
        ("toestemming", "stappen met toestemming", [step for step in route.steps if step.gate]),
        ("papier", "stappen met een papier", [step for step in route.steps if documents_of(step)]),
        ("overleg", "stappen met een overleg", [step for step in route.steps if meetings & {*everyone_in(step)}]),
    ]
    own = [
        (role, book.role[role].name, [step for step in route.steps if role in everyone_in(step)])
        for role in taking_part(route)
    ]
    return [Light(value, label, frozenset(step.id for step in steps)) for value, label, steps in (*kinds, *own) if steps]


def lit_by(choices: list[Light]) -> dict[str, list[int]]:
    """Per step: the places of the choices that light it, where 1 is the choice of all steps."""
    found: dict[str, list[int]] = {}
    for place, choice in enumerate(choices, start=2):
        for step in choice.steps:
            found.setdefault(step, []).append(place)
    return found


class Explorer:
    """Everything the explorer computes over one (already narrowed) handbook."""

    def __init__(self, book: Handbook, view: View) -> None:
        self.book = book
        self.view = view

    @cached_property
    def ways(self) -> dict[str, dict[str, list[Journey]]]:
        """Per role, per role that can be reached from it: the journeys."""
        return journeys_of(self.book)

    def destinations(self, start: str) -> list[tuple[str, list[Role]]]:
        """The roles that can be reached from a role, by kind."""
        return self._by_kind(role for role in self.book.roles if role.id in self.ways[start])

    def out_of_reach(self, start: str) -> list[tuple[str, list[Role]]]:
        """The roles to which no way leads from a role, by kind."""
        always = {danger.role for danger in self.book.school.danger}  # whoever is in danger calls at once
        here = (*self.ways[start], *always, start)
        return self._by_kind(role for role in self.book.roles if role.id not in here)

    def _by_kind(self, roles: Iterator[Role]) -> list[tuple[str, list[Role]]]:
        found: dict[str, list[Role]] = {}
        for role in roles:
            found.setdefault(role.kind, []).append(role)
        return [(kind, sorted(found[kind], key=lambda role: role.name.lower())) for kind in ROLE_KINDS if kind in found]

    def apart(self, target: str) -> list[tuple[Route, int, Step]]:
        """The steps of a role without the school, and those of the same route in which the school may come to the role."""
        return [
            (share.route, number, step)
            for share in self.view.acts[target]
            if any(step.without_school for _, step in share.steps)
            for number, step in share.steps
            if step.without_school or target in step.together
        ]

    def without(self, role: str) -> list[Standin]:
        """The steps that a role takes, each with whoever joins it there; nobody when it stands alone."""
        return [
            Standin(share.route, number, step, tuple(other for other in everyone_in(step) if other != role))
            for share in self.view.acts[role]
            for number, step in share.steps
            if step.actor == role
        ]

    def stand_ins(self, role: str) -> dict[str, list[Outcome]]:
        """Who the guide names for when a role is away, each with the outcomes for which it does."""
        found: dict[str, list[Outcome]] = {}
        for outcome in self.book.outcomes:
            if outcome.role == role and outcome.away:
                found.setdefault(outcome.away, []).append(outcome)
        return found

    @cached_property
    def leaning(self) -> list[Lean]:
        """Every role that acts in a route, the one that most steps stop with first."""
        found = []
        for role in self.book.roles:
            own = self.without(role.id)
            if own:
                alone = sum(not standin.others for standin in own)
                found.append(Lean(role, len({standin.route.id for standin in own}), len(own), alone))
        return sorted(found, key=lambda lean: (-lean.alone, -lean.steps, lean.role.name))

    def groups(self) -> list[tuple[str, int, list[Role]]]:
        """The roles as the map and its list show them: who is at home, each care line, and who stands beside the lines."""
        roles = self.book.roles
        beside = [role for role in roles if not role.lines]
        lines = [
            (line.name, line.number, [role for role in roles if min(role.lines, default=0) == line.number])
            for line in self.book.school.lines
        ]
        by_kind = {kind: (name, 0, [role for role in beside if role.kind == kind]) for kind, (name, _) in ROLE_KINDS.items()}
        home = by_kind.pop("family")
        return [group for group in (home, *lines, *by_kind.values()) if group[2]]

    def chart(self) -> Chart | None:
        """The map: the groups in columns of about the same height, and a line for each escalation.

        None when there are too many roles to find one in a picture; the list then stands alone.
        """
        if len(self.book.roles) > MOST_STOPS:
            return None
        tall = sum(_height(role) for role in self.book.roles) / COLUMNS
        while (placed := self._placed(tall)) is None:
            tall += LEADING
        headings, stops = placed
        paths = tuple(
            Path(role.id, to, _curve(stops[role.id], stops[to])) for role in self.book.roles for to in stops[role.id].onward
        )
        high = max((stop.top + stop.height for stop in stops.values()), default=0)
        wide = max((stop.left + BOX for stop in stops.values()), default=BOX)
        return Chart(wide + GAP, high + 2, tuple(headings), tuple(stops.values()), paths)

    def _placed(self, tall: float) -> tuple[list[Heading], dict[str, Stopover]] | None:
        """The groups in columns of at most this height, or None when they do not fit in so many columns."""
        headings: list[Heading] = []
        stops: dict[str, Stopover] = {}
        column, top = 0, 0.0
        for name, line, roles in self.groups():
            for index, role in enumerate(roles):
                begins = index == 0
                if top and top + _height(role) + (HEAD if begins else 0) > tall:
                    column, top, begins = column + 1, 0.0, True
                if begins:
                    headings.append(Heading(name, line, column * (BOX + GAP), top))
                    top += HEAD
                stops[role.id] = self._stop(role, column * (BOX + GAP), top)
                top += _height(role)
        return (headings, stops) if column < COLUMNS else None

    def _stop(self, role: Role, left: float, top: float) -> Stopover:
        onward = tuple(dict.fromkeys(str(way.to) for way in role.escalation))
        routes = tuple(share.route.id for share in self.view.acts[role.id])
        return Stopover(role, left, top, _height(role), tuple(_lines(role)), routes, onward)


MOST_STOPS = 200  # roles; beyond that a picture hides more than it shows
COLUMNS = 5


def _lines(role: Role) -> list[str]:
    return wrap(role.name, SIZE, BOX - ROOM - 4)


def _height(role: Role) -> float:
    return len(_lines(role)) * LEADING + 2 * PAD


def _curve(tail: Stopover, head: Stopover) -> str:
    """From the side of one stop to the side of another; within a column the line bows out at the right."""
    y, to = tail.top + tail.height / 2, head.top + head.height / 2
    if tail.left == head.left:
        x = tail.left + BOX
        return f"M{x:g},{y:g} C{x + GAP:g},{y:g} {x + GAP:g},{to:g} {x:g},{to:g}"
    forward = head.left > tail.left
    x, end = (tail.left + BOX, head.left) if forward else (tail.left, head.left + BOX)
    bend = GAP if forward else -GAP
    return f"M{x:g},{y:g} C{x + bend:g},{y:g} {end - bend:g},{to:g} {end:g},{to:g}"
