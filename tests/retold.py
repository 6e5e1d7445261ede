"""A handbook with every text of a kind changed, and written back to YAML files for a build as an editor would make it."""

from __future__ import annotations

import dataclasses
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from handbook.families import FAMILIES as TABLE
from handbook.model import (
    Addresses,
    Choice,
    Citation,
    Contact,
    Exit,
    Field,
    Group,
    Handbook,
    Helpline,
    Language,
    Location,
    News,
    OwnWork,
    Part,
    Proof,
    Record,
    Scenario,
    Signature,
    Text,
    Topic,
)
from handbook.parts import hints_of
from helpers import FIXTURE

Change = Callable[[Part, str, Text], str]
# A rule keeps markup out of these, or they name a thing: 'id', 'adres', 'contact', 'taal', 'vertaling', 'gids-doel'.
NAMING = {
    "id",
    "path",
    "address",
    "shows",
    "edit_url",
    "call",
    "phone",
    "mail",
    "guide",
    "of",
    "nl",
    "start",
    "step",
}
# What only the school itself may read of a record that everyone may see. Typed by hand, apart from the marks in the model.
SECRET = {
    ("Role", "powers"),
    ("Role", "frame"),
    ("Role", "accountability"),
    ("Role", "knowledge"),
    ("Role", "contacts"),
    ("Role", "not_in_guide"),
    ("Route", "not_in_guide"),
}
FAMILIES = [field.name for field in dataclasses.fields(Handbook)]


def naming(owner: Part, name: str) -> bool:
    """Whether a field names a thing or stands in titles, and so may hold no markup."""
    return (
        name in NAMING
        or isinstance(owner, Citation | Addresses | Proof)
        or (isinstance(owner, Record | Location) and name in ("name", "title"))
        or (isinstance(owner, Exit | Choice | OwnWork) and name == "to")
        or (isinstance(owner, Helpline) and name in ("number", "more_numbers"))
        or (isinstance(owner, Scenario) and name == "answers")
        or (isinstance(owner, News) and name == "place")
        or (isinstance(owner, Topic) and name in ("outcomes", "others"))
        or (isinstance(owner, Language) and name in ("negations", "own_names"))
    )


def on_paper(owner: Part) -> bool:
    """Whether the rule 'opmaak' keeps markup out of all texts of a part."""
    return isinstance(owner, Field | Group | Signature)


def changed(part: Any, change: Change) -> Any:
    """The same part with every text for readers changed, in it and below."""
    if isinstance(part, tuple):
        return tuple(changed(each, change) for each in part)
    if not isinstance(part, Part):
        return part
    hints = hints_of(type(part))
    return dataclasses.replace(part, **{name: _value(part, name, hint, change) for name, hint in hints.items()})


def _value(owner: Part, name: str, hint: Any, change: Change) -> Any:
    value = getattr(owner, name)
    if "Ref(" in str(hint) or "Literal" in str(hint):
        return value
    if isinstance(value, Text):
        return Text.at(change(owner, name, value), value.where) if value else value
    if isinstance(value, tuple) and value and isinstance(value[0], Text):
        return tuple(Text.at(change(owner, name, each), each.where) for each in value)
    return changed(value, change)


def retold(book: Handbook, change: Change) -> Handbook:
    """The handbook with every text for readers changed, its prose left alone."""
    kept = ("chapters", "addresses")
    return dataclasses.replace(book, **{name: changed(getattr(book, name), change) for name in FAMILIES if name not in kept})


def secret(owner: Part, name: str) -> bool:
    """Whether a field of a part that is itself public is for staff only."""
    if isinstance(owner, Contact):
        return name not in owner.public
    return (type(owner).__name__, name) in SECRET


def marked(book: Handbook, mark: Change) -> Handbook:
    """The handbook with `mark` in every text that only staff may read."""
    return dataclasses.replace(book, **{name: _sealed(getattr(book, name), mark) for name in FAMILIES if name != "chapters"})


def _sealed(part: Any, mark: Change) -> Any:
    if isinstance(part, tuple):
        return tuple(_sealed(each, mark) for each in part)
    if not isinstance(part, Part) or isinstance(part, Addresses):
        return part
    if getattr(part, "edition", "") == "staff" or isinstance(part, Scenario):
        return changed(part, mark)
    values = {}
    for name, hint in hints_of(type(part)).items():
        value = getattr(part, name)
        values[name] = _value(part, name, hint, mark) if secret(part, name) else _sealed(value, mark)
    return dataclasses.replace(part, **values)


def written(book: Handbook, folder: Path) -> Path:
    """The data folder with the handbook as YAML, one file for each that is read, and the prose of the fixture beside it."""
    data = folder / "data"
    (data / "translations").mkdir(parents=True)
    shutil.copytree(FIXTURE / "content", folder / "content")
    for name in ("school", "guide", "addresses"):
        _dump(data / f"{name}.yaml", _plain(getattr(book, name)))
    _dump(data / "guide_staff.yaml", {"questions": []})
    done: set[str] = set()
    for file, heading, family in (
        (file, each.heading or each.name, each.name) for each in TABLE.values() for file in each.files
    ):
        records = [] if family in done else [_plain(each) for each in getattr(book, family)]
        done.add(family)
        for record in records if family == "languages" else []:
            _dump(data / f"translations/{record['id']}.yaml", {"translations": record.pop("translations", [])})
        _dump(data / file, {heading: records})
    return data


def _dump(file: Path, value: Any) -> None:
    file.write_text(yaml.safe_dump(value, allow_unicode=True, sort_keys=False, width=10_000), encoding="utf-8")


def _plain(value: Any) -> Any:
    """A value as an editor types it."""
    if isinstance(value, Citation):
        return f"{value.source} {value.section}"
    if isinstance(value, Part):
        fields = [field for field in dataclasses.fields(value) if field.name != "where"]
        kept = {field.name: getattr(value, field.name) for field in fields}
        return {name: _plain(each) for name, each in kept.items() if each not in (None, (), "")}
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if isinstance(value, int):
        return value
    return value.isoformat() if isinstance(value, date) else str(value)
