"""What the pages about routes show: one route with its steps, all of them by kind, and who does what in which."""

from __future__ import annotations

from dataclasses import dataclass

from handbook.draw.routeline import RouteLine, small_line
from handbook.kinds import RouteKind
from handbook.labels import unrecorded
from handbook.model import Form, Gate, Handbook, Role, Route, Step
from handbook.reason.backlinks import Backlinks, Share
from handbook.reason.explorer import Light, lights, lit_by
from handbook.reason.steps import Way, documents_of, endings, needs, taking_part, ways


@dataclass(frozen=True)
class StepShown:
    """A step with its number, its actor if there is one and the care line of that, its papers, forms and ways on.

    `lit` holds the places of the choices that light it.
    """

    number: int
    step: Step
    actor: Role | None
    line: int
    papers: tuple[str, ...]
    forms: list[Form]
    ways: list[Way]
    lit: list[int]


@dataclass(frozen=True)
class RoutePage:
    """A route as its page shows it: who takes part, what it needs, its steps, and each step where it can end.

    `unrecorded` says that its source is silent; `lit` holds per step the places of the choices that light it.
    """

    roles: list[str]
    ends: list[tuple[int, Step, str]]
    papers: list[str]
    gates: list[Gate]
    forms: list[Form]
    choices: list[Light]
    steps: list[StepShown]
    lit: dict[str, list[int]]
    unrecorded: str


def route_page(route: Route, book: Handbook, backlinks: Backlinks) -> RoutePage:
    """What the page of a route shows."""
    papers, gates = needs(route)
    choices = lights(route, book)
    lit = lit_by(choices)
    return RoutePage(
        roles=taking_part(route),
        ends=[(number, route.steps[number - 1], words) for number, words in endings(route, book)],
        papers=papers,
        gates=gates,
        forms=backlinks.forms_in(route),
        choices=choices,
        steps=[_shown(number, step, route, backlinks, lit) for number, step in enumerate(route.steps, start=1)],
        lit=lit,
        unrecorded=unrecorded(route, book),
    )


def _shown(number: int, step: Step, route: Route, backlinks: Backlinks, lit: dict[str, list[int]]) -> StepShown:
    actor = backlinks.book.role[step.actor] if step.actor else None
    return StepShown(
        number=number,
        step=step,
        actor=actor,
        line=actor.first_line if actor else 0,
        papers=documents_of(step),
        forms=backlinks.forms_of(step),
        ways=ways(route, step, backlinks.book),
        lit=lit.get(step.id, []),
    )


def _of_kind(kind: RouteKind, book: Handbook) -> list[Route]:
    return [route for route in book.routes if route.kind is kind and not route.archived]


def by_kind(book: Handbook) -> list[tuple[RouteKind, list[tuple[Route, bool, RouteLine]]]]:
    """The routes under each kind, also under one that has none, each with whether it asks for consent, and as a line."""
    return [(kind, [(route, bool(needs(route)[1]), small_line(route, book)) for route in _of_kind(kind, book)])
            for kind in RouteKind]  # fmt: skip


def who_does_what(book: Handbook, backlinks: Backlinks) -> list[tuple[Role, list[Share]]]:
    """Everyone who has a step in a route of today, with those routes and steps."""
    shares = ((role, [each for each in backlinks.acts[role.id] if not each.route.archived]) for role in book.roles)
    return [(role, own) for role, own in shares if own]
