"""Walks through a record by the types of its fields: every part, every text, every reference in it."""

from __future__ import annotations

import dataclasses
import typing
from collections.abc import Iterator
from functools import cache
from typing import Annotated, Any, get_args, get_origin

from handbook.model import Part, Ref, Text


@cache
def hints_of(kind: type) -> dict[str, Any]:
    """The fields of a record an editor may type, with their types."""
    hints = typing.get_type_hints(kind, include_extras=True)
    return {field.name: hints[field.name] for field in dataclasses.fields(kind) if field.name != "where"}


@cache
def family_of(kind: type, name: str) -> str | None:
    """The family of records that a field points at, or None when it points at nothing."""
    return _family(hints_of(kind)[name])


def parts(part: Part) -> Iterator[Part]:
    """The part itself and every part within it, in the order of the model."""
    yield part
    for name in hints_of(type(part)):
        for value in _many(getattr(part, name)):
            if isinstance(value, Part):
                yield from parts(value)


def texts(part: Part) -> Iterator[Text]:
    """Every text for readers; ids of other records are left out."""
    for each in parts(part):
        for name in hints_of(type(each)):
            if name != "id" and family_of(type(each), name) is None:
                yield from (value for value in _many(getattr(each, name)) if isinstance(value, Text) and value)


def references(part: Part) -> Iterator[tuple[str, Text]]:
    """Every (family, id) that the part or anything within it points at."""
    for each in parts(part):
        for name in hints_of(type(each)):
            family = family_of(type(each), name)
            if family:
                yield from ((family, value) for value in _many(getattr(each, name)) if value)


def _many(value: Any) -> tuple[Any, ...]:
    return value if isinstance(value, tuple) else (value,)


def _family(hint: Any) -> str | None:
    if get_origin(hint) is Annotated:
        return next((mark.family for mark in get_args(hint)[1:] if isinstance(mark, Ref)), None)
    return next((family for arg in get_args(hint) if (family := _family(arg))), None)
