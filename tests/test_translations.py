"""Another language: what stands for the Dutch, what is told of it, what is held back; and English, which must be whole."""

from __future__ import annotations

import re
import subprocess
from dataclasses import replace
from html import unescape
from pathlib import Path

import pytest

from commands import ran
from conftest import build
from handbook.labels import PHRASES
from handbook.load import load
from handbook.model import Handbook, Language, Pair
from handbook.reason.edition import narrow
from handbook.reason.translations import Dictionary, sensitive
from handbook.render.pages import abroad as in_other_languages
from handbook.render.pages import pages
from handbook.render.site import Page, Site
from helpers import FIXTURE, copy_of_fixture, leads, problems_in, replaced, shipped, shipped_pages, shipped_site

UNCHECKED = "لم تراجع المدرسة هذه الترجمة بعد."
NEWER = "النص الهولندي أحدث من هذه الترجمة."
HELD = "Over toestemming, rechten en veiligheid telt wat in het Nederlands staat"


def book_of(data: Path) -> Handbook:
    return load(data, data.parent / "content")


def abroad(data: Path, edition: str = "public") -> dict[str, Page]:
    """The pages in other languages, by their place."""
    return {page.path: page for page in in_other_languages(Site(narrow(book_of(data), edition)))}


def test_pages_stand_behind_the_language_at_the_dutch_address() -> None:
    made = abroad(FIXTURE / "data")
    assert {"ar/zorgstructuur.md", "ar/begrippen.md", "ar/wegwijzer/ouder/index.md"} == {
        place for place in made if "uitkomst" not in place and "hulp" not in place and "rechten" not in place
    }
    text = made["ar/wegwijzer/ouder/index.md"].text
    assert 'lang: "ar"' in text and "dir: rtl" in text
    assert "ما الموضوع؟" in text
    assert 'href="../../../wegwijzer/ouder/"' in text  # the way back to the Dutch page


def test_what_the_dutch_page_asks_and_explains_stands_abroad_at_the_same_anchor() -> None:
    site = Site(narrow(book_of(FIXTURE / "data"), "public"))
    made = {page.path: page.text for page in pages(site)}
    asked = [each.id for each in site.book.asked if each.audience == ("parent",)]
    for path, own in (
        ("zorgstructuur.md", [*asked, *(f"lijn-{line.number}" for line in site.book.school.lines)]),
        ("begrippen.md", [term.id for term in site.book.terms]),
    ):
        for text in (made[path], made[f"ar/{path}"]):
            assert [id_ for id_ in own if f'id="{id_}"' not in text and f"{{ #{id_} }}" not in text] == []


def test_a_number_keeps_its_direction() -> None:
    assert '<bdi dir="ltr">112</bdi>' in abroad(FIXTURE / "data")["ar/wegwijzer/uitkomst/bel.md"].text


def test_unchecked_is_said_until_someone_has_checked(tmp_path: Path) -> None:
    data = copy_of_fixture(tmp_path)
    assert UNCHECKED in abroad(data)["ar/wegwijzer/ouder/index.md"].text
    replaced(data, "languages.yaml", "guide: [ouder]", "guide: [ouder]\n    checked_by: mentor")
    file = data / "translations/ar.yaml"
    file.write_text(
        file.read_text(encoding="utf-8").replace(
            "translated: 2026-01-01}", "translated: 2026-01-01, checked_by: mentor, checked: 2026-02-01}"
        ),
        encoding="utf-8",
    )
    assert UNCHECKED not in abroad(data)["ar/wegwijzer/ouder/index.md"].text


