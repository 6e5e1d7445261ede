"""The data dictionary: every kind of record and every field of it, with all that the model and the data know of them.

What a field means stands in meanings.yaml; its type, whether it must be there, who sees it and an example never do.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import PurePosixPath
from typing import Any, Literal, get_args, get_origin

from handbook.families import FAMILIES, OF_KIND
from handbook.kinds import Kind
from handbook.model import Addresses, Choice, Citation, Edition, Guide, Handbook, Part, School, Text
from handbook.parts import bare, defaults_of, every_kind, family_of, held_by, hints_of, marks_of, own_fields, parts
from handbook.problems import Where
from handbook.read.meanings import meanings
from handbook.read.parse import called
from handbook.reason.own_work import MADE

SHORT = 44  # letters of an example
MOST_FILES = 4  # named with a kind of record; of pages of prose, each a file, the rest are counted
ROOTS: tuple[type[Part], ...] = (*(family.kind for family in FAMILIES.values()), School, Guide, Addresses)

Instances = dict[type[Part], list[Part]]


@dataclass(frozen=True)
class Goal:
    """A kind of record as a link on the page leads to it."""

    name: str
    anchor: str


@dataclass(frozen=True)
class TypeInWords:
    """What may be typed in a field: in words, with the kind of record it names, or with the words to choose from."""

    says: str
    goal: Goal | None = None
    options: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Example:
    """A value from the data, and where it stands."""

    says: str
    where: Where


@dataclass(frozen=True)
class Row:
    """One field."""

    name: str
    anchor: str
    type: TypeInWords
    required: str
    means: str
    example: Example | None
    seen: str
    since: date


@dataclass(frozen=True)
class Section:
    """One kind of record: its own fields, the kinds whose fields it has too, and the parts that only it holds."""

    name: str
    anchor: str
    says: str
    files: tuple[Where, ...]
    more_files: int
    shares: tuple[Goal, ...]
    rows: tuple[Row, ...]
    parts: tuple[Section, ...] = ()


@dataclass(frozen=True)
class DataDictionary:
    """The kinds of record with their own parts, and the parts that stand in several of them."""

    sections: tuple[Section, ...]
    shared: tuple[Section, ...]


def data_dictionary(book: Handbook) -> DataDictionary:
    """Everything there is to type, with examples from this handbook."""
    there = _instances(book)
    folder = PurePosixPath(book.school.where.file).parent
    owners: dict[type[Part], list[type[Part]]] = defaultdict(list)
    for root in ROOTS:
        for kind in _within(root):
            owners[kind].append(root)
    sections = []
    for root in ROOTS:
        files = _files(root, there, folder)
        own = (kind for kind in _within(root) if owners[kind] == [root])
        within = (_section(kind, _elsewhere(kind, files, there), there) for kind in own)
        sections.append(_section(root, files, there, tuple(within)))
    shared = (kind for kind in every_kind() if kind not in ROOTS and len(owners[kind]) != 1)
    return DataDictionary(tuple(sections), tuple(_section(kind, (), there) for kind in shared))


def _within(root: type[Part]) -> list[type[Part]]:
    """Every kind of part that stands in a kind of record, however deep."""
    found = [*held_by(root)]
    for kind in found:
        found += dict.fromkeys(each for each in (*held_by(kind), *_bases(kind)) if each not in found)
    return found


def _bases(kind: type[Part]) -> list[type[Part]]:
    return [base for base in kind.__mro__[1:] if issubclass(base, Part) and base is not Part]


def _instances(book: Handbook) -> Instances:
    """Every part of the handbook by its kind, and by the kinds that it is made from."""
    found: Instances = defaultdict(list)
    made = {*(outcome for outcome in book.outcomes if outcome.made)}  # nobody types these
    families = (record for name in FAMILIES for record in getattr(book, name) if record not in made)
    for part in (part for whole in (*families, book.school, book.guide, book.addresses) for part in parts(whole)):
        if isinstance(part, Choice) and part.to.startswith(MADE):
            continue
        for kind in (type(part), *_bases(type(part))):
            found[kind].append(part)
    return found


def _files(kind: type[Part], there: Instances, folder: PurePosixPath) -> tuple[str, ...]:
    """The files that a kind of record stands in: as its family says, else those it was found in."""
    family = OF_KIND.get(kind)
    if family and family.files:
        return tuple(f"{folder}/{name}" for name in family.files)
    return tuple(dict.fromkeys(part.where.file for part in there[kind] if part.where.file))  # what was made, stands in none


def _elsewhere(kind: type[Part], files: tuple[str, ...], there: Instances) -> tuple[str, ...]:
    """The files in which a part stands apart from the record it belongs to."""
    return tuple(dict.fromkeys(part.where.file for part in there[kind] if part.where.file not in {*files, ""}))


def _section(kind: type[Part], files: tuple[str, ...], there: Instances, within: tuple[Section, ...] = ()) -> Section:
    return Section(
        name=_goal(kind).name,
        anchor=_goal(kind).anchor,
        says=meanings()[kind.__name__].says,
        files=tuple(Where(name, 1) for name in files[:MOST_FILES]),
        more_files=len(files[MOST_FILES:]),
        shares=tuple(map(_goal, _bases(kind))),
        rows=tuple(_row(kind, name, there[kind]) for name in own_fields(kind)),
        parts=within,
    )


def _goal(kind: type[Part]) -> Goal:
    return Goal(called(kind), kind.__name__.lower())


def _row(kind: type[Part], name: str, there: list[Part]) -> Row:
    meaning = meanings()[kind.__name__].fields[name]
    return Row(
        name=name,
        anchor=f"{_goal(kind).anchor}-{name}",
        type=type_in_words(hints_of(kind)[name]),
        required=_required(kind, name),
        means=meaning.says,
        example=_example(kind, name, there),
        seen=marks_of(kind)[name].value,
        since=meaning.since,
    )


def _required(kind: type[Part], name: str) -> str:
    """Whether a field must be there, and what holds if it is not."""
    if name not in defaults_of(kind):
        return "ja"
    without = typed(defaults_of(kind)[name])
    return f"nee, dan geldt: {without}" if without else "nee"


def type_in_words(hint: Any) -> TypeInWords:
    """What may be typed in a field of this type. Raises KeyError for a type that has no Dutch words here."""
    plain = bare(hint)
    if get_origin(plain) is tuple:
        one = _one_in_words(get_args(plain)[0])
        return replace(one, says=f"lijst van: {one.says}")
    return _one_in_words(hint)


def _one_in_words(hint: Any) -> TypeInWords:
    plain, family = bare(hint), family_of(hint)
    if family:
        return TypeInWords("id van een", _goal(FAMILIES[family].kind if family in FAMILIES else Edition))
    if get_origin(plain) is Literal or issubclass(plain, Kind):
        return TypeInWords("een van", options=_options(plain))
    if issubclass(plain, Part):
        return TypeInWords("onderdeel", _goal(plain))
    return TypeInWords(WORDS[plain])


WORDS: dict[Any, str] = {Text: "tekst", bool: "ja of nee", int: "heel getal", date: "datum"}


def _options(one: Any) -> tuple[tuple[str, str], ...]:
    """The words to choose from, each with what it is in Dutch where the model says that."""
    if get_origin(one) is Literal:
        return tuple((word, "") for word in get_args(one))
    return tuple((str(each), getattr(each, "one", "") or each.many) for each in one)


def _example(kind: type[Part], name: str, there: list[Part]) -> Example | None:
    """The first short value, else the shortest. What holds anyway is none, for perhaps nobody typed it."""
    usual = defaults_of(kind).get(name)
    found = ((value, part) for value, part in _values(name, there) if value != usual)
    best = min(found, key=lambda each: max(SHORT, len(typed(each[0]))), default=None)
    if best is None:
        return None
    value, part = best
    where = getattr(value, "where", part.where)
    return Example(_shortened(typed(value)) or f"{where.file}, regel {where.line}", where)


def _shortened(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= SHORT else f"{line[:SHORT].rpartition(' ')[0] or line[:SHORT]}…"


def _values(name: str, there: list[Part]) -> Iterator[tuple[Any, Part]]:
    """Every value of a field, one by one where it is a list, with the part it stands in."""
    for part in there:
        value = getattr(part, name)
        yield from ((each, part) for each in (value if isinstance(value, tuple) else (value,)) if each not in ("", None))


def typed(value: Any) -> str:
    """A value as an editor types it; of a block of fields only what can stand for it, or nothing."""
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if isinstance(value, Citation):
        return f"{value.source} {value.section}"
    if isinstance(value, Part):
        return str(getattr(value, getattr(value, "shorthand", ""), ""))
    return "" if value in ((), None) else str(value)
