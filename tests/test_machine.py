"""What goes wrong with the machine, and not with the data: one Dutch sentence, exit code 1, and what was there stays."""

from __future__ import annotations

import errno
import fcntl
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import command
import make_site
from commands import alone, ran
from handbook.load import load
from handbook.problems import DataError, ToolError
from handbook.render import form_pdf
from handbook.store import Store
from helpers import FIXTURE, HOME, copy_of_fixture, problems_in, replaced

TOGETHER = {"ZORGWEGWIJZER_SCHOLEN": "samen"}  # only where it matters is the handbook of each school made apart too


def at(data: Path) -> dict[str, str]:
    """The settings for the school in a folder."""
    return TOGETHER | {"ZORGWEGWIJZER_DATA": str(data), "ZORGWEGWIJZER_CONTENT": str(data.parent / "content")}


SMALL = at(FIXTURE / "data")


def one_sentence(done: subprocess.CompletedProcess[str], part: str) -> None:
    """The command failed, with one sentence about it and no traceback."""
    said = done.stdout + done.stderr
    assert done.returncode == 1, said
    assert part in said and "Traceback" not in said, said


EDITIONS = ["public", "staff"]


# --- what is asked ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("script", ["check.py", "translate.py"])
def test_folders_come_in_twos(script: str) -> None:
    one_sentence(ran(script, "a", "b", "c"), "geef geen map, of twee")
    one_sentence(ran(script, "a"), "geef geen map, of twee")


@pytest.mark.parametrize("script", ["check.py", "translate.py", "make_site.py", "make_bundle.py"])
def test_help_is_help(script: str) -> None:
    done = alone(script, "--help")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith(f"Gebruik: {script}")
    one_sentence(ran(script, "--onbekend"), "'--onbekend' is hier niet bekend. Gebruik:")


@pytest.mark.parametrize(
    ("name", "value", "part"),
    [
        ("ZORGWEGWIJZER_DATA", "", "ZORGWEGWIJZER_DATA is leeg"),
        ("ZORGWEGWIJZER_CONTENT", " ", "ZORGWEGWIJZER_CONTENT is leeg"),
        ("ZORGWEGWIJZER_DATA", "/nergens", "nergens: deze map met gegevens ontbreekt"),
        ("ZORGWEGWIJZER_CONTENT", "/nergens", "nergens: deze map met hoofdstukken ontbreekt"),
        ("SOURCE_DATE_EPOCH", "gisteren", "SOURCE_DATE_EPOCH is 'gisteren', maar moet een getal zijn"),
        ("SOURCE_DATE_EPOCH", "99999999999999999999", "moet een getal zijn"),
    ],
)
def test_a_wrong_setting_is_one_sentence(name: str, value: str, part: str, tmp_path: Path) -> None:
    one_sentence(ran("check.py", **(SMALL | {name: value})), part)
    one_sentence(ran("make_site.py", tmp_path / "site", **(SMALL | {name: value})), part)
    assert not (tmp_path / "site/public").exists()


def test_the_environment_says_which_school(tmp_path: Path) -> None:
    """`make check`, `make onthoud` and `make vertaal` look at the school that the environment names, as the site does."""
    data = copy_of_fixture(tmp_path)
    own = at(data)
    assert ran("check.py", **own).stdout == "In orde: 6 rollen, 1 route, 2 begrippen.\n"
    assert ran("check.py", "--onthoud", **own).returncode == 0
    assert "begrippen#abc" in (data / "addresses.yaml").read_text(encoding="utf-8")
    assert "العربية" in ran("translate.py", **own).stdout
    replaced(data, "roles.yaml", "to: zorgteam", "to: zorgtaem")
    one_sentence(ran("check.py", **own), "bedoelde je 'zorgteam'?")


def test_a_part_that_is_missing_is_one_sentence() -> None:
    line = [sys.executable, "-S", str(HOME / "hooks/check.py")]
    done = subprocess.run(line, capture_output=True, text=True, check=False)
    one_sentence(done, "ontbreekt; draai 'make setup' [machine]")


@pytest.mark.parametrize(
    "line", [["check.py", "--help"], ["check.py", "/nergens", "/ook niet"], ["make_bundle.py", "/nergens"]]
)
def test_a_command_in_a_copy_of_a_process_does_as_it_does_alone(line: list[str]) -> None:
    """As the tests run most of them; the other way is how people do."""
    copied, real = ran(*line), alone(*line)
    assert (copied.returncode, copied.stdout, copied.stderr) == (real.returncode, real.stdout, real.stderr)
    assert real.returncode == int("--help" not in line)