def test_when_the_dutch_changes_a_bar_appears_and_what_has_changed_stands_there_in_dutch(tmp_path: Path) -> None:
    """The old words could say what no longer holds, so they are not shown; the rest of the page stays translated."""
    assert NEWER not in abroad(FIXTURE / "data")["ar/wegwijzer/ouder/index.md"].text
    data = replaced(copy_of_fixture(tmp_path), "guide.yaml", "Er is hulp nodig", "Er is snel hulp nodig")
    text = abroad(data)["ar/wegwijzer/ouder/index.md"].text
    assert NEWER in text
    assert "نحتاج إلى مساعدة" not in text
    assert '<span lang="nl" dir="ltr">Er is snel hulp nodig</span>' in text
    assert "ما الموضوع؟" in text
    assert Dictionary(book_of(data), book_of(data).languages[0]).behind[0][1:] != (0, 0)


def test_what_has_no_translation_stands_there_in_dutch(tmp_path: Path) -> None:
    text = abroad(FIXTURE / "data")["ar/wegwijzer/ouder/index.md"].text
    assert '<span lang="nl" dir="ltr">Iets anders</span>' in text
    assert "Een deel staat hier nog in het Nederlands." in text


def without_drafts(html: str) -> str:
    """A page without the translations that wait to be checked, which are marked."""
    return re.sub(r'<span class="zw-draft">.*?</span>', "", html)


def test_what_helps_in_need_is_never_held_back(tmp_path: Path) -> None:
    """Who cannot read a question, or when to call, is not helped by waiting; what is about rights does wait."""
    data = replaced(copy_of_fixture(tmp_path), "school.yaml", "ask: mentor\n", "ask: mentor\nhold_unchecked: ja\n")
    replaced(data, "questions.yaml", "name: Mag dat?,", "name: Mag dat?, about: rights,")
    replaced(data, "outcomes.yaml", "    name: Bel de hulpdienst\n", "    name: Bel de hulpdienst\n    about: safety\n")
    for file in ("outcomes.yaml", "translations/ar.yaml"):
        replaced(data, file, "Bel nu 112.", "Bel nu 112 en wacht niet.")
    replaced(data, "translations/ar.yaml", "اتصل الآن على 112.", "اتصل الآن على 112 لا تنتظر.")
    made = abroad(data)
    text = made["ar/zorgstructuur.md"].text
    assert "هل يوجد خطر الآن؟" in text and HELD in text
    assert "نعم" in text and "نعم" not in without_drafts(text)
    assert "اتصل الآن على" in made["ar/wegwijzer/uitkomst/bel.md"].text


def test_what_was_checked_and_has_changed_is_not_shown_as_checked(tmp_path: Path) -> None:
    data = replaced(copy_of_fixture(tmp_path), "outcomes.yaml", "now: Bel nu 112.", "now: Vertel het eerst de mentor.")
    file = data / "translations/ar.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(
        text.replace("translated: 2026-01-01}", "translated: 2026-01-01, checked_by: mentor, checked: 2026-02-01}")
    )
    page = abroad(data)["ar/wegwijzer/uitkomst/bel.md"].text
    assert "اتصل الآن على" not in page
    assert '<span lang="nl" dir="ltr">Vertel het eerst de mentor.</span>' in page


def test_phrases_about_consent_are_held_back_until_the_wording_is_checked(tmp_path: Path) -> None:
    data = replaced(
        copy_of_fixture(tmp_path), "languages.yaml", "wording:\n", "wording:\n      - {nl: Toestemming, to: رفض}\n"
    )
    replaced(
        data,
        "outcomes.yaml",
        "    step: praten\n",
        "    step: praten\n    consent: Uw ouders tekenen.\n    references: bewijs\n",
    )
    assert "رفض" in abroad(data)["ar/wegwijzer/uitkomst/praat.md"].text
    replaced(data, "school.yaml", "ask: mentor\n", "ask: mentor\nhold_unchecked: ja\n")
    text = abroad(data)["ar/wegwijzer/uitkomst/praat.md"].text
    assert "رفض" in text and "رفض" not in without_drafts(text)
    replaced(data, "languages.yaml", "guide: [ouder]", "guide: [ouder]\n    checked_by: mentor")
    assert "رفض" in abroad(data)["ar/wegwijzer/uitkomst/praat.md"].text


