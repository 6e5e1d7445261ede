"""What an outcome of the guide says to its reader: only what it says itself, so that nothing of another step comes in."""

from __future__ import annotations

from handbook.model import Outcome, Text


def roles_of(outcome: Outcome) -> tuple[Text, ...]:
    """Whom an outcome sends its reader to: now, if it does not help, and if nobody is there."""
    resorts = (resort.role for resort in (outcome.if_not, outcome.away) if resort)
    return tuple(dict.fromkeys((outcome.role, *resorts)))


def said_by(outcome: Outcome) -> tuple[Text, ...]:
    """Every text on the ticket of an outcome, in the order of reading."""
    resorts = (resort.text for resort in (outcome.if_not, outcome.away) if resort)
    rows = (outcome.answer, outcome.decides, outcome.costs, outcome.time, outcome.consent)
    return tuple(filter(None, (outcome.name, outcome.now, *rows, outcome.then, *resorts)))
