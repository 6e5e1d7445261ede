"""Finished HTML passes through Markdown unread: a page marks it, and a small Markdown extension takes it aside.

Most of a page is HTML from a template. Python-Markdown would parse every tag of it only to put it back; taking it
aside saves a tenth of the build. To a Markdown that lacks the extension the marks are comments around plain HTML.
"""

from __future__ import annotations

import re

from markdown import Extension, Markdown
from markdown.preprocessors import Preprocessor

BEGIN, END = "<!--html-->", "<!--/html-->"


HEADING = re.compile(r"(?m)^(#{1,3} .*)$")


def marked(text: str) -> str:
    """A page whose stretches between Markdown headings are marked where they are HTML from end to end."""
    front, fence, body = text.removeprefix("---\n").partition("\n---\n")
    return f"---\n{front}{fence}" + "\n".join(_mark(piece) for piece in HEADING.split(body))


def _mark(piece: str) -> str:
    html = piece.strip()
    return f"\n{BEGIN}\n{html}\n{END}\n" if html.startswith("<") and html.endswith(">") else piece


class FinishedHtml(Extension):
    """Keeps marked stretches out of the hands of Markdown."""

    def extendMarkdown(self, md: Markdown) -> None:
        """Registers before Python-Markdown's own reading of HTML blocks (priority 20)."""
        md.preprocessors.register(_TakeAside(md), "finished_html", 25)


class _TakeAside(Preprocessor):
    def run(self, lines: list[str]) -> list[str]:
        """The lines with a placeholder for every marked stretch."""
        kept: list[str] = []
        aside: list[str] | None = None
        for line in lines:
            if line == BEGIN:
                aside = []
            elif line == END and aside is not None:
                kept += ["", self.md.htmlStash.store("\n".join(aside)), ""]
                aside = None
            else:
                (kept if aside is None else aside).append(line)
        return kept
