"""cop training certificates: a page to print for everyone who came to a training, a school or another event."""

import os
from typing import TYPE_CHECKING, Annotated

import typer

from cop.console.session import Context
from cop.kernel.types import Id

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cop.activities.training.certificates import Holder
    from cop.meetings.sitting import Sitting
    from cop.store.database import Database

PAGE = ".html"


def certificates(
    ctx: Context,
    ref: Annotated[str, typer.Argument(metavar="REF", help="The ToT, school or other event, or a cycle with one ToT.")],
    who: Annotated[str | None, typer.Argument(metavar="PERSON", help="Only this person's.")] = None,
    person: Annotated[str | None, typer.Option(metavar="PERSON", help="The same.")] = None,
    lang: Annotated[
        list[str] | None, typer.Option(metavar="LANGUAGE", help="Such as ar; again for a page in another.")
    ] = None,
    output: Annotated[
        str | None, typer.Option("-o", "--output", metavar="FILE", help="A page such as tot5.html; - is stdout.")
    ] = None,
) -> None:
    """Make certificates of attendance to print: an A4 page for everyone who came, none for who did not."""
    from cop.activities.training.certificates import holders, html, pages
    from cop.console import delivering
    from cop.console.page import open_page
    from cop.documents.words import Texts, Words, usual_language

    path = _path(output)
    with ctx.obj.reading() as store:
        db = store.db
        of, texts = _event(db, ref), Texts(db)
        _check_over(of, ctx.obj.words(db).today)
        found = _meant(db, of, holders(db, of, texts), who or person)
        spoken = [Words(language, ctx.obj.words(db).zone) for language in lang or [usual_language(db)]]
        made = [pages(db, of, found, texts, words) for words in spoken]
        page = html([each for of_one in zip(*made, strict=True) for each in of_one])
    if ctx.obj.flags.open_page:
        open_page(page, ctx.obj.output.notes)
    else:
        delivering.hand_over(ctx.obj, page, path or f"certificates-{of.ref.replace('/', '-')}{PAGE}")


def _path(output: str | None) -> str | None:
    from cop.kernel.errors import BadInput

    if output not in (None, "-") and os.path.splitext(str(output))[1].lower() != PAGE:
        raise BadInput(f"certificates are pages to print, not {output}", f"-o FILE{PAGE}")
    return output


def _event(db: "Database", typed: str) -> "Sitting":
    """Return the event that is meant: itself, or the one ToT of a cycle."""
    from cop.activities.training.queries.tots import tots
    from cop.kernel.errors import NotFound
    from cop.meetings.queries.sittings import find_sitting, sitting
    from cop.store.references import find_any, label

    kind, of = find_any(db, ("cycle", "meeting"), typed) or ("", "")
    if kind != "cycle":
        return find_sitting(db, typed)
    held = tots(db, Id(of))
    if len(held) != 1:
        hint = f"give one of {', '.join(tot.ref for tot in held)}" if held else "cop event list shows all events"
        raise NotFound(f"{label(db, 'cycle', of)} has {len(held) or 'no'} ToT{'s' if len(held) > 1 else ''}", hint)
    return sitting(db, held[0].id)


def _check_over(of: "Sitting", today: str) -> None:
    """Make sure that there is something to certify.

    Raises:
        RuleBroken: It did not take place, or is not over.
    """
    from cop.kernel import dates
    from cop.kernel.errors import RuleBroken

    if of.status in ("cancelled", "postponed", "skipped"):
        raise RuleBroken(f"{of.ref} did not take place: it is {of.status}", "certificates are for those who came")
    if (last := of.last_on or of.day) > today:
        raise RuleBroken(f"{of.ref} is not over before {dates.say_day(last)}", "certificates are for those who came")


def _meant(db: "Database", of: "Sitting", came: "Sequence[Holder]", person: str | None) -> "Sequence[Holder]":
    """Return those who came, or the one of them who is meant.

    Raises:
        RuleBroken: Nobody wrote that they came.
    """
    from cop.kernel.errors import RuleBroken
    from cop.store.references import find, label

    if not came:
        raise RuleBroken(f"nobody is known to have come to {of.ref}", f"write who did: cop attendance mark {of.ref}")
    if person is None:
        return came
    wanted = find(db, "person", person)
    found = [one for one in came if one.person == wanted]
    if not found:
        said = label(db, "person", wanted)
        raise RuleBroken(f"{said} is not known to have come to {of.ref}", f"cop attendance list {of.ref} shows who did")
    return found
