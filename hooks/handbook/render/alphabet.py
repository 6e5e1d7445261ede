"""Names in the order of the alphabet, and texts as people type them."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable
from functools import cache
from typing import TypeVar

T = TypeVar("T")
ACCENTED = re.compile(r"[^\x00-\x7f]")  # whatever may carry a mark, or is one


def by_letter(things: Iterable[T], called: Callable[[T], str]) -> dict[str, list[T]]:
    """What has a name in the order of the alphabet, under the first letters."""
    letters: dict[str, list[T]] = defaultdict(list)
    for thing in sorted(things, key=lambda thing: _sorted_as(called(thing))):
        first = _sorted_as(called(thing))[:1].upper()
        letters[first if first.isalpha() else "0-9"].append(thing)
    return letters


def _sorted_as(name: str) -> str:
    return plain(name).lower().lstrip("@")


def plain(text: str) -> str:
    """The text without diacritics, as people type it in a search field."""
    return ACCENTED.sub(lambda found: _bare(found[0]), text)


@cache
def _bare(letter: str) -> str:
    return "".join(each for each in unicodedata.normalize("NFD", letter) if not unicodedata.combining(each))
