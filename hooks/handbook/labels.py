"""Fixed Dutch words and phrases that more than one room needs."""

from __future__ import annotations

import re

from handbook.model import Handbook, Record

# The languages that Material for MkDocs has menus in; a test holds them against the theme.
THEME_LANGUAGES = frozenset((
    "af", "ar", "az", "be", "bg", "bn", "ca", "cs", "cy", "da", "de", "el", "en", "eo", "es", "et", "eu", "fa", "fi",
    "fr", "gl", "he", "hi", "hr", "hu", "hy", "id", "is", "it", "ja", "ka", "kn", "ko", "ku-IQ", "lb", "lt", "lv", "mk",
    "mn", "ms", "my", "nb", "nl", "nn", "pl", "pt-BR", "pt", "ro", "ru", "sa", "sh", "si", "sk", "sl", "sq", "sr", "sv",
    "ta", "te", "th", "tl", "tr", "uk", "ur", "uz", "vi", "zh-Hant", "zh-TW", "zh",
))  # fmt: skip


MONTHS = (
    "januari", "februari", "maart", "april", "mei", "juni",
    "juli", "augustus", "september", "oktober", "november", "december",
)  # fmt: skip


def lower(text: str) -> str:
    """The text with a small first letter, unless it begins with an abbreviation."""
    return text if text[:2].isupper() else text[:1].lower() + text[1:]


SENTENCE = re.compile(r"(?<=[.?!])\s+")  # between one sentence and the next


def digits(number: str) -> str:
    """The digits of a telephone number or of any text, and nothing between them."""
    return re.sub(r"\D", "", number)


# Words on the pages in another language that tell what consent is asked and what a refusal means.
CONSENT_PHRASES = ("Toestemming",)


# What the pages in another language say of themselves; languages.yaml says each of these in that language.
PHRASES = (
    "Hoe de school helpt",
    "Bij wie moet ik zijn?",
    "Begrippen en afkortingen",
    "Woorden die u op school hoort, met uitleg. Het Nederlandse woord staat vooraan, want dat gebruikt de school.",
    "De school helpt in lijnen. Eerst de mensen die de leerling elke dag zien. "
    "Is dat niet genoeg, dan komt de volgende lijn erbij.",
    "Hoogstens vier korte vragen, dan weet u bij wie u moet zijn.",
    "Wat wij u vragen.",
    "Meer over deze lijn",
    "Lees meer",
    "Helpt dat niet genoeg?",
    "Dit staat niet in het zorgplan.",
    "Vraag het aan",
    "Bij wie?",
    "Stap voor stap",
    "Formulier",
    "Formulieren",
    "Waar staat dit?",
    "Onze gevolgtrekking",
    "Niet uit de bronnen, maar van",
    "Ga naar",
    "Neem mee",
    *CONSENT_PHRASES,
    "Het antwoord",
    "Hoe te bereiken?",
    "Bel de school en vraag naar",
    "Wie beslist?",
    "Wat kost het?",
    "Wanneer?",
    "Wat dan?",
    "Helpt het niet?",
    "Goed om te weten",
    "Is er niemand?",
    "Past dit beter?",
    "Alle stappen",
    "Nu hulp nodig?",
    "Kies wat er aan de hand is. Bel ook als u twijfelt.",
    "Nu",
    "Vandaag",
    "Binnenkort",
    "Ben je leerling?",
    "Bent u ouder?",
    "Werkt u op school?",
    "Op school",
    "Alle nummers",
    "in schooltijd",
    "Vorige vraag",
    "Uw antwoorden",
    "Wijzig",
    "Bel",
    "heet nu anders",
    "bestaat niet meer",
    "woord van deze school",
    "onbekend",
    "sinds",
    "in het Nederlands",
    "Dit is een vertaling. De Nederlandse tekst geldt.",
    "De school heeft deze vertaling nog niet nagekeken.",
    "De Nederlandse tekst is nieuwer dan deze vertaling.",
    "Een deel staat hier nog in het Nederlands.",
    'Over toestemming, rechten en veiligheid telt wat in het Nederlands staat. U vindt het onder "De Nederlandse tekst".',
    "De Nederlandse tekst",
    "Nog niet nagekeken:",
    "Vertaald door",
    "Vraag",
    "Begrip",
    "Advies",
    "Bladzijde",
    "Bedoelde u",
    "Niets gevonden.",
    "1 gevonden.",
    "# gevonden, het beste bovenaan.",
)


def unrecorded(record: Record, book: Handbook) -> str:
    """'niet vastgelegd in het zorgplan', with the word for the source that the record is made from."""
    source = book.source.get(record.sources[0].source) if record.sources else None
    return f"niet vastgelegd in {source.called}" if source else "niet vastgelegd"
