"""A valid school of any size: the handbook so many times over, as YAML that an editor could have typed.

Each copy has everything that is said from the sources once more: roles, routes, papers, forms, words and moments of the
year, told apart by a name from a seeded list. What no source says goes for the whole handbook, and stands there once. The
guide stays as it is, for it may not grow without end.
"""

from __future__ import annotations

import dataclasses
import random
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

from handbook.families import OF_KIND
from handbook.load import typed
from handbook.model import Choice, Form, Handbook, Part, Text
from handbook.parts import family_of, hints_of
from retold import written

COPIED = ("roles", "routes", "documents", "forms", "terms", "calendar")
PARTS = ("Al", "Be", "Da", "El", "Go", "Ho", "Ka", "Lo", "Mi", "No", "Os", "Ra", "Ta", "Ve", "Wa")
TIGHT = ("observatieformulier", "afspraken-mentor")  # full to the last line: with longer names one block must go
NAMES = ("name", "title", "abbreviation", "full", "also", "plural")  # fields that tell one record from another

Ids = dict[str, frozenset[str]]  # per family which records a copy has of its own


def larger(book: Handbook, times: int, seed: int = 1) -> Handbook:
    """The handbook with what its sources say so many times; what the guide cannot lead to says so."""
    drawn = random.Random(seed)
    towns: list[str] = []
    while len(towns) < times - 1:
        town = "".join(drawn.sample(PARTS, 2)).capitalize()
        towns += [town] if town not in towns else []
    families: dict[str, tuple[Any, ...]] = {name: getattr(book, name) for name in COPIED}
    own = {name: [record for record in families[name] if record.sources] for name in COPIED}
    ids = {name: frozenset(record.id for record in records) for name, records in own.items()}
    for town in towns:
        for name in COPIED:
            families[name] += tuple(_copied(record, town, ids) for record in own[name])
    return dataclasses.replace(book, **families)


def written_larger(home: Path, folder: Path, times: int, seed: int = 1) -> Path:
    """The data folder of a school so many times as large as that in `home`, with its prose beside it."""
    data = written(larger(typed(home / "data", home / "content"), times, seed), folder)
    shutil.rmtree(folder / "content")
    shutil.copytree(home / "content", folder / "content")
    return data


def _copied(part: Any, town: str, ids: Ids) -> Any:
    """A part of which every id of what is copied, and every name, is that of another school."""
    if isinstance(part, tuple):
        return tuple(_copied(each, town, ids) for each in part)
    if not isinstance(part, Part):
        return part
    values = {name: _value(part, name, hint, town, ids) for name, hint in hints_of(type(part)).items()}
    if "not_in_guide" in values and (values.get("approachable", True)):
        values["not_in_guide"] = Text(f"De keuzewijzer noemt {town} niet.")
    if isinstance(part, Form) and part.id in TIGHT:
        values["groups"] = part.groups[:-1]
    return dataclasses.replace(part, **values)


def _value(part: Part, name: str, hint: Any, town: str, ids: Ids) -> Any:
    value = getattr(part, name)
    if not value or isinstance(part, Choice):
        return value
    if name == "id" and type(part) in OF_KIND:
        return _each(value, lambda text: f"{text}-{town.lower()}")
    if family := family_of(hint):
        return _each(value, lambda text: f"{text}-{town.lower()}" if text in ids.get(family, ()) else text)
    if type(part) in OF_KIND and name in NAMES:
        return _each(value, lambda text: f"{text} {town}")
    return _copied(value, town, ids)


def _each(value: Any, change: Callable[[str], str]) -> Any:
    if isinstance(value, tuple):
        return tuple(Text.at(change(each), each.where) for each in value)
    return Text.at(change(value), value.where)
