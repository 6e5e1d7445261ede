"""`python hooks/make_site.py [DEST]`: both editions, side by side; the old site stays until both new ones are whole."""

from __future__ import annotations

import fcntl
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from command import HOME, Refused, folders, run
from handbook.load import load
from handbook.model import Edition
from handbook.problems import DataError
from handbook.render.templates import upper_first

SCRATCH, IN_USE = ".nieuw-", "bezig"  # the folders a build works in, and the file that it keeps locked meanwhile
USAGE = "make_site.py [ map-voor-de-site ]"


def main(arguments: list[str]) -> int:
    """Builds in a scratch folder and puts the editions in place together; returns the exit code of what failed first.

    Raises Refused when an edition cannot be put in its place, and OSError when the machine fails.
    """
    if len(arguments) > 1:
        raise Refused(f"geef hoogstens één map. Gebruik: {USAGE} [gebruik]")
    try:
        editions = load(*folders([])).school.editions
    except DataError as error:
        print(f"{error}\nNiets veranderd: de vorige site staat er nog.")
        return 1
    destination = Path(arguments[0]) if arguments else HOME / "site"
    destination.mkdir(parents=True, exist_ok=True)
    for edition in editions:
        _refuse_place(destination / edition.id)
    with scratch(destination) as folder:
        for edition in editions:
            print(f"{upper_first(edition.name)} bouwen ('{edition.id}')", flush=True)
            code = build(edition.id, folder / edition.id)
            if code:
                print("Niets veranderd: de vorige site staat er nog.")
                return code
            finish(folder / edition.id, edition)
        put_in_place(folder, destination, [str(edition.id) for edition in editions])
    print(f"Klaar: {', '.join(str(destination / edition.id) for edition in editions)}")
    return 0


def _refuse_place(place: Path) -> None:
    """Raises Refused where no new folder can take the place of what is there."""
    wrong = (
        "is een koppeling"
        if place.is_symlink()
        else "is aan een andere schijf gekoppeld"
        if place.is_mount()
        else "is geen map"
        if place.exists() and not place.is_dir()
        else ""
    )
    if wrong:
        raise Refused(
            f"{place} {wrong}, dus daar kan geen nieuwe site komen; haal dat weg, of kies een andere map [bestand]"
        )


@contextmanager
def scratch(destination: Path) -> Iterator[Path]:
    """A folder to build in, on the same disk as the site; what a build that was killed left behind is cleared first."""
    for left in destination.glob(f"{SCRATCH}*"):
        with (left / IN_USE).open("a") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError:
                continue  # another build is at work there
            shutil.rmtree(left, ignore_errors=True)
    made = tempfile.TemporaryDirectory(dir=destination, prefix=SCRATCH, ignore_cleanup_errors=True)
    with made as folder, (Path(folder) / IN_USE).open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield Path(folder)


def build(edition: str, folder: Path) -> int:
    """One edition into `folder`; strict, so that a warning is a failure."""
    settings = {
        "ZORGWEGWIJZER_EDITION": edition,
        "NO_MKDOCS_2_WARNING": "1",
        "SOURCE_DATE_EPOCH": os.environ.get("SOURCE_DATE_EPOCH", "0"),
    }
    command = [sys.executable, "hooks/command.py", "mkdocs", "build", "--strict", "--site-dir", str(folder.resolve())]
    return subprocess.run(command, cwd=HOME, env=os.environ | settings, check=False).returncode


def finish(site: Path, edition: Edition) -> None:
    """Adds what hosts read their headers from, and makes every file readable for the user of a web server."""
    headers = (HOME / "deploy" / "_headers").read_text(encoding="utf-8")
    if edition.inside:
        headers = headers.replace("/*\n", "/*\n  X-Robots-Tag: noindex, nofollow\n", 1)
    (site / "_headers").write_text(headers, encoding="utf-8")
    for path in (site, *site.rglob("*")):
        path.chmod(0o755 if path.is_dir() else 0o644)


def put_in_place(new: Path, destination: Path, editions: list[str]) -> None:
    """Moves all editions from `new` to `destination`, or none: what was moved goes back when one cannot. Raises OSError."""
    done: list[tuple[Path, Path]] = []
    try:
        for edition in editions:
            place, aside = destination / edition, new / f"oud-{edition}"
            if place.exists():
                place.rename(aside)
            done.append((place, aside))
            (new / edition).rename(place)
    except OSError:
        for place, aside in reversed(done):
            if place.exists():
                place.rename(new / place.name)
            if aside.exists():
                aside.rename(place)
        raise


if __name__ == "__main__":
    sys.exit(run(main, USAGE))
