"""The school year of a function as a file that calendar programs read."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

from icalendar import Calendar, Event

from handbook.families import name_of, place_of
from handbook.model import Handbook, Holiday, Role, SchoolYear
from handbook.reason.starting import starters
from handbook.reason.year import Planned, holidays, planned
from handbook.render.links import address, page_at
from handbook.render.site import File, Site


def calendar_at(role: Role) -> str:
    """Where the calendar of a function stands."""
    return f"starten/{role.id}/schooljaar.ics"


def calendars(site: Site) -> list[File]:
    """One calendar for each function, for the school year that the school says; only inside."""
    year = site.book.school.school_year if site.book.edition.inside else None
    return [File(calendar_at(role), _calendar(role, year, site)) for role in starters(site.book)] if year else []


def _calendar(role: Role, year: SchoolYear, site: Site) -> bytes:
    book = site.explorer.book
    found = Calendar()
    found.add("prodid", f"-//{book.school.name}//NL")
    found.add("version", "2.0")
    found.add("x-wr-calname", f"{role.name} {year.first.year}-{year.last.year}")
    for each in planned(role, book, site.explorer.backlinks):
        found.add_component(_event(each, role, year, book))
    for number, holiday in enumerate(holidays(book), start=1):
        found.add_component(_holiday(holiday, f"vakantie-{number}-{role.id}", year, book))
    return bytes(found.to_ical())


def _event(each: Planned, role: Role, year: SchoolYear, book: Handbook) -> Event:
    """What has no days of its own becomes a reminder on the first day, to plan it."""
    days = each.days or (year.first, year.first)
    name = name_of(each.of)
    event = _whole_days(f"{each.id}-{role.id}", days, year, book)
    event.add("summary", name if each.days else f"Plan in: {name} ({each.when})")
    who = ", ".join(person.name for person in each.who)
    step = f"Route {each.route.name}, stap {each.number}: {each.step.name}." if each.route and each.step else ""
    told = (
        f"Wanneer: {each.when}.",
        each.what,
        f"Wie: {who}." if who else "",
        step,
        f"Lees: {address(page_at(place_of(each.of)))}",
    )
    event.add("description", "\n".join(filter(None, told)))
    return event


def _holiday(holiday: Holiday, id_: str, year: SchoolYear, book: Handbook) -> Event:
    event = _whole_days(id_, (holiday.first, holiday.last), year, book)
    event.add("summary", f"{holiday.name} ({holiday.region.one})" if holiday.region else str(holiday.name))
    return event


def _whole_days(id_: str, days: tuple[date, date], year: SchoolYear, book: Handbook) -> Event:
    """Days without hours, in which someone is free for other things; the end is the day after, as the format wants it."""
    event = Event()
    host = book.school.address.removeprefix("https://").partition("/")[0]
    event.add("uid", f"{id_}-{year.first.year}@{host}")
    event.add("dtstamp", datetime.combine(year.first, time(), UTC))
    event.add("dtstart", days[0])
    event.add("dtend", days[1] + timedelta(days=1))
    event.add("transp", "TRANSPARENT")
    return event
