"""How the tables of registrations that people and forms write call things, in several languages: headings and words."""

import re
from functools import cache, cached_property

from cop.exchange.findings import quoted
from cop.kernel.errors import BadInput
from cop.kernel.text import fold, nearest
from cop.kernel.types import Word
from cop.meetings.typed import read_country, read_word
from cop.store.database import Database
from cop.store.typed import NO, YES

HEADINGS = {
    "person": "code, participant code, person code",
    "name": "full name, name and surname, name surname, your name, participant, participant name, nom, nom complet, "
    "nome, nome e cognome, الاسم, الاسم الكامل",
    "first_name": "first name, given name, forename, prénom",
    "last_name": "last name, surname, family name, cognome",
    "organisation": "organization, institution, company, municipality, employer, affiliation, works for, "
    "your organisation, organisme, ente, organizzazione, المؤسسة, الجهة, البلدية",
    "country": "country code, nation, pays, paese, البلد, الدولة",
    "sector": "type of organisation, type of organization, kind of organisation, secteur, settore, القطاع",
    "sex": "gender, genre, genere, sesso, sexe, الجنس",
    "email": "e-mail, mail, email address, e-mail address, user email, your email, courriel, البريد الإلكتروني",
    "relation": "relation to the theme, link to the theme, your link to the theme, motivation, role, title, position",
    "may_be_listed": "consent, consent to be listed, may be listed, may we list your name, agree, i agree, agreement, "
    "do you agree to be listed, i agree to be listed, agreed, listed, consentement, accord, j'accepte, consenso, "
    "acconsento, accetto, موافقة, الموافقة, موافق, أوافق, هل توافق",
    "registered_on": "registered, registration date, date, day, on, timestamp, submitted at, registration time, "
    "horodateur, informazioni cronologiche, طابع زمني",
    "status": "registration status, approval status",
    "meeting": "event",
    "id": "registration id",
}
"""What each column says, and other headings for it."""
PASSED_OVER = "ref, number, no, nr, person_title, partner, partner_name, came, signature"
"""Headings of columns that `registration list` writes beside, or that number rows."""
WORDS = {
    "female": "f, woman, w, femme, donna, femmina, أنثى, امرأة",
    "male": "m, man, homme, uomo, maschio, ذكر, رجل",
    "registered": "approved, pending, waiting, new",
    "confirmed": "accepted, yes",
    "cancelled": "canceled, withdrawn, denied, declined, no",
    "attended": "came, present, online",
    "absent": "no show, missing",
}
"""Other words for the values of sex and status."""
CONSENT = ("consen", "agree", "accord", "accept", "accett", "acconsent", "permission", "وافق", "مواف")
"""Parts of headings that may ask for a consent, whichever it is."""
AGREED = "x, i agree, agree, agreed, yes i agree, oui, si, sì, d'accordo, d'accord, نعم, أوافق, موافق"
REFUSED = "i do not agree, i don't agree, disagree, non, لا, لا أوافق"


USUAL_SECTORS = (
    "municipality", "regional_government", "national_government", "university", "research", "civil_society",
    "company", "international",
)  # fmt: skip
"""Sectors that are known in all languages also where the programme has none of them yet."""


class Sectors:
    """The sectors that there are, as each language calls them."""

    def __init__(self, db: Database) -> None:
        kinds = ("partner", "registration", "guest", "mix_target")
        asked = " UNION ".join(f"SELECT sector FROM {kind} WHERE sector IS NOT NULL" for kind in kinds)
        self.used = {Word(row[0]) for row in db.all(asked)}

    def meant(self, typed: str | None) -> Word | None:
        """Return the sector that is meant; a word that no sector is called by is a sector of its own."""
        said = read_word(typed)
        if typed is None or said is None or said in self.used:
            return said
        return self._called.get(spelled(typed), said)

    @cached_property
    def _called(self) -> dict[str, Word]:
        from cop.documents.words import Words, languages

        known = sorted({*map(Word, USUAL_SECTORS), *self.used})
        return {spelled(Words(language).word(one)): one for language in languages() for one in known}


def spelled(heading: str) -> str:
    """Return a heading without what forms add: brackets, marks that it is required, underscores."""
    return fold(re.sub(r"\(.*?\)|[:*?؟]", "", heading).replace("_", " ").strip())


def word_meant(said: dict[str, str], name: str, choices: tuple[str, ...]) -> Word | None:
    """Return one of a few words, in whatever way it is said.

    Raises:
        BadInput: It is none of them.
    """
    typed = said.get(name)
    if not typed:
        return None
    meant = {spelled(word): choice for choice in choices for word in (choice, *WORDS[choice].split(", "))}
    if spelled(typed) not in meant:
        raise BadInput(f"{name} cannot be {quoted(typed)}", f"it takes {', '.join(choices)}, or nothing")
    return Word(meant[spelled(typed)])


def agreed(typed: str) -> bool:
    """Return whether somebody agreed to be listed; an empty cell is no agreement.

    Raises:
        BadInput: It is neither a yes nor a no.
    """
    said = spelled(typed)
    if not said or said in {*map(spelled, NO), *map(spelled, REFUSED.split(", "))}:
        return False
    if said in {*map(spelled, YES), *map(spelled, AGREED.split(", "))}:
        return True
    raise BadInput(f"consent cannot be {quoted(typed)}", "it takes yes, no, or nothing")


def country_meant(typed: str | None) -> str | None:
    """Return the code of a country, which forms call by its name in one of several languages.

    Raises:
        BadInput: No country is called so.
    """
    said = read_country(typed)
    if said is None or len(said) == 2:
        return said
    if fold(said) not in _countries():
        near = [one for one in nearest(said, _countries(), 1) if _is_near(said, one)]
        hint = f"did you mean {_countries()[near[0]]}?" if near else "write its code, such as LY, or its English name"
        raise BadInput(f"no country is called {quoted(said)}", hint)
    return _countries()[fold(said)]


def _is_near(said: str, name: str) -> bool:
    """Tell whether a slip of the fingers may lie between two names: most letters are alike, or displaced."""
    from difflib import SequenceMatcher

    one, other = fold(said), fold(name)
    return sorted(one) == sorted(other) or SequenceMatcher(None, one, other).ratio() >= NEAR


NEAR = 0.75
"""How much of two names is alike where one may be meant by the other."""
SPOKEN = ("en", "ar", "fr", "it")
"""Languages in which people write the names of countries."""


@cache
def _countries() -> dict[str, str]:
    from babel import Locale

    return {
        fold(str(name)): str(code)
        for language in SPOKEN
        for code, name in Locale.parse(language).territories.items()
        if len(code) == 2
    }
