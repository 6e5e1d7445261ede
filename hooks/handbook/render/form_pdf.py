"""A form as PDF: fillable, tagged for screen readers (PDF/UA-1), in normal and in large print, the same bytes each time."""

from __future__ import annotations

import ctypes
import hashlib
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

from markupsafe import Markup

from handbook.draw.proof import MAP_RULES
from handbook.families import place_of
from handbook.model import Form, Handbook
from handbook.problems import Finding, Problem, ToolError
from handbook.reason.edition import may_see
from handbook.reason.form_fields import blanks, fills
from handbook.render.links import address as web_address
from handbook.render.links import page_at, site_address
from handbook.render.pdf_fields import mended
from handbook.render.templates import HOME, environment
from handbook.rules import Rule
from handbook.store import STORE

ASSETS = HOME / "overrides" / "assets"
SHEETS = (ASSETS / "form.css", HOME / "overrides" / "pages" / "form_paper.css")


FONTS = tuple(ASSETS / "fonts" / name for name in ("open-sans-400.woff2", "open-sans-600.woff2", "overpass-600.woff2"))


OVERPASS = '@font-face {{ font-family: Overpass; font-weight: 600; src: url("{}") }}'


FILE_ONLY = ("file", "data")


AS_FORM: dict[str, Any] = {"pdf_forms": True, "pdf_tags": True, "pdf_variant": "pdf/ua-1"}


@dataclass(frozen=True)
class Pdf:
    """A PDF file: its bytes, its A4 pages, and the groups (by number) that stand on two pages."""

    content: bytes
    pages: int
    broken: tuple[int, ...]


@dataclass(frozen=True)
class Paper:
    """One form on paper: 12 point, and 16 point for who reads large print."""

    normal: Pdf
    large: Pdf


def address(form: Form, book: Handbook) -> str:
    """The full address of the page of a form, in the first edition that shows it."""
    first = next(each for each in book.school.editions if may_see(each, form.edition))
    return f"{site_address(book, first)}{place_of(form)}/"


def drawn_from(form: Form, book: Handbook) -> dict[str, Any]:
    """What the template of a blank form needs beside the form."""
    place = address(form, book)
    return {
        "book": book, "form": form, "fills": fills(form),
        "short": place.removeprefix("https://").rstrip("/"), "qr": _qr(place),
    }  # fmt: skip


def form_fits_its_pages(form: Form, book: Handbook) -> Iterator[Finding]:
    """Een formulier past op zoveel bladzijden als het zegt, ook in grote letters, en geen blok breekt af."""
    paper = printed(form, book)
    yield from _too_long(form, paper.normal, form.pages, "pages")
    yield from _too_long(form, paper.large, form.pages_large, "pages_large")


# The rules that can be proved only by drawing; they come after RULES and stand on the same page.
DRAWN_RULES: dict[str, Rule] = {"past": Rule("past", "forms", form_fits_its_pages)}


def drawn_findings(book: Handbook) -> list[Problem]:
    """What is wrong with a handbook that holds, once it is drawn. Raises ToolError when the machine cannot draw."""
    return [problem for rule in (DRAWN_RULES | MAP_RULES).values() for problem in rule(book)]


def printed(form: Form, book: Handbook) -> Paper:
    """One form on paper, however long it is."""
    return Paper(_print(form, book, large=False), _print(form, book, large=True))


def notice(old: str, new: str, book: Handbook) -> bytes:
    """A PDF of one page for the address of a form that is no more: where its reader finds what took its place."""
    place = f"{site_address(book, book.edition)}{web_address(page_at(new))}"
    html = environment().get_template("moved_paper.html").render(old=old.rpartition("/")[2], place=place, book=book)
    return _pdf(html, (), 0).content


def _too_long(form: Form, pdf: Pdf, allowed: int, field: str) -> Iterator[Finding]:
    """What does not fit: a group that stands on two pages, or another number of pages than was said.

    In large print a group of plain fields may run on to the next page, between two fields.
    """
    large = field == "pages_large"
    how = "in grote letters " if large else ""
    torn = [form.groups[number - 1] for number in pdf.broken if number]
    torn = [group for group in torn if not large or group.rows or group.kind.control == "scale"]
    for group in torn:
        fits_not = f"van formulier '{form.id}' past {how}niet op één bladzijde"
        yield group.where, f"blok '{group.name}' {fits_not}; maak er twee blokken van of haal schrijfregels weg"
    if not torn and pdf.pages != allowed:
        sentence = f"formulier '{form.id}' beslaat {how}{pages_of(pdf.pages)}, maar '{field}' zegt {allowed}"
        yield form.where, f"{sentence}; haal schrijfregels weg of pas het getal aan"


def pages_of(count: int) -> str:
    """A number of pages in words: '1 bladzijde', '2 bladzijden'."""
    return f"{count} bladzijde{'n' if count > 1 else ''}"


