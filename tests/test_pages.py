"""Generated pages: whatever stands in the data is shown as text, and everything a reader needs is there."""

from __future__ import annotations

import dataclasses
from html.parser import HTMLParser
from typing import Any

import markdown
import pytest

from handbook.families import name_of
from handbook.model import Handbook, Part, Text
from handbook.parts import hints_of, references
from handbook.reason.edition import narrow
from handbook.render import form_pdf
from handbook.render.finished_html import FinishedHtml, marked
from handbook.render.links import Linker
from handbook.render.menu import menu
from handbook.render.pages import pages
from handbook.render.prose import linked_prose
from handbook.render.site import Page, Site
from helpers import fixture_book

NASTY = "<script>alert(1)</script> \" ' & *a* _b_ {{ c }} | `d` [e](javascript:f) # مرحبا <!-- i --> <img src=x>"
# The rules 'id', 'naam', 'adres', 'belofte', 'contact', 'taal' and 'vertaling' keep markup out of these.
PLAIN = {
    "id",
    "name",
    "title",
    "path",
    "also",
    "edit_url",
    "shows",
    "address",
    "call",
    "start",
    "step",
    "answers",
    "at",
    "guide",
    "of",
    "nl",
    "phone",
    "mail",
}


def spoiled(part: Any) -> Any:
    """The same part with NASTY in every text for readers."""
    if isinstance(part, tuple):
        return tuple(spoiled(each) for each in part)
    if isinstance(part, Part):
        hints = hints_of(type(part))
        changes = {
            field.name: spoiled_field(field.name, getattr(part, field.name), hints[field.name])
            for field in dataclasses.fields(part)
            if field.name in hints
        }
        return dataclasses.replace(part, **changes)
    return part


def spoiled_field(name: str, value: Any, hint: Any) -> Any:
    texts = not isinstance(value, tuple) or (value and isinstance(value[0], Text))
    if (name in PLAIN and texts) or "Ref(" in str(hint) or "Literal" in str(hint):
        return value
    if isinstance(value, Text):
        return Text.at(f"{value} {NASTY}", value.where) if name not in ("section", "to") else value
    if isinstance(value, tuple) and value and isinstance(value[0], Text):
        return tuple(Text.at(f"{each} {NASTY}", each.where) for each in value)
    return spoiled(value)


