"""What editors type stays text everywhere, and what is for staff never reaches the public: over every field there is."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser
from pypdf import PdfReader

from browser import served
from conftest import build
from handbook.model import Handbook, Pair, Part, Text
from handbook.render import form_pdf
from helpers import fixture_book
from retold import changed, marked, naming, on_paper, retold, written

EDITIONS = ("staff", "public")
NASTY = (
    "<script>alert(1)</script> \" ' & *a* _b_ {{ c }} | `d` [e](javascript:alert(2)) # مرحبا <!-- i --> "
    '<img src=x onerror=alert(3)> <a href="data:text/html,f">g</a>'
)
PLAINLY = "\" ' & (javascript:alert) %"  # what the rule 'opmaak' lets through on a form


def built(book: Handbook, root: Path) -> dict[str, Path]:
    """Both editions of a handbook, from YAML files to pages."""
    data = written(book, root)
    settings = {"ZORGWEGWIJZER_DATA": str(data), "ZORGWEGWIJZER_CONTENT": str(root / "content")}
    for edition in EDITIONS:
        done = build(edition, root / edition, **settings)
        assert done.returncode == 0, done.stderr
    return {edition: root / edition for edition in EDITIONS}


def shown_in(path: Path) -> str:
    """Everything a file says: its text, and of a PDF also its fields and metadata, which are packed."""
    if path.suffix != ".pdf":
        return path.read_bytes().decode("utf-8", "replace")
    pdf = PdfReader(path)
    fields = [str(field) for field in (pdf.get_fields() or {}).values()]
    return " ".join([*(page.extract_text() for page in pdf.pages), *fields, str(pdf.metadata), str(pdf.xmp_metadata)])


def everything(site: Path) -> str:
    """Every name and every word of a site: pages, search index, sitemap, JSON, SVG, PDF with metadata, comments."""
    return " ".join(path.name + (shown_in(path) if path.is_file() else "") for path in site.rglob("*"))


@pytest.mark.site
def test_a_mark_in_every_staff_field_never_reaches_the_public(tmp_path: Path) -> None:
    numbers = count(1)
    planted: list[str] = []

    def mark(owner: Part, name: str, text: Text) -> str:
        if naming(owner, name) and name not in ("name", "title", "mail", "phone"):
            return text
        number = next(numbers)
        planted.append(f"0{number:09d}" if name == "phone" else f"zegel{number}zegel")
        return f"{planted[-1]}@voorbeeld.example" if name == "mail" else planted[-1]

    sites = built(marked(fixture_book(), mark), tmp_path)
    staff, public = everything(sites["staff"]), everything(sites["public"])
    assert len(planted) >= 25
    assert [each for each in planted if each not in staff] == []
    assert "zegel" not in public.lower()
    assert [each for each in planted if each in public] == []


@pytest.fixture(scope="module")
def nasty(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Path]]:
    """The fixture school with markup and script in every text of every field, forms included."""

    def spoil(owner: Part, name: str, text: Text) -> str:
        nasty = NASTY.translate({ord(digit): None for digit in "123"}) if isinstance(owner, Pair) else NASTY
        return text if naming(owner, name) else f"{text} {nasty}"  # a translation keeps the numbers of the Dutch

    def spoil_form(owner: Part, name: str, text: Text) -> str:
        return text if naming(owner, name) else f"{text} {PLAINLY if on_paper(owner) or name == 'text' else NASTY}"

    book = fixture_book()
    bad = dataclasses.replace(retold(book, spoil), forms=changed(book.forms, spoil_form), addresses=book.addresses)
    bad = dataclasses.replace(bad, forms=tuple(fitted(form, bad) for form in bad.forms))
    yield built(bad, tmp_path_factory.mktemp("nasty"))


def fitted(form: Any, book: Handbook) -> Any:
    """The form with the number of pages it has now that its texts have grown."""
    both = form_pdf.printed(form, book)
    return dataclasses.replace(form, pages=both.normal.pages, pages_large=both.large.pages)


ALERTS = "window.told = []; window.alert = (text) => told.push(text)"
EXTRA = "img[src=x], [onerror], a[href^='javascript:'], a[href^='data:'], a[href='data:text/html,f']"


@pytest.mark.parametrize("edition", EDITIONS)
def test_markup_and_script_in_every_field_run_nowhere(edition: str, nasty: dict[str, Path], browser: Browser) -> None:
    site = nasty[edition]
    context = browser.new_context()
    context.add_init_script(ALERTS)
    page = context.new_page()
    dialogs: list[str] = []
    page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    shown = 0
    with served(site) as address:
        for path in sorted(site.rglob("*.html")):
            page.goto(address + path.relative_to(site).as_posix())
            assert page.evaluate("told") == [], path
            assert page.locator(EXTRA).count() == 0, path
            assert page.evaluate("[...document.scripts].filter(each => each.text.includes('alert')).length") == 0, path
            shown += "alert(1)" in page.inner_text("body")
        page.goto(address)
        page.locator(".md-search__input").click()
        page.keyboard.type("script")
        page.locator(".md-search-result__item").first.wait_for()
        assert page.evaluate("told") == []
        assert page.locator(EXTRA).count() == 0
    context.close()
    assert dialogs == []
    assert shown > 30


@pytest.mark.site
@pytest.mark.parametrize("edition", EDITIONS)
def test_markup_ends_as_text_in_the_files_beside_the_pages(edition: str, nasty: dict[str, Path]) -> None:
    index = (nasty[edition] / "search/search_index.json").read_text(encoding="utf-8")
    assert "alert(1)" in index
    assert not [entry for entry in json.loads(index)["docs"] if "<script" in entry["text"] or "<img" in entry["text"]]
    for pdf in map(PdfReader, nasty[edition].rglob("*.pdf")):
        text = " ".join(page.extract_text() for page in pdf.pages)
        assert "javascript:alert" in text
        assert not {"/OpenAction", "/AA"} & pdf.trailer["/Root"].keys()
        assert "/JavaScript" not in str(pdf.trailer["/Root"].get("/Names", ""))
        annotations = [each.get_object() for page in pdf.pages for each in page.get("/Annots") or ()]
        assert not [each for each in annotations if "/A" in each and each["/A"].get("/S") == "/JavaScript"]