def test_a_text_of_a_record_goes_before_a_phrase_of_the_pages(tmp_path: Path) -> None:
    data = replaced(copy_of_fixture(tmp_path), "guide.yaml", "answer: Er is nu gevaar", "answer: Bel")
    assert (
        '<span lang="nl" dir="ltr">Bel</span>' not in abroad(data)["ar/wegwijzer/ouder/index.md"].text
    )  # the phrase serves
    replaced(data, "translations/ar.yaml", "nl: Er is nu gevaar, to: يوجد خطر الآن", "nl: Bel, to: نداء")
    assert "نداء" in abroad(data)["ar/wegwijzer/ouder/index.md"].text


def test_a_reworded_staff_answer_leaves_no_trace_in_the_public_edition(tmp_path: Path) -> None:
    data = copy_of_fixture(tmp_path)
    answer = "      - {id: geheim, answer: Geheime zaak, to: praat, edition: staff}\n"
    replaced(data, "guide.yaml", "  - id: taak", f"{answer}  - id: taak")
    replaced(
        data,
        "translations/ar.yaml",
        "      - {nl: Er is hulp nodig",
        "      - {nl: Geheime zaak, to: zegel}\n      - {nl: Er is hulp nodig",
    )
    assert "zegel" in " ".join(page.text for page in abroad(data, "staff").values())
    replaced(data, "guide.yaml", "Geheime zaak", "Andere zaak")
    assert "zegel" not in " ".join(page.text for page in abroad(data).values())
    assert "zegel" not in str(narrow(book_of(data), "public").languages)


def test_a_dutch_heading_on_a_translated_page_says_that_it_is_dutch(tmp_path: Path) -> None:
    data = replaced(copy_of_fixture(tmp_path), "outcomes.yaml", "name: Bel de hulpdienst", "name: Bel de hulpdienst nu")
    assert "# Bel de hulpdienst nu { lang=nl dir=ltr }" in abroad(data)["ar/wegwijzer/uitkomst/bel.md"].text


WRONG = [
    (
        "translations/ar.yaml",
        "checked: 2026-01-02",
        "checked: 2025-01-02",
        "is nagekeken op 2025-01-02, maar daarna vertaald",
    ),
    ("translations/ar.yaml", "    checked: 2026-01-02\n", "", "horen 'checked_by' en 'checked' samen [vertaling]"),
    ("translations/ar.yaml", "{nl: Er is hulp nodig", "{nl: Waar gaat het over?", "staat twee keer bij 'questions/wat'"),
    ("translations/ar.yaml", "of: asked/mag-dat", "of: outcomes/bel", "'outcomes/bel' is twee keer vertaald"),
    (
        "translations/ar.yaml",
        "checked_by: mentor",
        "checked_by: mentr",
        "rol 'mentr' bestaat niet; bedoelde je 'mentor'? [school]",
    ),
    ("languages.yaml", "nl: Bel,", "nl: Bl,", "'Bl' is geen vast woord van de bladzijden"),
    ("languages.yaml", "nl: Ga naar,", "nl: Bel,", "'Bel' staat er twee keer"),
    (
        "languages.yaml",
        "guide: [ouder]",
        "guide: [medewerker]",
        "het antwoord 'medewerker' leidt niet naar een openbare vraag",
    ),
    ("languages.yaml", "guide: [ouder]", "guide: [ouder, nu]", "het antwoord 'nu' leidt niet naar een openbare vraag"),
    ("languages.yaml", "direction: rtl", "direction: links", "'direction' kan niet 'links' zijn; kies uit: ltr, rtl [veld]"),
    (
        "languages.yaml",
        "direction: rtl",
        "interface: ../../main",
        "voor de taal '../../main' zijn er geen menu's; zet er 'interface: en' bij, of een taal die er wel is [taal]",
    ),
    ("languages.yaml", "id: ar", "id: ../school", "'../school' is dubbel of geen code van een andere taal"),
]


