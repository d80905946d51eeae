"""cop init: a new programme file, empty or from a description."""

import os
from typing import TYPE_CHECKING, Annotated

import typer

from cop.console.emit import say
from cop.console.session import Context
from cop.kernel import settings

if TYPE_CHECKING:
    from collections.abc import Callable

    from cop.store.founding import Founded
    from cop.store.journal import Draft

app = typer.Typer(rich_markup_mode=None)
NAME = "programme.cop.db"
NOT_SAID = "-"


@app.command("init")
def init(
    ctx: Context,
    path: Annotated[str | None, typer.Argument(metavar="FILE", help="The file to make, such as zliten.cop.db.")] = None,
    title: Annotated[str | None, typer.Option(help="What the programme is called.")] = None,
    team: Annotated[str | None, typer.Option(help='Your team, such as "Zliten coordination team".')] = None,
    role: Annotated[str | None, typer.Option(help='Your role in it, such as "Project officer".')] = None,
    source: Annotated[str | None, typer.Option("--from", metavar="FILE", help="Begin with this description.")] = None,
    zone: Annotated[
        str | None, typer.Option("--tz", metavar="ZONE", help="Its time zone; this computer's if not said.")
    ] = None,
    anyway: Annotated[bool, typer.Option("--anyway", help="Also in a folder that a cloud client syncs.")] = False,
) -> None:
    """Make a new programme file."""
    place = _place(path)
    _check_folder(place, anyway)
    _check_free(place)
    if source:
        founded, said = from_description(ctx, place, source)
    else:
        founded, said = _from_answers(ctx, place, title, team, role, zone)
    told = {"saved": place, "title": said, "programme": founded.programme, "second_key": founded.second_key}
    lines = [] if ctx.obj.flags.dry_run else _what_next(place, founded, described=source is not None)
    ctx.obj.done("saved", place, said, lines, None if ctx.obj.flags.dry_run else told)


def _place(path: str | None) -> str:
    """Return the file to make: its name ends so that cop finds it."""
    from cop.store.locate import ENDING, is_url

    if path is None or os.path.isdir(path):
        return os.path.join(path or "", NAME)
    return path if is_url(path) or path.endswith(ENDING) else path.removesuffix(".db") + ENDING


def _check_folder(place: str, anyway: bool) -> None:
    """Refuse a folder that a cloud client syncs: it would copy the file while it is being written.

    Raises:
        RuleBroken: It is one; the hint names a better place.
    """
    from cop.kernel.errors import RuleBroken
    from cop.store.locate import is_url, synced_by

    synced = None if anyway or is_url(place) else synced_by(os.path.dirname(os.path.abspath(place)))
    if synced:
        better = os.path.join(os.path.expanduser("~"), "cop", os.path.basename(place))
        raise RuleBroken(
            f"a cloud client syncs {synced}, and would spoil a programme file there",
            f"cop init {better} keeps it in a folder of your own (--anyway makes it here all the same)",
        )


def _check_free(place: str) -> None:
    """Refuse a name that is taken, before anybody is asked anything.

    Raises:
        CopError: Something of that name exists already.
    """
    from cop.kernel.errors import CopError
    from cop.store.locate import is_url

    if not is_url(place) and os.path.exists(place):
        raise CopError(f"{place} exists already", "choose another name; cop never overwrites a programme")


def _from_answers(
    ctx: Context, place: str, title: str | None, team: str | None, role: str | None, zone: str | None
) -> tuple["Founded", str]:
    """Make a programme from at most three answers; return what founding it left, and its title."""
    from cop.console import ask
    from cop.kernel import dates
    from cop.kernel.types import Zone
    from cop.teams.records import Programme

    asking = title is None
    title = ask.require(title, "--title", "What is the programme called")
    if asking:
        team = team or ask.ask("Your team", NOT_SAID, option="--team")
        role = role or ask.ask("Your role in it", NOT_SAID, option="--role")
    programme = Programme(title=title, timezone=dates.parse_zone(zone) if zone else Zone(_zone_here()))

    people: list[str] = []

    def fill(draft: "Draft") -> None:
        draft.add(programme)
        people.extend(_add_team(draft, team if team != NOT_SAID else None, role if role != NOT_SAID else None))

    founded = _make(ctx, place, "init", fill)
    if people and not ctx.obj.flags.dry_run:
        set_beside(place, f"as = {people[0]}\n")
    return founded, title


