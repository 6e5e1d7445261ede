"""The words that lead somewhere: each name, with its other forms, becomes a link where it is mentioned."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from handbook.families import place_of
from handbook.kinds import StatusNow
from handbook.labels import lower
from handbook.model import Document, Handbook, Role, Term, Text
from handbook.problems import Where

# Two capitals or more, as in ZAT, LGF, PCL, CvI, OOVR, VO-VO, @VO; a number such as PM3 may follow.
ABBREVIATION = re.compile(
    r"(?<![\w@])(?:My)?@?[A-Z](?:[A-Z]|[a-z](?=[A-Z]))[A-Za-z0-9]*(?:[-/][A-Z]{2,}[A-Za-z0-9]*)?(?!\w)"
)


PLAIN_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


MARKUP = re.compile(r"[<>*_`{}\[\]|\\#]")


WORD = re.compile(r"[\w@][\w@'/-]*")


class Finder:
    """Finds known words and phrases in a text, the longest first, by looking at whole words only."""

    def __init__(self, phrases: Iterable[str]) -> None:
        self.by_start: dict[str, list[str]] = {}
        for phrase in sorted(phrases, key=lambda phrase: (-len(phrase), phrase)):
            start = WORD.match(phrase)
            if start:
                self.by_start.setdefault(start[0].lower(), []).append(phrase)

    def __call__(self, text: str) -> Iterator[tuple[int, int, str]]:
        """Start, end and phrase of every find, from left to right, none within another.

        A compound such as 'ZAT-overleg' is also looked up by its first part.
        """
        end = 0
        for word in WORD.finditer(text):
            start, whole = word.start(), word[0].lower()
            if start < end:
                continue
            for first in (whole,) if whole.isalnum() else (whole, whole.rstrip("-'/"), whole.partition("-")[0]):
                found = first in self.by_start and self._at(text, start, self.by_start[first])
                if found:
                    end = start + len(found)
                    yield start, end, found
                    break

    @staticmethod
    def _at(text: str, start: int, phrases: list[str]) -> str | None:
        """The phrase that stands there: one in small letters in any case, one with a capital only as typed."""
        for phrase in phrases:
            stop = start + len(phrase)
            there = text[start:stop]
            same = there == phrase or (phrase.islower() and there.lower() == phrase)
            if same and not text[stop : stop + 1].isalnum():
                return phrase
        return None


@dataclass(frozen=True)
class Target:
    """What a word leads to: an address within the site, and the explanation for a reader who hovers or taps."""

    address: str
    where: Where
    full: str = ""
    meaning: str = ""


def target_of(record: Role | Document | Term, roles: Mapping[str, Role]) -> Target:
    """The target of a record; a term that stands for a role or document leads there and keeps its explanation."""
    match record:
        case Role():
            return Target(f"{place_of(record)}.md", record.where)
        case Document():
            return Target(f"documenten.md#{record.id}", record.where)
        case Term(role=role) if role and role in roles:
            return Target(f"{place_of(roles[role])}.md", record.where, record.full, explained(record))
        case Term(document=document) if document:
            return Target(f"documenten.md#{document}", record.where, record.full, explained(record))
        case _:
            return Target(f"begrippen.md#{record.id}", record.where, record.full, explained(record))


def explained(term: Term) -> str:
    """What a reader is told of a word who hovers over it or taps it: of what is there no longer, also what came instead."""
    if term.status.now is not StatusNow.ended:
        return term.meaning
    return f"Vroeger: {lower(term.meaning)}{f' Nu: {term.status.successor}.' if term.status.successor else ''}"


def claims(book: Handbook) -> dict[str, list[Target]]:
    """Each word with the targets that claim it; a term's explanation goes before a bare name."""
    found: dict[str, list[Target]] = {}
    people = (role for role in book.roles if not role.kind.at_home)  # 'leerling' and 'ouders' stand in every sentence
    records: tuple[Role | Document | Term, ...] = (*book.terms, *people, *book.documents)
    for record in records:
        for word in words_of(record):
            found.setdefault(word, []).append(target_of(record, book.role))
    return found


def words_of(record: Role | Document | Term) -> Iterator[Text]:
    """The forms under which a record is mentioned: an abbreviation as typed, any other word in small letters."""
    for word in dict.fromkeys((record.name, *record.also)):
        yield word if ABBREVIATION.fullmatch(word) else Text.at(word.lower(), word.where)