@pytest.mark.parametrize(("file", "good", "bad", "told"), WRONG, ids=[bad for *_, bad, _ in WRONG])
def test_a_wrong_language_or_translation_is_told_in_a_sentence(
    file: str, good: str, bad: str, told: str, tmp_path: Path
) -> None:
    found = problems_in(replaced(copy_of_fixture(tmp_path), file, good, bad))
    assert [line for line in found if told in line and f"data/{file}:" in line], found
    assert len(found) <= 2


def test_a_record_about_rights_is_held_back_as_a_whole(tmp_path: Path) -> None:
    data = replaced(copy_of_fixture(tmp_path), "school.yaml", "ask: mentor\n", "ask: mentor\nhold_unchecked: ja\n")
    assert "نعم" in without_drafts(abroad(data)["ar/zorgstructuur.md"].text)
    replaced(data, "questions.yaml", "name: Mag dat?,", "name: Mag dat?, about: rights,")
    text = abroad(data)["ar/zorgstructuur.md"].text
    assert "نعم" not in without_drafts(text)
    assert len(re.findall(r'<span class="zw-draft"><em>[^<]+</em> نعم', text)) == 1, text
    assert len(re.findall(r'<details class="zw-fold zw-counts">.*\n<p lang="nl" dir="ltr">Ja', text)) == 1, text


def test_the_dutch_of_all_that_is_not_checked_stands_on_the_page_too(english: tuple[Handbook, Dictionary]) -> None:
    """In the card where it counts, so that whoever reads what is marked finds there what it was made from."""
    drafts = 0
    told = (english[1].wording, *english[1].by_record.values())
    said = {draft: nl for texts in told for nl, each in texts.items() if (draft := each.draft)}
    for page in in_other_languages(shipped_site("public")):
        marked = [
            unescape(words) for words in re.findall(r'<span class="zw-draft"><em>[^<]+</em> ([^<]+)</span>', page.text)
        ]
        folds = " ".join(re.findall(r'<details class="zw-fold zw-counts">.*?</details>', page.text, re.DOTALL))
        below = {unescape(words) for words in re.findall(r'<p lang="nl" dir="ltr">([^<]+)</p>', folds)}
        assert {words for words in marked if said[words] not in below} == set(), page.path
        drafts += len(marked)
    assert drafts > 500


def test_the_public_gets_no_translation_of_what_is_for_staff(tmp_path: Path) -> None:
    data = copy_of_fixture(tmp_path)
    with (data / "translations/ar.yaml").open("a", encoding="utf-8") as file:
        file.write(
            "  - {of: asked/geheim, texts: [{nl: Wat kost het?, to: zegel?}, {nl: Niet openbaar., to: ليس zegel.}]}\n"
        )
    assert "zegel" in " ".join(page.text for page in abroad(data, "staff").values())
    assert "zegel" not in " ".join(page.text for page in abroad(data).values())
    assert "zegel" not in str(narrow(book_of(data), "public").languages)


def test_dutch_pages_lead_to_the_other_language() -> None:
    made = {page.path: page.text for page in pages(Site(narrow(book_of(FIXTURE / "data"), "public")))}
    assert 'href="../ar/zorgstructuur/" lang="ar" dir="rtl" hreflang="ar">العربية</a>' in made["zorgstructuur.md"]
    assert 'href="../../ar/zorgstructuur/" lang="ar"' in made["rollen/mentor.md"]
    assert 'href="../ar/begrippen/"' in made["begrippen.md"]
    assert 'href="../ar/wegwijzer/ouder/"' in made["wegwijzer/index.md"]


@pytest.mark.parametrize(
    "start", ["translations: []\n", "translations:\n- of: roles/mentor\n  translated_by: a\n  translated: 2026-01-01\n"
              "  texts:\n  - {nl: Mentor, to: x}\n"],
    ids=["leeg", "zonder defaults en inspringen"],
)  # fmt: skip
def test_a_new_file_is_filled_whatever_its_shape(start: str, tmp_path: Path) -> None:
    data = copy_of_fixture(tmp_path)
    (data / "translations/ar.yaml").write_text(start, encoding="utf-8")
    done = prepared(data)
    assert done.returncode == 0, done.stdout
    assert problems_in(data) == []
    assert "of: outcomes/bel" in (data / "translations/ar.yaml").read_text(encoding="utf-8")


