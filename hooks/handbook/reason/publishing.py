"""What a school must still fill in or look up before its handbook may be published: its address, its numbers, the law."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

from handbook.model import Handbook, Location, Text
from handbook.problems import Finding, Problem, Where

RULE = "publiceren"
EXAMPLE = ".example"  # a name that no site can have


def lacking(book: Handbook) -> list[Problem]:
    """What is still to be done, in the order of the files; nothing for a handbook that is ready."""
    found = (*_address(book), *_reached(book), *_looked_up(book))
    return sorted(Problem(where, told, RULE) for where, told in found)


def _address(book: Handbook) -> Iterator[Finding]:
    own = [edition.address for edition in book.school.editions if edition.address]
    if not own:
        yield book.school.where, "geen uitgave heeft een adres; zet bij 'address' waar de site komt te staan"
    for address in own:
        if (urlsplit(address).hostname or "").endswith(EXAMPLE):
            yield address.where, f"'{address}' is een voorbeeld; zet bij 'address' waar de site echt komt te staan"


def _reached(book: Handbook) -> Iterator[Finding]:
    if not book.school.locations:
        yield _file(book), "'locations' is leeg; zet er elke vestiging met haar telefoonnummer, en wie daar te bereiken is"
    for location in book.school.locations:
        if not location.phone:
            yield location.where, f"vestiging '{location.id}' heeft geen 'phone'; zet het nummer erbij dat ouders bellen"
        if book.school.nearest and not _is_reached(location, book.school.nearest):
            told = f"bij vestiging '{location.id}' staat niet openbaar hoe rol '{book.school.nearest}' te bereiken is"
            yield location.where, f"{told}; zet dat bij 'contacts', met 'public'"


def _is_reached(location: Location, role: Text) -> bool:
    return any(contact.role == role and contact.public for contact in location.contacts)


def _looked_up(book: Handbook) -> Iterator[Finding]:
    left = [reference for reference in book.references if reference.look_up]
    if left:
        told = "zoek op wat bij 'look_up' staat, en haal het dan weg; de bladzijde Onderhoud noemt ze alle"
        yield left[0].where, f"{len(left)} verwijzingen kunnen veranderd zijn; {told}"


def _file(book: Handbook) -> Where:
    return Where(book.school.where.file, 0)
