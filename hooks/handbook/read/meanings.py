"""What every kind of record and every field of it means, as meanings.yaml beside the model tells it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

from handbook.model import Part, Text
from handbook.parts import every_kind, own_fields
from handbook.problems import DataError, nearest
from handbook.read.parse import Reader, Slot
from handbook.read.source import Node, Typed, read

HOME = Path(__file__).resolve().parents[1]
NAME = "meanings.yaml"
RULE = "betekenis"
TEXT = Slot.of(Text)
TOLD = re.compile(r"(20[0-9]{2}-[0-9]{2}-[0-9]{2}) (\S.*\.)")  # since when, and a sentence


@dataclass(frozen=True)
class Meaning:
    """What a field means, and since when it is there."""

    says: str
    since: date


@dataclass(frozen=True)
class KindMeaning:
    """What a kind of record is, and what the fields mean that it names itself."""

    says: str
    fields: dict[str, Meaning]


@lru_cache(maxsize=1)
def meanings() -> dict[str, KindMeaning]:
    """The meanings per name of a class in the model. Raises DataError for what is missing, left over or no meaning."""
    return read_meanings(HOME)


def read_meanings(folder: Path) -> dict[str, KindMeaning]:
    """The same from any folder: every field of the model has one line there, and every line there is a field."""
    reader = Reader(f"{folder.name}/{NAME}")
    root = read(folder, NAME)
    kinds = {kind.__name__: kind for kind in every_kind()}
    found = {name: _kind(reader, at, kinds[name]) for name, at in _paired(reader, root, kinds, "soort gegeven")}
    if reader.problems:
        raise DataError(reader.problems)
    return found


def _kind(reader: Reader, node: Node, kind: type[Part]) -> KindMeaning:
    told = dict(_paired(reader, node, ("is", "fields"), f"deel van '{kind.__name__}'"))
    says = reader.value(told["is"], TEXT, "is") if "is" in told else ""
    if "fields" not in told:
        return KindMeaning(says, {})
    lines = _paired(reader, told["fields"], own_fields(kind), f"veld van '{kind.__name__}'")
    return KindMeaning(says, dict(filter(None, (_field(reader, *line) for line in lines))))


def _paired(reader: Reader, node: Node, known: Iterable[str], what: str) -> Iterator[tuple[str, Node]]:
    """The lines of a block that say something of what is known; the others, and what has no line, are told."""
    names, told = list(known), reader.mapping(node, f"elk {what}") or {}
    for name, at in told.items():
        if name in names:
            yield name, at
        else:
            reader.blame(at, f"'{name}' is geen {what} in model.py{nearest(name, names)}; haal het hier weg", RULE)
    for name in (each for each in names if each not in told):
        way_out = f"zet hier een regel bij, zoals '{name}: {date.today()} Wat dit is, in een zin.'"
        reader.blame(node, f"{what} '{name}' heeft hier geen betekenis; {way_out}", RULE)


def _field(reader: Reader, name: str, node: Node) -> tuple[str, Meaning] | None:
    text = reader.value(node, TEXT, name) if isinstance(node, Typed) else ""
    found = TOLD.fullmatch(str(text))
    if found and (since := _day(found[1])):
        return name, Meaning(found[2], since)
    reader.blame(
        node, f"de betekenis van '{name}' is een dag en een zin met een punt, zoals '{date.today()} De naam.'", RULE
    )
    return None


def _day(typed: str) -> date | None:
    try:
        return date.fromisoformat(typed)
    except ValueError:
        return None