def test_a_moved_path_leads_on_in_the_other_language_too(tmp_path: Path) -> None:
    data = copy_of_fixture(tmp_path)
    text = (data / "addresses.yaml").read_text(encoding="utf-8").replace("moved: []\n", "")
    moved = "moved:\n  - {old: wegwijzer/ouder/gevaar, new: wegwijzer/uitkomst/bel}\n"
    (data / "addresses.yaml").write_text(moved + text, encoding="utf-8")
    made = leads(Site(narrow(book_of(data), "public")))
    assert {"wegwijzer/ouder/gevaar/index.html", "ar/wegwijzer/ouder/gevaar/index.html"} <= made.keys()
    assert "ar/wegwijzer/uitkomst/bel/" in made["ar/wegwijzer/ouder/gevaar/index.html"]


def test_what_waits_is_put_at_the_end_of_the_file_once(tmp_path: Path) -> None:
    data = copy_of_fixture(tmp_path)
    before = (data / "translations/ar.yaml").read_text(encoding="utf-8")
    first = prepared(data)
    after = (data / "translations/ar.yaml").read_text(encoding="utf-8")
    assert first.returncode == 0 and "stukken klaargezet" in first.stdout
    assert after.startswith(before)
    assert '  - of: terms/abc\n    texts:\n      - nl: "Een lijst met contacten."\n' in after
    assert book_of(data).languages[0].translations
    second = prepared(data)
    assert "0 stukken klaargezet" in second.stdout
    assert (data / "translations/ar.yaml").read_text(encoding="utf-8") == after


def test_a_missing_or_a_stray_file_is_one_sentence(tmp_path: Path) -> None:
    data = copy_of_fixture(tmp_path)
    (data / "translations/ar.yaml").rename(data / "translations/pl.yaml")
    assert problems_in(data) == [
        "data/translations/ar.yaml: dit bestand ontbreekt; 'make vertaal' maakt het voor een nieuwe taal, en was het er al, "
        "zet het dan terug uit de vorige versie [bestand]",
        "data/translations/pl.yaml: dit bestand hoort bij geen taal in languages.yaml; noem het naar haar code [taal]",
    ]


def prepared(data: Path) -> subprocess.CompletedProcess[str]:
    return ran("translate.py", data, data.parent / "content")


NEW = "  # net nieuw\n  - id: de\n    name: Deutsch\n    guide: [ouder]\n"


def test_a_new_language_is_prepared_whole(tmp_path: Path) -> None:
    """Its file is made, and what the pages say of themselves stands ready under its name; what was typed stays."""
    data = replaced(copy_of_fixture(tmp_path), "languages.yaml", "languages:\n", f"languages:\n{NEW}\n")
    before = (data / "languages.yaml").read_text(encoding="utf-8")
    done = prepared(data)
    assert done.returncode == 0, done.stdout + done.stderr
    assert f"Deutsch: {len(PHRASES)} vaste woorden klaargezet in data/languages.yaml." in done.stdout
    after = (data / "languages.yaml").read_text(encoding="utf-8")
    assert after.startswith(before.partition(NEW)[0] + NEW + '    wording:\n      - nl: "Hoe de school helpt"\n')
    assert [line for line in before.splitlines() if line not in after.splitlines()] == []
    book = book_of(data)
    assert [{str(pair.nl) for pair in language.wording} for language in book.languages] == [set(PHRASES), set(PHRASES)]
    assert sum(bool(pair.to) for pair in book.languages[1].wording) == before.count("{nl: ")
    assert book.languages[0].translations
    assert "vaste woorden" not in prepared(data).stdout
    assert (data / "languages.yaml").read_text(encoding="utf-8") == after


