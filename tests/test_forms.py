"""Blank forms: the same questions on the page and in the PDF, made for a pen, a keyboard and a screen reader."""

from __future__ import annotations

import builtins
import re
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any

import page as validation
import pytest
from fontTools.ttLib import TTFont

import pdf as look
from handbook.model import Form
from handbook.problems import ToolError
from handbook.reason.form_fields import Blank, blanks
from handbook.render import form_pdf
from handbook.render.templates import environment
from helpers import HOME, copy_of_fixture, fixture_book, problems_in, problems_when_drawn, replaced, shipped


@lru_cache(maxsize=1)
def papers() -> dict[str, form_pdf.Paper]:
    """All forms of the real data on paper; this alone proves that each fits the pages it says."""
    return {str(form.id): form_pdf.printed(form, shipped()) for form in shipped().forms}


EDGE = 0.35  # mm, the line around a tick, which is outside its field
FORMS = [form.id for form in shipped().forms]
PRINTS = [(form, size) for form in FORMS for size in ("normal", "large")]
every_form = pytest.mark.parametrize("form", FORMS)
every_print = pytest.mark.parametrize(("form", "size"), PRINTS, ids=[f"{form}-{size}" for form, size in PRINTS])


def content(form: str, size: str) -> bytes:
    return getattr(papers()[form], size).content


def texts_of(form: Form) -> list[str]:
    """Every text that stands beside a blank or a signature, in the order typed."""
    found: list[str] = []
    for group in form.groups:
        found += [group.name, *(statement.text for statement in group.text)]
        for field in group.fields:
            found += [text for text in (field.label, field.hint, *field.options, field.opposite) if text]
    return [*found, *(signature.label for signature in form.signatures)]


def squeezed(text: str) -> str:
    """The text without the spaces, line ends and hyphens that a layout puts in."""
    return re.sub(r"[\s\xad]+", "", text)


def in_order(texts: list[str], within: str) -> bool:
    at = 0
    for text in texts:
        at = within.find(squeezed(text), at)
        if at < 0:
            return False
    return True


# --- what is asked -------------------------------------------------------------------------------------------


@every_print
def test_every_blank_is_one_field_with_its_own_spoken_name(form: str, size: str) -> None:
    fields = look.reader(content(form, size)).get_fields() or {}
    asked = blanks(shipped().form[form])
    assert list(fields) == [blank.name for blank in asked]
    assert [fields[blank.name]["/TU"] for blank in asked] == [blank.told for blank in asked]
    assert len({blank.spoken for blank in asked}) == len(asked)


@every_print
def test_a_date_says_how_to_write_it(form: str, size: str) -> None:
    """To whoever listens, and below each line; in a table it would only be noise."""
    how = "dag - maand - jaar"
    groups = shipped().form[form].groups
    dates = [(field, group) for group in groups for field in group.fields if (field.kind or group.kind) == "date"]
    pdf = look.reader(content(form, size))
    spoken = [each["/TU"] for each in (pdf.get_fields() or {}).values() if how in str(each.get("/TU"))]
    assert len(spoken) == sum(max(group.rows, 1) for _, group in dates)
    shown = squeezed("".join(page.extract_text() for page in pdf.pages)).count(squeezed(how))
    assert shown == sum(not group.rows for _, group in dates)


@every_print
def test_every_answer_of_a_choice_is_spoken_and_has_its_value(form: str, size: str) -> None:
    found: dict[str, list[tuple[str, str]]] = {}
    for _, widget in look.widgets(look.reader(content(form, size))):
        if "/Parent" in widget:
            value = next(name for name in widget["/AP"]["/N"] if name != "/Off")
            found.setdefault(look.field_of(widget)["/T"], []).append((value[1:], widget["/Contents"]))
    expected = {blank.name: list(blank.points) for blank in blanks(shipped().form[form]) if blank.points}
    assert found == expected


@every_print
def test_the_pdf_says_what_the_data_say(form: str, size: str) -> None:
    told = squeezed("".join(page.extract_text() for page in look.reader(content(form, size)).pages))
    for text in [*texts_of(shipped().form[form]), shipped().form[form].kept]:
        assert squeezed(text) in told


@every_form
def test_the_page_says_what_the_data_say_in_the_same_order(form: str) -> None:
    record = shipped().form[form]
    template = environment().get_template("form_paper.html")
    typed = template.render(form_pdf.drawn_from(record, shipped()) | {"large": False})
    bare = (
        environment()
        .from_string("{% import '_form.html' as f with context %}{{ f.blank_form(form, fills, false, 'h3', 'h4') }}")
        .render(form_pdf.drawn_from(record, shipped()))
    )
    for html in (typed, bare):
        plain = squeezed(re.sub(r"<[^>]+>", " ", html).replace("&#39;", "'"))
        tables = [field.opposite for group in record.groups for field in group.fields]
        assert in_order([text for text in texts_of(record) if text not in tables], plain)
    assert not re.search(r"<(input|textarea|select|form|script)\b", bare)


