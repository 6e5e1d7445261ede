"""What the pages show with which a reader checks the handbook: its sources, what they leave open, and the rules."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from handbook.families import FAMILIES, Family, of_family
from handbook.model import Handbook, Record, Role, Section, Source
from handbook.reason.backlinks import Asked, Backlinks
from handbook.rules import Rule


@dataclass(frozen=True)
class SectionShown:
    """A section of a source with its anchor, the number it has in the source if any, and the records that cite it."""

    section: Section
    anchor: str
    number: str
    cited_by: list[Record]


@dataclass(frozen=True)
class SourceShown:
    """A source with its sections, and how many of them the handbook carries."""

    source: Source
    sections: list[SectionShown]
    carried: int


def sources(book: Handbook, backlinks: Backlinks) -> list[SourceShown]:
    """Every source, section by section."""
    return [
        SourceShown(
            source,
            [_section(source, section, backlinks) for section in source.sections],
            sum(not section.not_carried for section in source.sections),
        )
        for source in book.sources
    ]


def _section(source: Source, section: Section, backlinks: Backlinks) -> SectionShown:
    anchor = f"{source.id}-{section.id.replace('.', '-')}"
    number = str(section.id) if section.id[0].isdigit() else ""
    return SectionShown(section, anchor, number, backlinks.carried[source.id, section.id])


def left_open(backlinks: Backlinks) -> list[tuple[Family, list[Asked]]]:
    """What the sources leave open, by family of records."""
    named = [family for family in FAMILIES.values() if family.many]
    return [(family, asked) for family in named if (asked := backlinks.open_questions_of(family))]


@dataclass(frozen=True)
class RulesShown:
    """The rules with how often each was held against a record (0 for one over the whole handbook), and every role.

    `per_role` are the rules for a role, `roles` whether each of them holds for it.
    """

    rules: list[tuple[Rule, int]]
    per_role: list[Rule]
    roles: list[tuple[Role, list[tuple[Rule, bool]]]]


def rules_shown(rules: Iterable[Rule], per_role: list[Rule], book: Handbook) -> RulesShown:
    """The rules as the list of checks shows them."""
    counted = [(rule, len(of_family(book, rule.family)) if rule.family else 0) for rule in rules]
    held = [(role, [(rule, rule.holds(role, book)) for rule in per_role]) for role in book.roles]
    return RulesShown(counted, per_role, held)
