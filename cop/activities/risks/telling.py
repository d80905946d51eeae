"""What a person is told of a risk: how grave it is, where it tends, and how it was rated before."""

from cop.activities.risks import queries, rating
from cop.activities.risks.operations import Rated
from cop.activities.risks.queries import RiskLine
from cop.activities.risks.records import Rating, Risk
from cop.kernel import dates
from cop.kernel.types import Day
from cop.store import queries as rows
from cop.store.database import Database

UNRATED = "no data: nobody has rated it yet"
TRENDS = {
    "up": "worse than before",
    "down": "better than before",
    "same": "as before",
    "new": "rated for the first time",
}


def begun(points: tuple[int, int] | None) -> str:
    """Return the line under a new risk."""
    return _points(*points) if points else UNRATED


def confirmation(done: Rated) -> list[str]:
    """Return the lines under a rating: how grave it is now, and was at the rating before."""
    now, before = done.rating, done.before
    told = f"{_points(now.probability, now.impact)} · on {dates.say_day(now.rated_on)}"
    if before:
        score = rating.score(now.probability, now.impact)
        was = rating.score(before.probability, before.impact)
        told += f" · {TRENDS[rating.trend(score, was)]} ({was} on {dates.say_day(before.rated_on)})"
    if done.instead and (done.instead.probability, done.instead.impact) != (now.probability, now.impact):
        return [told, f"instead of {done.instead.probability} x {done.instead.impact}, which stood there for that day"]
    return [told]


def about(db: Database, risk: Risk, by: Day, *, for_people: bool) -> dict[str, object]:
    """Return what `risk show` tells beside the record's own fields."""
    (line,) = queries.risks(db, by, risk=risk.id)
    rated = rows.every(db, Rating, "risk = :id AND rated_on <= :by", order="rated_on DESC", id=risk.id, by=by)
    if for_people:
        late = {"review_late": days(line.review_days_late)} if line.review_days_late else {}
        return {
            "stands": _standing(line),
            "ratings": [f"{dates.say_day(one.rated_on)}: {_points(one.probability, one.impact)}" for one in rated],
            **late,
        }
    return {
        "ref": line.ref, "concerns_kind": line.concerns_kind, "concerns_name": line.concerns_name,
        "owner_kind": line.owner_kind, "owner_name": line.owner_title, "rated_on": line.rated_on,
        "probability": line.probability, "impact": line.impact, "score": line.score, "band": line.band,
        "trend": line.trend, "review_days_late": line.review_days_late,
        "ratings": [
            {"rated_on": one.rated_on, "probability": one.probability, "impact": one.impact} for one in reversed(rated)
        ],
    }  # fmt: skip


def days(count: int) -> str:
    """Return a number of days in words."""
    return f"{count} day{'' if count == 1 else 's'}"


def _standing(line: RiskLine) -> str:
    if line.probability is None or line.impact is None or line.trend is None:
        return UNRATED
    return f"{_points(line.probability, line.impact)} · {TRENDS[line.trend]}"


def _points(probability: int, impact: int) -> str:
    """Return a rating in full: probability 3, impact 4: 12 of 25, medium."""
    score = rating.score(probability, impact)
    return f"probability {probability}, impact {impact}: {score} of {rating.MOST**2}, {rating.band(score)}"
