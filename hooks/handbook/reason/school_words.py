"""A text in the words of one school: without the sentences about another, and with the names of who stands in for whom."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache

from handbook.labels import lower
from handbook.model import Handbook, Role, Text
from handbook.reason.equals import equal_of, names_at, swaps_at
from handbook.reason.mentions import ABBREVIATION
from handbook.reason.schools import called, schools_of

NOTHING = re.compile(r"(?!)")
SENTENCE = re.compile(r"(?<=[.?!])[^\S\n]+")


class SchoolWords:
    """Turns a text as it was typed into the text as one school has it."""

    def __init__(self, book: Handbook, school: str) -> None:
        self.equals = dict([*names_at(school, book), *_short_names(book, school)])
        self.find = any_of(self.equals)
        foreign = tuple(_names(book, school))
        self.foreign = any_of(foreign)
        self.names_any = _naming(tuple(sorted({*map(str, self.equals), *map(str, foreign)})))
        self.twice = re.compile(rf"\b({_either(self.equals.values())})(?: (?:of|en) | ?/ ?)(?:de |het |een )?\1\b")

    def __call__(self, text: Text) -> Text:
        """The text of this school; the same object where nothing changes."""
        if not self.names_any(str(text)):
            return text
        return Text.at(self._own("\n".join(map(self._kept, text.split("\n")))), text.where)

    def all(self, texts: tuple[Text, ...]) -> tuple[Text, ...]:
        """The texts of this school, without those of which nothing is left, and those that only name what it lacks."""
        own = tuple(filter(None, (self(each) for each in texts if not self.find.fullmatch(each))))
        return texts if own == texts else own

    def as_short(self, other: Text, text: Text) -> Text:
        """A text in another language without the sentences that go from the Dutch; nothing where that cannot be told.

        A name that is exchanged for another waits for a new translation.
        """
        said, told = SENTENCE.split(other), SENTENCE.split(text)
        stays = [not self.foreign.search(each) for each in told]
        if len(said) != len(told) or self.find.search(self._kept(text)):
            return Text.at("", other.where)
        return Text.at(" ".join(each for each, kept in zip(said, stays, strict=True) if kept), other.where)

    def _kept(self, line: str) -> str:
        if not self.foreign.search(line):
            return line
        return " ".join(each for each in SENTENCE.split(line) if not self.foreign.search(each))

    def _own(self, text: str) -> str:
        said = self.find.sub(lambda found: self.equals[found[0]], text)
        return self.twice.sub(r"\1", said) if said != text else said


@lru_cache(maxsize=8)
def _naming(names: tuple[str, ...]) -> Callable[[str], bool]:
    """Whether a text has any of these names; it is looked through once, however often a handbook that has it is narrowed."""
    find = any_of(names)
    return lru_cache(maxsize=50_000)(lambda text: bool(find.search(text)))


def _names(book: Handbook, school: str) -> Iterator[str]:
    """What only another school is called or has: its name, its sources, and functions and meetings without an equal."""
    for other in (each for each in book.school.schools if each.id != school):
        yield from called(other)
        for source in (each for each in book.sources if each.id in other.sources):
            yield from (source.name, source.called, f"{source.called[:1].upper()}{source.called[1:]}")
    for role in book.roles:
        if role.kind.at_school and not equal_of(role, school, book) and school not in schools_of(role, book):
            yield from (*_forms(role), *_abbreviations(role, book))


def _short_names(book: Handbook, school: str) -> Iterator[tuple[str, str]]:
    """The abbreviations of functions and meetings that a school lacks, with the name of the equal that stands in."""
    for role, equal in swaps_at(school, book):
        yield from ((word, lower(equal.name)) for word in _abbreviations(role, book))


def _abbreviations(role: Role, book: Handbook) -> Iterator[str]:
    """The abbreviations that the glossary has for a role."""
    yield from (str(term.name) for term in book.terms if term.role == role.id and ABBREVIATION.fullmatch(term.name))


def _forms(role: Role) -> Iterator[str]:
    yield from (role.name, lower(role.name))


def _either(names: Iterable[str]) -> str:
    """The names as a choice, the longest first."""
    return "|".join(re.escape(name) for name in sorted(set(map(str, names)), key=lambda name: (-len(name), name)))


def any_of(names: Iterable[str], flags: re.RegexFlag = re.NOFLAG) -> re.Pattern[str]:
    """What finds any of these words in a text; without a word it finds nothing."""
    known = _either(names)
    return re.compile(rf"(?<!\w)(?:{known})(?!\w)", flags) if known else NOTHING
