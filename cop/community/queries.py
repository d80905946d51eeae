"""What can be asked about how a community keeps in touch: contacts, last news, cadence week by week, who is silent."""

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING, Any, NamedTuple

from cop.kernel import dates
from cop.kernel.ids import shortest_unique
from cop.kernel.types import Day, Id, Zone
from cop.store.database import Database, first, within
from cop.teams.queries import COORDINATION_TEAM, HOLDS

if TYPE_CHECKING:  # A list of contacts asks for neither.
    from cop.community.momentum import Heard, Silence, Week
    from cop.meetings.sitting import Sitting

ONLINE_ROOMS = ("zoom", "teams", "meet", "webex", "jitsi")
IN_PRESENCE = "in_presence"
YEAR = 366
"""Days for which held meetings are looked back at: what was held earlier is no news any more."""
WEEK = "week"
"""The span of a count; its day is a Monday."""


class TeamCadence(NamedTuple):
    """How one team kept the cadence of one channel, week by week."""

    team: Id
    ref: str
    title: str
    channel: Id
    channel_ref: str
    channel_title: str
    cadence: str | None
    weeks: "tuple[Week, ...]"

    @property
    def expected(self) -> int:
        """Slots expected in all weeks."""
        return sum(week.expected for week in self.weeks)

    @property
    def with_contact(self) -> int:
        """Slots with a contact in all weeks."""
        return sum(week.with_contact for week in self.weeks)

    @property
    def told(self) -> bool:
        """Whether anybody wrote anything of these weeks, be it that nothing was heard; otherwise there is no data."""
        return any(week.told for week in self.weeks)


class Expectation(NamedTuple):
    """A team that takes part in a channel, the channel's cadence, and the team's working days."""

    id: Id
    team: Id
    ref: str
    title: str
    channel: Id
    channel_ref: str
    channel_title: str
    cadence: str | None
    approximate: bool
    week: str | None


def contacts(
    db: Database, *, channel: str | None = None, team: str | None = None, span: tuple[Day, Day] | None = None
) -> list[Any]:
    """Return contacts, how each is named and whom it reached, by day; of a period with the weeks that reach into it."""
    begin, last = span or ("", "9999")
    rows = db.all(
        "SELECT c.id, c.happened_on, c.span, c.times, coalesce(h.code, h.id), h.title, coalesce(b.code, b.id), b.title,"
        " coalesce(p.code, p.id, s.code, s.id), coalesce(p.title, s.title), c.about FROM contact c "
        "JOIN channel h ON h.id = c.channel LEFT JOIN body b ON b.id = c.body "
        "LEFT JOIN person p ON p.id = c.sender LEFT JOIN body s ON s.id = c.sender "
        "WHERE (CAST(:channel AS TEXT) IS NULL OR c.channel = :channel) "
        "AND (CAST(:team AS TEXT) IS NULL OR c.body = :team) AND c.happened_on <= :last "
        "AND (c.happened_on >= :begin OR (c.span = 'week' AND c.happened_on >= :monday)) "
        "ORDER BY c.happened_on, c.span, h.title, b.title, c.id",
        channel=channel, team=team, begin=begin, last=last, monday=dates.shift(Day(begin), -6) if span else "",
    )  # fmt: skip
    to, refs = (
        reached(db, [row[0] for row in rows]),
        shortest_unique([row[0] for row in db.all("SELECT id FROM contact")]),
    )
    return [(row[0], refs[row[0]], *row[1:10], to.get(row[0], []), row[10]) for row in rows]


def own_team(db: Database, person: str, channel: str, day: Day) -> str | None:
    """Return the body for which a person speaks on a channel: their coordination team, else their only body there.

    One that takes no part in the channel is named where there is no other, so that this can be said.
    """
    rows = db.all(
        "SELECT b.id, b.kind, c.id FROM membership m JOIN body b ON b.id = m.body "
        "LEFT JOIN channel_member c ON c.body = b.id AND c.channel = :channel "
        f"WHERE m.person = :person AND {HOLDS} GROUP BY b.id, b.kind, b.code, c.id ORDER BY b.code, b.id",
        channel=channel, person=person, day=day,
    )  # fmt: skip
    teams = [row[0] for row in rows if row[1] == COORDINATION_TEAM]
    there = [row[0] for row in rows if row[2]]
    meant = [team for team in teams if team in there] or (there if len(there) == 1 else []) or teams
    return meant[0] if meant else None


def channels_of(db: Database, team: str | None) -> list[Any]:
    """Return the id, shortest name and title of the channels in which a team takes part, or of all, by title."""
    return db.all(
        "SELECT c.id, coalesce(c.code, c.id), c.title FROM channel c WHERE CAST(:team AS TEXT) IS NULL "
        "OR c.id IN (SELECT channel FROM channel_member WHERE body = :team) ORDER BY c.title, c.id",
        team=team,
    )


