"""Walks through a record by the types of its fields: every part, every text, every reference in it."""

from __future__ import annotations

import dataclasses
import typing
from collections.abc import Iterator
from typing import Annotated, Any, get_args, get_origin

from handbook.model import Part, Ref, Text


def hints_of(kind: type) -> dict[str, Any]:
    """The fields of a record an editor may type, with their types."""
    return {name: hint for name, (hint, _) in _fields(kind).items()}


def parts(part: Part) -> Iterator[Part]:
    """The part itself and every part within it, in the order of the model."""
    yield part
    for name in _fields(type(part)):
        for value in _many(getattr(part, name)):
            if isinstance(value, Part):
                yield from parts(value)


def texts(part: Part) -> Iterator[Text]:
    """Every text for readers; ids, of the record itself and of others, are left out."""
    for each in parts(part):
        for name, (_, family) in _fields(type(each)).items():
            if name != "id" and family is None:
                yield from (value for value in _many(getattr(each, name)) if isinstance(value, Text) and value)


def references(part: Part) -> Iterator[tuple[str, Text]]:
    """Every (family, id) that the part or anything within it points at."""
    for each in parts(part):
        for name, (_, family) in _fields(type(each)).items():
            if family:
                yield from ((family, value) for value in _many(getattr(each, name)) if value)


_seen: dict[type, dict[str, tuple[Any, str | None]]] = {}  # the model does not change while the program runs


def _fields(kind: type) -> dict[str, tuple[Any, str | None]]:
    """Each field that may be typed, with its type and the family of records it points at, if any."""
    if kind not in _seen:
        hints = typing.get_type_hints(kind, include_extras=True)
        names = [field.name for field in dataclasses.fields(kind) if field.name != "where"]
        _seen[kind] = {name: (hints[name], _family(hints[name])) for name in names}
    return _seen[kind]


def _many(value: Any) -> tuple[Any, ...]:
    return value if isinstance(value, tuple) else (value,)


def _family(hint: Any) -> str | None:
    if get_origin(hint) is Annotated:
        return next((mark.family for mark in get_args(hint)[1:] if isinstance(mark, Ref)), None)
    return next((family for arg in get_args(hint) if (family := _family(arg))), None)
