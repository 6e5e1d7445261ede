"""What came in the place of what no longer holds."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from handbook.families import FAMILIES
from handbook.model import Handbook, Record, Text


@lru_cache(maxsize=8)
def by_name(book: Handbook) -> dict[str, Record]:
    """Every record by the name under which it may be said to have taken the place of another: 'routes/opp'."""
    families = [name for name, family in FAMILIES.items() if issubclass(family.kind, Record)]
    return {f"{name}/{record.id}": record for name in families for record in getattr(book, name)}


def successors(record: Record, book: Handbook) -> Iterator[tuple[Text, Record | None]]:
    """What a record says came in its place: the name typed, and the record when there is one."""
    yield from ((name, by_name(book).get(name)) for name in (record.holds.successor if record.holds else ()))