# --- files -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("script", [["check.py", "--onthoud"], ["translate.py"]])
def test_a_full_disk_leaves_the_file_as_it_was(script: list[str], tmp_path: Path) -> None:
    data = copy_of_fixture(tmp_path)
    (data / "translations/ar.yaml").write_text("translations: []\n", encoding="utf-8")
    before = {path: path.read_bytes() for path in data.rglob("*.yaml")}
    one_sentence(ran(*script, data, data.parent / "content", most=64), "[machine]")
    assert {path: path.read_bytes() for path in data.rglob("*") if path.is_file()} == before


def test_a_file_that_may_not_be_read_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = Path.read_bytes

    def refused(path: Path) -> bytes:
        if path.name in ("roles.yaml", "visie.md"):
            raise PermissionError(errno.EACCES, "Permission denied", str(path))
        return real(path)

    monkeypatch.setattr(Path, "read_bytes", refused)
    told = "dit bestand is niet te lezen; geef het leesrecht of zet het terug [bestand]"
    assert problems_in(copy_of_fixture(tmp_path)) == [f"content/visie.md: {told}", f"data/roles.yaml: {told}"]


def test_a_pipe_where_a_file_should_be_does_not_hang(tmp_path: Path) -> None:
    data = copy_of_fixture(tmp_path)
    (data / "roles.yaml").unlink()
    os.mkfifo(data / "roles.yaml")
    assert "geen gewoon bestand" in problems_in(data)[0]


@pytest.mark.parametrize(
    ("number", "part"),
    [
        (errno.ENOSPC, "de schijf is vol"),
        (errno.EACCES, "u mag hier niet lezen of schrijven"),
        (errno.EROFS, "deze schijf is alleen te lezen"),
        (errno.EBUSY, "aan gekoppeld"),
        (errno.EIO, "de machine meldt: Input/output error"),
    ],
)
def test_a_fault_of_the_disk_is_one_sentence(number: int, part: str) -> None:
    told = command.fault(OSError(number, os.strerror(number), "/site/public"))
    assert told.startswith("/site/public: ") and part in told and "\n" not in told


def test_a_mistake_in_the_program_stays_a_mistake_in_the_program() -> None:
    assert command.fault(KeyError("x")) == ""
    assert command.fault(OSError("zonder nummer")) == ""


