"""Which lines of the data files an edition may not show: all those of a record or part that it leaves out."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import pairwise

from handbook.families import FAMILIES
from handbook.model import Handbook
from handbook.parts import parts
from handbook.problems import Where
from handbook.read.source import Fields, Listed, Node, compose
from handbook.reason.addresses import readable

BESIDE = re.compile(r"\s*(-\s*)?(#.*)?")  # a line with nothing on it but a comment, or the dash of what comes below


def left_out(book: Handbook, whole: Handbook) -> dict[str, set[int]]:
    """Per file the lines on which something begins that the whole handbook has and this edition has not."""
    found: dict[str, set[int]] = defaultdict(set)
    for where in Counter(_places(whole)) - Counter(_places(book)):
        found[where.file].add(where.line)
    return found


def _places(book: Handbook) -> Iterator[Where]:
    """Where each part of a handbook begins, as often as one begins there: two of them may share a line."""
    own = readable(book)
    records = (record for name in FAMILIES for record in getattr(book, name))
    made = {outcome.where for outcome in book.outcomes if outcome.made}  # these stand on a line of something else
    yield from (each.where for whole in (book.school, own, *records) for each in parts(whole) if whole.where not in made)
    yield from {each.where: None for each in parts(book.guide)}  # one typed answer may be there for each of many roles
    yield from (each.where for each in own.kept)


def hidden_lines(text: str, shown: str, begins: set[int]) -> set[int]:
    """The lines of a file, counted from 1, of all that begins on these lines, with the comments above and below it.

    Raises DataError for a text that is no YAML; `shown` is its name in messages.
    """
    lines = text.split("\n")
    spans = _spans(compose(text, shown), len(lines) + 1, begins) if begins else ()
    return {line for span in spans for line in range(_with_comments(span.start, lines), span.stop)}


def _spans(node: Node, end: int, begins: set[int]) -> Iterator[range]:
    """The lines of each part to hide in a node that goes on until the line `end`."""
    for (first, child), (last, _) in pairwise([*_within(node), (end, node)]):
        if _hides(child, range(first, last), begins):
            yield range(first, last)
        else:
            yield from _spans(child, last, begins)


def _within(node: Node) -> list[tuple[int, Node]]:
    """What stands in a list or block, each with the line it begins on, its name included."""
    if isinstance(node, Fields):
        return [(node.lines[name], value) for name, value in node.values.items()]
    return [(item.line, item) for item in node.items] if isinstance(node, Listed) else []


def _hides(node: Node, span: range, begins: set[int]) -> bool:
    """Whether a node goes as a whole: it is a part to hide, or stands between brackets, where lines cannot be told apart."""
    if isinstance(node, Fields | Listed) and node.flow:
        return not begins.isdisjoint(span)
    return not isinstance(node, Listed) and node.line in begins


def _with_comments(first: int, lines: list[str]) -> int:
    """The line on which the comments above a line begin."""
    while first > 1 and BESIDE.fullmatch(lines[first - 2]):
        first -= 1
    return first
