"""`make bench`: times the handbook beside a plain Material site of as many pages with as much text, in one run.

Schools of 1, 3, 10 and 30 times the shipped one; `tests/bench.py 1 3` does only these. What counts is the ratio of processor
seconds within a pair; seconds differ from machine to machine. Nothing here passes or fails.
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
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

HOME = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(HOME / "hooks"))

from larger import larger, written_larger  # noqa: E402 - after the package can be found

SIZES, LARGE = (1, 3, 10, 30), 3  # how many times the school; from LARGE on each is built once
ROUNDS = 5
QUIET = {"NO_MKDOCS_2_WARNING": "1"}
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
    """Prints one table for schools of each size, then what a first page costs, the forms and the explorer."""
    sizes = [int(each) for each in sys.argv[1:]] or list(SIZES)
    print(
        "keer  pagina's   check  kaal  zonder bewaard  bewaard  verhouding  piek MB  MB site  eerst  nog eens  rol, kaartje"
    )
    with tempfile.TemporaryDirectory() as scratch:
        for times in sizes:
            print(row(times, Path(scratch) / str(times)), flush=True)
        root = Path(scratch) / str(sizes[0])
        run(handbook(root / "public"), root, edition="public")
        for place in FIRST:
            for name, folder in SITES.items():
                asked, whole, packed = cold(root / folder, place)
                print(f"eerste bladzijde  {place:<15}{name:<20}{asked:>3} verzoeken {whole:>9} bytes, gzip -9 {packed:>7}")
    forms()
    explorer()


def row(times: int, root: Path) -> str:
    """One school: processor seconds, medians of pairs in turn; a large one is built once."""
    data = written_larger(HOME, root / "school", times)
    where = {"ZORGWEGWIJZER_DATA": str(data), "ZORGWEGWIJZER_CONTENT": str(data.parent / "content")}
    rounds = ROUNDS if times < LARGE else 1
    bare = [run(handbook(root / "site"), root / f"cache{turn}", **where) for turn in range(rounds)]
    plain_copy(root / "site", root / "plain")
    pairs = [
        (run(handbook(root / "site"), root / "cache0", **where), run(plain(root / "plain", root / "b0"), root))
        for _ in range(rounds)
    ]
    check = [run([sys.executable, "hooks/check.py"], root / "cache0", **where).seconds for _ in range(rounds)]
    whole = [run([sys.executable, "hooks/make_site.py", str(root / "both")], root / "cache0", **where) for _ in range(2)]
    first, role, ticket = rebuilds(root, where)
    kept, by_hand = (statistics.median(each[at].seconds for each in pairs) for at in (0, 1))
    ratio = statistics.median(one.seconds / other.seconds for one, other in pairs)
    files = [path for path in (root / "site").rglob("*") if path.is_file()]
    return (
        f"{times:>4}{sum(path.suffix == '.html' for path in files):>10}{statistics.median(check):>8.2f}{by_hand:>6.1f}"
        f"{statistics.median(each.seconds for each in bare):>16.1f}{kept:>9.1f}{ratio:>12.2f}"
        f"{max(each.peak for each in bare):>9.0f}{sum(path.stat().st_size for path in files) / 1e6:>9.0f}"
        f"{whole[0].wall:>7.1f}{whole[1].wall:>10.1f}{first:>7.1f} naar {role:.1f} en {ticket:.1f}"
    )


def rebuilds(root: Path, where: dict[str, str]) -> tuple[float, float, float]:
    """Seconds on the clock of the first build of `make serve`, and after a changed sentence of a role and of a ticket."""
    done = subprocess.run(
        [sys.executable, str(Path(__file__).with_name("rebuild.py")), str(root / "served")],
        cwd=HOME, env=os.environ | where | QUIET, check=True, capture_output=True, text=True,
    )  # fmt: skip
    first, role, ticket = map(float, done.stdout.split()[-3:])
    return first, role, ticket


@dataclass(frozen=True)
class Cost:
    """What a command took: processor seconds (user and system), seconds on the clock, and megabytes at its peak."""

    seconds: float
    wall: float
    peak: float


def run(command: list[str], cache: Path, edition: str = "staff", **settings: str) -> Cost:
    """Runs a command that must succeed, with a store of its own for what is kept."""
    own = {"ZORGWEGWIJZER_CACHE": str(cache / "kept"), "ZORGWEGWIJZER_EDITION": edition}
    start = time.perf_counter()
    child = subprocess.Popen(
        command, cwd=HOME, env=os.environ | QUIET | own | settings, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    _, status, used = os.wait4(child.pid, 0)
    assert status == 0, command
    return Cost(used.ru_utime + used.ru_stime, time.perf_counter() - start, used.ru_maxrss / 1024)


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
        school = larger(book, times)
        site = Site(narrow(school, "staff"))
        start = time.process_time()
        ways = site.explorer.ways
        took = time.process_time() - start
        pairs = sum(len(reached) for reached in ways.values())
        total = len(school.roles) * (len(school.roles) - 1)
        print(f"verkenner {times:>2} ×  {len(school.roles)} rollen; {pairs} van {total} paren met een weg, in {took:.2f} s")
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
                    ("naar, voor het eerst", {"naar": "politie"}),
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
  const found = document.querySelector(".zw-brought")
  while (choices.naar && !said.textContent.startsWith("Kies") && found.hidden) await new Promise(done => setTimeout(done))
  document.body.getBoundingClientRect()
  return [lit, performance.now() - start]
}"""


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


def plain_copy(built: Path, target: Path) -> None:
    """The text of every page of a built site as a plain Markdown site."""
    (target / "docs").mkdir(parents=True)
    (target / "mkdocs.yml").write_text(PLAIN, encoding="utf-8")
    for page in (page for page in built.rglob("index.html") if "<article" in page.read_text(encoding="utf-8")):
        article = Article()
        article.feed(page.read_text(encoding="utf-8"))
        text = "".join(article.parts)
        place = target / "docs" / page.relative_to(built).with_suffix(".md")
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
