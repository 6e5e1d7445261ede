"""Of which school a record is: known from the sources it cites. What cites none is of every school."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from handbook.model import Fact, Handbook, OneSchool, Part, Role
from handbook.parts import kept


@lru_cache(maxsize=8)
def school_of_source(book: Handbook) -> dict[str, str]:
    """Per source the id of the school that it speaks of."""
    return {str(source): str(school.id) for school in book.school.schools for source in school.sources}


def schools_of(fact: Fact, book: Handbook) -> frozenset[str]:
    """The ids of the schools that a fact is of: those of its own sources, and of a role also those of its tasks.

    What was added is law or help from outside, and goes for every school; so does who is at home, whatever is told of them.
    """
    if isinstance(fact, Role) and fact.kind.at_home:
        return every_school(book)
    by_source = school_of_source(book)
    cited = kept(fact, "_cited", _sources)
    found = frozenset(by_source[source] for source in cited if source in by_source and fact.basis != "added")
    return found or every_school(book)


def called(school: OneSchool) -> tuple[str, str]:
    """How a text names a school: in full, or by the first word of its name."""
    return school.name, school.name.partition(" ")[0]


@lru_cache(maxsize=8)
def every_school(book: Handbook) -> frozenset[str]:
    """The ids of all schools."""
    return frozenset(str(school.id) for school in book.school.schools)


def _sources(record: Part) -> Iterator[str]:
    themes = record.tasks if isinstance(record, Role) else ()
    for fact in (record, *themes, *(item for theme in themes for item in theme.items)):
        yield from (str(citation.source) for citation in fact.sources) if isinstance(fact, Fact) else ()
