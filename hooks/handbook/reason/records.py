"""What the records of a handbook hold together: their ids, who may see them, the abbreviations and citations in them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from handbook.model import Citation, Fact, Handbook
from handbook.parts import parts


@lru_cache(maxsize=4)
def known_ids(book: Handbook) -> dict[str, frozenset[str]]:
    """Per family the ids that a reference may name."""
    families = ("roles", "routes", "documents", "forms", "references", "sources", "outcomes", "terms")
    return {family: frozenset(record.id for record in getattr(book, family)) for family in families}


@lru_cache(maxsize=4)
def staff_ids(book: Handbook) -> dict[str, frozenset[str]]:
    """Per family the ids of what only staff may see."""
    families = ("roles", "routes", "documents", "forms", "outcomes", "terms")
    return {
        family: frozenset(record.id for record in getattr(book, family) if record.edition == "staff") for family in families
    }


@lru_cache(maxsize=4)
def known_abbreviations(book: Handbook) -> frozenset[str]:
    """Every word that the glossary explains, and each part of a word of more parts."""
    names = [name for term in book.terms for name in (term.name, *term.also)]
    return frozenset(word for name in names for word in (name, *re.split(r"[\s-]", name)))


def citations(book: Handbook) -> Iterator[Citation]:
    """Every citation in the handbook."""
    for record in (*book.records, *book.school.lines):
        for part in parts(record):
            if isinstance(part, Fact):
                yield from part.sources
