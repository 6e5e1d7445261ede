"""A short address for every record with a page of its own. It is made of the first address that the page ever had, and
what has moved stays in addresses.yaml: so it leads on whatever the record is called now.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from hashlib import sha256

from handbook.families import ARCHIVE, of_family, place_of
from handbook.model import Addresses, Handbook, Part
from handbook.reason.addresses import linkable, published_elsewhere

FOLDER = "k"
WITH_PAGES = ("roles", "routes", "forms", "outcomes")
BEFORE = ("rollen/", "routes/", "formulieren/", "wegwijzer/uitkomst/")  # how their addresses begin
LETTERS = "23456789bcdfghjkmnpqrstvwxz"  # no vowels, so no words, and nothing that looks like another
LENGTH = 6


def code_of(place: str) -> str:
    """The code of an address, always the same."""
    number = int.from_bytes(sha256(place.encode()).digest()[:8])
    return "".join(LETTERS[number // len(LETTERS) ** at % len(LETTERS)] for at in range(LENGTH))


@dataclass(frozen=True, eq=False)
class Shorts:
    """The short addresses of a handbook, by what `addresses` knows of before."""

    book: Handbook
    addresses: Addresses

    def of(self, record: Part) -> str:
        """The short address of a record, or nothing where it has no page of its own."""
        place = place_of(record)
        return short_of(self._first(place)) if place in self._pages else ""

    @cached_property
    def leads(self) -> dict[str, str]:
        """Every short address that ever was, with where it leads: a page, or what a page that is gone moved to."""
        gone = {old: self._now(old) for old in self._moved if old.startswith(BEFORE)}
        there = linkable(self.book)
        own = {place.removeprefix(ARCHIVE): place for place in self._pages}
        return {short_of(name): place for name, place in (gone | own).items() if place in there}

    @cached_property
    def _pages(self) -> dict[str, None]:
        return {place_of(record): None for family in WITH_PAGES for record in of_family(self.book, family)}

    @cached_property
    def _moved(self) -> dict[str, str]:
        """What has moved, and where to, as far as readers of this edition could open it."""
        elsewhere = set(published_elsewhere(replace(self.book, addresses=self.addresses)))
        return {str(each.old): str(each.new) for each in self.addresses.moved if each.old not in elsewhere}

    def _now(self, place: str) -> str:
        """Where what stood at a place stands now, after every move."""
        for _ in self._moved:
            place = self._moved.get(place, place)
        filed = f"{ARCHIVE}{place}"
        return filed if filed in self._pages else place

    def _first(self, place: str) -> str:
        """The first address that a page had; what became archive kept its own."""
        before = {new: old for old, new in reversed(self._moved.items()) if old.startswith(BEFORE)}
        name = place.removeprefix(ARCHIVE)
        for _ in before:
            name = before.get(name, name)
        return name


def short_of(place: str) -> str:
    """The short address made of an address."""
    return f"{FOLDER}/{code_of(place)}"
