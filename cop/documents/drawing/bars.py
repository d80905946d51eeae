"""Bars drawn with block characters, for formats that have no pictures."""

from collections.abc import Iterator, Sequence

from cop.documents.blocks import Bars, Tone

_BLOCKS: dict[Tone, str] = {"good": "█", "fair": "▓", "poor": "▒", "unknown": "░"}
_FREE = "█▓▒░▚▞▤▥"


def signs(bars: Bars) -> dict[str, str]:
    """Return each kind of part with the block it is drawn by; those without a tone take the next free one."""
    found: dict[str, str] = {}
    for part in (part for bar in bars.bars for part in bar.parts):
        if part.name not in found:
            found[part.name] = _BLOCKS.get(part.tone) or next(
                (sign for sign in _FREE if sign not in found.values()), "▪"
            )
    return found


def drawn(bars: Bars, room: int) -> Iterator[str]:
    """Yield each bar, room characters long where it is the longest; whatever is more than nothing shows."""
    sign_of = signs(bars)
    longest = max((sum(part.value for part in bar.parts) for bar in bars.bars), default=0)
    for bar in bars.bars:
        yield _drawn([(part.value, sign_of[part.name]) for part in bar.parts], longest, room)


def _drawn(parts: Sequence[tuple[int, str]], longest: int, room: int) -> str:
    blocks = ""
    passed = 0
    for value, sign in parts:
        passed += value
        if value:
            blocks += sign * max(round(passed * room / longest) - len(blocks), 1)
    return blocks[:room]
