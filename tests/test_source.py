"""Whatever state a data file is in, an editor reads one Dutch sentence with file and line."""

from __future__ import annotations

from pathlib import Path

import pytest

from commands import ran
from handbook.load import load
from helpers import HOME, copy_of_fixture, problems_in, replaced

# name: old text, new text in roles.yaml, the only finding
TYPED = {
    "onbekend veld": ("    summary: Leidt", "    sumary: x\n    summary: Leidt",
                      "data/roles.yaml:32: onbekend veld 'sumary' bij rol; bedoelde je 'summary'? [veld]"),
    "dubbel veld": ("    summary: Leidt", "    lines: [2]\n    summary: Leidt",
                    "data/roles.yaml:32: 'lines' staat hier twee keer (ook op regel 28); haal er een weg [dubbel]"),
    "ontbrekend veld": ("    summary: Leidt het team.\n", "",
                        "data/roles.yaml:25: het veld 'summary' ontbreekt bij rol 'teamleider' [veld]"),
    "leeg veld": ("summary: Leidt het team.", "summary:",
                  "data/roles.yaml:32: 'summary' is leeg; vul het in of haal het weg [veld]"),
    "lijst in plaats van tekst": ("summary: Leidt het team.", "summary: [a, b]",
                                  "data/roles.yaml:32: 'summary' moet één tekst zijn, geen lijst of blok [veld]"),
    "no is geen nee": ("approachable: nee", "approachable: no",
                       "data/roles.yaml:40: 'approachable' kan niet 'no' zijn; kies uit: ja, nee [veld]"),
    "true is geen ja": ("approachable: nee", "approachable: true",
                        "data/roles.yaml:40: 'approachable' kan niet 'true' zijn; kies uit: ja, nee [veld]"),
    "geen getal": ("lines: [2]", "lines: [twee]",
                   "data/roles.yaml:28: 'lines' moet een heel getal, zoals 2 zijn, niet 'twee' [veld]"),
    "geen datum": ("reviewed: 2026-01-01", "reviewed: 1 januari",
                   "data/roles.yaml:1: 'reviewed' moet een datum, zoals 2026-11-21 zijn, niet '1 januari' [veld]"),
    "verkeerde soort": ("kind: person\n    lines: [2]", "kind: persoon\n    lines: [2]",
                        "data/roles.yaml:27: 'kind' kan niet 'persoon' zijn; kies uit: "
                        "person, meeting, body, outside, family [veld]"),
    "halve bronvermelding": ("sources: plan 2", "sources: plan",
                             "data/roles.yaml:24: een bronvermelding is bron en paragraaf, "
                             "zoals 'melanchthon 2.2.1' [veld]"),
    "tab": ("    summary: Leidt", "\tsummary: Leidt",
            "data/roles.yaml:32: hier staat een tab; spring in met spaties [yaml]"),
    "dubbele punt in tekst": ("Leidt het team.", "Leidt: het team.",
                              "data/roles.yaml:32: een dubbele punt midden in een tekst; zet aanhalingstekens om de hele "
                              "tekst (YAML meldt: mapping values are not allowed in this context) [yaml]"),
    "anker": ("name: Teamleider", "name: &naam Teamleider",
              "data/roles.yaml:26: een anker (&) of verwijzing (*) mag hier niet; schrijf de tekst uit, "
              "of zet er aanhalingstekens om [yaml]"),
}  # fmt: skip


@pytest.mark.parametrize("name", TYPED)
def test_slip_of_the_keyboard(name: str, tmp_path: Path) -> None:
    old, new, sentence = TYPED[name]
    assert problems_in(replaced(copy_of_fixture(tmp_path), "roles.yaml", old, new)) == [sentence]


def written(data: Path, content: bytes) -> list[str]:
    (data / "glossary.yaml").write_bytes(content)
    return problems_in(data)


def test_missing_file(tmp_path: Path) -> None:
    data = copy_of_fixture(tmp_path)
    (data / "glossary.yaml").unlink()
    assert problems_in(data) == ["data/glossary.yaml: dit bestand ontbreekt; zet het terug uit de vorige versie [bestand]"]


def test_missing_folder(tmp_path: Path) -> None:
    assert problems_in(tmp_path / "weg") == [
        "weg: deze map met gegevens ontbreekt; zet haar terug uit de vorige versie [bestand]"
    ]


@pytest.mark.parametrize("content", [b"", b"# alleen een opmerking\n", b"\n\n"])
def test_empty_file(content: bytes, tmp_path: Path) -> None:
    assert [line.partition(";")[0] for line in written(copy_of_fixture(tmp_path), content)] == [
        "data/glossary.yaml: data/glossary.yaml bevat geen gegevens"
    ]