def test_a_language_between_brackets_says_what_its_words_wait_for(tmp_path: Path) -> None:
    data = replaced(
        copy_of_fixture(tmp_path),
        "languages.yaml",
        "languages:\n",
        "languages:\n  - {id: de, name: Deutsch, guide: [ouder]}\n",
    )
    done = prepared(data)
    assert done.returncode == 0, done.stdout + done.stderr
    told = "zet elk veld van deze taal in languages.yaml op een eigen regel, en draai dit opnieuw"
    assert f"Deutsch: {len(PHRASES)} vaste woorden ontbreken; {told}." in done.stdout
    assert (data / "translations/de.yaml").is_file()
    assert problems_in(data) == []


def test_where_the_data_do_not_hold_no_file_is_made(tmp_path: Path) -> None:
    data = replaced(copy_of_fixture(tmp_path), "languages.yaml", "languages:\n", f"languages:\n{NEW}")
    replaced(data, "roles.yaml", "to: zorgteam", "to: zorgtaem")
    done = prepared(data)
    assert done.returncode == 1 and "zorgtaem" in done.stdout
    assert not (data / "translations/de.yaml").exists()


def test_a_language_the_theme_does_not_know_is_one_sentence(tmp_path: Path) -> None:
    data = replaced(copy_of_fixture(tmp_path), "languages.yaml", "id: ar", "id: so")
    (data / "translations/ar.yaml").rename(data / "translations/so.yaml")
    settings = {"ZORGWEGWIJZER_DATA": str(data), "ZORGWEGWIJZER_CONTENT": str(data.parent / "content")}
    way_out = "zet er 'interface: en' bij, of een taal die er wel is"
    assert problems_in(data) == [f"data/languages.yaml:2: voor de taal 'so' zijn er geen menu's; {way_out} [taal]"]
    replaced(data, "languages.yaml", "id: so", "id: so\n    interface: en")
    assert build("public", tmp_path / "site", **settings).returncode == 0
    page = (tmp_path / "site/so/zorgstructuur/index.html").read_text(encoding="utf-8")
    assert '<html lang="so"' in page and '<body dir="rtl"' in page


# --- the English of the handbook itself ----------------------------------------------------------------------


@pytest.fixture(scope="module", params=["staff", "public"])
def english(request: pytest.FixtureRequest) -> tuple[Handbook, Dictionary]:
    book = shipped_site(request.param).book
    return book, Dictionary(book, next(language for language in book.languages if language.id == "en"))


def test_english_is_whole_and_follows_the_dutch(english: tuple[Handbook, Dictionary]) -> None:
    assert english[1].behind == []
    made = list(in_other_languages(shipped_site("public")))
    assert len(made) > 100
    assert [page.path for page in made if "Part of this page is still in Dutch" in page.text] == []


@pytest.mark.parametrize("edition", ["staff", "public"])
@pytest.mark.parametrize("school", ["", "melanchthon", "casparus"])
def test_no_text_of_any_school_stands_there_without_english(school: str, edition: str) -> None:
    """Not of an outcome that the program makes for a school, nor where the names of a school made it another text."""
    book = narrow(shipped().at[school] if school else shipped(), edition)
    told = Dictionary(book, next(language for language in book.languages if language.id == "en"))
    covered = {(key, str(text)): told(text) for key, said in told.by_record.items() for text in said}
    assert len(covered) > 2000
    assert [place for place, said in covered.items() if not (said.words or said.draft)] == []


def test_who_checked_a_variant_did_not_check_what_it_takes_over() -> None:
    book = narrow(shipped(), "public")
    language = next(each for each in book.languages if each.id == "en")
    key = "outcomes/klacht-gedrag-melanchthon"
    taken = {str(pair.nl) for pair in _translation(language, "outcomes/klacht-gedrag")}
    told = tuple(
        replace(each, checked_by=each.of, checked=each.translated, texts=each.texts[:1]) if each.of == key else each
        for each in language.translations
    )
    said = Dictionary(book, replace(language, translations=told)).by_record[key]
    states = [each.state for text, each in said.items() if str(text) in taken]
    assert states.count("checked") == 1 and {*states} == {"checked", "unchecked", "held"}


