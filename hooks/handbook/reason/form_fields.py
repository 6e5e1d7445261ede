"""A form record as what is filled in: every blank in reading order, with its own name and the name that is spoken."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass

from handbook.kinds import FieldKind
from handbook.model import Field, Form, Group

MOST_LINES = 20  # to write on, or rows of a table; the rules refuse more


@dataclass(frozen=True)
class Blank:
    """One place to fill in. `name` is what the PDF calls it, `spoken` what a screen reader says.

    `points` are the choices of a scale or a choice, each as (value in the PDF, what is spoken);
    `number` counts the points of a scale form, 0 elsewhere.
    """

    name: str
    spoken: str
    kind: FieldKind
    field: Field
    points: tuple[tuple[str, str], ...] = ()
    number: int = 0

    @property
    def told(self) -> str:
        """What a screen reader says: what is asked, and how to write it down."""
        return f"{self.spoken} ({self.kind.mask})" if self.kind.mask else self.spoken


@dataclass(frozen=True)
class Fill:
    """A group with its blanks: one row for a plain group, a row of blanks for each row of a table."""

    group: Group
    rows: tuple[tuple[Blank, ...], ...]

    @property
    def blanks(self) -> tuple[Blank, ...]:
        """The blanks of a group that is no table."""
        return self.rows[0]

    @property
    def is_scale(self) -> bool:
        """Whether its blanks are the points of a scale, which stand in a table of their own."""
        return bool(self.blanks) and self.blanks[0].kind.control == "scale"


def kind_of(field: Field, group: Group) -> FieldKind:
    """The kind of a field: its own, else that of its group."""
    return field.kind or group.kind


def fills(form: Form) -> tuple[Fill, ...]:
    """Every group of a form with its blanks."""
    found: list[Fill] = []
    number = 0
    for group in form.groups:
        rows: list[tuple[Blank, ...]] = []
        for row in range(1, min(max(group.rows, 1), MOST_LINES) + 1):
            blanks: list[Blank] = []
            for field in group.fields:
                number += kind_of(field, group).control == "scale"
                blanks.append(_blank(form, group, field, row if group.rows else 0, number))
            rows.append(tuple(blanks))
        found.append(Fill(group, tuple(rows)))
    return tuple(found)


def blanks(form: Form) -> tuple[Blank, ...]:
    """Every blank of a form, in reading order."""
    return tuple(blank for fill in fills(form) for row in fill.rows for blank in row)


def signers(form: Form) -> list[str]:
    """The roles that sign a form, each once."""
    return list(dict.fromkeys(signature.role for signature in form.signatures))


def papers_on(form: Form) -> list[str]:
    """The documents that a form asks for, each once."""
    fields = (field for group in form.groups for field in group.fields)
    return list(dict.fromkeys(field.document for field in fields if field.document))


def _blank(form: Form, group: Group, field: Field, row: int, number: int) -> Blank:
    name = f"{field.id}-{row}" if row else str(field.id)
    spoken = str(field.spoken)
    kind = kind_of(field, group)
    match kind.control:
        case "scale":
            last = len(form.scale)
            spoken = spoken or f"{group.name}, punt {number}: 1 is {field.label}, {last} is {field.opposite}"
            points = tuple((str(at), f"{at}, {word}") for at, word in enumerate(form.scale, start=1))
            return Blank(name, spoken, kind, field, points, number)
        case "options":
            points = tuple((str(at), str(option)) for at, option in enumerate(field.options, start=1))
            return Blank(name, spoken or str(field.label), kind, field, points)
        case "box":
            return Blank(name, spoken or f"{group.name}: {field.label}", kind, field)
        case _:
            hint = f"{' ' if field.label.endswith('?') else ': '}{field.hint}" if field.hint else ""
            within = f"{group.name}, regel {row}: " if row else ""
            return Blank(name, f"{within}{spoken or field.label + hint}", kind, field)


def digest(form: Form) -> str:
    """A short fingerprint of all that a form asks: the same for the same questions, whatever the layout."""
    asked = [[blank.name, blank.spoken, blank.kind, blank.points] for blank in blanks(form)]
    signed = [signature.label for signature in form.signatures]
    return hashlib.sha256(json.dumps([asked, signed]).encode()).hexdigest()[:12]
