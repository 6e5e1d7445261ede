"""What changed lately: for a page, and as a feed that programs read (Atom)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import NAMESPACE_URL, uuid5
from xml.etree import ElementTree as ET

from handbook.families import place_of
from handbook.reason.addresses import linkable
from handbook.render.links import address, page_at
from handbook.render.site import File, Site

FEED = "nieuw.xml"
MOST = 20  # that a feed tells
ATOM = "http://www.w3.org/2005/Atom"


@dataclass(frozen=True)
class Told:
    """One thing that changed: when, what it is about, what is different, and on which page."""

    dated: date
    name: str
    what: str
    place: str

    @property
    def page(self) -> str:
        """The page, as links name it."""
        return page_at(self.place)


def told(site: Site) -> list[Told]:
    """What this edition tells of what changed, the latest first: what the school says itself, and versions of forms."""
    book, there = site.book, linkable(site.book)
    found = [Told(each.dated, str(each.name), str(each.what), str(each.place)) for each in book.school.news]
    for form in book.forms:
        for change in form.changes:
            found.append(Told(change.dated, f"{form.name}, versie {change.version}", str(change.what), place_of(form)))
    return sorted((each for each in found if each.place in there), key=lambda each: each.dated, reverse=True)


def feed(site: Site, home: str) -> list[File]:
    """The feed of an edition, whose pages stand below `home`; none where nothing is told."""
    found = told(site)[:MOST]
    if not found:
        return []
    about = Told(found[0].dated, f"{site.book.school.name}: wat is er nieuw", "", "nieuw")
    root = ET.Element("feed", {"xmlns": ATOM, "xml:lang": "nl"})
    _add(root, about, home, site.book.edition.id)
    ET.SubElement(root, "link", {"rel": "self", "href": home + FEED})
    ET.SubElement(ET.SubElement(root, "author"), "name").text = str(site.book.school.name)
    for each in found:
        entry = ET.SubElement(root, "entry")
        _add(entry, each, home, f"{each.dated} {each.place}")
        ET.SubElement(entry, "summary").text = each.what
    return [File(FEED, ET.tostring(root, encoding="utf-8", xml_declaration=True))]


def _add(node: ET.Element, each: Told, home: str, key: str) -> None:
    """What a feed and each of its entries tell alike."""
    ET.SubElement(node, "id").text = uuid5(NAMESPACE_URL, f"{home} {key} {each.name}").urn
    ET.SubElement(node, "title").text = each.name
    ET.SubElement(node, "updated").text = f"{each.dated}T00:00:00Z"
    ET.SubElement(node, "link", {"rel": "alternate", "type": "text/html", "href": home + address(each.page)})
