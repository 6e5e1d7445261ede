"""The words of one page in another language, as HTML; it remembers how sure they were."""

from __future__ import annotations

import re
from datetime import date

from markupsafe import Markup, escape

from handbook.reason.translations import Dictionary, Said, State

NUMBER = re.compile(r"(\d[\d -]*\d)")


class Words:
    """The words of one page in another language; it remembers how sure they were, for the bar above the page."""

    def __init__(self, dictionary: Dictionary) -> None:
        self.dictionary = dictionary
        self.states: set[State] = set()  # of every text said so far
        self.makers: dict[tuple[str, date], None] = {}

    def plain(self, text: str) -> str:
        """The words for a text, or the text itself where there are none."""
        return self._find(text).words or text

    def marks(self, text: str) -> Markup:
        """What a Markdown heading needs behind it when its text must stand there in Dutch."""
        return Markup() if self._find(text).words else Markup(" {{ lang=nl dir=ltr }}").format()

    def __call__(self, text: str) -> Markup:
        """The same as HTML: nothing in it can become markup, Dutch is marked as Dutch, and a number runs as it should."""
        said = self._find(text)
        if not said.words:
            return Markup('<span lang="nl" dir="ltr">{}</span>').format(text)
        if self.dictionary.language.direction == "ltr":
            return escape(said.words)
        pieces = NUMBER.split(said.words)
        return Markup("").join(
            Markup('<bdi dir="ltr">{}</bdi>').format(piece) if NUMBER.fullmatch(piece) else escape(piece) for piece in pieces
        )

    def _find(self, text: str) -> Said:
        said = self.dictionary(text)
        self.states.add(said.state)
        if said.maker:
            self.makers[said.maker] = None
        return said
