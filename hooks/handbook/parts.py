"""Walks through a record by the types of its fields: every part, every text, every reference in it."""

from __future__ import annotations

import dataclasses
import types
import typing
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Annotated, Any, TypeVar, Union, get_args, get_origin

from handbook.model import Part, Ref, Seen, Text

T = TypeVar("T")


def hints_of(kind: type) -> dict[str, Any]:
    """The fields of a record an editor may type, with their types."""
    return _shape(kind).hints


@lru_cache(maxsize=1)
def every_kind() -> tuple[type[Part], ...]:
    """Every kind of record and of part that the model knows, in its order."""
    kinds = [Part]
    for kind in kinds:
        kinds += kind.__subclasses__()
    return tuple(kinds[1:])


@lru_cache(maxsize=1)
def field_names() -> frozenset[str]:
    """Every word that names a field of some kind of record, and the headings above lists of records."""
    return frozenset(name for kind in every_kind() for name in hints_of(kind))


def own_fields(kind: type[Part]) -> list[str]:
    """The fields that a kind of record names itself; those it shares with others stand with the kind it is made from."""
    return [name for name in hints_of(kind) if name in kind.__annotations__]


def marks_of(kind: type) -> dict[str, Seen]:
    """Per field of a kind of record who may see it."""
    return _shape(kind).marks


def refers(kind: type) -> list[tuple[str, str]]:
    """The fields of a kind of part that hold ids of other records, each with the family of those."""
    return _shape(kind).references


def says(kind: type) -> list[str]:
    """The fields of a kind of part that hold texts."""
    return _shape(kind).texts


def holds(kind: type) -> list[str]:
    """The fields of a kind of part that hold other parts."""
    return _shape(kind).parts


def may_hide(kind: type) -> bool:
    """Whether an edition can hide anything in a part of this kind: a field that is not for all, or a part of an edition."""
    return _shape(kind).hides


def defaults_of(kind: type) -> dict[str, Any]:
    """What stands in each field that may be left out."""
    return _shape(kind).defaults


def kept(part: Part, name: str, find: Callable[[Part], Iterator[T]]) -> tuple[T, ...]:
    """What `find` gives for a part, kept beside its fields: a part never changes, and every rule asks again."""
    own = vars(part)
    if name not in own:
        own[name] = tuple(find(part))
    found: tuple[T, ...] = own[name]
    return found


def held_by(kind: type[Part]) -> tuple[type[Part], ...]:
    """The kinds of part that a kind of record holds, each once."""
    held = (leaf for name in _shape(kind).parts for leaf in _leaves(hints_of(kind)[name]) if _is_part(leaf))
    return tuple(dict.fromkeys(held))


def parts(part: Part) -> tuple[Part, ...]:
    """The part itself and every part within it, in the order of the model."""
    return kept(part, "_parts", _all_parts)


def _all_parts(part: Part) -> Iterator[Part]:
    yield part
    for name in _shape(type(part)).parts:
        for value in _many(getattr(part, name)):
            if isinstance(value, Part):
                yield from _all_parts(value)


def texts(part: Part) -> Iterator[Text]:
    """Every text for readers; ids, of the record itself and of others, are left out."""
    for each in parts(part):
        yield from own_texts(each)


def own_texts(part: Part) -> tuple[Text, ...]:
    """The texts for readers in the fields of the part itself, not in what lies within it."""
    return kept(part, "_texts", _all_texts)


def _all_texts(part: Part) -> Iterator[Text]:
    for name in _shape(type(part)).texts:
        yield from (value for value in _many(getattr(part, name)) if value)


def references(part: Part) -> tuple[tuple[str, Text], ...]:
    """Every (family, id) that the part or anything within it points at."""
    return kept(part, "_references", _all_references)


def _all_references(part: Part) -> Iterator[tuple[str, Text]]:
    for each in parts(part):
        for name, family in _shape(type(each)).references:
            yield from ((family, value) for value in _many(getattr(each, name)) if value)


def family_of(hint: Any) -> str | None:
    """The family of records that a field of this type points at, if any."""
    if get_origin(hint) is Annotated:
        own = next((mark.family for mark in get_args(hint)[1:] if isinstance(mark, Ref)), None)
        return own or family_of(get_args(hint)[0])
    return next((family for arg in get_args(hint) if (family := family_of(arg))), None)


def bare(hint: Any) -> Any:
    """A type without its Annotated mark and without `| None`."""
    if get_origin(hint) is Annotated:
        return bare(get_args(hint)[0])
    if get_origin(hint) in (Union, types.UnionType):
        return bare(next(arg for arg in get_args(hint) if arg is not type(None)))
    return hint


class _Shape:
    """What the fields of one kind of record hold; worked out once, for the model does not change."""

    def __init__(self, kind: type) -> None:
        hints = typing.get_type_hints(kind, include_extras=True)
        names = [field.name for field in dataclasses.fields(kind) if field.name != "where"]
        families = {name: family_of(hints[name]) for name in names}
        self.hints = {name: hints[name] for name in names}
        self.marks = {name: mark for name in names for mark in get_args(hints[name])[1:] if isinstance(mark, Seen)}
        self.defaults = {
            field.name: field.default for field in dataclasses.fields(kind) if field.default is not dataclasses.MISSING
        }
        self.references = [(name, family) for name, family in families.items() if family]
        self.texts = [name for name in names if name != "id" and not families[name] and Text in _leaves(hints[name])]
        self.parts = [name for name in names if any(_is_part(leaf) for leaf in _leaves(hints[name]))]
        within = [leaf for name in self.parts for leaf in _leaves(hints[name]) if _is_part(leaf)]
        hidden = any(mark is not Seen.ALL for mark in self.marks.values())
        self.hides: bool = hidden or any("edition" in _shape(kind).hints or _shape(kind).hides for kind in within)


_shapes: dict[type, _Shape] = {}


def _shape(kind: type) -> _Shape:
    if kind not in _shapes:
        _shapes[kind] = _Shape(kind)
    return _shapes[kind]


def _leaves(hint: Any) -> list[Any]:
    """The plain types within a type such as `tuple[Step, ...]` or `Text | None`."""
    inner = get_args(hint)[:1] if get_origin(hint) is Annotated else get_args(hint)
    return [leaf for arg in inner for leaf in _leaves(arg)] if inner else [hint]


def _is_part(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, Part)


def _many(value: Any) -> tuple[Any, ...]:
    return value if isinstance(value, tuple) else (value,)
