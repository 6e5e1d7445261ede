"""Who is reached where: each field only for whom it is meant, and every page whole when nothing is filled in."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from browser import served
from handbook.load import load
from handbook.reason.edition import narrow
from handbook.render.pages import pages
from handbook.render.site import Site
from helpers import copy_of_fixture, fixture_book, problems_in, replaced


def texts(edition: str) -> dict[str, str]:
    return {page.path: page.text for page in pages(Site(narrow(fixture_book(), edition)))}


def test_staff_see_every_field_and_the_public_only_what_is_public() -> None:
    staff, public = texts("staff"), texts("public")
    for place in ("contact.md", "rollen/mentor.md", "wegwijzer/uitkomst/praat.md", "ar/wegwijzer/uitkomst/praat.md"):
        assert "mentor@voorbeeld.example" in staff[place] and "kamer 1" in staff[place]
        assert "010-123 45 68" in staff[place] and "010-123 45 68" in public[place]
        assert "maandag van 9 tot 10" in public[place]
    everything = " ".join(public.values())
    for hidden in ("mentor@voorbeeld.example", "kamer 1", "Contactpersoon A", "kassa@voorbeeld.example", "Overlegsysteem"):
        assert hidden in " ".join(staff.values())
        assert hidden not in everything


def test_a_location_without_public_contacts_still_says_whom_to_ask(tmp_path: Path) -> None:
    book = fixture_book()
    assert "Bel de school en vraag naar: teamleider." in texts("public")["rollen/teamleider.md"]
    assert "Vraag het aan de balie." in texts("staff")["rollen/teamleider.md"]
    assert book.school.locations[0].name in texts("public")["contact.md"]


def test_links_can_be_called_and_mailed() -> None:
    assert '<a href="tel:0101234568">' in texts("staff")["rollen/mentor.md"]
    assert '<a href="mailto:mentor@voorbeeld.example">' in texts("staff")["rollen/mentor.md"]


def test_nothing_filled_in_reads_well(tmp_path: Path) -> None:
    data = copy_of_fixture(tmp_path)
    school = (data / "school.yaml").read_text(encoding="utf-8")
    (data / "school.yaml").write_text(school.partition("reception:")[0], encoding="utf-8")
    assert problems_in(data) == []
    made = {page.path: page.text for page in pages(Site(narrow(load(data), "public")))}
    assert "Bel de school en vraag naar: mentor." in made["rollen/mentor.md"]
    assert "Vraag het aan de receptie." in made["contact.md"]
    assert "zw-vestiging" not in made["rollen/mentor.md"]


WRONG = [
    ("phone: 010-123 45 69", "phone: bel maar", "'bel maar' is geen telefoonnummer [contact]"),
    ("mail: kassa@voorbeeld.example", 'mail: "javascript:alert(1)"', "'javascript:alert(1)' is geen mailadres [contact]"),
    ("public: [phone, hours]", "public: [phone, mail]", "'mail' is openbaar gemaakt bij rol 'mentor', maar niet ingevuld"),
    ("{role: kassa, mail: kassa@voorbeeld.example}", "{role: kassa}", "staat niet hoe die te bereiken is"),
    ("role: kassa, mail", "role: kasa, mail", "rol 'kasa' bestaat niet; bedoelde je 'kassa'? [school]"),
    ("id: zuid", "id: noord", "is dubbel of heeft een verkeerd teken [vestiging]"),
    ("public: [phone, hours]", "public: [telefoon]", "'public' kan niet 'telefoon' zijn"),
    ('address: "https://voorbeeld.example/"', 'address: "data:text/html,x"', "is geen adres dat met https:// begint"),
]


@pytest.mark.parametrize(("good", "bad", "told"), WRONG, ids=[bad for _, bad, _ in WRONG])
def test_a_wrong_contact_is_one_sentence(good: str, bad: str, told: str, tmp_path: Path) -> None:
    found = problems_in(replaced(copy_of_fixture(tmp_path), "school.yaml", good, bad))
    assert len(found) == 1 and told in found[0] and "school.yaml:" in found[0]


def test_the_school_sends_nobody_to_a_staff_role(tmp_path: Path) -> None:
    data = replaced(copy_of_fixture(tmp_path), "school.yaml", "nearest: mentor", "nearest: kassa")
    assert problems_in(data)[0].endswith("maar school.yaml stuurt iedereen erheen; kies een andere [iedereen]")


@pytest.mark.parametrize(
    "number", ["(010) 123 45 67", "010 - 123 45 67", "06.12.34.56.78", "010/1234567", "0031612345678", "+31 (0)6 12345678",
               "0800-2000", "a.b@school.example"],
)  # fmt: skip
def test_a_number_in_a_staff_field_is_refused_however_it_is_typed(number: str, tmp_path: Path) -> None:
    data = replaced(copy_of_fixture(tmp_path), "roles.yaml", "Beslist over de gesprekken.", f"Bel of mail {number}.")
    assert [line for line in problems_in(data) if line.endswith("[nummer]")]


@pytest.mark.parametrize("text", ["Op 1 januari 2026 om 10 uur.", "Kost 1 250 000 euro.", "Van 2019-2020 tot 2026."])
def test_a_date_or_a_sum_is_no_number_to_call(text: str, tmp_path: Path) -> None:
    data = replaced(copy_of_fixture(tmp_path), "roles.yaml", "Beslist over de gesprekken.", text)
    assert problems_in(data) == []


LINKS = [
    "data:text/html,x",
    "Javascript:alert(1)",
    " javascript:alert(1)",
    "vbscript:x",
    "//elders.example/x",
    "http://a.example",
]


@pytest.mark.parametrize("link", LINKS)
def test_a_link_that_could_run_or_lead_astray_is_refused(link: str, tmp_path: Path) -> None:
    data = replaced(copy_of_fixture(tmp_path), "../content/visie.md", "De mentor helpt", f"De mentor [x]({link}) helpt")
    found = problems_in(data)
    assert len(found) == 1 and "[link]" in found[0] and "content/visie.md:11" in found[0]


UNSAFE = {
    "over twee regels": "De [mentor](\njavascript:alert(1)) helpt.",
    "verwijzing onderaan": "De [mentor][m] helpt.\n\n[m]:\n    javascript:alert(1)\n\nEn",
    "kenmerk": "De *mentor*{: onclick=alert(1) } helpt.",
    "beeld van elders": "De mentor ![x](https://elders.example/x.png) helpt.",
}


@pytest.mark.parametrize("text", UNSAFE.values(), ids=UNSAFE)
def test_no_trick_of_markdown_brings_in_a_script_or_another_host(text: str, tmp_path: Path) -> None:
    data = replaced(copy_of_fixture(tmp_path), "../content/visie.md", "De mentor helpt iedereen.", text)
    assert [line for line in problems_in(data) if line.endswith(("[link]", "[proza]"))]


@pytest.mark.parametrize("link", ["https://voorbeeld.example/a?b=c#d", "../rollen/mentor.md", "begrippen/#abc", "#hier"])
def test_a_plain_link_is_allowed(link: str, tmp_path: Path) -> None:
    data = replaced(copy_of_fixture(tmp_path), "../content/visie.md", "De mentor", f"## Hier\n\nDe [x]({link}) mentor")
    assert problems_in(data) == []


def test_a_location_is_chosen_once(school: Path, opened: Any) -> None:
    with served(school) as address:
        page = opened(f"{address}rollen/mentor/")
        rows = page.locator("[data-at]")
        assert rows.count() == 2 and all(row.is_visible() for row in rows.all())
        page.select_option("#zw-vestiging", "zuid")
        assert [row.is_visible() for row in rows.all()] == [False, True]
        page.goto(f"{address}begrippen/")
        page.goto(f"{address}rollen/mentor/")
        assert [row.is_visible() for row in page.locator("[data-at]").all()] == [False, True]
        assert page.evaluate("localStorage.getItem('zorgwegwijzer.vestiging')") == "zuid"
        page.select_option("#zw-vestiging", "")
        assert page.evaluate("localStorage.getItem('zorgwegwijzer.vestiging')") is None


def test_without_script_every_location_is_there(school: Path, opened: Any) -> None:
    with served(school) as address:
        page = opened(f"{address}rollen/mentor/", java_script_enabled=False)
        assert [row.is_visible() for row in page.locator("[data-at]").all()] == [True, True]
        assert not page.locator("#zw-vestiging").is_visible()
