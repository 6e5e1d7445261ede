"""A valid school of any size: the handbook so many times over, as YAML that an editor could have typed.

Each copy is a school of its own, with its own sources and all that is said from them: roles, routes, papers, forms, words
and moments of the year, told apart by a name from a seeded list. What no source says goes for every school, and stands
there once. The guide stays that of the first school, for it may not grow without end.
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
from handbook.model import Choice, Form, Handbook, OneSchool, Part, Source, Text
from handbook.parts import family_of, hints_of
from handbook.reason.records import citations
from retold import written

COPIED = ("sources", "roles", "routes", "documents", "forms", "terms", "calendar")
PARTS = ("Al", "Be", "Da", "El", "Go", "Ho", "Ka", "Lo", "Mi", "No", "Os", "Ra", "Ta", "Ve", "Wa")
TIGHT = ("observatieformulier", "afspraken-mentor")  # full to the last line: with longer names one block must go
NAMES = ("name", "title", "abbreviation", "full", "also", "plural")  # fields that tell one record from another

Ids = dict[str, frozenset[str]]  # per family which records a copied school has of its own


def larger(book: Handbook, times: int, seed: int = 1) -> Handbook:
    """The handbook with its schools so many times; what the guide cannot lead to says so."""
    drawn = random.Random(seed)
    towns: list[str] = []
    while len(towns) < times - 1:
        town = "".join(drawn.sample(PARTS, 2)).capitalize()
        towns += [town] if town not in towns else []
    families: dict[str, tuple[Any, ...]] = {name: getattr(book, name) for name in COPIED}
    own = {name: [record for record in families[name] if name == "sources" or record.sources] for name in COPIED}
    ids = {name: frozenset(record.id for record in records) for name, records in own.items()}
    for town in towns:
        for name in COPIED:
            families[name] += tuple(_copied(record, town, ids) for record in own[name])
    schools = (*book.school.schools, *(_school(school, town, ids) for town in towns for school in book.school.schools))
    found = dataclasses.replace(book, **families, school=dataclasses.replace(book.school, schools=schools))
    cited = {(citation.source, citation.section) for citation in citations(found)}
    return dataclasses.replace(found, sources=tuple(_carried(source, cited) for source in found.sources))


def written_larger(home: Path, folder: Path, times: int, seed: int = 1) -> Path:
    """The data folder of a school so many times as large as that in `home`, with its prose beside it."""
    data = written(larger(typed(home / "data", home / "content"), times, seed), folder)
    shutil.rmtree(folder / "content")
    shutil.copytree(home / "content", folder / "content")
    return data


def _school(school: OneSchool, town: str, ids: Ids) -> OneSchool:
    """A school of its own, with the sources that speak of it."""
    name = Text.at(f"{school.name} {town}", school.name.where)
    copied: OneSchool = _copied(school, town, ids)
    return dataclasses.replace(copied, id=Text.at(f"{school.id}-{town.lower()}", school.id.where), name=name)


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


def _copied(part: Any, town: str, ids: Ids) -> Any:
    """A part of which every id of what is copied, and every name, is that of another school."""
    if isinstance(part, tuple):
        return tuple(_copied(each, town, ids) for each in part)
    if not isinstance(part, Part):
        return part
    values = {name: _value(part, name, hint, town, ids) for name, hint in hints_of(type(part)).items()}
    if "not_in_guide" in values and (values.get("approachable", True)):
        values["not_in_guide"] = Text(f"De keuzewijzer is die van een andere school dan {town}.")
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
