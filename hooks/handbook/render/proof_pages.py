"""What the pages show with which a reader checks the handbook: its sources, what they leave open, and the rules."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from handbook.families import FAMILIES, Family, name_of, of_family, place_of
from handbook.model import Decided, Handbook, Promise, Proof, Record, Role, Section, Source, Step, Theme
from handbook.reason.backlinks import Asked, Backlinks
from handbook.reason.promises import places, record_at
from handbook.reason.steps import anchor_of
from handbook.render.links import page_at
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


@dataclass(frozen=True)
class ProofShown:
    """What is proved in a sentence, and the pages where a reader finds it, each with what it is called."""

    says: str
    ways: list[tuple[str, str]]


@dataclass(frozen=True)
class PromiseShown:
    """A promise with its proofs."""

    promise: Promise
    proofs: list[ProofShown]


@dataclass(frozen=True)
class PromisesShown:
    """The promises by theme, and before them each that changed, the last first."""

    themes: list[tuple[str, list[PromiseShown]]]
    changed: list[tuple[Promise, Decided]]


def promises_shown(book: Handbook) -> PromisesShown:
    """What readers can count on, as they read it."""
    themes: dict[str, list[PromiseShown]] = defaultdict(list)
    for promise in book.promises:
        themes[promise.theme].append(PromiseShown(promise, [_proof(proof, book) for proof in promise.proofs]))
    changed = [(promise, change) for promise in book.promises for change in promise.changed]
    return PromisesShown(list(themes.items()), sorted(changed, key=lambda each: each[1].on, reverse=True))


def _proof(proof: Proof, book: Handbook) -> ProofShown:
    words = ", ".join(f"\u2018{word}\u2019" for word in proof.words)
    says = proof.kind.one.format(words=words, numbers=" en ".join(proof.numbers))
    ways: dict[str, tuple[str, str]] = {}
    for place in proof.at:
        known = any(record_at(other) == record_at(place) for other in ways)
        ways[place] = _way(place, book, again=known)
    return ProofShown(says, list(ways.values()))


def _way(place: str, book: Handbook, *, again: bool) -> tuple[str, str]:
    """The page on which a reader sees what stands at a place, and what it is called."""
    part, record = places(book)[place], places(book)[record_at(place)]
    if place == "school":
        return "zorgstructuur.md", "Hoe de school helpt"
    if place.startswith("questions/"):
        return "wegwijzer/alle-wegen.md", "Alle wegen"
    page, name = page_at(place_of(record)), name_of(record)
    if isinstance(part, Step):
        return f"{page}#{anchor_of(part.id)}", part.name if again else f"{name}: {part.name}"
    return (page, f"{name}: {part.theme}") if isinstance(part, Theme) else (page, name)
