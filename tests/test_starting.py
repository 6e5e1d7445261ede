"""For who is new: what a page tells follows from the data, a self-test has one right answer, a calendar can be read."""

from __future__ import annotations

import dataclasses
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import vobject
from pypdf import PdfReader

from browser import SCREENS, faults, kept
from handbook.build import Build
from handbook.load import load
from handbook.model import Role
from handbook.reason.edition import narrow
from handbook.reason.self_test import Case, Option, cases_of
from handbook.reason.starting import MOST_WORDS, first_weeks, starters
from handbook.render.calendars import calendars
from handbook.render.pages import pages
from handbook.render.site import Site
from helpers import ALL, FIXTURE, copy_of_fixture, fixture_book, problems_in, replaced, shipped_site

LEAST_CASES = 8
MOST_SHEETS = 2


def site() -> Site:
    return shipped_site("staff")


def roles() -> list[Role]:
    return starters(site().book)


@pytest.mark.parametrize("role", roles(), ids=lambda role: str(role.id))
def test_a_start_page_holds_all_that_the_data_say(role: Role) -> None:
    book, links = site().explorer.book, site().explorer.backlinks
    found = first_weeks(role, book, links)
    tasks = [task.text for _, group in found.tasks for task in group]
    assert sorted(tasks, key=lambda each: each.text) == sorted(
        (item for theme in role.tasks for item in theme.items), key=lambda each: each.text
    )
    assert len({task.id for _, group in found.tasks for task in group}) == len({str(each.text) for each in tasks})
    assert [first.route.id for first in found.routes] == [share.route.id for share in links.acts[role.id]]
    for first in found.routes:
        own = [step.id for step in first.route.steps if step.actor == role.id]
        assert first.step.id == own[0] if own else not first.acts
    gates = [step.gate for first in found.routes for step in first.route.steps if step.gate]
    ways = [way.consent for way in role.escalation if way.consent]
    assert [each.consent for each in found.asked] == [*gates, *ways]
    assert len(found.words) == MOST_WORDS and not any(term.archived for term in found.words)


def test_a_function_of_which_nothing_is_told_gets_an_honest_page() -> None:
    small = Site(narrow(fixture_book(), "staff"))
    made = {page.path: page.text for page in pages(small)}
    honest = {}
    for role in starters(small.book):
        nothing = first_weeks(role, small.explorer.book, small.explorer.backlinks).says_nothing
        honest[nothing] = role.id
        assert ("nog geen taken en geen routes" in made[f"starten/{role.id}.md"]) is nothing
    assert set(honest) == {True, False}


def test_only_the_school_itself_has_them() -> None:
    for edition, there in (("staff", True), ("public", False)):
        made = Build.of(FIXTURE / "data", FIXTURE / "content", edition)
        named = [each.path for each in (*made.pages, *made.files) if each.path.startswith("starten/")]
        assert bool(named) is there
        assert any("starten/" in page.text for page in made.pages) is there


@pytest.mark.parametrize("role", roles(), ids=lambda role: str(role.id))
def test_a_self_test_has_eight_cases_with_one_right_answer(role: Role) -> None:
    book, links = site().explorer.book, site().explorer.backlinks
    cases = cases_of(role, book, links)
    assert len(cases) >= LEAST_CASES
    assert len({case.id for case in cases}) == len(cases)
    for case in cases:
        assert case.fault == "" and len(case.options) > 1, case.told
        assert all(option.why for option in case.options), case.told
    told = " ".join(case.told for case in cases)
    assert all(need.name in told for need in book.needs)
    for first in first_weeks(role, book, links).routes:
        assert all(f"‘{step.name}’" in told for step in first.route.steps if step.gate), first.route.id


