"""What the records of a handbook hold together: their ids, who may see them, the abbreviations and citations in them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from handbook.families import FAMILIES, OF_SCHOOL, RECORDS, of_family
from handbook.model import Citation, Fact, Handbook, Part, Record
from handbook.parts import kept, parts, texts
from handbook.problems import Finding, Where, nearest
from handbook.reason.edition import may_see
from handbook.reason.mentions import ABBREVIATION


@lru_cache(maxsize=4)
def known_ids(book: Handbook) -> dict[str, frozenset[str]]:
    """Per family the ids that a reference may name."""
    families = [name for name, family in FAMILIES.items() if family.to]
    return {family: frozenset(record.id for record in of_family(book, family)) for family in (*families, *OF_SCHOOL)}


@lru_cache(maxsize=4)
def seen_by(book: Handbook) -> dict[str, dict[str, frozenset[str]]]:
    """Per family, per id: the editions in which a record can be seen."""
    return {
        name: {
            str(record.id): frozenset(str(each.id) for each in book.school.editions if may_see(each, record.edition))
            for record in getattr(book, name)
        }
        for name, family in RECORDS.items()
        if family.to
    }


@lru_cache(maxsize=4)
def closed_ids(book: Handbook) -> dict[str, frozenset[str]]:
    """Per family the ids of what not everyone may see."""
    open_to_all = {str(each.id) for each in book.school.editions if not each.inside}
    return {
        family: frozenset(id_ for id_, editions in seen.items() if not open_to_all <= editions)
        for family, seen in seen_by(book).items()
    }


@lru_cache(maxsize=4)
def known_abbreviations(book: Handbook) -> frozenset[str]:
    """Every word that the glossary explains, and each part of a word of more parts."""
    names = [name for term in book.terms for name in (term.name, *term.also)]
    return frozenset(word for name in names for word in (name, *re.split(r"[\s-]", name)))


def abbreviations(record: Record) -> tuple[tuple[str, Where], ...]:
    """Every abbreviation in the texts of a record, and the line on which it stands."""
    return kept(record, "_abbreviations", _abbreviations)


def _abbreviations(record: Part) -> Iterator[tuple[str, Where]]:
    for text in texts(record):
        for match in ABBREVIATION.finditer(text):
            yield match[0], Where(text.where.file, text.where.line + text.count("\n", 0, match.start()))


@lru_cache(maxsize=4)
def sections(book: Handbook) -> dict[str, frozenset[str]]:
    """Per source the sections that a citation may name."""
    return {str(source.id): frozenset(section.id for section in source.sections) for source in book.sources}


def citations(book: Handbook) -> Iterator[Citation]:
    """Every citation in the handbook."""
    for record in (*book.records, *book.school.lines):
        for part in parts(record):
            if isinstance(part, Fact):
                yield from part.sources


def wrong_section(citation: Citation, book: Handbook) -> Iterator[Finding]:
    """What is wrong when a citation names no section of its source; a source that is not there is told elsewhere."""
    known = sections(book).get(citation.source)
    if known is not None and citation.section not in known:
        sentence = f"bron '{citation.source}' heeft geen paragraaf '{citation.section}'"
        yield citation.where, sentence + nearest(citation.section, known)