def _translation(language: Language, key: str) -> tuple[Pair, ...]:
    return next(each.texts for each in language.translations if each.of == key)


def test_english_keeps_every_number(english: tuple[Handbook, Dictionary]) -> None:
    """Telephone numbers, years, weeks and hours: a digit lost is a condition lost."""
    lost = [
        (pair.nl, pair.to)
        for translation in english[1].language.translations
        for pair in translation.texts
        if sorted(re.findall(r"\d+", pair.nl)) != sorted(re.findall(r"\d+", pair.to.replace(":00", "")))
    ]
    assert lost == []


def test_what_english_says_of_consent_and_danger_can_be_held_back(english: tuple[Handbook, Dictionary]) -> None:
    marked = {key for key, record in english[1].covered.items() if sensitive(record)}
    assert {"school", "asked/toestemming", "asked/dossier", "outcomes/opp-vraag"} <= marked
    assert not {key for key in marked if key.startswith(("questions/", "helplines/", "needs/"))} | (
        {"outcomes/bel-112"} & marked
    )


def test_who_to_go_to_and_what_it_costs_never_wait(english: tuple[Handbook, Dictionary]) -> None:
    """What the answer is, who decides and whose consent is asked waits; where to go, first and then, does not."""
    outcome = english[0].outcome["opp-vraag"]
    assert outcome.if_not and outcome.away
    held = sensitive(outcome)
    assert held & {outcome.name, outcome.now, outcome.if_not.text, outcome.away.text} == set()
    assert held >= {outcome.answer, outcome.time, outcome.consent, outcome.then}
    assert english[0].outcome["weggestuurd"].costs not in sensitive(english[0].outcome["weggestuurd"])


def test_a_language_for_more_than_one_reader_asks_who_someone_is(tmp_path: Path) -> None:
    data = replaced(copy_of_fixture(tmp_path), "languages.yaml", "guide: [ouder]", "guide: [ouder, leerling]")
    parent = "      - {id: ouder, answer: Ouder, to: wat}\n"
    replaced(data, "guide.yaml", parent, f"{parent}      - {{id: leerling, answer: Leerling, to: wat}}\n")
    made = abroad(data)
    ways = made["ar/wegwijzer/uitkomst/bel.md"].text
    assert 'id="via-ouder.nu"' in ways and 'id="via-leerling.nu"' in ways
    led = re.findall(r'<li><a href="([^"]+)"', made["ar/wegwijzer/index.md"].text)
    assert led == ["../../ar/wegwijzer/ouder/", "../../ar/wegwijzer/leerling/"]  # and to nobody else
    assert "wegwijzer/index.md" not in {path.removeprefix("ar/") for path in abroad(FIXTURE / "data")}


def test_a_path_ends_on_the_page_of_the_outcome_in_each_language() -> None:
    made = abroad(FIXTURE / "data")
    assert "ar/wegwijzer/uitkomst/praat.md" in made
    assert 'href="../../../ar/wegwijzer/uitkomst/praat/#via-ouder.anders"' in made["ar/wegwijzer/ouder/index.md"].text


OF_THE_STAFF = {"en/hulp-nu.md", "en/begrippen.md"}  # what who works at school does, and more words


def test_a_page_in_another_language_reads_the_same_in_every_edition() -> None:
    """Whoever needs a translation does not work at the school, also where the school itself has the page before it."""
    said = [
        {
            page.path: re.sub(r"<[^>]+>", " ", page.text.partition("\n---\n")[2]).split()
            for page in shipped_pages(edition)
            if page.path.startswith("en/")
        }
        for edition in ("public", "staff")
    ]
    assert said[0].keys() == said[1].keys() and len(said[0]) > 500
    assert {path for path in said[0] if said[0][path] != said[1][path]} == OF_THE_STAFF