def test_a_case_tells_what_is_wrong_with_it() -> None:
    need = site().book.needs[0]
    yes, no = Option("ja", True, "Zo.", need), Option("nee", False, "Niet zo.", need)
    faults_of = [
        Case("x", "Iets.", "Wat?", options, need).fault
        for options in ((yes, no), (no,), (yes, dataclasses.replace(yes, text="ook")), (yes, no, no))
    ]
    assert faults_of == ["", "geen goed antwoord", "twee goede antwoorden", "twee keer hetzelfde antwoord"]


def test_the_right_answer_has_no_fixed_place() -> None:
    cases = cases_of(roles()[0], site().explorer.book, site().explorer.backlinks)
    assert len({case.options.index(case.right[0]) for case in cases}) > 1


@pytest.mark.parametrize("small", [False, True], ids=["echt", "klein"])
def test_another_program_reads_every_calendar(small: bool) -> None:
    here = Site(narrow(fixture_book(), "staff")) if small else site()
    year, seen = here.book.school.school_year, 0
    assert year
    for file in calendars(here):
        read = vobject.readOne(file.content.decode())
        events = getattr(read, "vevent_list", [])
        assert len({event.uid.value for event in events}) == len(events)
        for event in events:
            seen += 1
            assert year.first <= event.dtstart.value < event.dtend.value
            assert (event.dtend.value - year.last).days <= 1
            assert event.summary.value
    assert seen
    assert [file.content for file in calendars(here)] == [file.content for file in calendars(here)]


def test_a_month_stands_in_the_school_year_and_a_holiday_on_its_days() -> None:
    small = Site(narrow(fixture_book(), "staff"))
    file = next(each for each in calendars(small) if each.path == "starten/mentor/schooljaar.ics")
    holiday = next(each for each in vobject.readOne(file.content.decode()).vevent_list if "Herfst" in each.summary.value)
    assert (holiday.dtstart.value, holiday.dtend.value) == (date(2026, 10, 17), date(2026, 10, 26))
    director = next(each for each in calendars(site()) if each.path.startswith("starten/directeur-onderwijs/"))
    found = vobject.readOne(director.content.decode()).vevent_list
    training = next(each for each in found if each.summary.value == "Scholingsbehoefte vaststellen")
    assert (training.dtstart.value, training.dtend.value) == (date(2027, 5, 1), date(2027, 6, 1))


THREE = """last: 2027-07-09{own}
  holidays:
    - {{name: Kerstvakantie, first: 2026-12-19, last: 2027-01-03}}
    - {{name: Herfstvakantie, first: 2026-10-10, last: 2026-10-18, region: noord}}
    - {{name: Herfstvakantie, first: 2026-10-17, last: 2026-10-25, region: midden}}
    - {{name: Herfstvakantie, first: 2026-10-17, last: 2026-10-25, region: zuid}}"""
ALL_HOLIDAYS = [
    "Herfstvakantie (regio Noord)",
    "Herfstvakantie (regio Midden)",
    "Herfstvakantie (regio Zuid)",
    "Kerstvakantie",
]


@pytest.mark.parametrize(
    ("own", "shown"), [("", ALL_HOLIDAYS), ("\n  region: noord", [ALL_HOLIDAYS[0], ALL_HOLIDAYS[3]])], ids=["alle", "noord"]
)
def test_the_holidays_of_a_region_stand_in_the_year_and_in_the_calendar(own: str, shown: list[str], tmp_path: Path) -> None:
    """In the order of the year; those of other regions stay away where the school says its own. Staff have the calendar."""
    data = copy_of_fixture(tmp_path)
    one = "    - {name: Herfstvakantie, first: 2026-10-17, last: 2026-10-25, region: midden}\n"
    replaced(data, "school.yaml", f"last: 2027-07-09\n  holidays:\n{one}", THREE.format(own=own) + "\n")
    whole = load(data, data.parent / "content")
    for edition in ("public", "staff"):
        here = Site(narrow(whole, edition))
        page = next(each for each in pages(here) if each.path == "kalender.md").text
        listed = re.findall(r"<li><strong>(.*?vakantie)</strong>( \(regio \w+\))?", page)
        assert ["".join(each) for each in listed] == shown
        assert "10 oktober 2026 tot en met 18 oktober 2026" in page
        assert bool(calendars(here)) == (edition == "staff")
    for file in calendars(here):
        events = vobject.readOne(file.content.decode()).vevent_list
        assert [each.summary.value for each in events if "vakantie" in each.summary.value] == shown


