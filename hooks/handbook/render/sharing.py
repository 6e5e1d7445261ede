"""The picture beside an address that somebody shares: the name of the site, the title of the page, the colour of its family.

Only what a reader shares with a name has a picture of its own; the guide and the explorer have the general one, so that no
picture tells what somebody looked for. Behind a login nobody can fetch a picture, so there is none.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from functools import lru_cache
from io import BytesIO
from pathlib import Path

import PIL
from fontTools.ttLib import TTFont
from PIL import Image, ImageColor, ImageDraw, ImageFont

from handbook.draw.colours import DANGER, INK, LINES, LINK, MUTED, PAGE, colour
from handbook.draw.text_width import wrap
from handbook.model import Handbook
from handbook.render.links import address
from handbook.render.templates import HOME
from handbook.store import STORE

WIDTH, HEIGHT = 1200, 630  # what the places where people share ask for
MARGIN, BAND, RIBBON = 104, 40, 14
FONT = HOME / "overrides/assets/fonts/overpass-600.woff2"
SIZES = (92, 80, 70, 60, 52)  # of a title: the largest in which it fits
LINES_OF_TITLE, LEADING, NAME_SIZE = 4, 1.16, 44
DARKEST, SOFT = 15, 10  # of the shades from page to ink: for the title, and for the name of the site
FAMILIES = {
    "hulp-nu": DANGER,
    "zorgstructuur": LINK,
    "voor-leerlingen": LINES[4],
    "rollen": LINES[0],
    "routes": LINES[2],
    "formulieren": LINES[1],
    "hoofdstukken": MUTED,
}
FOLDER, GENERAL = "delen/", "delen/zorgwegwijzer.png"


def shares(book: Handbook) -> bool:
    """Whether pages of this edition can be shared with a picture: it has an address of its own, that is open to all."""
    return bool(book.edition.address) and not book.edition.inside


def picture_at(path: str, title: str, book: Handbook) -> str:
    """The place of the picture for a page; '' where there is none."""
    if not shares(book):
        return ""
    own = _family(path, book) and _drawable(title)
    return f"{FOLDER}{address(path).strip('/')}.png" if own else GENERAL


def sharing_pictures(titles: Iterable[tuple[str, str]], book: Handbook) -> Iterator[tuple[str, bytes]]:
    """The pictures of an edition, for pages by their path and title: each with its place."""
    if not shares(book):
        return
    name, lines = str(book.school.name), [int(line.number) for line in book.school.lines]
    yield GENERAL, _kept(name, str(book.school.tagline), LINK, lines)
    for path, title in titles:
        if (place := picture_at(path, title, book)) != GENERAL:
            yield place, _kept(name, title, _family(path, book), lines)


def _family(path: str, book: Handbook) -> str:
    """The colour of the family of a page, in whatever language; '' for one that has no picture of its own."""
    parts = address(path).strip("/").split("/")
    abroad = parts[0] in {str(each.id) for each in book.languages}
    return FAMILIES.get((parts[1:] if abroad else parts)[0] if parts[abroad:] else "", "")


def _kept(name: str, title: str, family: str, lines: list[int]) -> bytes:
    """A picture, from what was kept when it was made of the same."""
    made_of = json.dumps(["delen", PIL.__version__, _looks(), name, title, family, [colour(line) for line in lines]])
    return STORE.kept(made_of, lambda: _picture(name, title, family, lines))


@lru_cache(maxsize=1)
def _looks() -> str:
    """What every picture is made with."""
    sums = [hashlib.sha256(file.read_bytes()).hexdigest() for file in (FONT, Path(__file__))]
    return f"{sums} {[PAGE, INK]}"


def _picture(name: str, title: str, family: str, lines: list[int]) -> bytes:
    """A picture as PNG, the same bytes each time: letters in shades of ink, and after those the colours of the lines."""
    picture = Image.new("L", (WIDTH, HEIGHT), 0)
    pen = ImageDraw.Draw(picture)
    pen.rectangle((0, 0, BAND, HEIGHT), DARKEST + 1)
    for at in range(len(lines)):
        top = HEIGHT - RIBBON * (len(lines) - at)
        pen.rectangle((0, top, WIDTH, top + RIBBON), DARKEST + 2 + at)
    if _drawable(name):
        pen.text((MARGIN, 72), name, SOFT, _font(NAME_SIZE))
    if _drawable(title):
        _write(pen, title)
    picture.putpalette([part for each in (*_inks(), family, *map(colour, lines)) for part in ImageColor.getrgb(each)])
    made = BytesIO()
    picture.save(made, "PNG")
    return made.getvalue()


def _inks() -> list[str]:
    """From the colour of the page to that of the ink."""
    page, ink = ImageColor.getrgb(PAGE), ImageColor.getrgb(INK)
    mixed = [[round(a + (b - a) * at / DARKEST) for a, b in zip(page, ink, strict=True)] for at in range(DARKEST + 1)]
    return [f"rgb({red},{green},{blue})" for red, green, blue in mixed]


def _write(pen: ImageDraw.ImageDraw, title: str) -> None:
    """A title, as large as it fits."""
    size, lines = next(_fits(title), (SIZES[-1], wrap(title, SIZES[-1], WIDTH - 2 * MARGIN)[:LINES_OF_TITLE]))
    for at, line in enumerate(lines):
        pen.text((MARGIN, 170 + at * size * LEADING), line, DARKEST, _font(size))


def _fits(title: str) -> Iterator[tuple[int, list[str]]]:
    """The sizes in which a title fits, the largest first, with its lines."""
    for size in SIZES:
        lines = wrap(title, size, WIDTH - 2 * MARGIN)
        if len(lines) <= LINES_OF_TITLE and len(lines) * size * LEADING < HEIGHT - 260:
            yield size, lines


@lru_cache(maxsize=len(SIZES) + 1)
def _font(size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(FONT), size, layout_engine=ImageFont.Layout.BASIC)


@lru_cache(maxsize=1)
def _letters() -> frozenset[int]:
    """The characters that the font has."""
    return frozenset(TTFont(FONT).getBestCmap())


def _drawable(text: str) -> bool:
    """Whether the font has every character of a text."""
    return all(ord(character) in _letters() for character in text)