def _print(form: Form, book: Handbook, *, large: bool) -> Pdf:
    html = environment().get_template("form_paper.html").render(drawn_from(form, book) | {"large": large})
    spoken = tuple((blank.name, blank.spoken) for blank in blanks(form) if blank.points)
    return _pdf(html, spoken, len(form.groups))


@lru_cache(maxsize=256)
def _pdf(html: str, spoken: tuple[tuple[str, str], ...], groups: int) -> Pdf:
    """The PDF of a document; kept, so that only a changed form is drawn again."""
    made_of = json.dumps([_drawn_with(), html, spoken, groups])
    facts, _, content = STORE.kept(made_of, lambda: _packed(_draw(html, spoken, groups))).partition(b"\n")
    told = json.loads(facts)
    return Pdf(content, told["pages"], tuple(told["broken"]))


def _packed(pdf: Pdf) -> bytes:
    return json.dumps({"pages": pdf.pages, "broken": pdf.broken}).encode() + b"\n" + pdf.content


@lru_cache(maxsize=1)
def _drawn_with() -> list[str]:
    """All that has a say in a PDF beside its text: the libraries, our styles and letters, and our own hand in it."""
    try:
        pango = str(ctypes.CDLL("libpango-1.0.so.0").pango_version())
    except OSError:
        pango = "geen"
    files = (*FONTS, *SHEETS, Path(__file__), Path(__file__).with_name("pdf_fields.py"))
    sums = [hashlib.sha256(file.read_bytes() if file.is_file() else b"").hexdigest() for file in files]
    return [pango, *(version(package) for package in ("weasyprint", "pydyf", "fonttools")), *sums]


def _draw(html: str, spoken: tuple[tuple[str, str], ...], groups: int) -> Pdf:
    engine = _engine()
    document = engine.html(html).render(stylesheets=engine.styles, font_config=engine.fonts, **AS_FORM)
    places: dict[str, int] = {}
    for number, page in enumerate(document.pages):
        places = dict.fromkeys(page.anchors, number) | places  # a block on two pages has its place on the first
    broken = tuple(
        number for number in range(groups + 1) if places.get(f"blok-{number}") != places.get(f"blok-{number}-eind")
    )
    content = document.write_pdf(finisher=mended(dict(spoken)), **AS_FORM)
    return Pdf(content, len(document.pages), broken)


@dataclass(frozen=True)
class _Engine:
    """WeasyPrint with our styles and our own fonts, read once."""

    html: Callable[[str], Any]
    styles: list[Any]
    fonts: Any


def _engine() -> _Engine:
    """Raises ToolError when WeasyPrint or a font cannot be had."""
    try:
        import weasyprint  # noqa: PLC0415 - takes half a second, and `make check` does not need it
        from fontTools.ttLib import TTFont  # noqa: PLC0415
        from weasyprint.text.fonts import FontConfiguration  # noqa: PLC0415
    except OSError:
        packages = "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
        raise ToolError(f"pango ontbreekt, dus er komt geen pdf; draai 'make setup' of installeer {packages}") from None
    for font in FONTS:
        try:
            TTFont(font).close()
        except Exception:  # of any kind: each way of unpacking has errors of its own
            told = "ontbreekt of is beschadigd; zet dit lettertype terug uit de vorige versie"
            raise ToolError(f"overrides/assets/fonts/{font.name}: dit lettertype {told}") from None
    return _loaded(weasyprint, FontConfiguration)


@lru_cache(maxsize=1)
def _loaded(weasyprint: Any, configuration: Any) -> _Engine:
    fetch = weasyprint.urls.URLFetcher(allowed_protocols=FILE_ONLY)
    fonts = configuration()
    texts = (*(sheet.read_text(encoding="utf-8") for sheet in SHEETS), OVERPASS.format(FONTS[2].as_uri()))
    styles = [
        weasyprint.CSS(string=text, base_url=ASSETS.as_uri() + "/", font_config=fonts, url_fetcher=fetch) for text in texts
    ]
    return _Engine(lambda html: weasyprint.HTML(string=html, url_fetcher=fetch), styles, fonts)


@lru_cache(maxsize=256)
def _qr(place: str) -> Markup:
    """The address as a QR code, drawn as SVG with its name, so that a sheet finds its way back to its page."""
    made_of = json.dumps([*_drawn_with(), "qr", version("segno"), place])
    return Markup(STORE.kept(made_of, lambda: _qr_drawn(place).encode()).decode())


def _qr_drawn(place: str) -> str:
    import segno  # noqa: PLC0415 - reads half of the library of Python, and a code is drawn once

    code: str = segno.make_qr(place, error="m").svg_inline(border=2, omitsize=True, title=f"QR-code naar {place}")
    return code
