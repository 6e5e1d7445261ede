"""What is installed is what was written down: each file by its sum, each licence known, no tools of ours for a school."""

from __future__ import annotations

import ast
import hashlib
import os
import re
import shutil
import subprocess
import sys
import zipfile
from importlib.metadata import distribution, packages_distributions
from pathlib import Path

import pytest
from packaging.licenses import canonicalize_license_expression
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import components
from helpers import HOME, TESTS

SETS = {"build": HOME, "tests": TESTS}


def chosen(folder: Path) -> dict[str, str]:
    """Name -> version of what somebody chose for a set."""
    lines = (folder / "requirements.in").read_text(encoding="utf-8").splitlines()
    found = [Requirement(line) for line in lines if line[0] not in "#-"]
    return {canonicalize_name(each.name): str(each.specifier) for each in found}


@pytest.mark.parametrize("name", SETS)
def test_what_was_chosen_is_locked_with_the_sum_of_every_file(name: str) -> None:
    locked = components.locked(SETS[name] / "requirements.txt")
    assert chosen(SETS[name]).items() <= {each: f"=={version}" for each, version in locked.items()}.items()
    text = (SETS[name] / "requirements.txt").read_text(encoding="utf-8")
    blocks = re.split(r"(?m)^(?=\w)", text)[1:]
    assert len(blocks) >= len(locked)
    assert [block for block in blocks if not re.match(r"\S+==\S+ (; .+ )?\\\n    --hash=sha256:[0-9a-f]{64}\b", block)] == []


@pytest.mark.parametrize("name", SETS)
def test_each_set_stands_on_its_own(name: str) -> None:
    """Of every package in a set, everything it asks for is in that set too; or pip would refuse it, or fetch it unseen."""
    locked = components.locked(SETS[name] / "requirements.txt")
    missing = []
    for each in locked:
        asked = [Requirement(line) for line in distribution(each).requires or ()]
        needed = [part for part in asked if not part.marker or part.marker.evaluate({"extra": ""})]
        missing += [
            f"{each}: {part}"
            for part in needed
            if not part.specifier.contains(locked.get(canonicalize_name(part.name), "0"))
        ]
    assert missing == []


def test_both_sets_agree() -> None:
    build, tests = (components.locked(folder / "requirements.txt") for folder in SETS.values())
    assert {name: version for name, version in tests.items() if build.get(name, version) != version} == {}


@pytest.mark.parametrize(
    "file", [folder / f"requirements.{kind}" for folder in SETS.values() for kind in ("in", "txt")], ids=str
)
def test_no_list_names_where_packages_come_from(file: Path) -> None:
    assert not re.search(r"://|index|find-links|trusted-host| @ ", file.read_text(encoding="utf-8"))


def imported(folder: Path) -> set[str]:
    """The packages that the code in a folder imports, by the names under which they are installed."""
    trees = [ast.parse(path.read_text(encoding="utf-8")) for path in folder.rglob("*.py")]
    nodes = [node for tree in trees for node in ast.walk(tree)]
    names = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    names |= {node.module or "" for node in nodes if isinstance(node, ast.ImportFrom)}
    known = packages_distributions()
    return {canonicalize_name(owner) for name in names for owner in known.get(name.partition(".")[0], ())}


def test_what_the_code_uses_is_chosen_and_a_school_gets_no_tools_for_tests() -> None:
    build, tests = (set(chosen(folder)) for folder in SETS.values())
    assert {"mkdocs", "weasyprint"} <= imported(HOME / "hooks") <= build
    assert imported(TESTS) - build <= tests
    assert not build & tests


# --- the list of parts -----------------------------------------------------------------------------------------


def test_the_list_of_parts_is_that_of_the_locks() -> None:
    assert components.LIST.read_text(encoding="utf-8") == components.listed(), "draai 'make onderdelen'"


def test_every_licence_is_an_spdx_expression() -> None:
    for name, _, said, _ in components.rows():
        assert canonicalize_license_expression(said) == said, name


def test_a_licence_that_nobody_knows_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(components, "BY_HAND", {})
    with pytest.raises(LookupError, match="de licentie is onbekend"):
        components.listed()


# --- as pip installs it ----------------------------------------------------------------------------------------


def wheel(folder: Path) -> Path:
    """A package with nothing in it."""
    file = folder / "klein-1-py3-none-any.whl"
    about = "klein-1.dist-info"
    with zipfile.ZipFile(file, "w") as made:
        made.writestr(f"{about}/METADATA", "Metadata-Version: 2.1\nName: klein\nVersion: 1\n")
        made.writestr(f"{about}/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
        made.writestr(f"{about}/RECORD", f"{about}/METADATA,,\n{about}/WHEEL,,\n{about}/RECORD,,\n")
    return file


@pytest.mark.site
def test_only_the_package_that_was_written_down_is_installed(tmp_path: Path) -> None:
    """In one folder: set up first without network, then with another package in its place, and then with the right one."""
    shutil.copy(HOME / "Makefile", tmp_path)
    file = wheel(tmp_path)
    whole = file.read_bytes()
    total = hashlib.sha256(whole).hexdigest()
    (tmp_path / "requirements.txt").write_text(f"klein==1 --hash=sha256:{total}\n", encoding="utf-8")
    with zipfile.ZipFile(file, "a") as made:
        made.writestr("klein.py", "van een ander")
    done = set_up(tmp_path, PIP_NO_INDEX="0", PIP_FIND_LINKS="", PIP_INDEX_URL="http://127.0.0.1:9/", PIP_RETRIES="0")
    assert done.returncode == 2  # what make makes of a 1
    assert "De Python-pakketten zijn niet opgehaald. Is er netwerk?" in done.stdout, done.stdout + done.stderr
    assert not (tmp_path / ".venv/bin/klaar").exists()
    told = "Een Python-pakket is niet het bestand dat requirements.txt vastlegt; er is niets van geïnstalleerd."
    done = set_up(tmp_path)
    assert told in done.stdout and not (tmp_path / ".venv/bin/klaar").exists(), done.stdout + done.stderr
    file.write_bytes(whole)
    done = set_up(tmp_path)
    assert told not in done.stdout and (tmp_path / ".venv/bin/klaar").exists(), done.stdout + done.stderr


def set_up(folder: Path, **own: str) -> subprocess.CompletedProcess[str]:
    """`make setup` in a folder that is also the only place where packages come from."""
    settings = {name: value for name, value in os.environ.items() if not name.startswith("PIP_")}
    settings |= {"PIP_CONFIG_FILE": os.devnull, "PIP_NO_INDEX": "1", "PIP_FIND_LINKS": ".", "PYTHON": sys.executable} | own
    return subprocess.run(["make", "setup"], cwd=folder, env=settings, capture_output=True, text=True, check=False)
