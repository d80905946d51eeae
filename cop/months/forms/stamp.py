"""What tells a form that comes back: of which programme, team and month it is, and what its editor had seen.

A form travels through chats, so its stamp is one word: of every site's chain only the number of its last entry, and
one hash over all of them, from which the journal finds the position again.
"""

import base64
import binascii
import re
from hashlib import blake2b
from typing import NamedTuple

from cop.kernel import dates
from cop.kernel.errors import BadInput
from cop.kernel.types import Id, Month
from cop.store.database import Database, first, within
from cop.store.position import Position

BEGIN = "cop-form"
VERSION = 1
PROGRAMME = 16
"""Letters of the programme's hash that a stamp holds."""
FORM = re.compile(r"cop-form\.([0-9]+)\.([A-Za-z0-9_-]+)\.([0-9a-f]{8})")
ANEW = "make the form anew: cop month form MONTH TEAM"


class Stamp(NamedTuple):
    """What a form is of, and the place in every site's chain that it shows, with a hash over them."""

    programme: str
    team: Id
    month: Month
    places: dict[str, int]
    heads: str


def stamp(db: Database, team: Id, month: Month, position: Position) -> Stamp:
    """Return the stamp of a form that is made now."""
    places = {site: int(place.partition(":")[0]) for site, place in position.items()}
    return Stamp(_programme(db), team, month, places, _heads(position))


def spell(of: Stamp) -> str:
    """Return a stamp as one word."""
    places = ",".join(f"{site}:{seq}" for site, seq in sorted(of.places.items()))
    payload = "|".join((of.programme, of.team, of.month, places, of.heads)).encode()
    letters = base64.urlsafe_b64encode(payload).decode().rstrip("=")
    return f"{BEGIN}.{VERSION}.{letters}.{_check(letters)}"


def read(said: str) -> Stamp:
    """Return the stamp that a word spells.

    Raises:
        BadInput: It was cut or edited, or is of another version of the form.
    """
    match = FORM.fullmatch(said)
    if match is None or match[3] != _check(match[2]):
        raise BadInput("the last line of the form was cut or changed", "copy it whole, or " + ANEW)
    if int(match[1]) != VERSION:
        raise BadInput(f"this form is of version {match[1]}, and cop reads version {VERSION}", ANEW)
    try:
        payload = base64.urlsafe_b64decode(match[2] + "=" * (-len(match[2]) % 4)).decode()
        programme, team, month, said_places, heads = payload.split("|")
        places = {site: int(seq) for site, _, seq in (each.partition(":") for each in said_places.split(",") if each)}
    except (ValueError, binascii.Error):
        raise BadInput("the last line of the form was cut or changed", "copy it whole, or " + ANEW) from None
    if not dates.is_month(month):
        raise BadInput("the last line of the form was cut or changed", "copy it whole, or " + ANEW)
    return Stamp(programme, Id(team), Month(month), places, heads)


def position(db: Database, of: Stamp) -> Position:
    """Return where the copy stood from which a form came.

    Raises:
        BadInput: It is a form of another programme, or of a copy whose news has not arrived here.
    """
    if of.programme != _programme(db):
        raise BadInput("this form is of another programme", "--file names the programme that it is of")
    rows = within(
        db, "SELECT s.id, e.seq, e.hash FROM site s JOIN entry e ON e.site = s.n WHERE s.id IN (:values)",
        sorted(of.places),
    )  # fmt: skip
    found = {site: f"{seq}:{bytes(digest).hex()}" for site, seq, digest in rows if of.places[site] == seq}
    if set(found) != set(of.places) or _heads(found) != of.heads:
        raise BadInput("the form comes from another copy, whose news has not arrived here", ANEW)
    return found


def _programme(db: Database) -> str:
    row = first(db, "SELECT value FROM meta WHERE name = 'programme'")
    return str(row[0])[:PROGRAMME] if row else ""


def _heads(position: Position) -> str:
    joined = ",".join(f"{site}:{place}" for site, place in sorted(position.items()))
    return blake2b(joined.encode(), digest_size=8).hexdigest()


def _check(letters: str) -> str:
    return blake2b(letters.encode(), digest_size=4).hexdigest()