@pytest.mark.parametrize("content", [b"", b"wOF2 en dan niets", None], ids=["afgebroken", "geen letter", "weg"])
def test_a_damaged_font_is_one_sentence(content: bytes | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    font = tmp_path / "open-sans-400.woff2"
    if content is not None:
        font.write_bytes(content or form_pdf.FONTS[0].read_bytes()[:2000])
    monkeypatch.setattr(form_pdf, "FONTS", (font, *form_pdf.FONTS[1:]))
    monkeypatch.setattr(form_pdf, "STORE", Store(None))
    form_pdf._pdf.cache_clear()
    book = load(FIXTURE / "data", FIXTURE / "content")
    with pytest.raises(ToolError, match=r"open-sans-400\.woff2: dit lettertype ontbreekt of is beschadigd; zet"):
        form_pdf.drawn_findings(book)
    form_pdf._pdf.cache_clear()


# --- the site in its place -------------------------------------------------------------------------------------


def old_site(folder: Path) -> Path:
    """A folder with both editions of a site of before."""
    for edition in EDITIONS:
        (folder / edition).mkdir(parents=True)
        (folder / edition / "index.html").write_text("oud", encoding="utf-8")
    return folder


def texts_of(site: Path) -> list[str]:
    return [(site / edition / "index.html").read_text(encoding="utf-8") for edition in EDITIONS]


@pytest.mark.parametrize("kind", ["koppeling", "bestand"])
def test_a_place_that_cannot_be_replaced_is_told_before_anything_is_built(kind: str, tmp_path: Path) -> None:
    site = old_site(tmp_path / "site")
    shutil.rmtree(site / "public")
    if kind == "koppeling":
        (site / "public").symlink_to(tmp_path)
    else:
        (site / "public").write_text("geen map", encoding="utf-8")
    done = ran("make_site.py", site, **SMALL)
    one_sentence(done, f"{site}/public is {'een koppeling' if kind == 'koppeling' else 'geen map'}, dus daar kan geen")
    assert "bouwen" not in done.stdout
    assert (site / "staff/index.html").read_text(encoding="utf-8") == "oud"


def test_a_disk_joined_to_an_edition_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site = old_site(tmp_path / "site")
    monkeypatch.setattr(Path, "is_mount", lambda path: path.name == "public")
    with pytest.raises(command.Refused, match="public is aan een andere schijf gekoppeld"):
        make_site.main([str(site)])
    assert texts_of(site) == ["oud", "oud"]


@pytest.mark.parametrize("stuck", ["oud-staff", "staff", "oud-public", "public", "oud-bestuur"])
def test_all_editions_are_replaced_or_none(stuck: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whichever of the moves fails, the editions are those of before, and the one that is no more stands there too."""
    site, new = old_site(tmp_path / "site"), old_site(tmp_path / "new")
    (site / "bestuur").mkdir()
    for edition in EDITIONS:
        (new / edition / "index.html").write_text("nieuw", encoding="utf-8")
    real, failed = Path.rename, []

    def moved(path: Path, to: Path) -> Path:
        if Path(to).name == stuck and not failed:
            failed.append(stuck)
            raise OSError(errno.EBUSY, "Device or resource busy", str(path))
        return real(path, to)

    monkeypatch.setattr(Path, "rename", moved)
    with pytest.raises(OSError, match="busy"):
        make_site.put_in_place(new, site, EDITIONS, ["bestuur"])
    assert texts_of(site) == ["oud", "oud"] and (site / "bestuur").is_dir()
    make_site.put_in_place(old_site(tmp_path / "again"), site, EDITIONS)
    assert texts_of(site) == ["oud", "oud"]


def test_what_a_killed_build_left_is_cleared_and_a_running_one_is_not(tmp_path: Path) -> None:
    for name in ("dood", "levend"):
        (tmp_path / f"{make_site.SCRATCH}{name}").mkdir()
        (tmp_path / f"{make_site.SCRATCH}{name}" / make_site.IN_USE).touch()
    with (tmp_path / f"{make_site.SCRATCH}levend" / make_site.IN_USE).open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        with make_site.scratch(tmp_path) as folder:
            left = {path.name.removeprefix(make_site.SCRATCH) for path in tmp_path.iterdir()}
            assert left == {"levend", folder.name.removeprefix(make_site.SCRATCH)}
    assert [path.name for path in tmp_path.iterdir()] == [f"{make_site.SCRATCH}levend"]


@pytest.mark.site
def test_a_full_disk_while_building_keeps_the_old_site(tmp_path: Path) -> None:
    site = old_site(tmp_path / "site")
    done = ran("make_site.py", site, most=60_000, **SMALL)
    one_sentence(done, "[machine]")
    assert "Niets veranderd: de vorige site staat er nog." in done.stdout
    assert texts_of(site) == ["oud", "oud"]
    assert {path.name for path in site.iterdir()} == {"staff", "public"}


def test_a_fault_where_no_site_was_does_not_speak_of_an_old_one(tmp_path: Path) -> None:
    data = copy_of_fixture(tmp_path)
    (data / "glossary.yaml").unlink()
    done = ran("make_site.py", tmp_path / "site", **at(data))
    assert done.returncode == 1 and done.stdout.endswith("\nEr is geen site gemaakt.\n"), done.stdout
    assert not (tmp_path / "site").exists()


def test_a_place_where_nothing_may_be_made_is_one_sentence() -> None:
    one_sentence(ran("make_site.py", "/proc/zorgwegwijzer", **SMALL), "/proc/zorgwegwijzer: ")


def test_a_bundle_on_a_full_disk_leaves_nothing_half(tmp_path: Path) -> None:
    site = old_site(tmp_path / "site")
    one_sentence(ran("make_bundle.py", site, most=64), "[machine]")
    assert {path.name for path in site.iterdir()} == {"staff", "public"}


def test_the_output_is_the_same_without_docstrings_and_asserts(school: Path, tmp_path: Path) -> None:
    """As with python -OO: the page Controlelijst tells every rule in the words of its docstring."""
    assert ran("make_site.py", tmp_path, PYTHONOPTIMIZE="2", **SMALL).returncode == 0
    files = [path.relative_to(school.parent) for path in sorted(school.parent.rglob("*")) if path.is_file()]
    assert len(files) > 200
    assert [file for file in files if (school.parent / file).read_bytes() != (tmp_path / file).read_bytes()] == []


@pytest.mark.site
def test_every_file_of_a_site_can_be_read_by_a_web_server(tmp_path: Path) -> None:
    old = os.umask(0o077)
    try:
        assert ran("make_site.py", tmp_path / "site", **(SMALL | {"ZORGWEGWIJZER_SCHOLEN": "apart"})).returncode == 0
    finally:
        os.umask(old)
    places = [path for edition in EDITIONS for path in (tmp_path / "site" / edition).rglob("*")]
    assert {oct(path.stat().st_mode & 0o777) for path in places} == {"0o755", "0o644"}
    headers = [(tmp_path / "site" / edition / "_headers").read_text(encoding="utf-8") for edition in EDITIONS]
    assert ["X-Robots-Tag: noindex" in each for each in headers] == [False, True]


@pytest.mark.site
def test_a_site_that_stands_is_not_built_again_unless_something_changed(tmp_path: Path) -> None:
    data, site = copy_of_fixture(tmp_path), tmp_path / "site"
    own = at(data)

    def said() -> str:
        done = ran("make_site.py", site, **own)
        assert done.returncode == 0, done.stderr
        return "niets veranderd" if "Er is niets veranderd" in done.stdout else "gebouwd"

    assert [said(), said()] == ["gebouwd", "niets veranderd"]
    (site / "public/namen.xlsx").write_text("van een ander", encoding="utf-8")
    replaced(data, "roles.yaml", "Leidt het team.", "Leidt het hele team.")
    assert [said(), said()] == ["gebouwd", "niets veranderd"]
    assert not (site / "public/namen.xlsx").exists()


@pytest.mark.parametrize("name", ["public/index.html", "public/namen.xlsx", make_site.MADE_OF])
def test_a_site_that_somebody_changed_does_not_stand(name: str, tmp_path: Path) -> None:
    site = old_site(tmp_path)
    sums = {"made_of": "x", "files": make_site.sums_of(site, EDITIONS)}
    (site / make_site.MADE_OF).write_text(json.dumps(sums), encoding="utf-8")
    assert make_site.stands(site, "x") and not make_site.stands(site, "y")
    (site / name).write_text("{", encoding="utf-8")
    assert not make_site.stands(site, "x")


@pytest.fixture
def once_with_a_board(school: Path, tmp_path: Path) -> Path:
    """A site that had an edition for the board beside the two others, and a folder of somebody else."""
    site = tmp_path / "site"
    shutil.copytree(school.parent, site)
    shutil.copytree(site / "public", site / "bestuur")
    files = make_site.sums_of(site, [*EDITIONS, "bestuur"])
    (site / make_site.MADE_OF).write_text(json.dumps({"made_of": "x", "files": files}), encoding="utf-8")
    (site / "eigen").mkdir()
    (site / "eigen/index.html").write_text("van de school zelf", encoding="utf-8")
    return site


def test_the_folder_of_an_edition_that_is_no_more_goes_and_no_other(once_with_a_board: Path) -> None:
    site = once_with_a_board
    done = ran("make_site.py", site, **SMALL)
    assert f"Weggehaald: {site}/bestuur, want die uitgave is er niet meer." in done.stdout
    assert {path.name for path in site.iterdir()} == {"public", "staff", "eigen", make_site.MADE_OF}
    bundle = ran("make_bundle.py", site)
    assert f"Niet ingepakt: {site}/eigen is geen uitgave van dit handboek." in bundle.stdout
    assert {path.name for path in site.glob("*.zip")} == {"public.zip", "staff.zip"}


def test_a_folder_that_somebody_else_put_something_in_is_told_and_stays(once_with_a_board: Path) -> None:
    site = once_with_a_board
    (site / "bestuur.zip").write_bytes(b"van vroeger")
    (site / "bestuur/notulen.txt").write_text("van het bestuur zelf", encoding="utf-8")
    done = ran("make_site.py", site, **SMALL)
    assert f"{site}/bestuur is van een uitgave die er niet meer is, maar niet alles erin is van ons" in done.stdout
    assert (site / "bestuur/notulen.txt").read_text(encoding="utf-8") == "van het bestuur zelf"
    bundle = ran("make_bundle.py", site)
    assert f"Niet ingepakt: {site}/bestuur is geen uitgave van dit handboek." in bundle.stdout
    assert f"{site}/bestuur.zip is van een uitgave die er niet (meer) is; gooi dat bestand zelf weg." in bundle.stdout
    assert (site / "bestuur.zip").read_bytes() == b"van vroeger"


@pytest.mark.parametrize("name", ["..", ".", "", "koppeling", "weg", ".nieuw-x"])
def test_nothing_is_taken_away_that_is_no_folder_of_ours(name: str, tmp_path: Path) -> None:
    """Whatever the list of what was made says, as after someone else wrote in it."""
    site = tmp_path / "site"
    (site / "public").mkdir(parents=True)
    (tmp_path / "elders").mkdir()
    (tmp_path / "elders/a.txt").write_text("a", encoding="utf-8")
    (site / "koppeling").symlink_to(tmp_path / "elders")
    (site / ".nieuw-x").mkdir()
    (site / ".nieuw-x/a.txt").write_text("a", encoding="utf-8")
    there = make_site.sums_of(site, [name]) if name != "weg" else {"weg/a.txt": "b"}
    files = {f"{name}/{file.partition('/')[2]}": total for file, total in there.items()}
    (site / make_site.MADE_OF).write_text(json.dumps({"made_of": "x", "files": files}), encoding="utf-8")
    assert make_site.gone(site, ["public"])[0] == []


def test_a_data_error_is_raised_and_not_printed_by_the_package(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="deze map met gegevens ontbreekt"):
        load(tmp_path / "weg")
