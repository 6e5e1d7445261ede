"""The addresses that people keep: what has once been published stays reachable, or is led on to its new place."""

from __future__ import annotations

import re
from collections.abc import Iterator

from handbook import guide
from handbook.blanks import blanks, digest
from handbook.model import Handbook


def places(book: Handbook) -> Iterator[str]:
    """The address of every role, route, form, outcome and path page, without slashes at its ends.

    Only for a handbook whose guide the rules have proved.
    """
    yield from (f"rollen/{role.id}" for role in book.roles)
    yield from (f"routes/{route.id}" for route in book.routes)
    yield from (f"formulieren/{form.id}" for form in book.forms)
    yield from (f"wegwijzer/uitkomst/{outcome.id}" for outcome in book.outcomes)
    yield from (path.place.removesuffix("/index.md") for path in guide.paths(book) if path.taken)


def remembered(text: str, book: Handbook) -> str:
    """The text of addresses.yaml with its last parts, `forms:` and `published:`, as the handbook is now."""
    kept = re.split(r"(?m)^(?:forms|published):", text)[0]
    issued = "\n".join(
        f'  - {{form: {form.id}, version: {form.version}, digest: "{digest(form)}", '
        f"fields: [{', '.join(blank.name for blank in blanks(form))}]}}"
        for form in book.forms
    )
    listed = "\n".join(f"  - {place}" for place in sorted(set(places(book))))
    forms = f"forms:\n{issued}" if issued else "forms: []"
    return f"{kept}{forms}\npublished:\n{listed}\n"
