"""What editors type stays text everywhere, and what is for staff never reaches the public: over every field there is."""

from __future__ import annotations

import dataclasses
import html
import re
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser
from pypdf import PdfReader

from browser import served
from conftest import build
from handbook.build import Build
from handbook.load import load
from handbook.model import Handbook, Pair, Part, Text
from handbook.reason.addresses import remembered
from handbook.render import form_pdf
from helpers import ALL, copy_of_fixture, replaced, typed_fixture
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

    sites = built(marked(typed_fixture(), mark), tmp_path)
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

    book = typed_fixture()
    bad = dataclasses.replace(retold(book, spoil), forms=changed(book.forms, spoil_form), addresses=book.addresses)
    bad = dataclasses.replace(bad, forms=tuple(fitted(form, bad) for form in bad.forms))
    yield built(bad, tmp_path_factory.mktemp("nasty"))


def fitted(form: Any, book: Handbook) -> Any:
    """The form with the number of pages it has now that its texts have grown."""
    both = form_pdf.printed(form, book)
    return dataclasses.replace(form, pages=both.normal.pages, pages_large=both.large.pages)


ALERTS = "window.told = []; window.alert = (text) => told.push(text)"
# What a page as typed becomes in a browser, where nothing of it runs.
PARSED = """([text, extra]) => {
  const page = new DOMParser().parseFromString(text, "text/html")
  const scripts = [...page.scripts].filter((each) => each.text.includes("alert"))
  return [page.querySelectorAll(extra).length + scripts.length, page.body.textContent.includes("alert(1)")]
}"""
EXTRA = "img[src=x], [onerror], a[href^='javascript:'], a[href^='data:'], a[href='data:text/html,f']"


def one_of_each_kind(site: Path) -> list[str]:
    """A page of every folder and depth, for what scripts make of it."""
    pages = [path.relative_to(site) for path in sorted(site.rglob("*.html"))]
    return [path.as_posix() for path in {(path.parts[0], len(path.parts)): path for path in pages}.values()]


@pytest.mark.parametrize("edition", EDITIONS)
def test_markup_and_script_in_every_field_run_nowhere(edition: str, nasty: dict[str, Path], browser: Browser) -> None:
    site = nasty[edition]
    context = browser.new_context()
    context.add_init_script(ALERTS)
    page = context.new_page()
    dialogs: list[str] = []
    page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    found = {path: page.evaluate(PARSED, [path.read_text(encoding="utf-8"), EXTRA]) for path in sorted(site.rglob("*.html"))}
    assert [path for path, (extra, _) in found.items() if extra] == []
    assert sum(words for _, words in found.values()) > 30
    with served(site) as address:
        for path in one_of_each_kind(site) if ALL or edition == "staff" else ():  # the scripts are the same in both
            page.goto(address + path)
            assert page.evaluate("told") == [] and page.locator(EXTRA).count() == 0, path
        page.goto(address)
        page.locator(".md-search__input").click()
        page.keyboard.type("script")
        page.locator(".md-search .zw-hit").first.wait_for()
        assert page.evaluate("told") == []
        assert page.locator(EXTRA).count() == 0
    context.close()
    assert dialogs == []


@pytest.mark.site
@pytest.mark.parametrize("edition", EDITIONS)
def test_markup_ends_as_text_in_the_files_beside_the_pages(edition: str, nasty: dict[str, Path]) -> None:
    index = (nasty[edition] / "search/nl.js").read_text(encoding="utf-8")
    assert "alert(1)" in index
    assert "</script" not in index and "<!--" not in index  # it stays a script whoever puts it in a page
    for pdf in map(PdfReader, nasty[edition].rglob("*.pdf")):
        text = " ".join(page.extract_text() for page in pdf.pages)
        assert "javascript:alert" in text
        assert not {"/OpenAction", "/AA"} & pdf.trailer["/Root"].keys()
        assert "/JavaScript" not in str(pdf.trailer["/Root"].get("/Names", ""))
        annotations = [each.get_object() for page in pdf.pages for each in page.get("/Annots") or ()]
        assert not [each for each in annotations if "/A" in each and each["/A"].get("/S") == "/JavaScript"]


