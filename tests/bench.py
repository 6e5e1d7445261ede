"""`make bench`: times the handbook beside a plain Material site of as many pages with as much text, in one run.

Ratios of processor time are what counts; seconds differ from machine to machine. Nothing here passes or fails.
"""

from __future__ import annotations

import gzip
import os
import re
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

HOME = Path(__file__).resolve().parent.parent
ROUNDS = 5
FIRST = ("zorgstructuur/", "wegwijzer/")  # where parents come in
SITES = {"handboek (openbaar)": "public", "kale Material-site": "b0"}
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
        seconds(["env", "ZORGWEGWIJZER_EDITION=public", *handbook(root / "public")])
        first = [(name, place, cold(root / folder, place)) for place in FIRST for name, folder in SITES.items()]
        check = [seconds([sys.executable, "hooks/check.py"]) for _ in range(ROUNDS)]
    pages = len(list((HOME / "content").rglob("*.md")))
    print(f"woorden in beide sites: {words}; hoofdstukken met proza: {pages}")
    print(f"make check            mediaan {statistics.median(check):.2f} s")
    print(f"handboek (staff)      mediaan {statistics.median(a for a, _ in pairs):.2f} s")
    print(f"kale Material-site    mediaan {statistics.median(b for _, b in pairs):.2f} s")
    ratios = sorted(a / b for a, b in pairs)
    print(f"verhouding per paar   {ratios[0]:.2f} tot {ratios[-1]:.2f}, mediaan {statistics.median(ratios):.2f}")
    for name, place, (asked, whole, packed) in first:
        print(f"eerste bladzijde      {place:<15}{name:<20}{asked:>3} verzoeken {whole:>9} bytes, gzip -9 {packed:>7}")
    forms()
    explorer()


def cold(site: Path, place: str) -> tuple[int, int, int]:
    """What Chromium asks for on the first page of a visit: requests, bytes, and bytes after `gzip -9`."""
    from browser import chromium, served  # noqa: PLC0415

    with served(site) as address, chromium() as browser:
        page = browser.new_context(viewport={"width": 360, "height": 740}).new_page()
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.goto(address + place)
        page.wait_for_load_state("networkidle")
        files = [url.removeprefix(address).partition("?")[0] for url in asked if url.startswith(address)]
    found = [site / (name if name and not name.endswith("/") else f"{name}index.html") for name in files]
    bodies = [path.read_bytes() for path in found if path.is_file()]
    packed = (body if path.suffix == ".woff2" else gzip.compress(body, 9) for path, body in zip(found, bodies, strict=True))
    return len(files), sum(map(len, bodies)), sum(map(len, packed))


def forms() -> None:
    """Prints what each form on paper weighs, and what all of them add to a build."""
    sys.path.insert(0, str(HOME / "hooks"))
    import page  # noqa: PLC0415 - the validator, which nothing else here needs

    from handbook.load import load  # noqa: PLC0415
    from handbook.reason.form_fields import blanks  # noqa: PLC0415
    from handbook.render import form_pdf  # noqa: PLC0415

    book = load(HOME / "data", HOME / "content")
    before = time.process_time()
    print("formulier                     velden  A4  groot  bytes  bytes groot  fouten PDF/UA  s")
    for form in book.forms:
        start = time.process_time()
        printed = form_pdf.printed(form, book)
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


def explorer() -> None:
    """Prints what the explorer takes, at build and in the browser, with once and with ten times the data."""
    from browser import chromium, served  # noqa: PLC0415
    from handbook.load import load  # noqa: PLC0415
    from handbook.reason.edition import narrow  # noqa: PLC0415
    from handbook.render.pages import explorer as family  # noqa: PLC0415
    from handbook.render.site import Site  # noqa: PLC0415

    book = load(HOME / "data", HOME / "content")
    for times in (1, 10):
        larger = multiplied(book, times)
        site = Site(narrow(larger, "staff"))
        start = time.process_time()
        ways = site.explorer.ways
        took = time.process_time() - start
        pairs = sum(len(reached) for reached in ways.values())
        total = len(larger.roles) * (len(larger.roles) - 1)
        print(f"verkenner {times:>2} ×  {len(larger.roles)} rollen; {pairs} van {total} paren met een weg, in {took:.2f} s")
        with tempfile.TemporaryDirectory() as scratch:
            root = Path(scratch)
            weights = written(family(site), root, ("index", "mentor", "vakdocent"))
            print(f"              bytes: {', '.join(f'{name} {size}' for name, size in weights.items())}")
            with served(root) as address, chromium() as browser:
                page = browser.new_context().new_page()
                page.goto(f"{address}verkenner/")
                for what, choices in (
                    ("een rol, voor het eerst", {"rol": "mentor"}),
                    ("een rol, nog eens", {"rol": "mentor"}),
                    ("van, voor het eerst", {"van": "vakdocent"}),
                    ("naar, voor het eerst", {"naar": "oovr"}),
                    ("naar, nog eens", {"naar": "ggd"}),
                ):
                    spent = [page.evaluate(CHOOSE, choices) for _ in range(ROUNDS if "nog eens" in what else 1)]
                    lit, brought = (statistics.median(each[at] for each in spent) for at in (0, 1))
                    print(f"              {what:<24} opgelicht en gezegd na {lit:.0f} ms, geheel na {brought:.0f} ms")
                    page.wait_for_timeout(300)


