"""The ticket that a reader takes along from the guide: to whom, with what, whose consent, how long, and what if not."""

from __future__ import annotations

from dataclasses import dataclass

from handbook.model import Escalation, Gate, Handbook, Outcome, Role, Route, Step, Text
from handbook.reason.steps import gates_from, onward

MOST = 2  # of the consents, times and ways on that a ticket tells, for it prints on one A4


MOST_STEPS = 3


@dataclass(frozen=True)
class Ticket:
    """What a ticket tells of an outcome; `unplanned` says that neither the sources nor we know of it.

    `after` are the first steps from the one where the role comes in, `onward` the ways on if it does not help.
    """

    outcome: Outcome
    role: Role
    route: Route | None
    unplanned: bool
    gates: tuple[Gate, ...]
    times: tuple[Text, ...]
    after: tuple[Step, ...]
    onward: tuple[Escalation, ...]


def ticket_of(outcome: Outcome, book: Handbook) -> Ticket:
    """The ticket of an outcome."""
    role, route = book.role[outcome.role], book.route[outcome.route] if outcome.route else None
    return Ticket(
        outcome=outcome,
        role=role,
        route=route,
        unplanned=not outcome.in_plan and outcome.basis != "added",
        gates=tuple(gates_from(route, outcome.step)[:MOST]) if route else (),
        times=tuple(step.time for step in route.steps if step.time)[:MOST] if route else (),
        after=onward(route, outcome.step)[:MOST_STEPS] if route else (),
        onward=role.escalation[:MOST],
    )