def takes_part(db: Database, body: str, channel: str) -> bool:
    """Tell whether a body takes part in a channel."""
    asked = "SELECT id FROM channel_member WHERE body = :body AND channel = :channel"
    return first(db, asked, body=body, channel=channel) is not None


def last_news(db: Database, today: Day) -> dict[Id, Day]:
    """Return the day on which each body was last heard of; a body without one is not among them.

    A contact counts, a meeting held in the last year at which the body had somebody, and a month that it submitted
    itself. Of a week's count it is the week's last day, or today in the running week.
    """
    news: dict[Id, Day] = {}
    rows = db.all(
        "SELECT body, span, max(happened_on) FROM contact WHERE body IS NOT NULL AND times > 0 "
        "AND happened_on <= :today GROUP BY body, span",
        today=today,
    )
    found = [(body, _until(span, day)) for body, span, day in rows]
    found += db.all(
        "SELECT body, max(submitted_on) FROM team_month WHERE submitted_on <= :today AND on_behalf = 0 GROUP BY body",
        today=today,
    )
    found += [(body, days[-1]) for bodies, days, _ in _held(db, dates.shift(today, -YEAR), today) for body in bodies]
    for body, day in found:
        news[body] = max(news.get(body, day), day)
    return {body: min(day, today) for body, day in news.items()}


def strip(db: Database, first: Day, last: Day, today: Day) -> list[TeamCadence]:
    """Return how every team kept the cadence of its channels in each ISO week of a period, by channel and team.

    A slot that is not over by today is not expected yet. Single days of a cut week belong to their own period, a week
    or a month to the period in which it ends.
    """
    from cop.community import momentum

    begin = min(momentum.monday(first), Day(f"{first[:7]}-01"))
    known, found = heard(db, begin, min(last, today)), []
    for one in expectations(db):
        what = known.get((one.team, one.channel), momentum.Heard())
        weeks = momentum.strip(one.cadence, what, first, last, today, one.week)
        found.append(TeamCadence(*one[1:7], one.cadence, tuple(weeks)))
    return found


def silences(db: Database, today: Day, team: str | None = None) -> "list[tuple[Expectation, Silence]]":
    """Return how long each team has been silent on each of its channels, the longest first, those without data last."""
    from cop.community.momentum import Heard, silence

    known, last = heard(db, dates.shift(today, -YEAR), today), _last_on(db, today)
    found = []
    for one in expectations(db, team):
        what = known.get((one.team, one.channel), Heard())
        days = [*what.days, *filter(None, [last.get((one.team, one.channel))])]
        last_on = min(max(days), today) if days else None
        found.append((one, silence(one.cadence, one.approximate, what, last_on, today, one.week)))
    return sorted(found, key=lambda each: -1 if each[1].days is None else each[1].days, reverse=True)


def expectations(db: Database, team: str | None = None) -> list[Expectation]:
    """Return which teams take part in which channels, by channel and team."""
    rows = db.all(
        "SELECT m.id, b.id, coalesce(b.code, b.id), b.title, c.id, coalesce(c.code, c.id), c.title, "
        "c.cadence, c.approximate, p.week FROM channel_member m JOIN channel c ON c.id = m.channel "
        "JOIN body b ON b.id = m.body LEFT JOIN partner p ON p.id = b.partner "
        "WHERE CAST(:team AS TEXT) IS NULL OR b.id = :team ORDER BY c.title, c.id, b.title, b.id",
        team=team,
    )
    return [Expectation._make([*row[:8], row[8] == 1, row[9]]) for row in rows]


def heard(db: Database, first: Day, last: Day) -> "dict[tuple[Id, Id], Heard]":
    """Return what each team sent or received on each channel in a period, held meetings in its rooms among it."""
    from cop.community.momentum import Heard

    days: dict[tuple[Id, Id], set[Day]] = {}
    weeks: dict[tuple[Id, Id], dict[Day, int]] = {}
    for body, channel, span, day, times in db.all(
        "SELECT body, channel, span, happened_on, times FROM contact WHERE body IS NOT NULL "
        "AND happened_on >= :first AND happened_on <= :last UNION ALL "
        "SELECT r.reached, c.channel, c.span, c.happened_on, c.times FROM recipient r "
        "JOIN contact c ON c.id = r.contact WHERE c.happened_on >= :first AND c.happened_on <= :last",
        first=first, last=last,
    ):  # fmt: skip
        if span == WEEK:  # Two copies may each have counted the same week: both were told how many there were in all.
            counts = weeks.setdefault((body, channel), {})
            counts[day] = max(counts.get(day, 0), times)
        elif times > 0:
            days.setdefault((body, channel), set()).add(day)
    rooms = _rooms(db)
    for bodies, met, mode in _held(db, first, last) if rooms else []:
        for body, channel, kind in rooms:
            if body in bodies and (mode is None or mode == "hybrid" or (mode == IN_PRESENCE) == (kind == IN_PRESENCE)):
                days.setdefault((body, channel), set()).update(met)
    return {key: Heard(frozenset(days.get(key, ())), weeks.get(key, {})) for key in {**days, **weeks}}