CHOOSE = """async choices => {
  const said = document.querySelector(".zw-said"), start = performance.now()
  for (const [name, value] of Object.entries(choices)) {
    const select = document.getElementById("zw-" + name)
    select.value = value
    select.dispatchEvent(new Event("change"))
  }
  document.body.getBoundingClientRect()
  const lit = said.textContent ? performance.now() - start : Infinity
  const found = document.querySelector(".zw-found")
  while (!said.textContent.startsWith("Kies") && found.hidden) await new Promise(done => setTimeout(done))
  document.body.getBoundingClientRect()
  return [lit, performance.now() - start]
}"""


def multiplied(book: Any, times: int) -> Any:
    """The handbook with its roles and routes so many times; each copy knows only its own."""
    from dataclasses import replace  # noqa: PLC0415

    copies = [(book.roles, book.routes)]
    for number in range(2, times + 1):
        copies.append((copied(book.roles, number), copied(book.routes, number)))
    roles, routes = (tuple(record for copy in copies for record in copy[at]) for at in (0, 1))
    return replace(book, roles=roles, routes=routes)


def copied(part: Any, number: int) -> Any:
    """A part with the number behind every id of a role and a route in it."""
    from dataclasses import fields, is_dataclass, replace  # noqa: PLC0415

    from handbook.model import (  # noqa: PLC0415
        Role,
        Route,
        Text,
    )
    from handbook.parts import hints_of  # noqa: PLC0415

    if isinstance(part, tuple):
        return tuple(copied(each, number) for each in part)
    if not is_dataclass(part) or type(part).__name__ == "Where":
        return part
    marked = {name for name, hint in hints_of(type(part)).items() if "'roles'" in str(hint) or "'routes'" in str(hint)}
    marked |= {"id"} if isinstance(part, Role | Route) else set()

    def value(name: str, typed: Any) -> Any:
        if name not in marked:
            return copied(typed, number)
        if isinstance(typed, tuple):
            return tuple(Text(f"{each}-{number}") for each in typed)
        return Text(f"{typed}-{number}") if typed else typed

    return replace(part, **{field.name: value(field.name, getattr(part, field.name)) for field in fields(part)})  # type: ignore[type-var]


def written(pages: Any, root: Path, names: tuple[str, ...]) -> dict[str, int]:
    """Writes some pages of the explorer as plain HTML with its own styles and script; the bytes of each."""
    import markdown  # noqa: PLC0415

    from handbook.render.finished_html import FinishedHtml  # noqa: PLC0415

    shutil.copytree(HOME / "overrides/assets", root / "assets")
    sizes = {}
    for page in pages:
        place = Path(page.path)
        if place.stem in names:
            body = markdown.markdown(page.text.partition("\n---\n")[2], extensions=["attr_list", FinishedHtml()])
            folder = root / (place.parent if place.stem == "index" else place.with_suffix(""))
            folder.mkdir(parents=True, exist_ok=True)
            head = '<!doctype html><meta charset="utf-8"><link rel="stylesheet" href="/assets/explorer.css">'
            script = '<script src="/assets/handbook.js"></script><script type="module" src="/assets/explorer.js"></script>'
            html = f'{head}<article class="md-typeset">{body}</article>{script}'
            sizes[place.stem] = (folder / "index.html").write_bytes(html.encode())
    return sizes


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
