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

pytestmark = pytest.mark.xdist_group("serve")


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


def test_live_reload_and_a_fault_that_keeps_the_last_good_site(tmp_path: Path) -> None:
    data = copy_of_fixture(tmp_path)
    (tmp_path / "mkdocs.yml").write_text(
        f"INHERIT: {HOME / 'mkdocs.yml'}\ndocs_dir: {data.parent / 'content'}\nwatch: [{data}]\n"
        f"hooks: [{HOME / 'hooks/events.py'}]\ntheme: {{name: material, custom_dir: {HOME / 'overrides'}}}\n",
        encoding="utf-8",
    )
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    settings = os.environ | {"ZORGWEGWIJZER_DATA": str(data), "NO_MKDOCS_2_WARNING": "1"}
    command = [sys.executable, "-m", "mkdocs", "serve", "-f", str(tmp_path / "mkdocs.yml"), "-a", f"127.0.0.1:{port}"]
    said = tmp_path / "said.txt"
    with said.open("wb") as log:
        server = subprocess.Popen(command, cwd=HOME, env=settings, stdout=log, stderr=log)
    address = f"http://127.0.0.1:{port}/rollen/teamleider/"
    try:
        fetched(address, "Leidt het team.")
        replaced(data, "roles.yaml", "Leidt het team.", "Leidt het hele team.")
        fetched(address, "Leidt het hele team.")
        replaced(data, "roles.yaml", "    name: Teamleider", "    naam: Teamleider")
        until = time.monotonic() + 40
        while "onbekend veld 'naam'" not in said.read_text(encoding="utf-8") and time.monotonic() < until:
            time.sleep(0.2)
        assert "data/roles.yaml:26: onbekend veld 'naam' bij rol; bedoelde je 'name'? [veld]" in said.read_text(
            encoding="utf-8"
        )
        fetched(address, "Leidt het hele team.")
        replaced(data, "roles.yaml", "    naam: Teamleider", "    name: Teamleider van nu")
        fetched(address, "Teamleider van nu")
    finally:
        server.terminate()
        server.wait(10)
    assert "Traceback" not in said.read_text(encoding="utf-8")
