"""The words under which a page must be found although they do not stand on it; terms by their letter."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterable

from handbook.model import Part, Role, Route, Term
from handbook.reason.backlinks import Backlinks


def by_letter(terms: Iterable[Term]) -> dict[str, list[Term]]:
    """The terms in the order of the alphabet, under their first letters."""
    letters: dict[str, list[Term]] = defaultdict(list)
    for term in sorted(terms, key=lambda term: plain(term.name).lower().lstrip("@")):
        first = plain(term.name).lstrip("@")[:1].upper()
        letters[first if first.isalpha() else "0-9"].append(term)
    return letters


def plain(text: str) -> str:
    """The text without diacritics, as people type it in a search field."""
    return "".join(letter for letter in unicodedata.normalize("NFD", text) if not unicodedata.combining(letter))


def search_words(title: str, record: Part | None, backlinks: Backlinks) -> list[str]:
    """Words under which a page must be found although they do not stand on it, longest use first."""
    words = [plain(title)] if plain(title) != title else []
    if isinstance(record, Role | Route):
        words += [*record.also, *map(plain, record.also)]
        key = f"roles:{record.id}"
        words += [word for term in backlinks.terms_of[key] for word in (term.name, term.full, *term.also)]
    return list(dict.fromkeys(word for word in words if word and word.lower() != title.lower()))
