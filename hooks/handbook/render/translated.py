"""The words of one page: in Dutch each stands for itself, in another language a dictionary says what stands there."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from typing import TypeVar

from markupsafe import Markup, escape

from handbook.model import Language
from handbook.reason.translations import Dictionary, Said, State
from handbook.render.links import in_parts, stop

T = TypeVar("T")

NOT_CHECKED = "Nog niet nagekeken:"
NUMBER = re.compile(r"(\d[\d -]*\d)")


class Words:
    """The words of a page in Dutch, each as it is. What a page in another language needs beside them is nothing here.

    `led` marks a link to a page in Dutch, `dutch` a text that is Dutch. `joint` stands before the last of a row, `colon`
    behind words that lead up to a name: another language cannot bend these with the sentence.
    """

    abroad = False
    language: Language | None = None
    led = dutch = Markup()
    joint, colon = " en ", ""

    def __call__(self, text: str) -> Markup:
        """The words for a text, as HTML: nothing in it can become markup."""
        return escape(text)

    def plain(self, text: str) -> str:
        """The words for a text."""
        return text

    def marks(self, text: str) -> Markup:
        """What a Markdown heading needs behind it when its text must stand there in Dutch."""
        return Markup()

    def number(self, number: str) -> Markup:
        """A telephone number or a mail address, which runs from left to right in every text."""
        return Markup("<bdi>{}</bdi>").format(number)

    def page(self, path: str) -> str:
        """The page in this language that stands at the address of a Dutch page."""
        return path

    @property
    def in_dutch(self) -> Markup:
        """What tells beside a link that what it leads to is in Dutch."""
        return Markup()

    def waiting(self) -> tuple[str, ...]:
        """The Dutch texts that still have to be told, as their translation has not been checked."""
        return ()


class Translated(Words):
    """The words of a page in another language; it remembers how sure they were, for the bar above the page.

    It serves as the linker of the page too: a mention within a translated text leads nowhere, for the page is Dutch.
    """

    abroad = True
    led, dutch = Markup(' hreflang="nl"'), Markup(' lang="nl" dir="ltr"')
    joint, colon = ", ", ":"

    def __init__(self, dictionary: Dictionary) -> None:
        self.dictionary = dictionary
        self.language = dictionary.language
        self.states: set[State] = set()  # of every text said so far
        self.makers: dict[tuple[str, date], None] = {}
        self._waiting: dict[str, None] = {}  # the Dutch of what has not been checked, until a template tells it

    def __call__(self, text: str) -> Markup:
        """Dutch is marked as Dutch, what is not yet checked is marked and its Dutch kept, and a number runs as it should."""
        said = self._find(text)
        if said.words:
            return self._running(said.words)
        if said.draft:
            self._waiting[str(text)] = None
            return self._draft(said.draft)
        return Markup("<span{}>{}</span>").format(self.dutch, text)

    def waiting(self) -> tuple[str, ...]:
        """Once: since the last time that a template asked."""
        found, self._waiting = tuple(self._waiting), {}
        return found

    def _draft(self, words: str) -> Markup:
        """A translation that waits to be checked, and says so."""
        waits = self.dictionary(NOT_CHECKED).words or NOT_CHECKED
        draft = Markup('<span class="zw-draft"><em>{}</em> {}</span>')
        return draft.format(waits, self._running(words))

    def _running(self, words: str) -> Markup:
        if self.dictionary.language.direction == "ltr":
            return escape(words)
        pieces = NUMBER.split(words)
        return Markup("").join(self.number(piece) if NUMBER.fullmatch(piece) else escape(piece) for piece in pieces)

    def plain(self, text: str) -> str:
        """The words for a text, or the text itself where there are none."""
        return self._find(text).words or text

    def marks(self, text: str) -> Markup:
        return Markup() if self._find(text).words else Markup(" {{ lang=nl dir=ltr }}").format()

    def number(self, number: str) -> Markup:
        return Markup('<bdi dir="ltr">{}</bdi>').format(number)

    def page(self, path: str) -> str:
        return f"{self.dictionary.language.id}/{path}"

    @property
    def in_dutch(self) -> Markup:
        return Markup(" ({})").format(self("in het Nederlands"))

    @property
    def credits(self) -> list[tuple[str, date]]:
        """Who made what has been said so far, and when."""
        return [(self.dictionary(maker).words or maker, when) for maker, when in self.makers]

    def section(self, anchor: str = "") -> Translated:
        """What a linker gives for a new section: as nothing is linked, there is nothing to begin anew."""
        return self

    def sections(self, items: Iterable[T]) -> Iterator[tuple[T, Translated]]:
        return ((item, self) for item in items)

    def sentence(self, text: str) -> Markup:
        """A text as HTML, with a full stop at its end."""
        return stop(self(text))

    def parts(self, text: str) -> list[Markup]:
        """A text as HTML, a long one in parts."""
        words = self._find(text).words if text else ""
        return [self._running(part) for part in in_parts(words)] if words or not text else [self(text)]

    def _find(self, text: str) -> Said:
        said = self.dictionary(text)
        self.states.add(said.state)
        if said.maker:
            self.makers[said.maker] = None
        return said
