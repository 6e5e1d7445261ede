"""Plain language, measured over the built pages: stricter for what parents and pupils read than for the staff."""

from __future__ import annotations

import re
import textwrap
from collections import defaultdict
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

import pytest

import readable
from handbook.reason.ticket import said_by
from helpers import shipped

# least Flesch-Douma, most words in a sentence, largest share of sentences over twenty words
# A reason or a condition makes a sentence longer and clearer; on a short page one of them is soon a tenth.
LIMITS = {"public": (65, 14, 0.10), "staff": (50, 15, 1.0)}
# What parents are sent to, told one by one; the limits go for every page.
TOLD = (
    "index.html",
    "zorgstructuur/index.html",
    "voor-leerlingen/index.html",
    "situaties/index.html",
    "formulieren/toestemming/index.html",
)
# Many pages of the same sentences: of these the hardest is told.
PUT_TOGETHER = ("verkenner/rol/", "wegwijzer/")
FEWEST = 60  # words; a page with less says too little to be measured


@lru_cache(maxsize=1)
def names() -> list[str]:
    """The terms that cannot be avoided: the names of roles and papers, and the words of the glossary."""
    book = shipped()
    return [str(name) for record in (*book.roles, *book.documents, *book.terms) for name in (record.name, *record.also)]


def pages(site: Path) -> list[Path]:
    """Every page of running text in Dutch; the data as typed, tables, and lists of links are none."""
    whole = ("en/", "gegevens/", "controlelijst/", "bronnen/", "onderhoud/", "velden/", "overleg/", "404")
    lists = [site / name / "index.html" for name in ("rollen", "routes", "hoofdstukken")]
    found = sorted(set(site.rglob("*.html")) - {*lists})
    return [page for page in found if not page.relative_to(site).as_posix().startswith(whole)]


@pytest.mark.parametrize("edition", LIMITS)
def test_every_page_reads_as_easily_as_its_readers_need(
    edition: str, sites: dict[str, Path], record_property: Callable[[str, object], None]
) -> None:
    least, most, share = LIMITS[edition]
    hard, mixed, endless, count, lowest = [], [], {}, 0, 999.0
    figures: dict[str, list[str]] = defaultdict(list)
    for page in pages(sites[edition]):
        place = page.relative_to(sites[edition]).as_posix()
        texts = readable.blocks(page)
        if edition == "public":
            mixed += [(place, text) for text in texts if other_reader(place).search(text)]
            endless |= dict.fromkeys(() if place.startswith(LISTED) else too_long(texts), place)
        found = readable.measured(texts, names())
        if found.words < FEWEST:
            continue
        count, lowest = count + 1, min(lowest, found.flesch)
        family, _, name = place.removesuffix("/index.html").rpartition("/")
        family = next((each for each in PUT_TOGETHER if f"{place}/".startswith(each)), family)
        figures[family].append(f"{name} {found.flesch:.0f}/{found.words_in_a_sentence:.1f}/{found.share_long:.0%}")
        long = found.share_long > share and not place.startswith(LISTED)
        if found.flesch < least or found.words_in_a_sentence > most or long:
            hard.append(
                (place, round(found.flesch), round(found.words_in_a_sentence, 1), round(found.share_long, 2), found.longest)
            )
        if edition == "public" and place in TOLD:
            record_property(
                "told",
                f"leesbaarheid {place:<36} Flesch-Douma {found.flesch:.0f} (elk woord geteld {found.flesch_all:.0f}), "
                f"{found.words_in_a_sentence:.1f} woorden per zin, {found.share_long:.0%} boven de {readable.LONG}",
            )
    for family, pages_there in figures.items() if edition == "public" else ():
        told = f"{family or 'los'}: {', '.join(pages_there)}"
        if family in PUT_TOGETHER:
            hardest = min(pages_there, key=lambda each: int(each.split()[1].partition("/")[0]))
            told = f"{family} ({len(pages_there)} bladzijden), laagste: {hardest}"
        record_property("told", textwrap.fill(told, 120, subsequent_indent="    "))
    record_property(
        "told",
        f"leesbaarheid {edition}: {count} bladzijden gemeten, laagste Flesch-Douma {lowest:.0f} (grens {least}); "
        f"hierboven per bladzijde: Flesch-Douma/woorden per zin/zinnen boven de {readable.LONG}",
    )
    assert hard == []
    assert mixed == []
    assert endless == {}


