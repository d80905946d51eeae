"""A form as text for a chat, or as Markdown: the same lines, whose headings Markdown marks."""

from collections.abc import Iterator

from cop.months.forms.form import (
    ACTIONS,
    MEETINGS,
    MILESTONES,
    NOTHING,
    OF_ACTIONS,
    OF_MEETINGS,
    OF_MILESTONES,
    OF_NOTHING,
    YES,
    Action,
    Form,
    Meeting,
    Milestone,
)
from cop.months.operations import TEXTS


def render(form: Form, *, markdown: bool) -> bytes:
    """Return a form's bytes."""
    return ("\n".join(_lines(form, "# " if markdown else "")) + "\n").encode()


def _lines(form: Form, sign: str) -> Iterator[str]:
    below = sign.replace("# ", "## ")
    yield from (f"{sign}{form.title}", form.programme, "", form.request)
    if form.meetings:
        yield from ("", f"{below}{form.heading(MEETINGS)}", form.guide(OF_MEETINGS))
        for number, meeting in enumerate(form.meetings, 1):
            yield from ("", *_meeting(form, number, meeting))
    if form.actions:
        yield from ("", f"{below}{form.heading(ACTIONS)}")
        yield form.guide(OF_ACTIONS)
        yield from ("", *(_action(form, action) for action in form.actions))
    if form.milestones:
        yield from ("", f"{below}{form.heading(MILESTONES)}")
        yield form.guide(OF_MILESTONES)
        yield from ("", *(_milestone(form, milestone) for milestone in form.milestones))
    for name in TEXTS:
        yield from ("", f"{below}{form.heading(name)}", "", *(form.text(name).split("\n")))
    yield from ("", f"{below}{form.heading(NOTHING)}", _tick(form.nothing) + " " + form.guide(OF_NOTHING))
    yield from ("", form.stamp)


def _meeting(form: Form, number: int, meeting: Meeting) -> Iterator[str]:
    words = form.words
    held = f" {words.gettext(YES)}" if meeting.held else ""
    title = words.gettext("{meeting}, {day}", meeting=meeting.title, day=words.short_day(meeting.day))
    yield f"{number}. {title} [{meeting.ref}]:{held}"
    for person in meeting.people:
        status = f" {words.word(person.status)}" if person.status else ""
        yield f"- {person.said} [{person.ref}]:{status}"


def _action(form: Form, action: Action) -> str:
    due = form.words.gettext(", by {day}", day=form.words.short_day(action.due_on)) if action.due_on else ""
    return f"{_tick(action.done)} {action.title}{due} [{action.ref}]"


def _milestone(form: Form, milestone: Milestone) -> str:
    due = form.words.gettext(", by {day}", day=form.words.short_day(milestone.due_on))
    reached = f" {milestone.reached_on}" if milestone.reached_on else ""
    return f"- {milestone.title}{due} [{milestone.ref}]:{reached}"


def _tick(done: bool) -> str:
    return "[x]" if done else "[ ]"