# What the board's edition adds to the small school, each with a mark of its own: file, what stood there, what comes there.
BOARD = (
    ("school.yaml", "schools:\n", "  - {id: bestuur, name: uitgave voor het bestuur, reader: het bestuur, "
     "shows: [public, staff, bestuur], inside: ja}\nschools:\n"),
    ("school.yaml", "      - {role: kassa,", "      - {role: zegel1zegel, room: zegel2zegel}\n      - {role: kassa,"),
    ("roles.yaml", "  - id: teamleider\n", "  # zegel3zegel\n  - id: zegel1zegel\n    name: Zegel4zegel\n    kind: person\n"
     "    lines: [4]\n    approachable: nee\n    edition: bestuur\n"
     "    summary: >-\n      Zegel5zegel\n\n      zegel6zegel.\n    sources: plan 1\n    stops: Zegel7zegel.\n"
     "  - id: teamleider\n"),
    ("roles.yaml", "    powers:\n", "      - theme: Zegel8zegel\n        sources: plan 1\n        edition: bestuur\n"
     "        items: [Zegel9zegel.]\n    powers:\n"),
    ("guide.yaml", "      - {id: geld,", "      - {id: zegel10zegel, answer: Zegel11zegel, to: praat, edition: bestuur}\n"
     "      - {id: geld,"),
    ("scenarios.yaml", "scenarios:\n", "scenarios:\n  - id: zegel12zegel\n    who: Zegel13zegel\n    says: Zegel14zegel.\n"
     "    answers: [medewerker, zegel10zegel]\n    outcome: praat\n    sources: plan 2\n"),
    ("glossary.yaml", "  - id: rugzak\n", "  - {id: zegel15zegel, name: ZGL, full: zegel16zegel, meaning: Zegel17zegel.,\n"
     "     sources: plan 1, edition: bestuur, status: {now: current}}\n  - id: rugzak\n"),
    ("translations/ar.yaml", "  - of: questions/wat\n", "  - of: terms/zegel15zegel\n    texts:\n"
     "      - {nl: Zegel17zegel., to: zegel17zegel in het Arabisch.}\n  - of: questions/wat\n"),
)  # fmt: skip


def for_a_board(root: Path) -> Path:
    """The small school with an edition for its board, all that is there remembered; returns the data folder."""
    data = copy_of_fixture(root)
    for file, old, new in BOARD:
        replaced(data, file, old, new)
    chapter = (data.parent / "content/visie.md").read_text(encoding="utf-8")
    chapter = chapter.replace("Visie", "Zegel18zegel").replace("edition: public", "edition: bestuur")
    (data.parent / "content/zegel19zegel.md").write_text(chapter, encoding="utf-8")
    known = remembered((data / "addresses.yaml").read_text(encoding="utf-8"), load(data, data.parent / "content"))
    (data / "addresses.yaml").write_text(known, encoding="utf-8")
    return data


@pytest.mark.site
def test_what_is_the_boards_stands_nowhere_in_the_edition_for_staff(tmp_path: Path) -> None:
    """Both are for the school itself, with every field and the data as typed; yet a record or theme is of one of them."""
    data = for_a_board(tmp_path)
    said = {}
    for edition in ("bestuur", "staff"):
        settings = {"ZORGWEGWIJZER_DATA": str(data), "ZORGWEGWIJZER_CONTENT": str(data.parent / "content")}
        done = build(edition, tmp_path / edition, **settings)
        assert done.returncode == 0, done.stderr
        said[edition] = everything(tmp_path / edition).lower()
    assert [number for number in range(1, 20) if f"zegel{number}zegel" not in said["bestuur"]] == []
    assert [said["staff"][found.start() - 80 : found.end()] for found in re.finditer(r"zegel\d+", said["staff"])] == []


@pytest.mark.site
def test_a_line_of_data_keeps_its_number_where_others_are_left_out(tmp_path: Path) -> None:
    """Whatever is shown stands where the links from the pages look for it."""
    data = for_a_board(tmp_path)
    pages = {page.path: page.text for page in Build.of(data, data.parent / "content", "staff").pages}
    typed = (data / "roles.yaml").read_text(encoding="utf-8").splitlines()
    shown = [html.unescape(line) for line in re.findall(r'<li id="r\d+">(.*)</li>', pages["gegevens/data-roles/index.html"])]
    assert len(shown) == len(typed)
    gone = {line for line, (one, other) in enumerate(zip(shown, typed, strict=True), start=1) if one != other}
    assert {shown[line - 1] for line in gone} == {""}
    assert len(gone) == 4 + 12  # the theme, and the role with the comment above it; one of its lines was empty
    assert "De regels van andere uitgaven zijn hier leeg." in pages["gegevens/data-roles/index.html"]
    assert "regels van andere uitgaven" not in pages["gegevens/data-routes/index.html"]
    assert "gegevens/content-zegel19zegel/index.html" not in pages
