"""The rules of meaning for forms, one small named function each; `checks.RULES` holds their names.

Their docstrings are Dutch, for they stand on the page Controlelijst.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from handbook.model import Field, Form, Group, Handbook, Signature
from handbook.parts import parts, texts
from handbook.problems import Finding
from handbook.reason.form_fields import MOST_LINES, blanks, digest, kind_of
from handbook.reason.mentions import MARKUP, PLAIN_ID

MOST_POINTS = 7  # of a scale


def blanks_have_own_ids(form: Form, book: Handbook) -> Iterator[Finding]:
    """Elk veld van een formulier heeft een eigen id; zo heet het ook in de pdf."""
    first: dict[str, Any] = {}
    for blank in blanks(form):
        field = blank.field
        if not PLAIN_ID.fullmatch(field.id) or blank.name in first:
            yield (
                field.id.where,
                f"het id '{blank.name}' van een veld in formulier '{form.id}' is dubbel of heeft een verkeerd teken",
            )
        first.setdefault(blank.name, field)


def blanks_sound_different(form: Form, book: Handbook) -> Iterator[Finding]:
    """Elk veld klinkt anders, zodat ook wie niet ziet weet welk veld het is."""
    first: dict[str, Any] = {}
    for blank in blanks(form):
        other = first.setdefault(blank.spoken, blank.field)
        if other is not blank.field:
            sentence = f"veld '{blank.field.id}' klinkt net als het veld in {other.where}: '{blank.spoken}'"
            yield blank.field.where, f"{sentence}; geef een van beide een eigen 'spoken'"


def blanks_have_their_choices(form: Form, book: Handbook) -> Iterator[Finding]:
    """Een schaal heeft twee tot zeven punten en twee polen, een keuze minstens twee verschillende antwoorden."""
    for group in form.groups:
        for field in group.fields:
            kind = kind_of(field, group)
            if kind.control == "scale" and not 2 <= len(form.scale) <= MOST_POINTS:
                few_or_many = f"te {'weinig' if len(form.scale) < 2 else 'veel'} punten ({len(form.scale)})"
                yield (
                    form.where,
                    f"'scale' van formulier '{form.id}' heeft {few_or_many}; een schaal heeft er 2 tot {MOST_POINTS}",
                )
            if (kind.control == "scale") != bool(field.opposite):
                yield (
                    field.where,
                    f"veld '{field.id}': 'opposite', de pool aan het eind, hoort bij een schaal en alleen daar",
                )
            few = len(set(field.options)) < max(2, len(field.options))
            if few if kind.control == "options" else field.options:
                yield (
                    field.where,
                    f"veld '{field.id}': twee of meer verschillende 'options' horen bij een keuze en alleen daar",
                )


def groups_can_be_drawn(form: Form, book: Handbook) -> Iterator[Finding]:
    """Een blok heeft velden, een of twee kolommen, en velden van één soort als het een schaal of een tabel is."""
    for group in form.groups:
        kinds = {kind_of(field, group) for field in group.fields}
        if not group.fields:
            yield group.where, f"blok '{group.name}' van formulier '{form.id}' heeft geen velden"
        if group.columns not in (1, 2) or not 0 <= group.rows <= MOST_LINES:
            yield group.where, f"blok '{group.name}': 'columns' is 1 of 2, en 'rows' is hoogstens {MOST_LINES}"
        controls = {kind.control for kind in kinds}
        if (group.rows and not all(kind.in_table for kind in kinds)) or ("scale" in controls and len(controls) > 1):
            yield (
                group.where,
                f"blok '{group.name}': een tabel heeft alleen tekst en datums, en een schaal staat in een eigen blok",
            )
        for field in group.fields:
            if not 1 <= field.lines <= MOST_LINES:
                yield field.where, f"veld '{field.id}' heeft {field.lines} schrijfregels; kies 1 tot {MOST_LINES}"


def form_texts_are_plain(form: Form, book: Handbook) -> Iterator[Finding]:
    """Op een formulier staan geen tekens voor opmaak: wat je typt, komt zo op papier."""
    for part in parts(form):
        if isinstance(part, Field | Group | Signature):
            for text in texts(part):
                if found := MARKUP.search(text):
                    yield text.where, f"de tekst '{text}' op formulier '{form.id}' bevat het teken {found[0]}; laat het weg"


def changed_form_has_new_version(form: Form, book: Handbook) -> Iterator[Finding]:
    """Wie verandert wat een formulier vraagt, geeft het een hoger versienummer en zegt wat er anders is."""
    if form.version > 1 and form.version not in (change.version for change in form.changes):
        yield form.where, f"formulier '{form.id}' zegt bij 'changes' niet wat er in versie {form.version} anders is"
    for issued in book.addresses.forms:
        if issued.form != form.id:
            continue
        if form.version < issued.version:
            yield (
                form.where,
                f"formulier '{form.id}' heeft versie {form.version}, maar versie {issued.version} is al uitgegeven",
            )
        if form.version == issued.version and digest(form) != issued.digest:
            now = {blank.name for blank in blanks(form)}
            gone, new = sorted({*issued.fields} - now), sorted(now - {*issued.fields})
            what = "; ".join(f"{word}: {', '.join(names)}" for word, names in (("weg", gone), ("nieuw", new)) if names)
            way_out = f"zet 'version' op {issued.version + 1}, pas 'dated' aan en vul 'changes' in"
            yield (
                form.where,
                f"formulier '{form.id}' vraagt iets anders dan versie {issued.version} die al is uitgegeven"
                f" ({what or 'de tekst of soort van een veld'}); {way_out}",
            )
