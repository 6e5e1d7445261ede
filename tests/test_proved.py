"""What was proved once is not proved again, and whatever may change the outcome is proved anew."""

from __future__ import annotations

import datetime
import errno
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

import check
from handbook import load as loading
from handbook import proved
from handbook.store import Store
from helpers import copy_of_fixture, replaced

SAID = "In orde: 6 rollen, 1 route, 2 begrippen.\n"


@pytest.fixture
def school(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The data of a small school, with a program and a store of its own."""
    shutil.copytree(proved.HOOKS, tmp_path / "hooks", ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setattr(proved, "PARTS", (tmp_path / "hooks",))
    monkeypatch.setattr(check, "STORE", Store(tmp_path / "bewaard"))
    return copy_of_fixture(tmp_path)


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Whenever the rules are asked, once for the whole handbook and again for what an edition or a school shows of it."""
    found: list[str] = []
    rules = loading.findings
    monkeypatch.setattr(loading, "findings", lambda book, **own: found.append(book.edition.id) or rules(book, **own))
    return found


def checked(data: Path) -> int:
    return check.main([str(data), str(data.parent / "content")])


def test_the_same_is_proved_once(school: Path, asked: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert checked(school) == 0 and asked
    asked.clear()
    assert checked(school) == 0 and not asked
    assert loading.load(school, school.parent / "content", check.STORE).at and not asked
    assert loading.load(school, school.parent / "content").at and asked, "wie niets bewaart, bewijst alles"
    assert capsys.readouterr().out == SAID * 2


def tomorrow(data: Path, patch: pytest.MonkeyPatch) -> None:
    class Day(datetime.date):
        @classmethod
        def today(cls) -> datetime.date:
            return datetime.date(2031, 1, 1)

    patch.setattr(proved, "date", Day)


def one_more(file: Path) -> None:
    file.write_text(f"{file.read_text(encoding='utf-8')}\n", encoding="utf-8")


CHANGES: dict[str, Callable[[Path, pytest.MonkeyPatch], object]] = {
    "een feit": lambda data, _: one_more(data / "roles.yaml"),
    "een vertaling": lambda data, _: one_more(next((data / "translations").iterdir())),
    "een hoofdstuk": lambda data, _: one_more(next((data.parent / "content").glob("*.md"))),
    "een regel van het programma": lambda data, _: one_more(data.parents[1] / "hooks/handbook/rules/sense.py"),
    "wat een veld betekent": lambda data, _: one_more(data.parents[1] / "hooks/handbook/meanings.yaml"),
    "de dag": tomorrow,
    "de naam van een hoofdstuk": lambda data, _: next((data.parent / "content").glob("[!i]*.md")).rename(
        data.parent / "content/anders.md"
    ),
}


@pytest.mark.parametrize("what", CHANGES)
def test_whatever_changes_is_proved_anew(what: str, school: Path, asked: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    checked(school)
    asked.clear()
    CHANGES[what](school, monkeypatch)
    checked(school)
    assert asked


def test_what_is_wrong_is_told_each_time(school: Path, asked: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    replaced(school, "roles.yaml", "to: zorgteam", "to: zorgtaem")
    for _ in range(2):
        asked.clear()
        assert checked(school) == 1 and asked
        assert "bedoelde je 'zorgteam'?" in capsys.readouterr().out


def test_a_damaged_proof_is_told_and_proved_anew(
    school: Path, asked: list[str], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    checked(school)
    for file in (school.parents[1] / "bewaard").iterdir():
        file.write_bytes(file.read_bytes()[:-1] + b"x")
    asked.clear()
    monkeypatch.setattr(check, "STORE", Store(school.parents[1] / "bewaard"))
    assert checked(school) == 0 and asked
    assert "was beschadigd of van een ander" in capsys.readouterr().out


def test_what_cannot_be_read_is_never_known(school: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_: Path) -> bytes:
        raise OSError(errno.EACCES, "dicht")

    monkeypatch.setattr(Path, "read_bytes", fail)
    assert proved.proof_of(school, None) == ""