def _add_team(draft: "Draft", team: str | None, role: str | None) -> list[str]:
    """Add the founder's own team and role; return the person's id, if a role was said."""
    from cop.kernel.types import Word
    from cop.teams.records import Body, Membership, Person

    body = draft.add(Body(title=team, kind=Word("coordination_team"))) if team else None
    person = draft.add(Person(title=role)) if role else None
    if body and person:
        draft.add(Membership(body=body.id, person=person.id))
    return [person.id] if person else []


def set_beside(place: str, text: str) -> None:
    """Say beside the programme what holds for it on this computer, unless something is said there already."""
    from cop.store.files import write_new
    from cop.store.locate import is_url

    if not is_url(place):
        write_new(os.path.join(os.path.dirname(os.path.abspath(place)), settings.FILE), text)


def from_description(ctx: Context, place: str, source: str) -> tuple["Founded", str]:
    """Make a programme from a YAML description; return what founding it left, and what was read."""
    from cop.exchange import importing, incoming

    said: list[str] = []
    content = incoming.content(source)

    def fill(draft: "Draft") -> None:
        outcome = importing.import_into(draft, content, source, ctx.obj.now)
        said[:] = [outcome.said(), *outcome.remarks]

    made = _make(ctx, place, "import", fill)
    for remark in said[1:]:
        say(f"note: {remark}")
    return made, said[0]


def _make(ctx: Context, place: str, verb: str, fill: "Callable[[Draft], None]") -> "Founded":
    """Found a programme and fill it in a second entry. A file appears only when both went well."""
    from cop.store import founding, identity, migrate
    from cop.store.locate import is_url
    from cop.store.store import Store

    _check_free(place)
    draft_place = place if is_url(place) else f"{place}.making-{os.getpid()}"
    founded = founding.found(draft_place, None, ctx.obj.actor)
    try:
        with Store(draft_place, actor=ctx.obj.actor, now=ctx.obj.now) as store, store.writing(verb) as draft:
            fill(draft)
        if ctx.obj.flags.dry_run:
            os.remove(founded.second_key)
        elif draft_place != place:
            migrate.publish(draft_place, place)
            kept = store.saved
            assert kept is not None, "a programme has a title"
            identity.remember(place, founded.programme, kept.site, kept.seq, kept.digest)
    except BaseException:
        os.remove(founded.second_key)
        raise
    finally:
        if draft_place != place:
            migrate.discard(draft_place)
    return founded


def _zone_here() -> str:
    """Return the zone of this computer's clock, where the system says it by name; else UTC."""
    from cop.kernel.dates import is_zone

    said = os.environ.get("TZ", "")
    linked = os.path.realpath("/etc/localtime").partition("zoneinfo/")[2]
    return next((zone for zone in (said, linked) if zone and is_zone(zone)), "UTC")


def _what_next(place: str, founded: "Founded", *, described: bool) -> list[str]:
    """Return where the second key is kept, and what to type now."""
    from cop.store.locate import ENDING, is_url

    folder = os.path.dirname(os.path.abspath(place))
    several = not is_url(place) and sum(name.endswith(ENDING) for name in os.listdir(folder)) > 1
    return [
        f"second key: {founded.second_key}",
        "            copy it to a stick or on paper, away from this computer",
        *(["this folder holds several programmes now: say which with --file"] if several else []),
        "next: cop person list finds your role, cop config set as CODE keeps it, cop shows what is next for you"
        if described
        else 'next: cop partner new "NAME", cop import FILE, or cop help all',
    ]
