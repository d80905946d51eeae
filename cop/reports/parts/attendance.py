"""Who came to the meetings held: by team, country, sector and sex, the unknown among them."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from cop.documents.words import Text
from cop.kernel.types import Id
from cop.meetings.attending import Quorum, attends, overall
from cop.meetings.queries import attendance as queries
from cop.meetings.sitting import Sitting
from cop.reports import figures
from cop.reports.figures import Invitation
from cop.reports.parts.scope import Scope
from cop.reports.ratio import Figure
from cop.reports.report import Attendance, Group


class Asked(NamedTuple):
    """One person invited to one held meeting, and for which team that person counts."""

    team: Id | None
    invitation: Invitation


@dataclass(frozen=True)
class Attended:
    """What was written about who came to the meetings held."""

    asked: list[Asked]
    walk_ins: int
    guests: int
    """Guests, and others registered whom the programme does not know."""
    quorums: dict[Id, Quorum]
    """Of those meetings whose body needs one, and of which it was written who came."""
    quorum_rate: Figure
    unwritten: list[Sitting]
    """Those of which nobody wrote who came."""

    def of_meeting(self, scope: Scope, meeting: Id) -> Figure:
        """Return the attendance of one meeting."""
        return _rate(scope, [each.invitation for each in self.asked if each.invitation.meeting == meeting])

    def of_team(self, scope: Scope, team: Id | None) -> Figure:
        """Return the attendance of the people who count for one team, or for none."""
        return _rate(scope, [each.invitation for each in self.asked if each.team == team])


def attend(scope: Scope, held: list[Sitting], people: dict[Id, list[Id]]) -> Attended:
    """Return who came to some meetings that were held, among those whom each of them invited."""
    marks = {
        meeting: overall((each.person, each.status) for each in written)
        for meeting, written in queries.attendance_of(scope.db, [one.id for one in held]).items()
    }
    days = {one.id: one.day for one in held}
    needing = queries.quorums(scope.db, held)
    quorums = {meeting: of for meeting, of in needing.items() if marks[meeting]}
    uninvited = [
        scope.team_of(person, days[meeting])
        for meeting, said in marks.items()
        for person, status in said.items()
        if attends(status) and person not in people.get(meeting, ())
    ]
    return Attended(
        asked=[each for one in held for each in _asked(scope, one, people.get(one.id, ()), marks[one.id])],
        walk_ins=sum(map(scope.concerns, uninvited)),
        guests=queries.others_came(scope.db, days),
        quorums=quorums,
        quorum_rate=scope.figure(figures.quorum_rate(quorums.values()), needing),
        unwritten=queries.unrecorded(scope.db, held),
    )


def tell(scope: Scope, came: Attended) -> Attendance:
    """Return the attendance as the report tells it."""
    people = scope.people

    def by(
        key: Callable[[Asked], str | None], name: Callable[[str], Text | None] = lambda _: None
    ) -> tuple[Group, ...]:
        return _groups(scope, came.asked, key, name)

    return Attendance(
        total=_group(scope, None, None, came.asked),
        teams=by(lambda each: each.team, lambda team: scope.teams[Id(team)].name),
        countries=by(lambda each: people[each.invitation.person].country),
        sectors=by(lambda each: people[each.invitation.person].sector),
        sexes=by(lambda each: people[each.invitation.person].sex),
        walk_ins=came.walk_ins,
        guests=came.guests,
    )


def _asked(scope: Scope, one: Sitting, people: Iterable[Id], marks: Mapping[Id, str]) -> list[Asked]:
    """Return those invited to a meeting; of a team of which nobody wrote who came nothing is known."""
    counted = {person: scope.team_of(person, one.day) for person in people}
    written = {team for person, team in counted.items() if person in marks}
    return [
        Asked(team, Invitation(one.id, person, marks.get(person), team in written))
        for person, team in counted.items()
        if scope.concerns(team)
    ]


def _groups(
    scope: Scope, asked: list[Asked], key: Callable[[Asked], str | None], name: Callable[[str], Text | None]
) -> tuple[Group, ...]:
    """Return a group for every key in order, that of nobody last."""
    found: dict[str | None, list[Asked]] = {}
    for each in asked:
        found.setdefault(key(each), []).append(each)
    groups = [_group(scope, said, name(said) if said else None, of) for said, of in found.items()]
    return tuple(sorted(groups, key=lambda group: (group.key is None, group.name.words if group.name else group.key)))


def _group(scope: Scope, key: str | None, name: Text | None, asked: list[Asked]) -> Group:
    invitations = [each.invitation for each in asked]
    statuses = [each.status for each in invitations]
    return Group(
        key, name, _rate(scope, invitations), statuses.count("represented"), statuses.count("acting"),
        sum(not each.written for each in invitations),
    )  # fmt: skip


def _rate(scope: Scope, invitations: list[Invitation]) -> Figure:
    return scope.figure(figures.attendance(invitations), invitations)
