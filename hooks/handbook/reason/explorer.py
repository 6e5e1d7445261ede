"""What the explorer shows beside the map: ways, who falls silent when a role is away, and what can be lit in a route."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from handbook.kinds import RoleKind
from handbook.model import Handbook, Outcome, Role, Route, Step
from handbook.reason.backlinks import Backlinks
from handbook.reason.journeys import Journey, journeys_of
from handbook.reason.schools import schools_of
from handbook.reason.steps import documents_of, everyone_in, taking_part


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
class Light:
    """Something that can be lit on the page of a route, with the ids of its steps."""

    value: str
    label: str
    steps: frozenset[str]


def lights(route: Route, book: Handbook) -> list[Light]:
    """What can be lit in a route: the steps with consent, with a paper, with a meeting, and those of each role."""
    meetings = {role.id for role in book.roles if role.kind.gathers}
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

    def __init__(self, book: Handbook, backlinks: Backlinks) -> None:
        self.book = book
        self.backlinks = backlinks

    @cached_property
    def ways(self) -> dict[str, dict[str, list[Journey]]]:
        """Per role, per role that can be reached from it: the journeys."""
        return journeys_of(self.book)

    def destinations(self, start: str) -> list[tuple[RoleKind, list[Role]]]:
        """The roles of the same school that can be reached from a role, by kind."""
        return self._by_kind(role for role in self._near(start) if role.id in self.ways[start])

    def out_of_reach(self, start: str) -> list[tuple[RoleKind, list[Role]]]:
        """The roles of the same school to which no way leads from a role, by kind."""
        always = {danger.role for danger in self.book.school.danger}  # whoever is in danger calls at once
        here = {*self.ways[start], *always, start}
        return self._by_kind(role for role in self._near(start) if role.id not in here)

    def _near(self, start: str) -> Iterator[Role]:
        own = schools_of(self.book.role[start], self.book)
        return (role for role in self.book.roles if own & schools_of(role, self.book))

    def _by_kind(self, roles: Iterator[Role]) -> list[tuple[RoleKind, list[Role]]]:
        found: dict[RoleKind, list[Role]] = {}
        for role in roles:
            found.setdefault(role.kind, []).append(role)
        return [(kind, sorted(found[kind], key=lambda role: role.name.lower())) for kind in RoleKind if kind in found]

    def apart(self, target: str) -> list[tuple[Route, int, Step]]:
        """The steps of a role without the school, and those of the same route in which the school may come to the role."""
        return [
            (share.route, number, step)
            for share in self.backlinks.acts[target]
            if any(step.without_school for _, step in share.steps)
            for number, step in share.steps
            if step.without_school or target in step.together
        ]

    def without(self, role: str) -> list[Standin]:
        """The steps that a role takes, each with whoever joins it there; nobody when it stands alone."""
        return [
            Standin(share.route, number, step, tuple(other for other in everyone_in(step) if other != role))
            for share in self.backlinks.acts[role]
            for number, step in share.steps
            if step.actor == role
        ]

    def stand_ins(self, role: str) -> dict[str, list[Outcome]]:
        """Who the guide names for when a role is away, each with the outcomes for which it does."""
        found: dict[str, list[Outcome]] = {}
        for outcome in self.book.outcomes:
            if outcome.role == role and outcome.away:
                found.setdefault(outcome.away.role, []).append(outcome)
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