def _last_on(db: Database, today: Day) -> dict[tuple[Id, Id], Day]:
    """Return the last day on which anybody noted a contact of each team, or with it, on each channel."""
    rows = db.all(
        "SELECT body, channel, span, max(happened_on) FROM contact WHERE body IS NOT NULL AND times > 0 "
        "AND happened_on <= :today GROUP BY body, channel, span UNION ALL "
        "SELECT r.reached, c.channel, c.span, max(c.happened_on) FROM recipient r JOIN contact c ON c.id = r.contact "
        "WHERE c.times > 0 AND c.happened_on <= :today GROUP BY r.reached, c.channel, c.span",
        today=today,
    )
    found: dict[tuple[Id, Id], Day] = {}
    for body, channel, span, day in rows:
        found[body, channel] = max(found.get((body, channel), day), _until(span, day))
    return found


def _until(span: str, day: Day) -> Day:
    return dates.shift(day, 6) if span == WEEK else day


def _rooms(db: Database) -> list[tuple[Id, Id, str]]:
    """Return the teams that take part in channels in which people meet, and the channels' kinds."""
    rows = within(
        db,
        "SELECT m.body, m.channel, c.kind FROM channel_member m JOIN channel c ON c.id = m.channel "
        "WHERE c.kind IN (:values)",
        (*ONLINE_ROOMS, IN_PRESENCE),
    )
    return [(body, channel, kind) for body, channel, kind in rows]


def _held(db: Database, first: Day, last: Day) -> list[tuple[Collection[Id], list[Day], str | None]]:
    """Return for each meeting held in a period whose teams had somebody there, on which days, and how they met.

    Where nobody wrote who came, every invited team counts.
    """
    from cop.meetings.attending import days_of
    from cop.meetings.queries.attendance import recorded
    from cop.meetings.queries.sittings import invited_bodies, sittings

    # A day begins earlier and ends later somewhere on the earth: its own clock decides on which day a meeting was.
    since, until = (dates.midnight(day, Zone("UTC")) for day in (dates.shift(first, -1), dates.shift(last, 2)))
    held = [one for one in sittings(db, since, until) if one.status == "held" and one.day <= last]
    invited, came = invited_bodies(db, held), _bodies_there(db, held)
    known = recorded(db, (one.id for one in held))
    found: list[tuple[Collection[Id], list[Day], str | None]] = []
    for one in held:
        days = [day for day in days_of(one.day, one.last_on) if first <= day <= last]
        if days:
            found.append((came.get(one.id, set()) if one.id in known else invited[one.id], days, one.mode))
    return found


def _bodies_there(db: Database, held: "Iterable[Sitting]") -> dict[Id, set[Id]]:
    """Return the bodies of all who attended each meeting, as they were members on its day."""
    from cop.meetings.attending import attends

    days = {one.id: one.day for one in held}
    rows = within(
        db,
        "SELECT a.meeting, a.status, m.body, m.from_on, m.to_on FROM attendance a "
        "JOIN membership m ON m.person = a.person WHERE a.meeting IN (:values)",
        sorted(days),
    )
    found: dict[Id, set[Id]] = {}
    for meeting, status, body, from_on, to_on in rows:
        if attends(status) and (from_on or "") <= days[meeting] <= (to_on or "9999"):
            found.setdefault(meeting, set()).add(body)
    return found


def reached(db: Database, ids: Collection[str]) -> dict[str, list[str]]:
    """Return whom each contact reached, as people name them."""
    rows = within(
        db,
        "SELECT r.contact, coalesce(p.code, p.id, b.code, b.id) FROM recipient r "
        "LEFT JOIN person p ON p.id = r.reached LEFT JOIN body b ON b.id = r.reached WHERE r.contact IN (:values)",
        ids,
    )
    found: dict[str, list[str]] = {}
    for contact, name in sorted(rows, key=lambda row: (row[0], row[1] or "")):
        found.setdefault(contact, []).extend([name] if name else [])
    return found
