"""How wide a text is when it is drawn, without asking any font of the machine.

Widths are in hundredths of the font size: per character the widest of Overpass 600, Liberation Sans Bold (as wide
as Arial Bold) and DejaVu Sans, rounded up to five. A text may be drawn narrower than measured, never wider.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

import pyphen

WIDTHS = {
    30: "\"'Iijl|",
    35: " ,.:;·‘’",
    40: "()[]ft",
    45: "!-r",
    50: '"`',
    55: "*/\\z“”",
    60: "J_cksvxy–",
    65: "$1234567890?FLTabdeghnopqu{}«»ß€",
    70: "EPSVXYZ",
    75: "ABCKNRU",
    80: "&DGHOQ",
    85: "#+<=>^w~",
    90: "M",
    100: "%@Wm—",
    105: "…",
}


WIDTH = {character: width for width, characters in WIDTHS.items() for character in characters}


UNKNOWN = 100  # wider than nearly every letter of every script


@lru_cache(maxsize=4096)
def width(text: str, size: int) -> float:
    """The width of `text` in units, drawn at `size` units."""
    return sum(_advance(character) for character in text) * size / 100


@lru_cache(maxsize=1)
def syllables() -> pyphen.Pyphen:
    """Where Dutch words can have a hyphen."""
    return pyphen.Pyphen(lang="nl_NL", left=4, right=4)


def wrap(text: str, size: int, room: float, hung: float = 0) -> list[str]:
    """`text` in lines that fit in `room` units, the first in `hung` less; a word that does not fit is cut with a hyphen."""
    lines: list[str] = []
    line = ""
    for word in text.split():
        joined = f"{line} {word}".strip()
        left = room if lines else room - hung
        if width(joined, size) <= left:
            line = joined
            continue
        if line:
            lines.append(line)
        *full, line = _cut(word, size, room if lines else left)
        lines += full
    return [*lines, line] if line else lines


def _cut(word: str, size: int, room: float) -> list[str]:
    """A word in pieces that fit; the last piece carries no hyphen."""
    if width(word, size) <= room:
        return [word]
    best = 1
    for end in range(2, len(word)):
        if width(word[:end] + "-", size) > room:
            break
        best = end
    breaks = [end for end in range(4, best + 1) if word[end - 1] == "-" or word[:end].lower().endswith(COMPOUND_HEADS)]
    end = max(breaks or [end for end in syllables().positions(word) if end <= best] or [best])
    piece = word[:end] if word[end - 1] == "-" else f"{word[:end]}-"
    return [piece, *_cut(word[end:], size, room)]


def _advance(character: str) -> int:
    base = unicodedata.normalize("NFD", character)[0]
    return WIDTH.get(base, UNKNOWN)


# First parts of compounds after which a Dutch reader expects a break.
COMPOUND_HEADS = (
    "leerling", "zorg", "advies", "school", "vertrouwens", "ondersteunings", "onderwijs", "kinder", "handelings",
    "begeleidings", "maatschappelijk", "toelatings", "leerplicht", "financierings", "bescherming", "besprekings",
    "verwijzings", "bespreking", "regionale", "indicatie", "geld", "voorziening", "opvang", "scholen", "beleids",
    "geschillen", "klachten", "hulp", "kernteam", "vergadering", "commissie", "vestigings",
)  # fmt: skip
