"""A valid school of any size: the handbook so many times over, as YAML that an editor could have typed.

Each copy is a school of its own, with its own sources, roles, routes, papers, forms, words and moments of the year, told
apart by a name from a seeded list. The guide stays that of the first school, for it may not grow without end.
"""

from __future__ import annotations

import dataclasses
import random
import shutil
from pathlib import Path
from typing import Any

from handbook.families import OF_KIND
from handbook.load import load
from handbook.model import Choice, Handbook, Part, Source, Text
from handbook.parts import family_of, hints_of
from handbook.reason.records import citations
from retold import written

COPIED = ("sources", "roles", "routes", "documents", "forms", "terms", "calendar")
PARTS = ("Berg", "Dijk", "Haven", "Kamp", "Linde", "Molen", "Oever", "Polder", "Schans", "Toren", "Veld", "Wal", "Zand")
NAMES = ("name", "title", "abbreviation", "full", "also", "plural")  # fields that tell one record from another


def larger(book: Handbook, times: int, seed: int = 1) -> Handbook:
    """The handbook with its schools so many times; what the guide cannot lead to says so."""
    drawn = random.Random(seed)
    towns: list[str] = []
    while len(towns) < times - 1:
        town = "".join(drawn.sample(PARTS, 2)).capitalize()
        towns += [town] if town not in towns else []
    families: dict[str, tuple[Any, ...]] = {name: getattr(book, name) for name in COPIED}
    for town in towns:
        for name in COPIED:
            families[name] += tuple(_copied(record, town) for record in getattr(book, name))
    found = dataclasses.replace(book, **families)
    cited = {(citation.source, citation.section) for citation in citations(found)}
    return dataclasses.replace(found, sources=tuple(_carried(source, cited) for source in found.sources))


def written_larger(home: Path, folder: Path, times: int, seed: int = 1) -> Path:
    """The data folder of a school so many times as large as that in `home`, with its prose beside it."""
    data = written(larger(load(home / "data", home / "content"), times, seed), folder)
    shutil.rmtree(folder / "content")
    shutil.copytree(home / "content", folder / "content")
    return data


def _carried(source: Source, cited: set[tuple[str, str]]) -> Source:
    """A source of which every section that nothing cites, because only the first school has that, says so."""
    reason = Text("Dit gebruikt alleen de eerste school.")
    sections = tuple(
        section
        if section.not_carried or (source.id, section.id) in cited
        else dataclasses.replace(section, not_carried=reason)
        for section in source.sections
    )
    return dataclasses.replace(source, sections=sections)


def _copied(part: Any, town: str) -> Any:
    """A part of which every id of what is copied, and every name, is that of another school."""
    if isinstance(part, tuple):
        return tuple(_copied(each, town) for each in part)
    if not isinstance(part, Part):
        return part
    values = {name: _value(part, name, hint, town) for name, hint in hints_of(type(part)).items()}
    if "not_in_guide" in values and (values.get("approachable", True)):
        values["not_in_guide"] = Text(f"De keuzewijzer is die van een andere school dan {town}.")
    return dataclasses.replace(part, **values)


def _value(part: Part, name: str, hint: Any, town: str) -> Any:
    value = getattr(part, name)
    if not value or isinstance(part, Choice):
        return value
    if (name == "id" and type(part) in OF_KIND) or family_of(hint) in COPIED:
        return _each(value, lambda text: f"{text}-{town.lower()}")
    if type(part) in OF_KIND and name in NAMES:
        return _each(value, lambda text: f"{text} {town}")
    return _copied(value, town)


def _each(value: Any, change: Any) -> Any:
    if isinstance(value, tuple):
        return tuple(Text.at(change(each), each.where) for each in value)
    return Text.at(change(value), value.where)
