"""Drawings to use elsewhere: every map and every route as an SVG file, with its title, school, date and address in it."""

from __future__ import annotations

from collections.abc import Iterator

from handbook.draw.colours import COLOURS
from handbook.draw.linemap import LineMap, Words, line_map, signs
from handbook.draw.routeline import RouteLine, route_line
from handbook.draw.text_width import width, wrap
from handbook.families import place_of
from handbook.model import Handbook, Role, Route
from handbook.reason.network import networks
from handbook.render.links import address, map_of, page_at, site_address
from handbook.render.site import File, Site
from handbook.render.templates import day, environment

LEADING, FOOT_SIZE = 18, 14


def drawings(site: Site) -> list[File]:
    """The file of every map and of every route of an edition, beside the page that shows it."""
    return [*_maps(site), *_routes(site)]


def file_of(page: str) -> str:
    """The file of the drawing on a page: 'routes/verzuim/lijn.svg' for 'routes/verzuim.md'."""
    return f"{address(page)}lijn.svg"


def _maps(site: Site) -> Iterator[File]:
    book = site.explorer.book
    for network in networks(book):
        school = network.school
        page = map_of(frozenset({str(school.id)}) if school else frozenset(), book)
        title = f"Wie naar wie gaat op {school.name}" if school else "Wie naar wie gaat"
        yield _drawn(book, page, title, network.all_roles, line_map(network, book))


def _routes(site: Site) -> Iterator[File]:
    for route in site.book.routes:
        page = page_at(place_of(route))
        schools = ", ".join(site.backlinks.schools_of(route))
        yield _drawn(
            site.book,
            page,
            f"{route.name}. {schools}" if schools else str(route.name),
            (route,),
            route_line(route, site.book),
        )


def _drawn(
    book: Handbook, page: str, title: str, records: tuple[Role, ...] | tuple[Route, ...], drawn: LineMap | RouteLine
) -> File:
    """A drawing with a heading above it and below it who made it, when it was last looked after, and where it stands."""
    is_map = isinstance(drawn, LineMap)
    place = f"{site_address(book, book.edition)}{address(page)}"
    looked_after = day(max(each.reviewed for each in records))
    told = f"{book.school.name}. Nagekeken op {looked_after}."
    heading = _placed(wrap(title, 22 if is_map else 17, drawn.width - 16)[:2], -28)
    key = signs(drawn.width, drawn.height + 14) if is_map else []
    low = max([drawn.height, *(sign.y + 12 for sign in key)])
    foot = _placed([*wrap(told, FOOT_SIZE, drawn.width - 16), *_broken(place, drawn.width - 16)], low + 22)
    high = low + 52 + 22 + LEADING * len(foot)
    values = {
        "map": drawn if is_map else None, "line": None if is_map else drawn, "title": title, "to": place, "heading": heading,
        "signs": key, "foot": foot, "wide": drawn.width, "high": high,
    }  # fmt: skip
    text = environment().get_template("drawing.svg").render(values | COLOURS)
    return File(file_of(page), text.strip().encode() + b"\n")


def _broken(place: str, room: float) -> list[str]:
    """An address in lines that fit, broken after a slash alone, so that it can be typed over."""
    lines = [""]
    for piece in place.removeprefix("https://").split("/")[:-1]:
        if lines[-1] and width(f"{lines[-1]}{piece}/", FOOT_SIZE) > room:
            lines.append("")
        lines[-1] += f"{piece}/"
    return lines


def _placed(lines: list[str], top: float) -> list[Words]:
    return [Words(8, top + LEADING * at, line) for at, line in enumerate(lines)]
