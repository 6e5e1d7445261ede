"""The search: it finds by the words people use, bears what is typed, and opens, closes and leads on as people expect."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml
from playwright.sync_api import Browser, Page

from browser import SCREENS, kept, searched
from handbook.reason.edition import narrow
from handbook.reason.translations import branch
from handbook.render.links import address
from handbook.render.search_index import COMMON, SITUATION, Entry, abroad, dutch, first_sentence, indexes, topics_in
from handbook.render.site import Site
from helpers import TESTS, fixture_book, shipped, shipped_pages, shipped_site, some
from searching import FIRST, NEVER, THREE, asked, counts, language_of, place_among, ready, same_pages

FIELD, HIT = ".md-search__input", ".md-search .zw-hit"


@pytest.fixture(scope="module")
def engine(browser: Browser) -> Iterator[Page]:
    """A page with nothing but the search in it."""
    context = browser.new_context()
    yield context.new_page()
    context.close()


def script_of(sites: dict[str, Path], edition: str, language: str = "nl") -> str:
    return (sites[edition] / f"search/{language}.js").read_text(encoding="utf-8")


def told(script: str) -> dict[str, Any]:
    """What an index tells, without the call around it."""
    found: dict[str, Any] = json.loads(script[script.index("{") : script.rindex("}") + 1])
    return found


def found(page: Page, query: str) -> list[str]:
    """The titles that a query finds."""
    titles: list[str] = page.evaluate("query => zorgwegwijzer.find(query).found.map(({ entry }) => entry.title)", query)
    return titles


def made_up(*entries: Entry, **words: Any) -> str:
    """An index with these entries."""
    kinds, groups = [each.kind for each in entries], {each.group: 1 for each in entries if each.group}
    index = {
        "language": "nl",
        "kinds": kinds,
        "weigh": [1] * len(kinds),
        "entries": [each.packed(kinds, groups) for each in entries],
    }
    return f"zorgwegwijzer.index({json.dumps(index | words)})"


# --- what people ask -------------------------------------------------------------------------------------------


AMONG_THREE, NOWHERE = 0.9, 0.03  # of every group at least, and at most


@pytest.mark.parametrize(("edition", "language"), [("public", "nl"), ("staff", "nl"), ("public", "en")])
def test_people_find_the_page_that_helps(edition: str, language: str, sites: dict[str, Path], engine: Page) -> None:
    """What people of three kinds typed who had not seen the code."""
    every = yaml.safe_load((TESTS / "queries.yaml").read_text(encoding="utf-8"))
    queries = [each for each in every if each["pages"] and (each["edition"], language_of(each)) == (edition, language)]
    ready(engine, script_of(sites, edition, language))
    answers, _ = asked(engine, queries, same_pages(edition, language))
    many = counts(answers)
    missed = {each.query: each.found[:3] for each in answers if not 0 < each.at <= 3}
    assert len(answers) >= 10 and many[FIRST] > len(answers) / 3
    assert many[THREE] >= AMONG_THREE * len(answers), missed
    assert many[NEVER] <= NOWHERE * len(answers), missed


@pytest.mark.parametrize("edition", ["public", "staff"])
def test_a_name_finds_what_it_is_the_name_of(edition: str, sites: dict[str, Path], engine: Page) -> None:
    """Whatever other pages say about it: no word of another stands in its way."""
    script = script_of(sites, edition)
    ready(engine, script)
    titles = some(sorted({entry[1] for entry in told(script)["entries"]}), 500)
    first = engine.evaluate("titles => titles.map(title => zorgwegwijzer.find(title).found[0]?.entry.title)", titles)
    wrong = {title: there for title, there in zip(titles, first, strict=True) if plainly(title) != plainly(there)}
    assert len(titles) > 300 and wrong == {}


def plainly(title: str | None) -> str:
    return "".join(letter for letter in (title or "").lower() if letter.isalnum())


@pytest.mark.parametrize(
    ("query", "title"),
    [
        ("dislexie", "Dyslexie"), ("vertrouwens persoon", "Vertrouwenspersoon"), ("veiligthuis", "Veilig Thuis"),
        ("zorgcordinator", "Zorgcoördinator"), ("leerplichtambtenaren", "Leerplicht"), ("mentoren", "Mentor"),
    ],
)  # fmt: skip
def test_it_forgives_how_a_word_is_written(query: str, title: str, sites: dict[str, Path], engine: Page) -> None:
    ready(engine, script_of(sites, "public"))
    assert any(title.lower() in each.lower() for each in found(engine, query)[:3]), found(engine, query)


def test_a_query_of_little_words_alone_is_answered(sites: dict[str, Path], engine: Page) -> None:
    ready(engine, script_of(sites, "public"))
    assert "niet meer naar school" in " ".join(found(engine, "mijn zoon wil niet meer naar school")[:2])


def test_what_holds_no_longer_stands_below_what_does(engine: Page) -> None:
    now = Entry("nu/", "Plaats op het OPDC", "Route", "Zo gaat het nu.")
    then = Entry("toen/", "Plaats op de OOVR", "Route", "Zo ging het.", words=("plaats op school",), old=True)
    ready(engine, made_up(then, now))
    assert found(engine, "plaats") == [now.title, then.title]


def test_words_that_follow_each_other_as_in_a_phrase_go_first(engine: Page) -> None:
    """Also where half of them say nothing by themselves."""
    grief = Entry("rouw/", "Rouw", "Advies", "Praat erover.", words=("dood",))
    danger = Entry("113/", "Bel 113", "Advies", "Bel nu.", words=("wil dood",))
    ready(engine, made_up(grief, danger, little="ik wil"))
    assert found(engine, "ik wil dood")[0] == "Bel 113"


def test_what_a_topic_names_first_goes_first(engine: Page) -> None:
    one, two = (Entry(f"{name}/", name.title(), "Advies", "Iets.") for name in ("een", "twee"))
    for places, first in (([0, 1], "Een"), ([1, 0], "Twee")):
        ready(engine, made_up(one, two, topics=[[["blauwe plekken"], places]]))
        assert found(engine, "blauwe plekken")[0] == first


def test_little_words_count_as_they_stand_and_not_as_a_phrase_of_their_own(engine: Page) -> None:
    """Else 'zit aan mij' by itself would beat the phrase that also says who does it."""
    pupil = Entry("ander/", "Een ander", "Advies", "Iets.", words=("zit aan mij",))
    teacher = Entry("leraar/", "Iemand van school", "Advies", "Iets.", words=("leraar zit aan mij",))
    others = [Entry(f"x{at}/", f"Ding {at}", "Rol", "De leraar helpt.", words=("leraar",)) for at in range(30)]
    ready(engine, made_up(pupil, teacher, *others, little="zit aan mij"))
    assert found(engine, "leraar zit aan mij")[0] == "Iemand van school"


def test_someone_new_in_a_function_finds_the_first_weeks_in_it_inside_alone() -> None:
    staff, public = ({each.key for each in dutch(shipped_site(edition), [])} for edition in ("staff", "public"))
    assert "pages/starten/mentor" in staff
    assert not [key for key in public if key.startswith("pages/starten/")]


def test_a_situation_is_for_whom_its_advice_is() -> None:
    """It opens that advice: a pupil is not led to the one for parents first."""
    site = shipped_site("public")
    who = {each.place: each.who for each in dutch(site, []) if each.kind.startswith("Advies")}
    led = [each for each in dutch(site, []) if each.kind == SITUATION and each.place in who]
    assert len(led) > 20 and [each.title for each in led if each.who != who[each.place]] == []


def test_a_page_that_helps_at_one_place_is_found_at_that_place() -> None:
    there = ("begrippen/#mdo", "rollen/mdo/", "begrippen/#zat")
    assert place_among(there, ["begrippen/#zat"]) == (1, ("begrippen/", "rollen/mdo/"))
    assert place_among(there[:2], ["begrippen/#zat"])[0] == 0
    assert place_among(there, ["rollen/mdo/"])[0] == 2


def test_a_name_is_found_as_one_word_with_what_is_asked_of_it_and_by_its_abbreviation(engine: Page) -> None:
    """More than by an advice that has the same words."""
    role = Entry("rol/", "Koers VO", "Rol", "Iets.")
    advice = Entry(
        "advies/", "Zoek contact met Koers", "Advies", "Iets.", words=("contact met kv", "taken van Koers"), who="staff"
    )
    words = {"asking": "contact taken", "same": ["kv koersvo"], "reader": "staff"}
    ready(engine, made_up(advice, role, **words))
    assert [found(engine, query)[0] for query in ("koersvo", "koersvo contact", "taken Koers VO", "kv contact")] == [
        role.title
    ] * 4


def test_what_holds_no_longer_is_found_by_its_name_with_what_is_asked_of_it(engine: Page) -> None:
    others = [Entry(f"{at}/", f"Vraag {at}", "Advies", "Iets.", words=("lgf begeleider",)) for at in range(3)]
    old = Entry("oud/", "LGF-begeleider", "Rol", "Iets.", old=True)
    ready(engine, made_up(*others, old, asking="taken"))
    assert found(engine, "lgf begeleider taken")[0] == old.title
    assert found(engine, "begeleider")[0] != old.title


def test_as_long_as_it_is_not_heard_who_types_the_second_for_one_reader_comes_after_the_best_for_another(
    engine: Page,
) -> None:
    """A pupil types 'ouders gaan scheiden' too."""
    parents = [
        Entry(f"ouder{at}/", f"Scheiden {at}", "Advies", "Iets.", words=("scheiden",), who="parent") for at in range(3)
    ]
    pupil = Entry("leerling/", "Vertel het", "Advies", "Iets.", words=("ouders scheiden",), who="pupil")
    voices = [["parent", "kind"], ["pupil", "ik"]]
    ready(engine, made_up(*parents, pupil, voices=voices))
    assert pupil.title in found(engine, "gaan scheiden")[:3]
    assert pupil.title not in found(engine, "kind gaan scheiden")[:3]


def test_what_says_the_same_to_another_does_not_fill_the_first_places(engine: Page) -> None:
    """To parents, pupils and either school: one of them, and then what is different."""
    same = [Entry(f"{who}/", f"Pesten {who}", "Advies", "Iets.", words=("pesten",), group="pesten") for who in "abc"]
    other = Entry("anders/", "Naar de vertrouwenspersoon", "Rol", "Iets.", words=("pesten",))
    ready(engine, made_up(*same, other))
    assert found(engine, "pesten")[1] == other.title


def test_a_reader_at_school_is_heard_as_one_whatever_is_typed(sites: dict[str, Path]) -> None:
    """Staff say 'kind' and 'ik' too."""
    staff, public = (told(script_of(sites, edition)) for edition in ("staff", "public"))
    assert (staff["voices"], staff["reader"]) == ([], "staff")
    assert "reader" not in public and {who for who, _ in public["voices"]} == {"parent", "pupil", "staff"}


def test_everything_in_another_language_can_be_found_by_words_of_that_language() -> None:
    """Every page of it that is no step of the guide, and whatever stands at the end of a way."""
    site = shipped_site("public")
    for language in site.book.languages:
        found = abroad(site, language, shipped_pages("public"))
        keys = set[str]().union(*(keys for _, keys in topics_in(site.book, str(language.id))))
        there = {entry.place.partition("#")[0] for entry in found}
        pages = {address(page.path) for page in shipped_pages("public") if page.path.startswith(f"{language.id}/")}
        assert {place for place in pages if "/wegwijzer/" not in place} <= there
        ends = {f"outcomes/{way.at.stands_for or way.at.id}" for way in branch(site.book, language) if way.ends}
        assert len(ends) > 100 and ends <= {entry.key for entry in found}
        assert {entry.title for entry in found if entry.sort in ("Advies", "Vraag") and entry.key not in keys} == set()


def test_whoever_is_in_danger_finds_someone_in_every_edition_and_language() -> None:
    """The words of a subject with a number to call lead somewhere, also where its own advice is for staff alone."""
    urgent = [each for each in shipped().topics if any(shipped().outcome[outcome].call for outcome in each.outcomes)]
    assert len(urgent) > 5
    for edition in ("public", "staff"):
        site = shipped_site(edition)
        found = {"": dutch(site, [])} | {str(each.id): abroad(site, each, []) for each in site.book.languages}
        for language, entries in found.items():
            there = {entry.key for entry in entries}
            led = dict(
                zip([t.id for t in urgent], topics_in(replace(site.book, topics=tuple(urgent)), language), strict=True)
            )
            assert {id_ for id_, (_, keys) in led.items() if not keys.keys() & there} == set(), (edition, language)


# --- what nobody should type, and does -------------------------------------------------------------------------


TYPED = (
    "", " ", "?", "a", "pest" * 1250, "مرحبا بالعالم", "<script>alert(1)</script>", "<img src=x onerror=alert(1)>",
    "\\", "𝕏💥", "*:~^",
)  # fmt: skip


@pytest.mark.parametrize("query", TYPED)
def test_whatever_is_typed_is_borne(query: str, sites: dict[str, Path], engine: Page) -> None:
    ready(engine, script_of(sites, "public"))
    assert len(found(engine, query)) <= 10


def test_markup_in_a_query_stays_text(addresses: dict[str, str], opened: Any) -> None:
    page = opened(addresses["public"])
    shown: list[str] = []
    page.on("dialog", lambda dialog: (shown.append(dialog.message), dialog.dismiss()))
    for query in ("<img src=x onerror=alert(1)>pesten", '"><script>alert(1)</script> mentor'):
        assert searched(page, query)
        assert page.locator(".md-search img, .md-search script").count() == 0
    assert shown == []


def test_a_word_for_one_page_does_not_hide_the_page_of_that_name(engine: Page) -> None:
    """However many say it of themselves, and however much their kind counts."""
    mentor = Entry("rollen/mentor/", "Mentor", "Rol", "Helpt.")
    others = [Entry(f"x{at}/", f"Ding {at}", "Situatie", "Iets.", ("mentor",), ("mentor", "de mentor")) for at in range(30)]
    ready(engine, made_up(*others, mentor, weigh=[1.3] * 30 + [1]))
    assert found(engine, "mentor")[0] == "Mentor"


def test_ten_thousand_words_that_say_the_same_find_what_ten_do(engine: Page) -> None:
    many = [f"woord{at} anderwoord{at} pesten" for at in range(10_000)]
    ready(engine, made_up(Entry("a/", "Gepest", "Situatie", "Ga naar de mentor."), same=many))
    assert found(engine, "anderwoord9999") == found(engine, "woord3") == ["Gepest"]


# --- the field -------------------------------------------------------------------------------------------------


def test_the_index_is_fetched_when_someone_searches_and_nothing_is_sent(addresses: dict[str, str], opened: Any) -> None:
    page = opened(addresses["public"])
    asked_for: list[str] = []
    page.on("request", lambda request: asked_for.append(request.url))
    page.wait_for_load_state("networkidle")
    assert not [url for url in asked_for if "/search/" in url]
    assert searched(page, "pesten")
    assert [url for url in asked_for if not url.endswith(".svg")] == [
        f"{addresses['public']}search/nl.js"
    ]  # the icon is the tab's
    assert kept(page) == []
    assert "pesten" not in page.url


def test_both_fields_find_the_same(addresses: dict[str, str], opened: Any) -> None:
    page = opened(addresses["public"])
    there = searched(page, "mijn dochter wordt gepest")
    page.fill("#zw-over", "mijn dochter wordt gepest")
    page.locator(".zw-entry-field .zw-hit").first.wait_for()
    assert page.eval_on_selector_all(".zw-entry-field .zw-hit", "links => links.map(link => link.href)") == there


def test_each_result_says_what_it_is(addresses: dict[str, str], opened: Any) -> None:
    page = opened(addresses["public"])
    searched(page, "klacht")
    parts = page.eval_on_selector_all(HIT, "hits => hits.map(hit => [...hit.children].map(part => part.textContent))")
    assert len(parts) > 3 and all(len(each) == 3 and all(each) for each in parts)
    assert len({kind for kind, *_ in parts}) > 1


def test_a_typo_is_told(addresses: dict[str, str], opened: Any) -> None:
    page = opened(addresses["public"])
    assert searched(page, "vertrouwensprsoon")
    assert page.locator(".md-search [role=status]").inner_text().startswith("Bedoelde u vertrouwenspersoon?")


def test_tab_goes_through_what_is_found_and_escape_closes(addresses: dict[str, str], opened: Any) -> None:
    page = opened(addresses["public"], **SCREENS["bureau"])
    searched(page, "pesten")
    page.focus(FIELD)
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    assert page.locator(f"{HIT}:focus, .md-search button:focus").count() == 1
    assert page.locator(HIT).first.is_visible()
    page.keyboard.press("Escape")
    page.locator(HIT).first.wait_for(state="hidden")


def test_enter_opens_what_is_clearly_the_best_and_else_goes_to_the_list(addresses: dict[str, str], opened: Any) -> None:
    page = opened(addresses["public"])
    searched(page, "wat nu met pesten en klagen")
    page.keyboard.press("Enter")
    assert page.locator(f"{HIT}:focus").count() == 1
    searched(page, "vertrouwenspersoon")
    page.focus(FIELD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/rollen/vertrouwenspersoon/")


def test_without_a_result_there_is_a_way_on(addresses: dict[str, str], opened: Any) -> None:
    page = opened(addresses["public"], **SCREENS["telefoon"])
    page.click("label.md-header__button[for=__search]")
    assert searched(page, "xqzwvk") == []
    links = page.locator(".zw-hits-more a:visible")
    assert [link.get_attribute("href") for link in links.all()] == ["wegwijzer/", "hulp-nu/", "zoeken/"]


def test_english_pages_have_an_english_search(addresses: dict[str, str], opened: Any) -> None:
    page = opened(addresses["public"] + "en/zorgstructuur/")
    assert all("/en/" in link for link in searched(page, "bullying"))
    assert page.locator(".md-search [role=status]").inner_text().endswith("found, the best one first.")
    page.goto(addresses["public"])
    assert not any("/en/" in link for link in searched(page, "pesten"))


def test_without_a_script_every_word_stands_on_a_page(addresses: dict[str, str], opened: Any) -> None:
    page = opened(addresses["public"], java_script_enabled=False)
    page.click(".zw-no-script")
    assert page.url == f"{addresses['public']}zoeken/"
    words = page.locator("#woorden ~ * a").all_inner_texts()
    assert {"Mentor", "Dyslexie", "Toestemming voor hulp van buiten"} <= {*words}


# --- the index -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("edition", ["public", "staff"])
def test_every_place_in_an_index_is_there(edition: str, sites: dict[str, Path]) -> None:
    for language in ("nl", "en"):
        for place, *_ in told(script_of(sites, edition, language))["entries"]:
            page, _, anchor = place.partition("#")
            text = (sites[edition] / page / "index.html").read_text(encoding="utf-8")
            assert not anchor or f'id="{anchor}"' in text, place


def test_header_foot_danger_line_and_tooltips_are_not_in_it(sites: dict[str, Path]) -> None:
    said = " ".join(str(part) for entry in told(script_of(sites, "public"))["entries"] for part in entry)
    for never in ("Nu gevaar?", "bewaart niets over u", "Wie bewaakt dit", "Laatst nagekeken"):
        assert never not in said


@pytest.mark.parametrize("edition", ["public", "staff"])
def test_what_nearly_everything_tells_is_not_in_it_and_a_name_always_is(edition: str, sites: dict[str, Path]) -> None:
    entries = told(script_of(sites, edition))["entries"]
    often = Counter(word for entry in entries for word in entry[6].split())
    assert max(often.values()) <= COMMON * len(entries)
    assert any(entry[1] == "Mentor" for entry in entries)


def test_a_language_of_another_script_has_an_index_of_its_own() -> None:
    site = Site(narrow(fixture_book(), "public"))
    names = [file.path for file in indexes(site, [])]
    assert names == ["search/nl.js", *(f"search/{language.id}.js" for language in site.book.languages)]


def test_a_first_sentence_says_something_and_ends() -> None:
    assert (
        first_sentence("Goed dat je dit vraagt. Ga naar je mentor. Die helpt.")
        == "Goed dat je dit vraagt. Ga naar je mentor."
    )
    assert len(first_sentence("lang " * 100)) <= 172
