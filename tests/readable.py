"""How hard a text is to read: words in a sentence, long sentences, and the Flesch score as Douma set it for Dutch.

Flesch-Douma = 206.835 - 0.93 * words per sentence - 77 * syllables per word (W.H. Douma, 1960). It measures form, not
meaning, and proves no reading level. Names that cannot be avoided count as a word of two syllables; both figures are told.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from lxml.html import document_fromstring

from handbook.reason.mentions import Finder
from helpers import ARTICLE

LONG = 20  # words; a longer sentence is a long one
SOUNDS = re.compile(r"aai|ooi|oei|eeu|ieu|aa|ee|oo|uu|ie|oe|eu|ui|ei|ij|au|ou|[aeiouyàáâäèéêëìíîïòóôöùúûü]")
WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*|\d[\d.,:-]*")
SENTENCE = re.compile(r"(?<=[.!?…])[\"'”’)]*\s+(?=[A-ZÀ-Þ0-9'‘\"“])")
PROSE = {"p", "li", "dd", "figcaption", "td"}
LEFT_OUT = {"script", "style", "svg", "nav", "button", "select", "form"}
QUIET = {
    "zw-came",
    "zw-foot",
    "zw-ground",
    "zw-tip",
    "zw-hidden",
    "zw-eyebrow",
    "headerlink",
    "zw-form",
    "zw-danger",
    "zw-chips",
}


REASON = re.compile(
    r"\b(?:want|als|omdat|maar|zodat|tot|totdat|voordat|nadat|zodra|zolang|terwijl|hoewel|doordat)\b|, (?:[^,.]+ )?dan\b",
    re.IGNORECASE,
)


def gives_a_reason(sentence: str) -> bool:
    """Whether a sentence is joined with a reason or a condition: 'want …', 'als …', or 'Helpt het niet, dan …'."""
    return bool(REASON.search(sentence))


@dataclass
class Block:
    """A piece of running text, and whether any of it is more than a link."""

    text: str = ""
    said: bool = False


def blocks(page: Path) -> list[str]:
    """The blocks of running text of a page: what stands in paragraphs, list items and table cells of its article.

    A bare link or label, which has no full stop, is no sentence.
    """
    found = [Block()]
    within = ARTICLE.search(page.read_text(encoding="utf-8"))  # the menu around it is longer than most pages
    for article in document_fromstring(within[0]).iter("article") if within else ():
        _gather(article, found, prose=False, linked=False)
    told = (" ".join(block.text.split()) for block in found if block.said)
    return [text for text in told if re.search(r"[.!?]", text)]


def _gather(element: Any, found: list[Block], *, prose: bool, linked: bool) -> None:
    """Adds the text of an element and of what stands in it, each paragraph, item and cell as a block of its own."""
    if _is_quiet(element):
        return
    begins = element.tag in PROSE
    prose, linked = prose or begins, linked or element.tag == "a"
    found += [Block()] if begins else []
    _say(element.text, found[-1], prose=prose, linked=linked)
    for child in element:
        _gather(child, found, prose=prose, linked=linked)
        _say(child.tail, found[-1], prose=prose, linked=linked)
    found += [Block()] if begins else []


def _is_quiet(element: Any) -> bool:
    if not isinstance(element.tag, str):  # a comment
        return True
    return element.tag in LEFT_OUT or "hidden" in element.attrib or bool({*element.get("class", "").split()} & QUIET)


def _say(text: str | None, block: Block, *, prose: bool, linked: bool) -> None:
    if prose and text:
        block.text += text
        block.said |= bool(text.strip()) and not linked


@cache
def syllables(word: str) -> int:
    """The syllables of a Dutch word, by its vowel sounds; at least one."""
    return max(1, len(SOUNDS.findall(word.lower())))


@dataclass(frozen=True)
class Figures:
    """What was measured of one text; `flesch` with unavoidable names as two syllables, `flesch_all` with every word."""

    words: int
    sentences: int
    long: int
    flesch: float
    flesch_all: float
    longest: str

    @property
    def words_in_a_sentence(self) -> float:
        return self.words / max(1, self.sentences)

    @property
    def share_long(self) -> float:
        return self.long / max(1, self.sentences)


@lru_cache(maxsize=2)
def finder(names: tuple[str, ...]) -> Finder:
    """What finds any of the names in a text in small letters, the longest first."""
    return Finder({name.lower() for name in names})


@cache  # the same ticket stands on many pages
def sentences_of(text: str, names: tuple[str, ...]) -> list[list[str]]:
    """The sentences of a text as words, each name as two syllables."""
    plain, end = "", 0
    for start, stop, _ in finder(names)(text.lower()):
        plain += f"{text[end:start]}Xaxa"
        end = stop
    return [words for part in SENTENCE.split(plain + text[end:]) if (words := WORD.findall(part))]


@cache
def words_of(text: str) -> list[str]:
    """Every word of a text, names as they are."""
    return WORD.findall(text)


def measured(texts: list[str], names: list[str]) -> Figures:
    """The figures of some blocks of text; `names` are the terms that cannot be avoided."""
    sentences = [words for text in texts for words in sentences_of(text, tuple(names))]
    every = [word for text in texts for word in words_of(text)]
    count = sum(map(len, sentences))
    per = count / max(1, len(sentences))
    sounds = sum(syllables(word) for words in sentences for word in words) / max(1, count)
    sounds_all = sum(map(syllables, every)) / max(1, len(every))
    return Figures(
        count,
        len(sentences),
        sum(len(words) > LONG for words in sentences),
        206.835 - 0.93 * per - 77 * sounds,
        206.835 - 0.93 * per - 77 * sounds_all,
        " ".join(max(sentences, key=len, default=[])),
    )
