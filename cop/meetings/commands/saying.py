"""How commands of meetings confirm: by the name that people type, which for a date of a series is vpm/2024-07-03."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from cop.console import emit
from cop.console.session import Context, Session
from cop.kernel.dates import Understood
from cop.kernel.types import ZonedTime

if TYPE_CHECKING:
    from cop.kernel.records import Record
    from cop.store.journal import Draft


def noun(ctx: Context) -> str:
    """Return what people typed before the verb: an event has verbs of meetings, and is called an event throughout."""
    return (ctx.parent and ctx.parent.info_name) or "meeting"


def told(ctx: Context, word: str, ref: str, record: "Record", lines: Sequence[str]) -> None:
    """Confirm what became of a record, now that the draft is on disk."""
    confirmed(ctx.obj, word, ref, record, lines)


def confirmed(session: Session, word: str, ref: str, record: "Record", lines: Sequence[str]) -> None:
    """Confirm the same where a dialogue goes on, of which a command is only a part."""
    from cop.console import showing

    said = "unchanged" if session.written is None else word
    said = f"would be {word}" if session.flags.dry_run else said
    emit.done(
        session.output, said, ref, showing.name(record), lines, {"saved": said, "ref": ref} | showing.brief(record)
    )


def afterwards(ctx: Context, line: str) -> list[str]:
    """Return a line about what can be done now; none in a rehearsal, after which nothing is there to go on with."""
    return [] if ctx.obj.flags.dry_run else [line]


def noted(understood: Understood) -> ZonedTime:
    """Return the hour that was understood, having said aloud what else could have been meant."""
    if understood.remark:
        emit.say(f"note: {understood.remark}")
    return understood.value


def reason(ctx: Context, draft: "Draft", known: str | None = None) -> Callable[[], str]:
    """Return what gives the reason: --why, else the one known already, else what a person answers; kept in the journal.

    To be called when nothing else is in the way, or a person has typed a reason for nothing.
    """

    def given() -> str:
        draft.note = ctx.obj.require(draft.note or known, "--why", "Why")
        return draft.note

    return given
