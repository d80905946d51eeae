"""How grave a risk is and where it tends: the product of two numbers from 1 to 5 (ISO 31000)."""

from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from cop.documents.blocks import Tone

Trend = Literal["up", "down", "same", "new"]
Band = Literal["low", "medium", "high"]
LEAST, MOST = 1, 5
MEDIUM_FROM, HIGH_FROM = 5, 15
SCALES = {
    "probability": "it goes from 1, hardly, to 5, almost certain",
    "impact": "it goes from 1, slight, to 5, grave",
}
TONES: dict[str, "Tone"] = {"low": "good", "medium": "fair", "high": "poor"}


def score(probability: int, impact: int) -> int:
    """Return how grave a risk is: from 1 to 25."""
    return probability * impact


def band(points: int) -> Band:
    """Return the word for a score: low up to 4, medium up to 14, high from 15."""
    return "high" if points >= HIGH_FROM else "medium" if points >= MEDIUM_FROM else "low"


def trend(points: int, before: int | None) -> Trend:
    """Return where a risk tends: up is worse than at the rating before; new is a risk that was rated only once."""
    if before is None:
        return "new"
    return "up" if points > before else "down" if points < before else "same"
