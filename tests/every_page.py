"""`python tests/every_page.py [SITE]`: every page of both built editions that stays, in Chromium: desk, dark and phone.

Of each it asks what axe finds, whether it fits the screen, what it asks of which host, and what it leaves behind.
A night of work for two processors, so `make test` looks at a page of each kind and this looks at all: `make nalopen`.
"""

from __future__ import annotations

import sys
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from playwright.sync_api import Browser

from browser import SCREENS, chromium, faults, kept, served
from helpers import HOME

EDITIONS = ("staff", "public")
BATCH = 10  # pages for one Chromium, each on every screen


def main(site: Path) -> int:
    """Prints every fault and the number of pages seen; returns 1 when there is a fault."""
    pages = [(edition, page) for edition in EDITIONS for page in sorted((site / edition).rglob("*.html")) if stays(page)]
    batches = [(site / edition, own) for edition in EDITIONS for own in _batches(pages, edition)]
    seen, found = 0, 0
    with ProcessPoolExecutor(max_workers=2) as workers:
        for count, told in workers.map(look, *zip(*batches, strict=True)):
            seen, found = seen + count, found + len(told)
            print(*told, sep="\n", end="\n" if told else "", flush=True)
    each = ", ".join(f"{edition}: {sum(name == edition for name, _ in pages)}" for edition in EDITIONS)
    print(f"Bladzijden: {each}. Gezien op {len(SCREENS)} schermen: {seen}. Gevonden: {found}.")
    return 1 if found or not seen else 0


def stays(page: Path) -> bool:
    """Whether a reader stays on a page; one that only leads on is gone before anyone looks."""
    return b'http-equiv="refresh"' not in page.read_bytes()


def _batches(pages: list[tuple[str, Path]], edition: str) -> list[list[Path]]:
    own = [page for name, page in pages if name == edition]
    return [own[start : start + BATCH] for start in range(0, len(own), BATCH)]


def look(folder: Path, pages: list[Path]) -> tuple[int, list[str]]:
    """How often a page was seen on a screen, and what is wrong with each."""
    with served(folder) as address, chromium() as browser:
        told = [told for screen in SCREENS for told in _on(screen, folder, pages, address, browser)]
    return len(pages) * len(SCREENS), told


def _on(screen: str, folder: Path, pages: list[Path], address: str, browser: Browser) -> list[str]:
    """What is wrong with pages on one screen."""
    told: list[str] = []
    page = browser.new_context(**SCREENS[screen]).new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    for path in pages:
        place = path.relative_to(folder).as_posix()
        asked.clear()
        page.goto(address + place)
        wrong = [*faults(page, screen, every=True), *(f"bewaard: {name}" for name in kept(page))]
        wrong += [f"gevraagd: {url}" for url in asked if not url.startswith((address, "data:", "blob:"))]
        told += [f"{folder.name}/{place} ({screen}): {each}" for each in wrong]
    page.context.close()
    return told


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]) if len(sys.argv) > 1 else HOME / "site"))
