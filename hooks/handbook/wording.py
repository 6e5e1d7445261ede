"""The Dutch names of the kinds the model knows: in an overview, and on a single page."""

from __future__ import annotations

ROLE_KINDS = {
    "person": ("Mensen op school", "Functie op school"),
    "meeting": ("Overleggen", "Overleg"),
    "body": ("Commissies en bestuur", "Commissie of bestuur"),
    "outside": ("Buiten de school", "Buiten de school"),
    "family": ("Leerling en thuis", "Leerling en thuis"),
}
ROUTE_KINDS = {
    "escalation": ("Als het niet genoeg is", "Hulp opschalen"),
    "referral": ("Naar een plek buiten de school", "Verwijzing"),
    "admission": ("Op school komen of overstappen", "Toelating en overstap"),
    "procedure": ("Zo werkt het", "Werkwijze"),
}
STATUSES = {
    "current": "geldt nog",
    "renamed": "heet nu anders",
    "ended": "bestaat niet meer",
    "local": "woord van deze school",
    "unknown": "onbekend",
}
AUDIENCES = {"parent": "Voor ouders", "pupil": "Voor leerlingen", "staff": "Voor medewerkers"}


def lower(text: str) -> str:
    """The text with a small first letter, unless it begins with an abbreviation."""
    return text if text[:2].isupper() else text[:1].lower() + text[1:]
