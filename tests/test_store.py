"""What is kept between builds: used when it is whole, and otherwise told, gone around and made anew."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from handbook.store import SIZE, Store


def counted(content: bytes) -> tuple[Callable[[], bytes], list[int]]:
    """A maker, and how often it was asked."""
    asked: list[int] = []

    def make() -> bytes:
        asked.append(1)
        return content

    return make, asked


def test_the_same_is_made_once_also_by_the_next_build(tmp_path: Path) -> None:
    make, asked = counted(b"pdf")
    assert [Store(tmp_path).kept("a", make) for _ in range(3)] == [b"pdf"] * 3
    assert len(asked) == 1
    Store(tmp_path).kept("b", make)
    assert len(asked) == 2
    assert Store(None).kept("a", make) == b"pdf" and len(asked) == 3


SPOILED: dict[str, Callable[[bytes], bytes]] = {
    "een bit om": lambda kept: kept[:-1] + bytes([kept[-1] ^ 1]),
    "half": lambda kept: kept[: SIZE + 1],
    "leeg": lambda kept: b"",
    "van een ander": lambda kept: b"x" * SIZE + b"andere pdf",
    "alleen de inhoud anders": lambda kept: kept[:SIZE] + b"<script>",
}


@pytest.mark.parametrize("how", SPOILED)
def test_what_is_damaged_or_foreign_is_told_and_made_anew(how: str, tmp_path: Path) -> None:
    make, asked = counted(b"pdf")
    Store(tmp_path).kept("a", make)
    file = next(tmp_path.iterdir())
    file.write_bytes(SPOILED[how](file.read_bytes()))
    store = Store(tmp_path)
    assert store.kept("a", make) == b"pdf" and len(asked) == 2
    assert len(store.notices) == 1 and "was beschadigd of van een ander; het wordt opnieuw gemaakt" in store.notices[0]
    assert Store(tmp_path).kept("a", make) == b"pdf" and len(asked) == 2


def test_one_thing_cannot_pass_for_another(tmp_path: Path) -> None:
    """A whole file under another name is not believed."""
    Store(tmp_path).kept("a", lambda: b"een")
    Store(tmp_path).kept("b", lambda: b"twee")
    one, two = sorted(tmp_path.iterdir())
    one.write_bytes(two.read_bytes())
    assert {Store(tmp_path).kept("a", lambda: b"een"), Store(tmp_path).kept("b", lambda: b"twee")} == {b"een", b"twee"}


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EROFS, errno.EACCES])
@pytest.mark.parametrize("doing", ["write_bytes", "read_bytes", "mkdir"])
def test_a_disk_that_fails_is_gone_around(number: int, doing: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(Path, doing, fail)
    store = Store(tmp_path / "weg")
    assert [store.kept("a", lambda: b"pdf") for _ in range(2)] == [b"pdf", b"pdf"]
    assert len(store.notices) == 1 and os.strerror(number) in store.notices[0]
    monkeypatch.undo()
    assert not [path for path in tmp_path.rglob("*") if path.is_file() and (path.name[0] == "." or doing != "read_bytes")]


def test_a_file_where_the_folder_should_be_is_gone_around(tmp_path: Path) -> None:
    (tmp_path / "bewaard").write_text("geen map", encoding="utf-8")
    store = Store(tmp_path / "bewaard")
    assert store.kept("a", lambda: b"pdf") == b"pdf" and store.notices