LONGEST = 25  # words in a sentence for parents and pupils
LISTED = ("verkenner/", "wegwijzer/alle-wegen/")  # rows of names, which read as one sentence to a machine


def too_long(texts: list[str]) -> list[str]:
    """The sentences that nobody reads aloud in one breath."""
    told = [part for text in texts for part in readable.SENTENCE.split(text)]
    return [part for part in told if len(readable.words_of(part)) > LONGEST]


FEWEST_JOINED = 1 / 3  # of the sentences on tickets; a text cut into short ones says that something is so, and not why


@pytest.mark.parametrize("edition", ["public", "staff"])
def test_a_third_of_what_tickets_say_gives_a_reason_or_a_condition(
    edition: str, record_property: Callable[[str, object], None]
) -> None:
    typed = [each for each in shipped().outcomes if each.edition == edition and not each.made]
    told = [part for each in typed for text in said_by(each)[1:] for part in readable.SENTENCE.split(" ".join(text.split()))]
    share = sum(map(readable.gives_a_reason, told)) / len(told)
    record_property("told", f"kaartjes {edition}: {len(told)} zinnen, {share:.0%} met een reden of voorwaarde")
    assert share >= FEWEST_JOINED


@pytest.mark.parametrize(
    ("sentence", "joined"),
    [
        ("Ga naar de mentor.", False),
        ("Wat dan?", False),
        ("Ga naar de mentor, want die kent uw kind.", True),
        ("Helpt het niet, dan komt er een gesprek.", True),
        ("Is het nee, vraag de directie dan om de reden.", True),
    ],
)
def test_a_reason_or_a_condition_is_seen(sentence: str, joined: bool) -> None:
    assert readable.gives_a_reason(sentence) is joined


# Pages that pupils read too: what to do in need, the helplines, and the titles of what was read.
FOR_BOTH = (
    "wegwijzer/uitkomst/", "wegwijzer/alle-wegen/", "hulp-nu/", "bronnen/", "verkenner/rol/", "rollen/lijn-113/",
    "rollen/kindertelefoon/",
    "rollen/centrum-seksueel-geweld/", "rollen/slachtofferhulp/", "rollen/huisarts/", "rollen/laks/",
)  # fmt: skip


def other_reader(place: str) -> re.Pattern[str]:
    """How a page does not speak to its reader: pupils read 'je' on their page and in their branch, all others 'u'."""
    if place.startswith("voor-leerlingen/"):
        return re.compile(r"\b(u|uw)\b", re.IGNORECASE)
    both = place.startswith(FOR_BOTH) or "/leerling/" in place
    return re.compile(r"(?!)" if both else r"\b(je|jij|jou|jouw|jullie)\b", re.IGNORECASE)


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("idee", 2),
        ("evaluatie", 5),
        ("criteria", 4),
        ("leerling", 2),
        ("ondersteuningscoördinator", 9),
        ("beïnvloeden", 4),
        ("koeien", 2),
    ],
)
def test_syllables_are_counted_by_sound(word: str, count: int) -> None:
    assert readable.syllables(word) == count


def test_a_hard_text_is_found_hard() -> None:
    hard = "De verantwoordelijkheid voor de uitvoering van interventies aangaande psychosociale problematiek berust hier."
    easy = "Praat met de mentor. Die helpt je. Dat kan ook per mail."
    assert readable.measured([hard], []).flesch < 0
    assert readable.measured([easy], []).flesch > 90
    assert readable.measured([hard], []).words_in_a_sentence == 12


def test_only_running_text_is_measured(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text(
        "<nav><p>Menu. Menu.</p></nav><article><h1>Titel.</h1><p>Een <b>zin</b>.</p>"
        "<ul><li>alleen een link</li><li><a href='x'>Een link?</a></li><li>Nog een zin.</li></ul>"
        "<p hidden>Verborgen.</p><div class='zw-foot'><p>Voet. Voet.</p></div><svg><text>Tekst.</text></svg></article>",
        encoding="utf-8",
    )
    assert readable.blocks(page) == ["Een zin.", "Nog een zin."]
