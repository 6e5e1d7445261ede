"""What takes long to make, kept by what it is made of: for the next edition and the next build.

Nothing kept is trusted: it carries a fingerprint of its name and its content, and whatever is damaged, foreign or out of
reach is told once and made anew.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable
from pathlib import Path

SIZE = hashlib.sha256().digest_size
MOST = 4_000  # files, twice what a handbook of two schools needs; beyond that the oldest go
HOME = Path(__file__).resolve().parents[2]


class Store:
    """A folder with what was made before; `notices` are what its maker should know of it."""

    def __init__(self, folder: Path | None) -> None:
        self.folder = folder
        self.notices: list[str] = []
        self.tidied = False

    def kept(self, made_of: str, make: Callable[[], bytes]) -> bytes:
        """What `make` gives, made only if it is not there yet; `made_of` is everything that it depends on."""
        found = self.found(made_of)
        if found is not None:
            return found
        made = make()
        self.keep(made_of, made)
        return made

    def found(self, made_of: str) -> bytes | None:
        """What was kept before, if it is there and whole."""
        return self._read(_name(made_of)) if self.folder else None

    def keep(self, made_of: str, made: bytes) -> None:
        """Keeps it for whoever asks next."""
        if self.folder:
            self._write(_name(made_of), made)

    def _read(self, name: str) -> bytes | None:
        try:
            stored = (self._place(name)).read_bytes()
        except FileNotFoundError:
            return None
        except OSError as error:
            self._tell(f"is niet te lezen ({error.strerror})")
            return None
        if stored[:SIZE] == fingerprint(name, stored[SIZE:]):
            return stored[SIZE:]
        self._tell("was beschadigd of van een ander")
        return None

    def _write(self, name: str, made: bytes) -> None:
        """Beside its place and then into it, so that nobody ever reads a half."""
        place = self._place(name)
        beside = place.with_name(f".{place.name}.{os.getpid()}")
        try:
            place.parent.mkdir(parents=True, exist_ok=True)
            beside.write_bytes(fingerprint(name, made) + made)
            beside.replace(place)
            self._tidy(place.parent)
        except OSError as error:
            self._tell(f"kan niet bewaard worden ({error.strerror})")
            try:
                beside.unlink(missing_ok=True)
            except OSError:
                return

    def _tidy(self, folder: Path) -> None:
        """Once is enough for a build; looking at thousands of files took longer than most of what is kept."""
        if self.tidied:
            return
        self.tidied = True
        files = [path for path in folder.iterdir() if path.name[0] != "."]
        for path in sorted(files, key=lambda path: path.stat().st_mtime)[: max(0, len(files) - MOST)]:
            path.unlink(missing_ok=True)

    def _place(self, name: str) -> Path:
        assert self.folder
        return self.folder / name

    def _tell(self, what: str) -> None:
        told = f"Wat in {self.folder} bewaard wordt, {what}; het wordt opnieuw gemaakt."
        if told not in self.notices:
            self.notices.append(told)


def _name(made_of: str) -> str:
    return hashlib.sha256(made_of.encode()).hexdigest()


def fingerprint(name: str, content: bytes) -> bytes:
    """What must stand before a content of this name."""
    return hashlib.sha256(name.encode() + content).digest()


def _folder() -> Path | None:
    """Where things are kept: as the environment says ('' for nowhere), else in the project."""
    said = os.environ.get("ZORGWEGWIJZER_CACHE")
    return Path(said) if said else HOME / ".cache" / "zorgwegwijzer" if said is None else None


STORE = Store(_folder())
