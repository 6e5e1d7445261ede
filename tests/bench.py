"""`make bench`: times the handbook beside a plain Material site of as many pages with as much text, in one run.

Ratios of processor time are what counts; seconds differ from machine to machine. Nothing here passes or fails.
"""

from __future__ import annotations

import os
import re
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from html.parser import HTMLParser
from pathlib import Path

HOME = Path(__file__).resolve().parent.parent
ROUNDS = 5
PLAIN = """site_name: Kaal
theme: {name: material, language: nl, font: false, features: [navigation.prune, navigation.indexes]}
plugins: [search]
markdown_extensions: [attr_list, tables, toc]
"""


class Article(HTMLParser):
    """The headings and the text of the article of a built page, as plain Markdown."""

    def __init__(self) -> None:
        super().__init__()
        self.inside = 0
        self.parts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.inside += tag == "article"
        if self.inside and tag in ("p", "li", "dd", "dt", "td", "th", "text"):
            self.parts.append("\n\n")
        if self.inside and tag in ("h1", "h2", "h3"):
            self.parts.append("\n\n" + "#" * int(tag[1]) + " ")

    def handle_endtag(self, tag: str) -> None:
        self.inside -= tag == "article"

    def handle_data(self, data: str) -> None:
        if self.inside:
            self.parts.append(re.sub(r"([*_`<>\[\]#{}|])|\s+", lambda m: f"\\{m[1]}" if m[1] else " ", data))


def main() -> None:
    """Builds both sites in turn and prints medians and the ratio of each pair."""
    with tempfile.TemporaryDirectory() as scratch:
        root = Path(scratch)
        seconds(handbook(root / "first"))
        words = plain_copy(root / "first", root / "plain")
        pairs = [
            (seconds(handbook(root / f"a{turn}")), seconds(plain(root / "plain", root / f"b{turn}")))
            for turn in range(ROUNDS)
        ]
        check = [seconds([sys.executable, "hooks/check.py"]) for _ in range(ROUNDS)]
    pages = len(list((HOME / "content").rglob("*.md")))
    print(f"woorden in beide sites: {words}; hoofdstukken met proza: {pages}")
    print(f"make check            mediaan {statistics.median(check):.2f} s")
    print(f"handboek (staff)      mediaan {statistics.median(a for a, _ in pairs):.2f} s")
    print(f"kale Material-site    mediaan {statistics.median(b for _, b in pairs):.2f} s")
    ratios = sorted(a / b for a, b in pairs)
    print(f"verhouding per paar   {ratios[0]:.2f} tot {ratios[-1]:.2f}, mediaan {statistics.median(ratios):.2f}")
    forms()


def forms() -> None:
    """Prints what each form on paper weighs, and what all of them add to a build."""
    sys.path.insert(0, str(HOME / "hooks"))
    import page  # noqa: PLC0415 - the validator, which nothing else here needs

    from handbook import paper  # noqa: PLC0415
    from handbook.blanks import blanks  # noqa: PLC0415
    from handbook.load import load  # noqa: PLC0415

    book = load(HOME / "data", HOME / "content")
    before = time.process_time()
    print("formulier                     velden  A4  groot  bytes  bytes groot  fouten PDF/UA  s")
    for form in book.forms:
        start = time.process_time()
        printed = paper.printed(form, book)
        took = time.process_time() - start
        failed = sum(
            page.validate_pdf_bytes(pdf.content, profile="ua1").rules.failed for pdf in (printed.normal, printed.large)
        )
        print(
            f"{form.id:<30}{len(blanks(form)):>6}{printed.normal.pages:>4}{printed.large.pages:>7}"
            f"{len(printed.normal.content):>8}{len(printed.large.content):>13}{failed:>13}{took:>9.2f}"
        )
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"alle formulieren      {time.process_time() - before:.2f} s processortijd (keuren inbegrepen), piek {peak:.0f} MB"
    )


def handbook(folder: Path) -> list[str]:
    """The command that builds the handbook."""
    return [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(folder)]


def plain(source: Path, folder: Path) -> list[str]:
    """The command that builds the plain site."""
    return [sys.executable, "-m", "mkdocs", "build", "-f", str(source / "mkdocs.yml"), "--site-dir", str(folder)]


def plain_copy(built: Path, target: Path) -> int:
    """The text of every page of a built site as a plain Markdown site; returns the number of words."""
    (target / "docs").mkdir(parents=True)
    (target / "mkdocs.yml").write_text(PLAIN, encoding="utf-8")
    words = 0
    for page in (page for page in built.rglob("index.html") if "<article" in page.read_text(encoding="utf-8")):
        article = Article()
        article.feed(page.read_text(encoding="utf-8"))
        text = "".join(article.parts)
        words += len(text.split())
        place = target / "docs" / page.relative_to(built).with_suffix(".md")
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, encoding="utf-8")
    return words


def seconds(command: list[str]) -> float:
    """Processor seconds (user and system) of a command that must succeed; wall time swings too much to compare."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    quiet = os.environ | {"NO_MKDOCS_2_WARNING": "1"}
    subprocess.run(command, cwd=HOME, env=quiet, check=True, capture_output=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


if __name__ == "__main__":
    main()