# --- made for a screen reader --------------------------------------------------------------------------------


@every_print
def test_pdf_passes_every_rule_of_pdf_ua(form: str, size: str) -> None:
    report = validation.validate_pdf_bytes(content(form, size), profile="ua1")
    assert (report.rules.failed, [failure.message for failure in report.failures]) == (0, [])
    assert report.rules.total > 100


@every_print
@pytest.mark.long
def test_tab_order_is_reading_order(form: str, size: str) -> None:
    pdf = look.reader(content(form, size))
    assert {page["/Tabs"] for page in pdf.pages} == {"/S"}
    tags = list(look.structure(pdf.trailer["/Root"]["/StructTreeRoot"]))
    read = [node.raw_get("/Obj").idnum for node in tags if node.get("/Type") == "/OBJR"]
    tabbed = [annotation.idnum for page in pdf.pages for annotation in page.get("/Annots", ())]
    assert read == tabbed
    assert len(tabbed) >= len(blanks(shipped().form[form]))


@every_print
def test_headings_language_and_title(form: str, size: str) -> None:
    pdf = look.reader(content(form, size))
    root = pdf.trailer["/Root"]
    names = [node.get("/S") for node in look.structure(root["/StructTreeRoot"])]
    record = shipped().form[form]
    assert names.count("/H1") == 1
    assert names.count("/H2") == len(record.groups) + bool(record.signatures)
    assert root["/Lang"] == "nl"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert pdf.metadata and pdf.metadata.title.startswith(record.name)
    assert all(page.extract_text().strip() for page in pdf.pages)


# --- privacy -------------------------------------------------------------------------------------------------


@every_print
def test_pdf_does_nothing_and_holds_no_answer(form: str, size: str) -> None:
    pdf = look.reader(content(form, size))
    for thing in look.everything(pdf.trailer["/Root"]):
        assert not {"/JS", "/JavaScript", "/AA", "/OpenAction", "/URI", "/EmbeddedFiles", "/SubmitForm"} & thing.keys()
        assert not ("/A" in thing and thing.get("/Subtype") in ("/Link", "/Widget"))
    for _, widget in look.widgets(pdf):
        assert look.field_of(widget).get("/V", "") in ("", "/Off")
        assert widget.get("/AS", "/Off") == "/Off"


@every_form
def test_form_says_where_it_is_kept_and_that_it_leaves_downloads(form: str) -> None:
    told = squeezed("".join(page.extract_text() for page in look.reader(content(form, "normal")).pages))
    assert squeezed("Laat het bestand niet in de map Downloads staan.") in told
    assert squeezed(form_pdf.address(shipped().form[form], shipped()).removeprefix("https://").rstrip("/")) in told


# --- made for a pen ------------------------------------------------------------------------------------------


@every_print
def test_room_for_a_pen(form: str, size: str) -> None:
    """Lines 8 mm apart (13 in large print), ticks of 4.8 mm (6) with their edge, and 18 mm free at the left for a punch."""
    line, tick = (8, 4.8) if size == "normal" else (13, 6)
    lines = {blank.name: blank.field.lines for blank in blanks(shipped().form[form])}
    for _, widget in look.widgets(look.reader(content(form, size))):
        left, low, right, high = (float(side) / look.MM for side in widget["/Rect"])
        assert left >= 18
        assert right <= 210 - 10
        if look.field_of(widget)["/FT"] == "/Btn":
            assert min(right - left, high - low) + 2 * EDGE >= tick - 0.01
        else:
            assert high - low >= lines[widget["/T"]] * line - 1


def test_every_name_of_a_pupil_can_be_printed() -> None:
    """The letters of Latin-1 and Latin Extended A, B and Additional, in both weights."""
    for weight in (400, 600):
        font = TTFont(HOME / f"overrides/assets/fonts/open-sans-{weight}.woff2").getBestCmap()
        assert [letter for letter in "ŁukaszŞeymaĞĐặČţțñø€" if ord(letter) not in font] == []
        for letter in range(0x100, 0x180):
            assert letter in font


# --- typed and clicked ---------------------------------------------------------------------------------------


def answer_to(blank: Blank, number: int) -> str:
    if blank.points:
        return blank.points[-1][0]
    return "x" if blank.kind == "check" else f"Łukasz {number}"


