"""The files that are no pages of the handbook: papers, pictures, the sheet of what can be lit, and what only leads on."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path

from handbook.families import place_of
from handbook.read.chapters import links, picture_of
from handbook.reason.addresses import redirects
from handbook.reason.explorer import lights
from handbook.render import form_pdf
from handbook.render.links import page_at, relative, top_of
from handbook.render.sharing import sharing_pictures
from handbook.render.site import File, Page, Site
from handbook.render.templates import environment


def pictures(site: Site, content: Path) -> list[File]:
    """The pictures that the chapters of this edition show, each beside its chapter."""
    shown = {picture for chapter in site.book.chapters for link in links(chapter) if (picture := picture_of(chapter, link))}
    return [File(f"hoofdstukken/{name}", (content / name).read_bytes()) for name in sorted(shown)]


def lights_sheet(site: Site) -> File:
    """The style sheet that lights what is chosen on the page of a route: as many rules as the longest field has choices."""
    most = max((len(lights(route, site.book)) for route in site.book.routes), default=0)
    places = range(2, most + 2)  # the first option of the field is: all steps
    return File("assets/lights.css", environment().get_template("lights.css").render(places=places).encode())


def papers(site: Site) -> list[File]:
    """Every PDF of one edition, beside the page of its form, and the list of what each file must add up to."""
    printed = [
        File(f"{place_of(site.book.form[form])}/{form}{ending}.pdf", pdf.content)
        for form, both in site.papers.items()
        for ending, pdf in (("", both.normal), ("-groot", both.large))
    ]
    there = {file.path: file.content for file in printed}
    printed += [
        File(each.old, there.get(each.new) or form_pdf.notice(each.old, each.new, site.book))
        for each in redirects(site.book)
        if each.old.endswith(".pdf")
    ]
    sums = "".join(f"{hashlib.sha256(file.content).hexdigest()}  {Path(file.path).name}\n" for file in printed)
    return [*printed, File("formulieren/sha256.txt", sums.encode())]


def short_pages(site: Site) -> list[File]:
    """A page at every short address, which leads on and is no more than that."""
    told = {"description": "Leidt naar de bladzijde waar dit korte adres bij hoort.", "words": "Ga naar de bladzijde"}
    names = ((short, place, f"Kort adres {short.rpartition('/')[2]}") for short, place in site.shorts.leads.items())
    return [_lead(short, place, title=name, heading=name, **told) for short, place, name in names]


def moved_pages(site: Site) -> list[File]:
    """A page at every address of before, which leads on to the new one and is no more than that."""
    told = {"description": "Leidt naar de nieuwe plek van wat hier stond.", "words": "Ga naar de nieuwe plek"}
    moved = (each for each in redirects(site.book) if not each.old.endswith(".pdf") and "#" not in each.old)
    heading = "Deze pagina is verhuisd"
    return [_lead(each.old, each.new, title=f"Verhuisd: {each.old}", heading=heading, **told) for each in moved]


def _lead(old: str, new: str, **told: str) -> File:
    """The page at one address that leads on to another."""
    here = f"{old}.md"
    page = environment().get_template("leads_on.html").render(goal=relative(page_at(new), here), to_top=top_of(here), **told)
    return File(f"{old}/index.html", page.encode())


def shared_pictures(site: Site, made: Iterable[Page]) -> list[File]:
    """What shows beside the address of a page that somebody shares."""
    titles = ((page.path, page.title) for page in made)
    return [File(place, picture) for place, picture in sharing_pictures(titles, site.book)]


def size_of(content: bytes) -> str:
    """The size of a file as a reader knows it, in kB of 1,000 bytes."""
    return f"{round(len(content) / 1000)} kB"