def test_without_a_school_year_there_is_no_calendar() -> None:
    book = fixture_book()
    none = dataclasses.replace(book, school=dataclasses.replace(book.school, school_year=None))
    here = Site(narrow(none, "staff"))
    assert calendars(here) == []
    assert not any("schooljaar.ics" in page.text for page in pages(here))


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("last: 2027-07-09", "last: 2027-06-31", "'last' moet een datum, zoals 2026-11-21 zijn, niet '2027-06-31'"),
        ("last: 2027-07-09", "last: 2029-07-09", "hoogstens een jaar later [schooljaar]"),
        ("last: 2026-10-25", "last: 2026-10-01", "met 'last' niet voor 'first' [schooljaar]"),
        ("last: 2026-10-25", "last: 2027-10-25", "laat haar binnen het schooljaar vallen"),
        ("region: midden", "region: oost", "'region' kan niet 'oost' zijn; kies uit: noord, midden, zuid"),
    ],
)
def test_days_that_cannot_be_are_told(old: str, new: str, told: str, tmp_path: Path) -> None:
    assert any(told in each for each in problems_in(replaced(copy_of_fixture(tmp_path), "school.yaml", old, new)))


def test_ticks_stay_in_this_browser_until_they_are_cleared(addresses: dict[str, str], opened: Any) -> None:
    page = opened(addresses["staff"] + "starten/mentor/")
    page.check("[data-zw-tick=rol] input")
    page.reload()
    assert page.is_checked("[data-zw-tick=rol] input")
    assert page.inner_text("[data-zw-start] [role=status]").startswith("1 van ")
    assert kept(page) == []
    page.click("[data-zw-untick]")
    assert page.evaluate("localStorage.getItem('zorgwegwijzer.starten')") is None
    page.evaluate("localStorage.setItem('zorgwegwijzer.starten', '[kapot')")
    page.reload()
    assert page.locator("[data-zw-tick] input:checked").count() == 0


def test_without_script_everything_can_be_read(addresses: dict[str, str], opened: Any) -> None:
    page = opened(addresses["staff"] + "starten/mentor/", java_script_enabled=False)
    assert page.locator("[data-zw-tick]").count() and not page.locator("[data-zw-untick]").is_visible()
    page.goto(addresses["staff"] + "starten/mentor/zelftest/")
    page.locator(".zw-case-option summary").first.click()
    assert page.locator(".zw-case-option p").first.is_visible()


@pytest.mark.parametrize("place", ["", "zelftest/"])
@pytest.mark.parametrize("screen", SCREENS)
def test_the_pages_are_for_everyone(screen: str, place: str, addresses: dict[str, str], opened: Any) -> None:
    page = opened(f"{addresses['staff']}starten/mentor/{place}", **SCREENS[screen])
    assert faults(page, screen) == []


def test_a_start_page_prints_on_two_sheets(
    addresses: dict[str, str], sites: dict[str, Path], opened: Any, tmp_path: Path
) -> None:
    """The longest of them; in `make nalopen` all."""
    found, page = {}, opened("about:blank")
    longest = sorted(roles(), key=lambda role: -(sites["staff"] / f"starten/{role.id}/index.html").stat().st_size)
    for role in longest if ALL else longest[:6]:
        page.goto(f"{addresses['staff']}starten/{role.id}/")
        page.pdf(path=tmp_path / "start.pdf", prefer_css_page_size=True)
        found[str(role.id)] = len(PdfReader(tmp_path / "start.pdf").pages)
    assert {role: sheets for role, sheets in found.items() if sheets > MOST_SHEETS} == {}