class Elements(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__()
        self.names: set[str] = set()
        self.links: list[str] = []
        self.comments: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names.add(tag)
        self.links += [value or "" for name, value in attrs if name in ("href", "src")]

    def handle_comment(self, data: str) -> None:
        self.comments.append(data)


def html_of(page: Page) -> str:
    body = page.text.partition("\n---\n")[2]
    return markdown.markdown(body, extensions=["attr_list", "tables", "toc", FinishedHtml()])


def nasty_book() -> Handbook:
    book = fixture_book()
    return dataclasses.replace(
        book,
        **{field.name: spoiled(getattr(book, field.name)) for field in dataclasses.fields(book) if field.name != "chapters"},
    )


def nasty_pages() -> list[Page]:
    """Its forms grow past their pages, which is told elsewhere; here they are printed all the same."""
    site = Site(narrow(nasty_book(), "staff"))
    site.papers = {form.id: form_pdf.printed(form, site.book) for form in site.book.forms}
    return pages(site)


@pytest.mark.parametrize("page", nasty_pages(), ids=lambda page: page.path)
def test_markup_in_every_text_field_stays_text(page: Page) -> None:
    if page.path.startswith("hoofdstukken/visie"):
        return  # prose is Markdown by nature
    html = html_of(page)
    found = Elements(html)
    assert not found.names & {"script", "img"}
    assert "<em>a</em>" not in html
    assert not [link for link in found.links if "javascript:" in link]
    assert found.comments == []
    front = page.text.partition("\n---\n")[0]
    assert "<script" not in front


def test_the_nasty_text_is_really_everywhere() -> None:
    shown = " ".join(page.text for page in nasty_pages())
    assert shown.count("alert(1)") > 100


def test_prose_may_not_bring_in_html() -> None:
    book = fixture_book()
    chapter = dataclasses.replace(book.chapters[0], body=Text("Een <b>vet</b> woord <script>x</script>."))
    linker = Linker(book, "hoofdstukken/visie.md")
    html = markdown.markdown(linked_prose(chapter, book, linker, "hoofdstukken/visie.md")[0])
    assert not Elements(html).names & {"b", "script"}


def test_the_menu_groups_and_opens_with_the_index() -> None:
    entries = menu(pages(Site(narrow(fixture_book(), "staff"))))
    assert entries[0] == {"Begin": "index.md"}
    roles = next(entry["Rollen"] for entry in entries if "Rollen" in entry)
    assert roles[0] == "rollen/index.md"
    assert {
        "Mensen op school": [
            {"Mentor": "rollen/mentor.md"},
            {"Teamleider": "rollen/teamleider.md"},
            {"Bovenmeester": "rollen/bovenmeester.md"},
        ]
    } in roles


def test_a_route_page_tells_who_what_paper_and_consent() -> None:
    text = next(page.text for page in pages(Site(narrow(fixture_book(), "public"))) if page.path == "routes/hulp.md")
    for words in (
        "Toestemming van <a",
        "Brief naar huis",
        "niet vastgelegd in het plan",
        "verder bij stap 3: Tekenen",
    ):
        assert words in text


def test_upkeep_lists_what_to_look_up_with_all_that_rests_on_it() -> None:
    """The same thing to look up stands there once, with every reference for it and every record that names one."""
    book = fixture_book()
    one = dataclasses.replace(book.references[0], look_up=Text("Zoek op of het nog zo is."))
    other = dataclasses.replace(one, id=Text("tweede"), title=Text("Een tweede bewijs"))
    named = [record for record in book.records if ("references", one.id) in references(record)]
    changed = dataclasses.replace(book, references=(one, other))
    page = next(page for page in pages(Site(narrow(changed, "staff"))) if page.path == "onderhoud.md").text
    listed = page[page.index("{ #opzoeken }") :].partition("\n## ")[0]
    assert listed.count(one.look_up) == 1 and f"<code>{one.address}</code>" in listed and "#verwijzing-tweede" in listed
    assert named and all(each.id in listed or f">{name_of(each)}</a>" in listed for each in named)
    assert "1 januari 2026" in listed


def test_what_the_source_leaves_open_is_never_blank() -> None:
    text = next(page.text for page in pages(Site(narrow(fixture_book(), "public"))) if page.path == "open-vragen.md")
    assert "Wat er na een nee gebeurt." in text
    assert "Vraag het aan:" in text


def test_prose_without_headings_and_in_a_folder_is_still_prose() -> None:
    book = fixture_book()
    chapter = dataclasses.replace(
        book.chapters[0], path=Text("map/los.md"), body=Text("Een *schuin* woord.\n\n- een punt\n")
    )
    made = pages(Site(narrow(dataclasses.replace(book, chapters=(chapter,)), "public")))
    page = next(page for page in made if page.path == "hoofdstukken/map/los.md")
    html = html_of(page)
    assert "<em>schuin</em>" in html and "<li>een punt</li>" in html and "<!--" not in html
    assert {"Visie": "hoofdstukken/map/los.md"} in next(
        entry["Achtergrond"] for entry in menu(made) if "Achtergrond" in entry
    )


def test_finished_html_passes_markdown_untouched() -> None:
    page = marked("---\ntitle: x\n---\n\n<div>\n\n  *a*\n\n</div>\n\n## Kop\n\nGewoon *b*.\n")
    html = markdown.markdown(page.partition("\n---\n")[2], extensions=[FinishedHtml()])
    assert "<div>\n\n  *a*\n\n</div>" in html
    assert "<em>b</em>" in html
    assert "<!--" not in html
