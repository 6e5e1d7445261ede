"""One fault in the data: where it stands, what is wrong, which rule says so."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, order=True, slots=True)
class Where:
    """A place in a data file; `line` counts from 1, and 0 means the file as a whole."""

    file: str
    line: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}" if self.line else self.file


Finding = tuple[Where, str]


NOWHERE = Where("", 0)


LONGEST = 700  # letters of a message that can still be read


@dataclass(frozen=True, order=True, slots=True)
class Problem:
    """One finding; findings sort in reading order, by file and line."""

    where: Where
    sentence: str
    rule: str

    def __str__(self) -> str:
        told = self.sentence
        if len(told) > LONGEST:  # it repeats what was typed
            told = f"{told[: LONGEST // 2]} … {told[-LONGEST // 3 :]}"
        return f"{self.where}: {told} [{self.rule}]"


class DataError(Exception):
    """The data do not hold together; `problems` says all that is wrong, in reading order."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(set(problems)))
        super().__init__(report(self.problems))


class ToolError(Exception):
    """The machine lacks a program, a library or a file that the build needs; the message says what to do."""


NOT_BUILT = "De site is niet gebouwd."


def report(problems: Iterable[Problem]) -> str:
    """All findings, one a line, with a closing line that counts them."""
    lines = [str(problem) for problem in sorted(set(problems))]
    count = "1 fout" if len(lines) == 1 else f"{len(lines)} fouten"
    return "\n".join([*lines, f"{count} gevonden. {NOT_BUILT}"])


def nearest(word: str, known: Iterable[str]) -> str:
    """The end of a sentence about an unknown word: the known word that looks most like it."""
    known = sorted(known)
    close = difflib.get_close_matches(word, known, n=1, cutoff=0.6) if len(word) <= 100 else []
    if close:
        return f"; bedoelde je '{close[0]}'?"
    if known and len(known) <= 12:
        return f"; kies uit: {', '.join(known)}"
    return ""