def test_half_a_file(tmp_path: Path) -> None:
    data = copy_of_fixture(tmp_path)
    whole = (data / "glossary.yaml").read_bytes()
    for cut in (whole[: whole.index(b"rugzak") + 3], whole[: whole.index(b'"2014') + 3], whole[:30]):
        found = written(data, cut)
        assert found, cut
        assert all(line.startswith("data/glossary.yaml:") for line in found)


def test_latin_1_bytes(tmp_path: Path) -> None:
    found = written(copy_of_fixture(tmp_path), "# één\nterms: []\n".encode("latin-1"))
    assert found == [
        "data/glossary.yaml:1: dit teken is geen UTF-8; bewaar het bestand opnieuw met de codering UTF-8 [codering]"
    ]


def test_control_character(tmp_path: Path) -> None:
    found = written(copy_of_fixture(tmp_path), b"terms:\n  - id: \x07\n")
    assert len(found) == 1
    assert "onzichtbaar of verloren teken (U+0007)" in found[0]


def test_byte_order_mark_and_windows_lines_are_fine(tmp_path: Path) -> None:
    data = copy_of_fixture(tmp_path)
    for path in data.glob("*.yaml"):
        path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    assert problems_in(data) == []


def test_ten_megabytes_are_refused_unread(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its size is enough: reading and parsing it would keep an editor waiting for minutes."""
    data = copy_of_fixture(tmp_path)
    read: list[str] = []
    whole = Path.read_bytes
    monkeypatch.setattr(Path, "read_bytes", lambda path: (read.append(path.name), whole(path))[1])
    found = written(data, b"terms:\n" + b"  - a\n" * 1_700_000)
    assert found == [
        "data/glossary.yaml: dit bestand is te groot (10.200.007 bytes, hoogstens 10.000.000); splits het [bestand]"
    ]
    assert "roles.yaml" in read and "glossary.yaml" not in read


def test_exploding_aliases_are_never_followed(tmp_path: Path) -> None:
    bomb = "a: &a [x, x]\n" + "".join(f"{n}: &{n} [*{p}, *{p}]\n" for p, n in zip("abcdefghi", "bcdefghij", strict=True))
    found = written(copy_of_fixture(tmp_path), bomb.encode())
    assert len(found) == 1
    assert "anker" in found[0]


def test_text_stays_text(tmp_path: Path) -> None:
    data = replaced(copy_of_fixture(tmp_path), "roles.yaml", "Leidt het team.", "0101")
    replaced(data, "roles.yaml", "name: Teamleider", "name: nee")
    book = load(data, data.parent / "content")
    assert book.role["teamleider"].summary == "0101"
    assert book.role["teamleider"].name == "nee"


def test_all_faults_at_once_in_reading_order(tmp_path: Path) -> None:
    data = copy_of_fixture(tmp_path)
    replaced(data, "routes.yaml", "        action: Kiest", "        actie: Kiest")
    replaced(data, "roles.yaml", "    lines: [2]", "    lines: [twee]")
    replaced(data, "roles.yaml", "    lines: [1]", "    lines: [een]")
    found = problems_in(data)
    assert len(found) == 4
    assert found == sorted(found, key=lambda line: (line.split(":")[0], int(line.split(":")[1])))


def test_check_exits_with_1_and_no_traceback(tmp_path: Path) -> None:
    data = replaced(copy_of_fixture(tmp_path), "roles.yaml", "to: zorgteam", "to: zorgtaem")
    done = ran("check.py", data, data.parent / "content")
    assert done.returncode == 1
    assert done.stdout.splitlines() == [
        "data/roles.yaml:22: rol 'mentor' verwijst naar rol 'zorgtaem', die niet bestaat; bedoelde je 'zorgteam'? [bestaat]",
        "1 fout gevonden. De site is niet gebouwd.",
    ]
    assert done.stderr == ""


def test_check_exits_with_0_when_all_is_well() -> None:
    done = ran("check.py", HOME / "tests/fixture/data", HOME / "tests/fixture/content")
    assert (done.returncode, done.stdout) == (0, "In orde: 6 rollen, 1 route, 2 begrippen.\n")


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        (
            "---\ntitle",
            "title",
            "content/visie.md:1: bovenaan ontbreekt het blok met gegevens tussen twee regels '---' [veld]",
        ),
        (
            "title: Visie",
            "titel: Visie",
            "content/visie.md:2: onbekend veld 'titel' bij hoofdstuk; bedoelde je 'title'? [veld]",
        ),
        ("{plan 1}", "{plan 9}", "content/visie.md:11: bron 'plan' heeft geen paragraaf '9'; kies uit: 1, 2, 3 [paragraaf]"),
    ],
)
def test_prose_is_checked_too(old: str, new: str, sentence: str, tmp_path: Path) -> None:
    data = copy_of_fixture(tmp_path)
    replaced(data.parent / "content", "visie.md", old, new)
    assert sentence in problems_in(data)
