"""The addresses that people keep: what has once been published stays reachable, or is led on to its new place."""

from __future__ import annotations

from collections.abc import Iterator

from handbook import guide
from handbook.model import Handbook


def places(book: Handbook) -> Iterator[str]:
    """The address of every role, route, outcome and path page, without slashes at its ends.

    Only for a handbook whose guide the rules have proved.
    """
    yield from (f"rollen/{role.id}" for role in book.roles)
    yield from (f"routes/{route.id}" for route in book.routes)
    yield from (f"wegwijzer/uitkomst/{outcome.id}" for outcome in book.outcomes)
    yield from (path.place.removesuffix("/index.md") for path in guide.paths(book) if path.taken)


def remembered(text: str, book: Handbook) -> str:
    """The text of addresses.yaml with `published:`, its last part, as the handbook is now."""
    kept, _, _ = text.partition("published:")
    listed = "\n".join(f"  - {place}" for place in sorted(set(places(book))))
    return f"{kept}published:\n{listed}\n"
