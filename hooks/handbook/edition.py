"""Narrows a handbook to what one edition may hold, right after the checks: nothing further on can leak the rest."""

from __future__ import annotations

from dataclasses import replace
from itertools import chain
from typing import Any

from handbook.graph import public_part
from handbook.guide import narrowed
from handbook.model import Edition, Handbook
from handbook.walk import references

FAMILIES = ("roles", "routes", "documents", "forms", "terms", "situations", "asked", "outcomes", "calendar", "chapters")


def narrow(book: Handbook, edition: Edition) -> Handbook:
    """The handbook itself for staff; for the public only public records, without their staff fields."""
    if edition == "staff":
        return book
    kept: dict[str, Any] = {
        family: tuple(public_part(record) for record in getattr(book, family) if record.edition == "public")
        for family in FAMILIES
    }
    used = {target for record in chain(*kept.values(), [book.school]) for family, target in references(record)}
    external = tuple(reference for reference in book.references if reference.id in used)
    return replace(book, **kept, references=external, guide=narrowed(book.guide, edition), scenarios=())
