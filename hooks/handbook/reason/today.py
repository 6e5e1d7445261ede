"""What holds today and what no longer does: the archive, and what came in its place."""

from __future__ import annotations

from collections.abc import Iterator

from handbook.families import FAMILIES
from handbook.kinds import StatusNow
from handbook.model import Handbook, Record, Term, Text


def archived(record: Record) -> bool:
    """Whether a record holds no longer; for a word its status says it too."""
    ended = isinstance(record, Term) and record.status.now in (StatusNow.ended, StatusNow.renamed)
    return record.archived or ended


def successors(record: Record, book: Handbook) -> Iterator[tuple[Text, Record | None]]:
    """What a record says came in its place: the name typed, and the record when there is one."""
    for name in record.holds.successor if record.holds else ():
        family, _, id_ = name.partition("/")
        known = getattr(book, family, ()) if family in FAMILIES else ()
        yield name, next((each for each in known if isinstance(each, Record) and each.id == id_), None)


def reachable_names(book: Handbook) -> frozenset[str]:
    """Every name by which a record may be said to have taken the place of another."""
    return frozenset(
        f"{name}/{record.id}"
        for name, family in FAMILIES.items()
        if issubclass(family.kind, Record)
        for record in getattr(book, name)
    )
