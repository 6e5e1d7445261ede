"""The words under which a page must be found although they do not stand on it; and lists by their letter."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import TypeVar

from handbook.model import Part, Role, Route
from handbook.reason.backlinks import Backlinks

T = TypeVar("T")


def by_letter(items: Iterable[T], name: Callable[[T], str]) -> dict[str, list[T]]:
    """The items in the order of the alphabet, under the first letters of their names."""
    letters: dict[str, list[T]] = defaultdict(list)
    for item in sorted(items, key=lambda item: plain(name(item)).lower().lstrip("@")):
        first = plain(name(item)).lstrip("@")[:1].upper()
        letters[first if first.isalpha() else "0-9"].append(item)
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
