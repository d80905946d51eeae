"""What people type of events becomes what records hold: the mix of sectors that is wished for."""

from collections.abc import Iterable, Mapping

from cop.kernel.errors import BadInput
from cop.kernel.numbers import parse_share
from cop.kernel.types import Share, Word


def read_mix(words: Iterable[str]) -> dict[Word, Share | None]:
    """Return the share of each sector that is wished for, written SECTOR=SHARE; None where none is said.

    Raises:
        BadInput: It is written otherwise, or one sector stands there twice.
    """
    found: dict[Word, Share | None] = {}
    for word in words:
        name, equals, share = word.partition("=")
        sector = Word(name.strip().lower().replace(" ", "_"))
        if not equals or not sector:
            raise BadInput(f'"{word}" is no share of a sector', "write SECTOR=SHARE, such as municipality=40%")
        if sector in found:
            raise BadInput(f"{sector} is said twice", "say each sector once")
        found[sector] = parse_share(share) if share.strip() else None
    return found


def mix_said(mix: Mapping[Word, Share | None]) -> str:
    """Return a mix in words: municipality 40 %, university none."""
    from cop.activities.events.telling import spelled

    return ", ".join(f"{sector} {spelled(share) if share else 'no longer'}" for sector, share in mix.items())
