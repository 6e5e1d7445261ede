"""A kind is a line: what follows from it is drawn and checked by what the line says, and a slip in it stops Python."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from handbook import kinds
from handbook.kinds import FieldKind, RoleKind
from handbook.model import Field, Form
from handbook.reason.edition import narrow
from handbook.reason.form_fields import fills
from handbook.render import form_pdf
from handbook.render.pages import pages
from handbook.render.site import Site
from handbook.render.templates import environment
from helpers import fixture_book

TYPED = Path(kinds.__file__).read_text(encoding="utf-8")


def kinds_with(old: str, new: str) -> dict[str, Any]:
    """What kinds.py defines with one line typed otherwise."""
    assert TYPED.count(old) == 1
    defined: dict[str, Any] = {"__name__": "kinds_of_a_test"}
    exec(compile(TYPED.replace(old, new), "kinds.py", "exec"), defined)
    return defined


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('"Functie op school", "school", "someone"', '"Functie op school", "scool", "someone"',
         "RoleKind 'person': 'scool' is geen plek; kies uit: home, school, outside"),
        ('"Functie op school", "school", "someone"', '"Functie op school", "school", "iemand"',
         "RoleKind 'person': 'iemand' is geen groep; kies uit: someone, meeting, board"),
        ('"vakje", "box", False', '"vakje", "doos", False',
         "FieldKind 'check': 'doos' is geen manier van invullen; kies uit: line, box, options, scale"),
        ('"vakje", "box", False', '"vakje", "box", True',
         "FieldKind 'check': alleen wat op een lijn komt, mag in een tabel of heeft iets onder de lijn"),
        ('"vakje", "box", False, ""', '"vakje", "box", False, "kruis aan"',
         "FieldKind 'check': alleen wat op een lijn komt, mag in een tabel of heeft iets onder de lijn"),
    ],
)  # fmt: skip
def test_a_slip_in_a_kind_stops_python(old: str, new: str, told: str) -> None:
    with pytest.raises(ValueError, match=f"^{told}$"):
        kinds_with(old, new)


def drawn(kind: Any, form: Form, *, fill: bool) -> str:
    """A form with every field that is of the kind 'check', 'choice' and so on of another kind."""
    book = fixture_book()
    groups = tuple(
        replace(
            group,
            kind=as_kind(group.kind, kind),
            fields=tuple(replace(each, kind=own_kind(each, kind)) for each in group.fields),
        )
        for group in form.groups
    )
    changed = replace(form, groups=groups)
    html = "{% import '_form.html' as f with context %}{{ f.blank_form(form, fills, fill, 'h3', 'h4') }}"
    values = form_pdf.drawn_from(form, book) | {"form": changed, "fills": fills(changed), "fill": fill}
    return environment().from_string(html).render(values)


def as_kind(own: Any, kind: Any) -> Any:
    return kind if own.control == kind.control and own.mask == kind.mask else own


def own_kind(field: Field, kind: Any) -> Any:
    return as_kind(field.kind, kind) if field.kind else None


@pytest.mark.parametrize("fill", [True, False])
@pytest.mark.parametrize("like", FieldKind)
def test_a_new_kind_of_field_is_drawn_by_what_its_line_says(like: FieldKind, fill: bool) -> None:
    """Not by its name: one that says the same as a kind that is there looks the same."""
    line = f'    other = "anders", "anders", "{like.control}", {like.in_table}, "{like.mask}"\n'
    other = kinds_with('    scale = "scale"', f'{line}    scale = "scale"')["FieldKind"].other
    form = fixture_book().forms[0]
    assert like in {field.kind or group.kind for group in form.groups for field in group.fields}
    assert drawn(other, form, fill=fill) == drawn(like, form, fill=fill)


def test_a_kind_without_roles_has_no_heading() -> None:
    book = narrow(fixture_book(), "staff")
    empty = [kind for kind in RoleKind if not any(role.kind is kind for role in book.roles)]
    said = next(page.text for page in pages(Site(book)) if page.path == "rollen/index.md")
    assert empty and "Mensen op school" in said
    assert [kind for kind in empty if kind.many in said or f"#{kind}" in said] == []
