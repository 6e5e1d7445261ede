"""`python hooks/make_site.py [DEST]`: every edition, side by side; the old site stays until all new ones are whole.

The data are read once, and each processor does what another need not wait for: first the papers, then the editions.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import multiprocessing
import os
import runpy
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing.connection import wait
from pathlib import Path
from typing import Any

from command import HOME, Refused, fault, folders, run, setting
from handbook.at_once import spare_processor
from handbook.build import loaded
from handbook.model import Edition, Handbook
from handbook.problems import DataError, ToolError
from handbook.proved import sum_of_files
from handbook.reason.mentions import PLAIN_ID
from handbook.reason.publishing import lacking
from handbook.render.form_pdf import printed
from handbook.render.templates import upper_first

SCRATCH, IN_USE = ".nieuw-", "bezig"  # the folders a build works in, and the file that it keeps locked meanwhile
MADE_OF = ".gebouwd.json"  # beside the editions: what they were made of, and what each file must add up to
APART, TOGETHER = "apart", "samen"  # the handbook of each school beside that of all, or only that of all
PUBLISH = "PUBLICEREN"  # the setting that asks for a site that is ready to be published
USAGE = "make_site.py [ map-voor-de-site ]"
SETTINGS = {"NO_MKDOCS_2_WARNING": "1", "SOURCE_DATE_EPOCH": os.environ.get("SOURCE_DATE_EPOCH", "0")}


def main(arguments: list[str]) -> int:
    """Builds in a scratch folder and puts the editions in place together; returns 1 when one of them failed.

    Raises Refused when an edition cannot be put in its place, and OSError when the machine fails.
    """
    if len(arguments) > 1:
        raise Refused(f"geef hoogstens één map. Gebruik: {USAGE} [gebruik]")
    destination = Path(arguments[0]) if arguments else HOME / "site"
    try:
        with spare_processor():
            book = ready(loaded(*folders([])))
    except (DataError, ToolError) as error:
        print(f"{error}\n{left_at(destination)}")
        return 1
    editions = book.school.editions
    destination.mkdir(parents=True, exist_ok=True)
    for edition in editions:
        refuse_place(destination / edition.id)
    inputs = made_of()
    places = [str(destination / edition.id) for edition in editions]
    if stands(destination, inputs):
        print(f"Er is niets veranderd; de site staat er nog: {', '.join(places)}")
        return 0
    with scratch(destination) as folder:
        if not made(book, folder):
            print(left_at(destination))
            return 1
        for edition in editions:
            finish(folder / edition.id, edition)
        names = [str(edition.id) for edition in editions]
        sums = {"made_of": inputs, "files": sums_of(folder, names)}
        ours, others = gone(destination, names)
        put_in_place(folder, destination, names, ours)
        (destination / MADE_OF).write_text(json.dumps(sums), encoding="utf-8")
    for name in ours:
        print(f"Weggehaald: {destination / name}, want die uitgave is er niet meer.")
    for name in others:
        told = "is van een uitgave die er niet meer is, maar niet alles erin is van ons; gooi die map zelf weg"
        print(f"Let op: {destination / name} {told}")
    print(f"Klaar: {', '.join(places)}")
    return 0


def left_at(destination: Path) -> str:
    """What stands there when no new site came in its place."""
    there = destination.is_dir() and any(each.name[0] != "." for each in destination.iterdir())
    return "Niets veranderd: de vorige site staat er nog." if there else "Er is geen site gemaakt."


def made(book: Handbook, folder: Path) -> bool:
    """Makes every site in a folder and tells what was said meanwhile; whether all of them went well."""
    editions, schools = book.school.editions, schools_apart(book)
    _at_once([(_draw, ((book, *(book.at[school] for school in schools)), part)) for part in range(2)])
    sites = [Made(edition, school) for school in ("", *schools) for edition in editions]
    done = _at_once([(_build, (site, folder, bool(schools))) for site in sites])
    for site in sites:
        print(f"{upper_first(site.name(book))} bouwen ('{site.place}')")
        print((folder / f"{site.folder}.txt").read_text(encoding="utf-8"), end="")
    for site in sites if all(done) else ():
        if site.school:
            (folder / site.folder).rename(folder / site.place)
    return all(done)


def schools_apart(book: Handbook) -> list[str]:
    """The schools that get a handbook of their own beside that of all. Raises Refused for a setting that is none."""
    asked = setting("ZORGWEGWIJZER_SCHOLEN", APART)
    if asked not in (APART, TOGETHER):
        raise Refused(f"ZORGWEGWIJZER_SCHOLEN is '{asked}'; kies uit: {APART}, {TOGETHER} [instelling]")
    return list(book.at) if asked == APART else []


@dataclass(frozen=True)
class Made:
    """One site to make: an edition, of one school or of all; that of a school comes in a folder within the other."""

    edition: Edition
    school: str = ""

    @property
    def folder(self) -> str:
        """Where it is made."""
        return f"{self.edition.id}{f'.{self.school}' if self.school else ''}"

    @property
    def place(self) -> str:
        """Where it comes to stand."""
        return f"{self.edition.id}{f'/{self.school}' if self.school else ''}"

    def name(self, book: Handbook) -> str:
        """What the maker of it is told."""
        return f"{self.edition.name}{f', {book.at[self.school].school.schools[0].name}' if self.school else ''}"


def to_publish() -> bool:
    """Whether this build is for publication, which asks that nothing is left to fill in. Raises Refused for another wish."""
    asked = os.environ.get(PUBLISH, "")
    if asked not in ("", "0", "1"):
        raise Refused(f"{PUBLISH} is '{asked}', maar kan alleen 1 zijn (klaar om te publiceren) of weg [instelling]")
    return asked == "1"


def ready(book: Handbook) -> Handbook:
    """The handbook itself. Raises ToolError when it is to be published, and something is left for the school to fill in."""
    left = lacking(book) if to_publish() else []
    if left:
        told = "Nog niet klaar om te publiceren: vul eerst in wat hierboven staat, of bouw zonder PUBLICEREN."
        raise ToolError("\n".join(map(str, (*left, told))))
    return book


def refuse_place(place: Path) -> None:
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
        raise Refused(f"{place} {wrong}, dus daar kan geen nieuwe map komen; haal het weg of kies een andere map [bestand]")


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


# --- side by side ----------------------------------------------------------------------------------------------


def _at_once(work: list[tuple[Callable[..., None], tuple[Any, ...]]]) -> list[bool]:
    """Does each piece of work in a process of its own, which knows all that this one has read; whether each went well.

    No more of them at a time than there are processors.
    """
    here = multiprocessing.get_context("fork")
    processes = [here.Process(target=do, args=arguments) for do, arguments in work]
    room = max(2, os.cpu_count() or 1)
    for number, process in enumerate(processes):
        while len(busy := [each.sentinel for each in processes[:number] if each.exitcode is None]) >= room:
            wait(busy)
        process.start()
    for process in processes:
        process.join()
    return [process.exitcode == 0 for process in processes]


def _draw(books: tuple[Handbook, ...], part: int) -> None:
    """Every second form on paper, so that it is kept before an edition asks for it; faults are told by who needs it."""
    for own in books:
        for form in own.forms[part::2]:
            printed(form, own)


def _build(site: Made, folder: Path, beside: bool) -> None:
    """One site into a folder of its own name, and what was said meanwhile in a text file beside it."""
    said = os.open(folder / f"{site.folder}.txt", os.O_WRONLY | os.O_CREAT)
    os.dup2(said, 1)
    os.dup2(said, 2)
    os.environ |= SETTINGS | {"ZORGWEGWIJZER_EDITION": str(site.edition.id), "ZORGWEGWIJZER_SCHOOL": site.school}
    os.environ |= {"ZORGWEGWIJZER_BESIDE": "1" if beside else ""}
    os.chdir(HOME)
    sys.argv = ["mkdocs", "build", "--strict", "--site-dir", str((folder / site.folder).resolve())]
    try:
        runpy.run_module("mkdocs", run_name="__main__", alter_sys=True)
    except BaseException as error:
        if sentence := fault(error):
            print(sentence, file=sys.stderr, flush=True)
            sys.exit(1)
        raise


# --- what stands there already -----------------------------------------------------------------------------------


def made_of() -> str:
    """A fingerprint of everything that a site is made of: data, prose, our program and templates, and what is installed."""
    data, content = folders([])
    settings = (SETTINGS["SOURCE_DATE_EPOCH"], os.environ.get("ZORGWEGWIJZER_SCHOLEN", APART), str(data), str(content))
    own = (HOME / name for name in ("hooks", "overrides", "deploy", "mkdocs.yml", "requirements.txt"))
    return hashlib.sha256(json.dumps([sys.version, *settings, sum_of_files(data, content, *own)]).encode()).hexdigest()


def sums_of(folder: Path, editions: list[str]) -> dict[str, str]:
    """Per file of the editions in a folder what it adds up to."""
    files = (path for edition in editions for path in sorted((folder / edition).rglob("*")) if path.is_file())
    return {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def stands(destination: Path, inputs: str) -> bool:
    """Whether the site that was made of these inputs stands there, every file as it was made, and none beside."""
    made, files = remembered(destination)
    return bool(files) and made == inputs and sums_of(destination, editions_in(files)) == files


def remembered(destination: Path) -> tuple[str, dict[str, str]]:
    """Of the site that was made there: what of, and per file what it adds up to; nothing when that cannot be read."""
    try:
        known = json.loads((destination / MADE_OF).read_text(encoding="utf-8"))
        return str(known["made_of"]), {str(name): str(total) for name, total in known["files"].items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return "", {}


def editions_in(files: dict[str, str]) -> list[str]:
    """The editions that have files in a site, and whose names can be those of an edition."""
    return sorted(name for name in {file.partition("/")[0] for file in files} if PLAIN_ID.fullmatch(name))


def gone(destination: Path, editions: list[str]) -> tuple[list[str], list[str]]:
    """The folders of editions that are no more: those as they were made, and those in which somebody changed something."""
    _, files = remembered(destination)
    old = [name for name in editions_in(files) if name not in editions and (destination / name).is_dir()]
    ours = [name for name in old if _is_as_made(destination, name, files)]
    return ours, [name for name in old if name not in ours]


def _is_as_made(destination: Path, name: str, files: dict[str, str]) -> bool:
    place = destination / name
    own = {file: total for file, total in files.items() if file.startswith(f"{name}/")}
    return not (place.is_symlink() or place.is_mount()) and sums_of(destination, [name]) == own


# --- in its place ----------------------------------------------------------------------------------------------


def finish(site: Path, edition: Edition) -> None:
    """Adds what hosts read their headers from, and makes every file readable for the user of a web server."""
    headers = (HOME / "deploy" / "_headers").read_text(encoding="utf-8")
    if edition.inside:
        headers = headers.replace("/*\n", "/*\n  X-Robots-Tag: noindex, nofollow\n", 1)
    (site / "_headers").write_text(headers, encoding="utf-8")
    for path in (site, *site.rglob("*")):
        path.chmod(0o755 if path.is_dir() else 0o644)


def put_in_place(new: Path, destination: Path, editions: list[str], away: Sequence[str] = ()) -> None:
    """Moves all editions from `new` to `destination`, and those that go `away` to `new`, where they are cleared; or none.

    What was moved goes back when one cannot. Raises OSError.
    """
    done: list[tuple[Path, Path]] = []
    try:
        for edition in (*editions, *away):
            place, aside = destination / edition, new / f"oud-{edition}"
            if place.exists():
                place.rename(aside)
            done.append((place, aside))
            if edition not in away:
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
