"""What a silent team is reminded of, in its own language: a short text to be pasted into a chat."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from cop.documents.plain import legible
from cop.documents.words import Texts, Words, languages, usual_language
from cop.kernel.types import Day, Id, Month
from cop.meetings.wording import MeetingTexts
from cop.months.operations import may_be_told, of_programme
from cop.months.queries import Met, Team, meetings_of_teams, people_on, standing, teams
from cop.months.whose import due_of
from cop.store.database import Database, within
from cop.store.typed import programme_zone


class Reminder(NamedTuple):
    """A text to a team, and the language in which it is."""

    id: Id
    team: str
    team_name: str
    month: Month
    language: str
    text: str


def reminders(db: Database, month: Month, today: Day, body: str | None, language: str | None) -> list[Reminder]:
    """Return a reminder for each team that has not submitted a month, or for one team if it has not.

    Raises:
        RuleBroken: The month is not of the programme, or the body does not report.
        BadInput: There is no catalogue for the language.
    """
    of_programme(db, month)
    if body:
        may_be_told(db, Id(body), month)
    listed = [team for team in teams(db) if body in (None, team.id)]
    stand = {one.body: one for one in standing(db, month, today) if not one.submitted}
    silent = [team for team in listed if team.id in stand]
    met, due, texts = meetings_of_teams(db, month, silent), due_of(db, month), Texts(db)
    meetings, zone = MeetingTexts(db, texts), programme_zone(db)
    spoken = {team.id: language or language_of(db, team, today) for team in silent}
    words = {code: Words(code, zone) for code in sorted(set(spoken.values()))}
    found = []
    for team in silent:
        own = words[spoken[team.id]]
        name = legible(own.text(texts.of(team.partner or team.id, "name", team.name)))
        begun = stand[team.id].status is not None
        text = _text(own, meetings, name, month, due, today, met[team.id], begun=begun)
        found.append(Reminder(team.id, team.ref, team.name, month, own.language, text))
    return found


def language_of(db: Database, team: Team, day: Day) -> str:
    """Return the language in which a team is written to: its own, else what most of its people use, else ours.

    Only languages that cop speaks count; where two are used alike, the programme's goes first.
    """
    ours = usual_language(db)
    for subjects in ([team.id], sorted(people_on(db, team, day)), [team.partner or team.id]):
        rows = within(db, "SELECT code FROM language WHERE subject IN (:values) ORDER BY code", subjects)
        used = Counter(str(code) for (code,) in rows if code in languages())
        if used:
            return max(sorted(used), key=lambda code: (used[code], code == ours))
    return ours


def _text(
    words: Words, meetings: MeetingTexts, name: str, month: Month, due: Day, today: Day, met: Sequence[Met],
    *, begun: bool,
) -> str:  # fmt: skip
    when = words.day(due)
    lines = [
        words.gettext("{team}: your report on {month} has not arrived yet.", team=name, month=words.month(month)),
        words.gettext("It is due on {day}.", day=when)
        if today <= due
        else words.gettext("It was due on {day}.", day=when),
    ]
    unsaid = [one for one in met if one.is_unsaid(today)]
    if unsaid:
        lines += [words.gettext("Please say whether these took place, and who of you came:")]
        lines += _listed(words, meetings, unsaid)
    unattended = [one for one in met if one.is_missing]
    if unattended:
        lines += [words.gettext("Please say who of you came to:"), *_listed(words, meetings, unattended)]
    lines += [
        words.gettext("Your report is begun and needs only to be finished.")
        if begun
        else words.gettext("Tell us what was done, what went wrong, what comes next and what help you need.")
    ]
    return "\n".join(
        [
            *lines,
            words.gettext("If there is nothing to report, say so: that is a report too."),
            words.gettext("With cop: {command}", command=f"cop month {month}"),
        ]
    )


def _listed(words: Words, meetings: MeetingTexts, met: Iterable[Met]) -> Iterator[str]:
    for one in met:
        title = legible(words.text(meetings.title(one.sitting)))
        yield "- " + words.gettext("{meeting}, {day}", meeting=title, day=words.short_day(one.sitting.day))
