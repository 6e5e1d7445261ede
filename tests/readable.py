"""How hard a text is to read: words in a sentence, long sentences, and the Flesch score as Douma set it for Dutch.

Flesch-Douma = 206.835 - 0.93 * words per sentence - 77 * syllables per word (W.H. Douma, 1960). It measures form, not
meaning, and proves no reading level. Names that cannot be avoided count as a word of two syllables; both figures are told.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from html.parser import HTMLParser
from pathlib import Path

LONG = 20  # words; a longer sentence is a long one
SOUNDS = re.compile(r"aai|ooi|oei|eeu|ieu|aa|ee|oo|uu|ie|oe|eu|ui|ei|ij|au|ou|[aeiouyàáâäèéêëìíîïòóôöùúûü]")
WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*|\d[\d.,:-]*")
SENTENCE = re.compile(r"(?<=[.!?…])[\"'”’)]*\s+(?=[A-ZÀ-Þ0-9'‘\"“])")
PROSE = {"p", "li", "dd", "figcaption", "td"}
LEFT_OUT = {"script", "style", "svg", "nav", "button", "select", "form"}
QUIET = {"zw-foot", "zw-ground", "zw-tip", "zw-hidden", "zw-eyebrow", "headerlink", "zw-form", "zw-danger", "zw-chips"}


class Prose(HTMLParser):
    """The running text of the article of a built page: what stands in paragraphs, list items and table cells."""

    def __init__(self) -> None:
        super().__init__()
        self.blocks: list[str] = []
        self.open: list[tuple[str, bool]] = []
        self.inside = 0
        self.said: dict[int, bool] = {}  # per block: whether any of it is more than a link

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("br", "img", "meta", "link", "input", "hr", "path", "circle", "rect", "polygon", "line"):
            return
        names = set((dict(attrs).get("class") or "").split())
        quiet = bool(names & QUIET) or tag in LEFT_OUT or any(quiet for _, quiet in self.open) or "hidden" in dict(attrs)
        self.open.append((tag, quiet))
        self.inside += tag == "article"
        if tag in PROSE:
            self.blocks.append("")

    def handle_endtag(self, tag: str) -> None:
        while self.open:
            closed, _ = self.open.pop()
            self.inside -= closed == "article"
            if closed == tag:
                break
        if tag in PROSE:
            self.blocks.append("")

    def handle_data(self, data: str) -> None:
        tags = {tag for tag, _ in self.open}
        if self.inside and self.blocks and self.open and not self.open[-1][1] and tags & PROSE:
            self.blocks[-1] += data
            self.said.setdefault(len(self.blocks) - 1, False)
            self.said[len(self.blocks) - 1] |= bool(data.strip()) and "a" not in tags


def blocks(page: Path) -> list[str]:
    """The blocks of running text of a page; a bare link or label, which has no full stop, is no sentence."""
    reader = Prose()
    reader.feed(page.read_text(encoding="utf-8"))
    told = (" ".join(block.split()) for at, block in enumerate(reader.blocks) if reader.said.get(at))
    return [block for block in told if re.search(r"[.!?]", block)]


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
def pattern(names: tuple[str, ...]) -> re.Pattern[str]:
    """Any of the names, the longest first."""
    return re.compile("|".join(rf"\b{re.escape(name)}\b" for name in sorted(names, key=len, reverse=True)), re.IGNORECASE)


@cache  # the same ticket stands on many pages
def sentences_of(text: str, names: tuple[str, ...]) -> list[list[str]]:
    """The sentences of a text as words, each name as two syllables."""
    plain = pattern(names).sub("Xaxa", text) if names else text
    return [words for part in SENTENCE.split(plain) if (words := WORD.findall(part))]


def measured(texts: list[str], names: list[str]) -> Figures:
    """The figures of some blocks of text; `names` are the terms that cannot be avoided."""
    sentences = [words for text in texts for words in sentences_of(text, tuple(names))]
    every = [word for text in texts for word in WORD.findall(text)]
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
