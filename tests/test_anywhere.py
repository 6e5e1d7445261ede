"""Once set up, the handbook is made anywhere, and always the same: no network, and any path, language and time zone."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from helpers import HOME

AWAY = shutil.ignore_patterns(".git", ".venv", ".cache", "site", "bron", "__pycache__", ".*_cache")
ELSEWHERE = {
    "LC_ALL": "C", "LANG": "", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0",  # as in a language without UTF-8
    "TZ": "Pacific/Kiritimati", "PYTHONHASHSEED": "4242",
}  # fmt: skip
ALONE = """import os, sys

def refuse(event, arguments):
    if event in ("socket.connect", "socket.getaddrinfo", "socket.sendto"):
        with open(os.environ["GEVRAAGD"], "a") as told:
            told.write(f"{event} {arguments}\\n")
        raise OSError(101, "Network is unreachable")

sys.addaudithook(refuse)
"""


SMALL = {"ZORGWEGWIJZER_DATA": "tests/fixture/data", "ZORGWEGWIJZER_CONTENT": "tests/fixture/content"}


pytestmark = pytest.mark.long


@pytest.fixture(scope="module")
def moved(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project as someone else has it: another path, what is installed reached from there, and nothing kept."""
    root = tmp_path_factory.mktemp("elders") / "een pad met spaties é"
    shutil.copytree(HOME, root, ignore=AWAY)
    (root / ".venv").symlink_to(Path(sys.prefix))
    (root.parent / "alone").mkdir()
    (root.parent / "alone/sitecustomize.py").write_text(ALONE, encoding="utf-8")
    return root


def alone(root: Path, *line: str, **own: str) -> subprocess.CompletedProcess[str]:
    """A command in the moved project, cut off from the network; whoever asks for it is written down."""
    apart = ["unshare", "-rn"]
    able = shutil.which("unshare") and subprocess.run([*apart, "true"], capture_output=True, check=False).returncode == 0
    settings = {"PYTHONPATH": str(root.parent / "alone"), "GEVRAAGD": str(root.parent / "gevraagd")} | ELSEWHERE
    settings |= {"ZORGWEGWIJZER_SCHOLEN": "samen"}  # as the sites to compare with
    settings |= own
    command = [*(apart if able else []), *line]
    # These tests run within `make test`, whose settings a `make` of its own would follow.
    around = {name: value for name, value in os.environ.items() if not name.startswith(("MAKE", "MFLAGS"))}
    return subprocess.run(
        command, cwd=root, env=around | settings, capture_output=True, text=True, encoding="utf-8", check=False
    )


def make(root: Path, goal: str, **settings: str) -> str:
    """What `make` says, from a project that was set up before."""
    done = alone(root, "make", "-o", ".venv/bin/klaar", goal, **settings)
    assert done.returncode == 0, done.stdout + done.stderr
    assert not (root.parent / "gevraagd").exists(), (root.parent / "gevraagd").read_text(encoding="utf-8")
    return done.stdout


def test_the_network_is_really_gone(moved: Path) -> None:
    done = alone(moved, ".venv/bin/python", "-c", "import socket; socket.create_connection(('127.0.0.1', 9))")
    assert "Network is unreachable" in done.stderr
    (moved.parent / "gevraagd").unlink()


def test_the_data_are_checked_anywhere(moved: Path) -> None:
    assert make(moved, "check", **SMALL).startswith("In orde: ")


def test_a_fault_is_told_in_any_language(moved: Path) -> None:
    school = moved / "data/school.yaml"
    kept = school.read_text(encoding="utf-8")
    school.write_text(f"{kept}coördinator: ja\n", encoding="utf-8")
    done = alone(moved, "make", "-o", ".venv/bin/klaar", "check")
    school.write_text(kept, encoding="utf-8")
    assert "coördinator" in done.stdout and "Traceback" not in done.stderr, done.stdout + done.stderr


@pytest.mark.site
def test_the_site_is_the_same_to_the_byte_anywhere(moved: Path, school: Path) -> None:
    """That of the small school, which has every kind of record and a language from right to left."""
    make(moved, "site", **SMALL)
    for edition in ("staff", "public"):
        here, there = (
            {path.relative_to(root).as_posix(): path.read_bytes() for path in sorted(root.rglob("*")) if path.is_file()}
            for root in (school.parent / edition, moved / "site" / edition)
        )
        assert here.keys() == there.keys()
        assert [name for name in here if here[name] != there[name]] == []
