"""`mkdocs serve`: a change in data/ shows up; a fault is told in the terminal and the last good page stays."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

from helpers import HOME, copy_of_fixture, replaced
from rebuild import built


def fetched(address: str, wanted: str, seconds: float = 40) -> str:
    """The page once it holds `wanted`; fails with what it holds after `seconds`."""
    text = ""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        try:
            with urllib.request.urlopen(address, timeout=5) as answer:
                text = answer.read().decode("utf-8")
        except OSError:
            text = "geen antwoord"
        if wanted in text:
            return text
        time.sleep(0.3)
    raise AssertionError(f"{wanted!r} niet gezien; wel: {text[:300]}")


TICKET = "Maak een afspraak met de mentor."
SLIPS = (
    ("roles.yaml", "    name: Teamleider", "    naam: Teamleider", "data/roles.yaml:26: onbekend veld 'naam' bij rol"),
    ("roles.yaml", "    name: Teamleider", "    name: Team: leider", "data/roles.yaml:26: een dubbele punt midden"),
    (
        "../content/visie.md",
        "De mentor helpt",
        "De [mentor](weg.md) helpt",
        "content/visie.md:11: de link 'weg.md' leidt nergens",
    ),
    ("../content/visie.md", "De mentor helpt", "## <script>\n\nDe mentor helpt", "content/visie.md:11: '<script>' is HTML"),
    ("forms.yaml", "    pages: 1\n", "    pages: 3\n", "beslaat 1 bladzijde, maar 'pages' zegt 3"),
    ("outcomes.yaml", "role: mentor", "role: menter", "naar rol 'menter', die niet bestaat; bedoelde je 'mentor'?"),
)


@pytest.mark.site
def test_live_reload_and_no_slip_takes_the_last_good_site_away(tmp_path: Path) -> None:
    data = copy_of_fixture(tmp_path)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    settings = os.environ | {
        "ZORGWEGWIJZER_DATA": str(data),
        "ZORGWEGWIJZER_CONTENT": str(data.parent / "content"),
        "NO_MKDOCS_2_WARNING": "1",
    }
    command = [sys.executable, "hooks/command.py", "mkdocs", "serve", "--dirty", "-a", f"127.0.0.1:{port}"]
    said = tmp_path / "said.txt"
    with said.open("wb") as log:
        server = subprocess.Popen(command, cwd=HOME, env=settings, stdout=log, stderr=log)
    address = f"http://127.0.0.1:{port}/rollen/teamleider/"
    try:
        fetched(address, "Leidt het team.")
        replaced(data, "roles.yaml", "Leidt het team.", "Leidt het hele team.")
        fetched(address, "Leidt het hele team.")
        for number, (file, good, bad, told) in enumerate(SLIPS):
            replaced(data, file, good, bad)
            heard(said, told)
            fetched(address, "Leidt het hele team.")
            replaced(data, file, bad, good)
            replaced(data, "roles.yaml", "Leidt het hele team.", f"Leidt {number} teams. Leidt het hele team.")
            fetched(address, f"Leidt {number} teams.")
        for name in ("HAVO", "mentor HAVO"):  # against a rule that asks what a word means, and no danger to anyone
            replaced(data, "roles.yaml", "Leidt het hele team.", f"Leidt met {name} XYZ het hele team.")
            fetched(address, f"met {name}")
            heard(said, "XYZ")
            replaced(data, "roles.yaml", f"Leidt met {name} XYZ het hele team.", "Leidt het hele team.")
        heard(said, "2 fouten gevonden. Zo staat het nu op het scherm, maar zo is het niet te publiceren.")
    finally:
        server.terminate()
        server.wait(10)
    assert "Traceback" not in said.read_text(encoding="utf-8")


@pytest.mark.long
def test_after_one_sentence_the_site_is_that_of_a_clean_build(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also after a name that stands in every menu, a page more and a page less."""
    data = copy_of_fixture(tmp_path)
    served, clean = tmp_path / "served", tmp_path / "clean"
    for name, value in (("DATA", data), ("CONTENT", data.parent / "content"), ("EDITION", "staff")):
        monkeypatch.setenv(f"ZORGWEGWIJZER_{name}", str(value))
    monkeypatch.chdir(HOME)
    chapter = data.parent / "content" / "visie.md"
    more = chapter.with_name("meer.md")
    changes = (
        lambda: replaced(data, "roles.yaml", "Leidt het team.", "Leidt het hele team."),
        lambda: replaced(data, "outcomes.yaml", TICKET, f"{TICKET} Zeg wat u ziet."),
        lambda: replaced(data, "roles.yaml", "name: Teamleider", "name: Leider"),
        lambda: more.write_text(chapter.read_text(encoding="utf-8").replace("itle: ", "itle: Meer "), encoding="utf-8"),
        more.unlink,
    )
    made = [rebuilt(served)]
    for change in changes:
        change()
        made.append(rebuilt(served))
        rebuilt(clean, dirty=False)
        assert files_in(served) == files_in(clean)
    assert 0 < made[1] < made[0] / 10 > made[2] > 0
    assert min(made[3:]) >= made[0]


def rebuilt(site: Path, *, dirty: bool = True) -> int:
    """Makes the site as `make serve` does; how many pages were written."""
    started = time.time()
    built(str(site), dirty=dirty)
    return sum(path.stat().st_mtime >= started for path in site.rglob("index.html"))


def files_in(site: Path) -> dict[str, bytes]:
    """Every file of a site; not the packed list of pages, that holds the time."""
    return {
        str(path.relative_to(site)): path.read_bytes() for path in site.rglob("*") if path.is_file() and path.suffix != ".gz"
    }


def heard(said: Path, told: str) -> None:
    """Waits until the terminal shows a sentence."""
    until = time.monotonic() + 40
    while told not in said.read_text(encoding="utf-8") and time.monotonic() < until:
        time.sleep(0.2)
    assert told in said.read_text(encoding="utf-8")
