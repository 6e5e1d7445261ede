"""The page of a form as people use it: printed by the browser, without a place to type, with and without script."""

from __future__ import annotations

import io
from typing import Any

import pytest
from pypdf import PdfReader

from handbook.families import place_of
from helpers import shipped, some

FORMS = {form.id: form for form in shipped().forms}
MM = 96 / 25.4  # px in a millimetre


PRINTED = [(form, True) for form in FORMS] + [(form, False) for form in some(FORMS, 3)]  # with script, and without


@pytest.mark.parametrize(("form", "script"), PRINTED)
def test_the_browser_prints_the_form_and_nothing_else(
    form: str, script: bool, addresses: dict[str, str], opened: Any
) -> None:
    typed = FORMS[form]
    page = opened(f"{addresses['staff']}{place_of(typed)}/", java_script_enabled=script, color_scheme="dark")
    sheets = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True))).pages
    text = " ".join(sheet.extract_text() for sheet in sheets)
    assert len(sheets) == typed.pages
    assert typed.groups[-1].name in text and typed.groups[0].name in text
    assert "Invulbare pdf" not in text and "Wie vult het in?" not in text


@pytest.mark.parametrize("form", FORMS)
def test_there_is_no_place_to_type(form: str, addresses: dict[str, str], opened: Any) -> None:
    page = opened(f"{addresses['staff']}{place_of(FORMS[form])}/")
    assert page.locator("article :is(input, textarea, select, form, [contenteditable])").count() == 0
    assert [button.get_attribute("data-zw-print") for button in page.locator("article button:not([data-zw-why])").all()] == [
        ""
    ]
    links = page.locator(".zw-downloads a")
    assert [link.get_attribute("href") for link in links.all()] == [f"{form}.pdf", f"{form}-groot.pdf"]
    for link in links.all():
        assert page.request.get(f"{page.url}{link.get_attribute('href')}").body().startswith(b"%PDF-")


def lengths(page: Any, selector: str) -> list[float]:
    """The heights of elements as printed, in mm."""
    heights = page.evaluate(f"[...document.querySelectorAll('{selector}')].map(e => e.getBoundingClientRect().height)")
    return [height / MM for height in heights]


@pytest.mark.parametrize("form", ["handelingsplan", "toestemming", "afspraken-mentor"])
def test_on_paper_there_is_room_to_write_and_to_sign(form: str, addresses: dict[str, str], opened: Any) -> None:
    page = opened(f"{addresses['staff']}formulieren/{form}/")
    page.emulate_media(media="print")
    assert min(lengths(page, ".zw-lines i")) >= 7.99
    assert min(lengths(page, ".zw-sign-box")) >= 16
    assert min([4.8, *lengths(page, ".zw-tick")]) >= 4.79


def test_the_print_button_needs_script_and_says_so_without(addresses: dict[str, str], opened: Any) -> None:
    address = f"{addresses['public']}formulieren/toestemming/"
    for script in (True, False):
        page = opened(address, java_script_enabled=script)
        assert page.get_by_role("button", name="Afdrukken").is_visible() == script
        assert page.get_by_text("druk deze pagina af met uw browser").is_visible() != script


def test_form_and_steps_lead_to_each_other(addresses: dict[str, str], opened: Any) -> None:
    page = opened(f"{addresses['public']}routes/bespreking-extern-zorgadviesteam/")
    page.locator("#stap-vragen").get_by_role("link", name="Formulier: Toestemming voor hulp van buiten").click()
    page.locator("#gebruikt + ul a", has_text="van Bespreking in het extern zorgadviesteam").first.click()
    assert page.url.endswith("routes/bespreking-extern-zorgadviesteam/#stap-vragen")