@every_print
def test_what_is_typed_and_ticked_is_kept(form: str, size: str) -> None:
    """Every field filled in by hand in the engine of Chrome and Edge, saved, and read back by another reader."""
    asked = blanks(shipped().form[form])
    answers = {blank.name: answer_to(blank, number) for number, blank in enumerate(asked)}
    saved = look.filled(content(form, size), answers)
    kept = look.reader(saved).get_fields() or {}
    for blank in asked:
        expected = f"/{answers[blank.name]}" if blank.points else "/on" if blank.kind == "check" else answers[blank.name]
        assert kept[blank.name]["/V"] == expected, blank.name


def test_a_second_answer_takes_the_place_of_the_first() -> None:
    once = look.filled(content("toestemming", "normal"), {"antwoord": "1"})
    twice = look.filled(once, {"antwoord": "2"})
    states = [w["/AS"] for _, w in look.widgets(look.reader(twice)) if look.field_of(w)["/T"] == "antwoord"]
    assert states == ["/Off", "/2"]


# --- the same each time, and told in one sentence when it cannot be --------------------------------------------


def test_pages_are_as_the_plan_says() -> None:
    counts = {form: papers()[form].normal.pages for form in FORMS}
    assert (counts["handelingsplan"], counts["observatieformulier"], counts["kwadrantmodel"]) == (2, 2, 1)
    assert len(blanks(shipped().form["observatieformulier"])) == 6 + 31


def test_the_scale_of_the_source_is_whole() -> None:
    scale = [blank for blank in blanks(shipped().form["observatieformulier"]) if blank.points]
    assert [blank.number for blank in scale] == list(range(1, 32))
    assert {len(blank.points) for blank in scale} == {5}
    assert all(blank.field.opposite for blank in scale)


def too_long(tmp_path: Path, old: str, new: str) -> list[str]:
    data = replaced(copy_of_fixture(tmp_path), "forms.yaml", old, new)
    return problems_when_drawn(data)


def test_a_form_that_grows_past_its_pages_is_told(tmp_path: Path) -> None:
    assert too_long(tmp_path, "    pages: 1\n    pages_large: 2", "    pages: 1\n    pages_large: 1") == [
        "data/forms.yaml:3: formulier 'toestemmingsbrief' beslaat in grote letters 2 bladzijden, maar 'pages_large' zegt 1; "
        "haal schrijfregels weg of pas het getal aan [past]"
    ]


def test_a_block_that_cannot_fit_on_a_page_is_told(tmp_path: Path) -> None:
    long = "".join(f"          - {{id: veld-{n}, label: Veld {n}, lines: 20}}\n" for n in range(2))
    before = "          - {id: uitleg, label: Uitleg"
    found = too_long(tmp_path, before, long + before)
    assert found == [
        "data/forms.yaml:3: formulier 'toestemmingsbrief' beslaat in grote letters 5 bladzijden, maar 'pages_large' zegt 2; "
        "haal schrijfregels weg of pas het getal aan [past]",
        "data/forms.yaml:17: blok 'Wie' van formulier 'toestemmingsbrief' past niet op één bladzijde; "
        "maak er twee blokken van of haal schrijfregels weg [past]",
    ]


def test_a_field_without_a_label_is_told(tmp_path: Path) -> None:
    data = replaced(copy_of_fixture(tmp_path), "forms.yaml", "{id: bedrag, label: Bedrag}", "{id: bedrag}")
    assert problems_in(data) == ["data/forms.yaml:57: het veld 'label' ontbreekt bij veld 'bedrag' [veld]"]


def test_a_new_version_says_what_is_new(tmp_path: Path) -> None:
    data = replaced(copy_of_fixture(tmp_path), "forms.yaml", "    version: 1\n", "    version: 2\n")
    assert problems_in(data) == [
        "data/forms.yaml:3: formulier 'toestemmingsbrief' zegt bij 'changes' niet wat er in versie 2 anders is [versie]"
    ]


def test_a_missing_font_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(form_pdf, "FONTS", (*form_pdf.FONTS[:1], tmp_path / "open-sans-600.woff2"))
    with pytest.raises(ToolError) as caught:
        form_pdf.printed(replace(fixture_book().forms[0], name=fixture_book().forms[0].name + " 2"), fixture_book())
    assert str(caught.value) == (
        "overrides/assets/fonts/open-sans-600.woff2: dit lettertype ontbreekt of is beschadigd; "
        "zet dit lettertype terug uit de vorige versie"
    )


def test_missing_pango_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def without_pango(name: str, *rest: Any, **more: Any) -> Any:
        if name.startswith("weasyprint"):
            raise OSError("cannot load library 'libpango-1.0-0'")
        return real(name, *rest, **more)

    monkeypatch.setattr(builtins, "__import__", without_pango)
    with pytest.raises(ToolError) as caught:
        form_pdf.printed(replace(fixture_book().forms[0], kept=fixture_book().forms[0].purpose), fixture_book())
    assert str(caught.value) == (
        "pango ontbreekt, dus er komt geen pdf; draai 'make setup' of installeer "
        "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
    )
