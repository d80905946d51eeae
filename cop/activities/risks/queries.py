"""What can be asked about risks: how grave each was held to be by a day, and whether that grows."""

from typing import TYPE_CHECKING, Any, NamedTuple

from cop.activities.risks import rating
from cop.kernel import dates
from cop.kernel.types import Day, Id, Word
from cop.meetings.queries import naming
from cop.store.database import Database

if TYPE_CHECKING:
    from cop.activities.risks.rating import Band, Trend
    from cop.documents.blocks import Tone

_LATEST = "(SELECT max(m.rated_on) FROM rating m WHERE m.risk = x.id AND m.rated_on <= :by)"
_BEFORE = "(SELECT max(m.rated_on) FROM rating m WHERE m.risk = x.id AND m.rated_on < g.rated_on)"
_RISKS = (
    f"SELECT {naming.columns('risk')}, x.title, x.concerns, "
    "CASE WHEN p.id IS NOT NULL THEN 'pilot' WHEN w.id IS NOT NULL THEN 'work_package' "
    "WHEN a.id IS NOT NULL THEN 'activity' WHEN y.id IS NOT NULL THEN 'cycle' WHEN m.id IS NOT NULL THEN 'meeting' "
    f"END, coalesce(p.code, w.code, a.code, y.code, {naming.MEETING}, substr(x.concerns, 1, 6)), "
    f"coalesce(p.title, w.title, a.title, y.title, m.title), {naming.OWNER}, x.response, x.review_on, "
    "CASE WHEN x.closed_on > :by THEN 'open' ELSE x.status END, "
    "CASE WHEN x.closed_on > :by THEN NULL ELSE x.closed_on END, "
    "CASE WHEN x.closed_on > :by THEN NULL ELSE x.reason END, "
    "g.rated_on, g.probability, g.impact, f.rated_on, f.probability, f.impact FROM risk x "
    "LEFT JOIN pilot p ON p.id = x.concerns LEFT JOIN work_package w ON w.id = x.concerns "
    "LEFT JOIN activity a ON a.id = x.concerns LEFT JOIN cycle y ON y.id = x.concerns "
    "LEFT JOIN meeting m ON m.id = x.concerns LEFT JOIN series s ON s.id = m.series "
    f"{naming.OWNERS}LEFT JOIN rating g ON g.risk = x.id AND g.rated_on = {_LATEST} "
    f"LEFT JOIN rating f ON f.risk = x.id AND f.rated_on = {_BEFORE} "
)


class RiskLine(NamedTuple):
    """One risk as it was known by a day; `ref` is what people type for it.

    `concerns` is what it threatens, none for the programme. `status`, `closed_on` and `reason` are those of that day:
    what was closed later was open then. `probability` and `impact` are its latest rating by then, those before have
    `before` in front; `review_days_late` counts since a day of review after which nobody rated it.
    """

    id: Id
    ref: str
    code: str | None
    title: str
    concerns: Id | None
    concerns_kind: str | None
    concerns_ref: str | None
    concerns_name: str | None
    owner: Id | None
    owner_kind: str | None
    owner_ref: str | None
    owner_name: str | None
    owner_partner: str | None
    response: str | None
    review_on: Day | None
    status: Word
    closed_on: Day | None
    reason: str | None
    rated_on: Day | None
    probability: int | None
    impact: int | None
    before_rated_on: Day | None
    before_probability: int | None
    before_impact: int | None
    review_days_late: int | None

    @property
    def owner_title(self) -> str | None:
        """How people tell this owner from others: a role with its town."""
        return naming.owner_title(self.owner_name or self.owner_ref, self.owner_partner)

    @property
    def score(self) -> int | None:
        """From 1 to 25; None while nobody has rated it."""
        return rating.score(self.probability, self.impact) if self.probability and self.impact else None

    @property
    def score_before(self) -> int | None:
        """The score of the rating before; None where there is none."""
        known = self.before_probability and self.before_impact
        return rating.score(self.before_probability or 0, self.before_impact or 0) if known else None

    @property
    def trend(self) -> "Trend | None":
        """Where it tends; None while nobody has rated it."""
        return rating.trend(self.score, self.score_before) if self.score else None

    @property
    def band(self) -> "Band | None":
        """The word for its score."""
        return rating.band(self.score) if self.score else None

    @property
    def tone(self) -> "Tone":
        """How its score reads in colours."""
        return rating.TONES[rating.band(self.score)] if self.score else "unknown"


def risks(db: Database, by: Day, concerns: str | None = None, *, risk: str | None = None) -> list[RiskLine]:
    """Return risks as they were known by a day: those of one pilot, package, activity, cycle or meeting; all, or one.

    Those open come first, and of these the gravest; those that nobody has rated come after the rated ones.
    """
    rows = db.all(
        f"{_RISKS}WHERE (CAST(:concerns AS TEXT) IS NULL OR x.concerns = :concerns) "
        "AND (CAST(:risk AS TEXT) IS NULL OR x.id = :risk)",
        by=by, concerns=concerns, risk=risk,
    )  # fmt: skip
    return sorted((_line(row, by) for row in rows), key=_rank)


def _line(row: Any, by: Day) -> RiskLine:
    named = row[:5]
    line = RiskLine._make([named[0], naming.ref(*named), named[1], *row[5:], None])
    return line._replace(review_days_late=_days_late(line, by))


def _days_late(line: RiskLine, by: Day) -> int | None:
    """Return for how many days a review has been late; a rating on its day or after is that review."""
    if line.status != "open" or line.review_on is None or line.review_on >= by:
        return None
    if line.rated_on and line.rated_on >= line.review_on:
        return None
    return (dates.day(by) - dates.day(line.review_on)).days


def _rank(line: RiskLine) -> tuple[object, ...]:
    return (line.status != "open", -(line.score or 0), line.code is None, line.code or line.title, line.id)
