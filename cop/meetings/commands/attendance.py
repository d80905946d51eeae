"""cop attendance: who came to a meeting."""

from typing import TYPE_CHECKING, Annotated

import typer

from cop.console.emit import View, say
from cop.console.session import Context
from cop.kernel import dates
from cop.kernel.types import Id, Word
from cop.meetings.attending import STATUSES, overall, told, usual
from cop.meetings.commands import options
from cop.meetings.commands.saying import afterwards
from cop.meetings.commands.saying import told as confirmed
from cop.meetings.queries import attendance as queries
from cop.meetings.queries.attendance import RollLine
from cop.meetings.queries.sittings import find_sitting
from cop.meetings.sitting import Sitting

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from cop.meetings.operations.attendance import Recorded
    from cop.meetings.records import Attendance, Guest, Registration
    from cop.store.database import Database

app = typer.Typer(rich_markup_mode=None)
ROLL = View(
    name="attendance",
    keys=RollLine._fields,
    table=("person", "person_title", "partner_name", "status"),
    titles={
        "person_title": "role", "partner_name": "partner", "attended_on": "day", "represented_by": "by",
        "represented_by_title": "instead came",
    },
    keep=frozenset({"person", "status"}),
    bare=frozenset({"represented_by"}),
    say={"attended_on": dates.say_short},
    ref="person",
)  # fmt: skip
OnDay = Annotated[str | None, typer.Option("--day", metavar="DAY", help="Only this day, of a meeting of several.")]


@app.command("all")
def all_(
    ctx: Context,
    meeting: options.Ref,
    but: Annotated[
        list[str] | None, typer.Option("--except", metavar="PERSON", help="Was absent; may be repeated.")
    ] = None,
    excused: Annotated[
        list[str] | None, typer.Option(metavar="PERSON", help="Was absent and had said so; may be repeated.")
    ] = None,
    online: Annotated[bool, typer.Option("--online", help="They came online, to a meeting of both kinds.")] = False,
    day: OnDay = None,
) -> None:
    """Say that everyone invited or registered came, but for those named; the meeting counts as held then."""
    from cop.meetings.operations import attendance as operations
    from cop.meetings.typed import read_last_day

    with ctx.obj.writing("attendance all") as draft:
        of, how = find_sitting(draft.db, meeting), ctx.obj.words(draft.db)
        others = _others(draft.db, of, but or (), excused or ())
        on = read_last_day(day, how)
        made = operations.everyone(draft, of, usual(of.mode, online=online), others, on, ctx.obj.now)
        lines = [_of_one(draft.db, one) for one in made.marks if one.person in others and one.attended_on == on]
        lines += [_of_stranger(one) for one in made.strangers or () if one.id in others]
        lines += about(ctx, draft.db, of, made)
    confirmed(ctx, "saved", of.ref, made.meeting, lines)


@app.command("mark")
def mark(
    ctx: Context,
    meeting: options.Ref,
    person: Annotated[str | None, typer.Argument(metavar="PERSON", help="Who; asked for when left away.")] = None,
    status: Annotated[str | None, typer.Argument(metavar="STATUS", help=f"{', '.join(STATUSES)}.")] = None,
    by: Annotated[str | None, typer.Option(metavar="PERSON", help="Who came instead.")] = None,
    day: OnDay = None,
) -> None:
    """Say how one person took part; without a person, ask of everybody by numbers."""
    from cop.meetings.operations import attendance as operations
    from cop.meetings.records import Attendance
    from cop.meetings.typed import read_last_day, read_status
    from cop.store.references import find

    if person is None:
        return _ask_everybody(ctx, meeting)
    word = read_status(status) if status else _ask_status(person)
    by = ctx.obj.require(by, "--by", f"Who came instead of {person}") if word == "represented" else by
    with ctx.obj.writing("attendance mark") as draft:
        of, on = find_sitting(draft.db, meeting), read_last_day(day, ctx.obj.words(draft.db))
        who, instead = (Id(find(draft.db, "person", one)) if one else None for one in (person, by))
        assert who is not None, "only --by may be left away"
        one = Attendance(meeting=of.id, person=who, status=word, represented_by=instead, attended_on=on)
        made = operations.record(draft, of, [one], ctx.obj.now)
        lines = [_of_one(draft.db, one), *about(ctx, draft.db, of, made)]
    confirmed(ctx, "saved", of.ref, made.meeting, lines)


@app.command("clear")
def clear(
    ctx: Context,
    meeting: options.Ref,
    who: Annotated[str, typer.Argument(help="A person, or a guest as attendance list names one.")],
    day: OnDay = None,
) -> None:
    """Take away what was said of one person or guest, as if nobody had written it."""
    from cop.meetings import telling
    from cop.meetings.operations import attendance as operations
    from cop.meetings.typed import find_guest, read_last_day
    from cop.store.references import find

    with ctx.obj.writing("attendance clear") as draft:
        of, on = find_sitting(draft.db, meeting), read_last_day(day, ctx.obj.words(draft.db))
        guest = find_guest(draft.db, of, who)
        if guest:
            draft.remove(guest)
            lines = [_of_guest(guest)]
        else:
            gone = operations.clear(draft, of, Id(find(draft.db, "person", who)), on)
            lines = [_of_one(draft.db, one) for one in gone]
        meant = telling.record(draft.db, of)
    confirmed(ctx, "removed", of.ref, meant, [*lines, *afterwards(ctx, "cop undo takes it back")])


@app.command("guest")
def guest(
    ctx: Context,
    meeting: options.Ref,
    organisation: Annotated[str | None, typer.Option(help="Where the guest comes from.")] = None,
    name: Annotated[str | None, typer.Option(help="The guest's name, if it shall be kept.")] = None,
    country: Annotated[str | None, typer.Option(help="Two-letter code, such as LY.")] = None,
    sector: Annotated[str | None, typer.Option(help="Such as university or company.")] = None,
    sex: Annotated[str | None, typer.Option(help="female or male, for counts; never shown of one person.")] = None,
    online: Annotated[bool, typer.Option("--online", help="The guest came online.")] = False,
    day: OnDay = None,
) -> None:
    """Say that a guest came, who holds no role in the programme."""
    from cop.meetings import telling
    from cop.meetings.operations import attendance as operations
    from cop.meetings.records import Guest
    from cop.meetings.typed import read_country, read_last_day, read_word

    if not (organisation or name or country or sector):
        organisation = ctx.obj.require(None, "--organisation", "Where does the guest come from")
    with ctx.obj.writing("attendance guest") as draft:
        of, on = find_sitting(draft.db, meeting), read_last_day(day, ctx.obj.words(draft.db))
        one = Guest(
            meeting=of.id, name=name, organisation=organisation, country=read_country(country),
            sector=read_word(sector), sex=read_word(sex), status=usual(of.mode, online=online), attended_on=on,
        )  # fmt: skip
        made, held = operations.welcome(draft, of, one, ctx.obj.now)
        meant = telling.record(draft.db, of)
    confirmed(ctx, "saved", of.ref, meant, [_of_guest(made), *_held(held)])


@app.command("list")
def list_(ctx: Context, meeting: options.Ref) -> None:
    """List who was invited or registered and who came, those who came uninvited, and guests."""
    with ctx.obj.reading() as store:
        of = find_sitting(store.db, meeting)
        lines = queries.roll(store.db, of)
        view = ROLL._replace(empty=f"no data: nobody was invited to {of.ref}")
        for_people = ctx.obj.output.for_people
        ctx.obj.emit(map(_as_people_read, lines) if for_people else lines, _seen(view, of, lines))
        if for_people and lines:
            say(" · ".join(_summary(store.db, of, lines)))


@app.command("sheet")
def sheet(
    ctx: Context,
    meeting: options.Ref,
    output: Annotated[
        str,
        typer.Option("-o", "--output", metavar="FILE", help="Where to: .html, .docx, .md or .txt; - is the screen."),
    ] = "-",
    lang: Annotated[
        list[str] | None, typer.Option(metavar="LANGUAGE", help="Such as ar; may be repeated, then -o is a folder.")
    ] = None,
) -> None:
    """Make the sheet to print on which those who come sign."""
    from cop.console import delivering
    from cop.documents.words import Words, usual_language
    from cop.meetings import signing

    with ctx.obj.reading() as store:
        of, how = find_sitting(store.db, meeting), ctx.obj.words(store.db)
        heard = [Words(language, how.zone) for language in lang or [usual_language(store.db)]]
        made = [signing.sheet(store.db, of, words) for words in heard]
    form, name = delivering.chosen_form(ctx.obj, output), of.ref.replace("/", "-")
    copies = [delivering.Copy(f"{name}-sheet-{words.language}", one) for words, one in zip(heard, made, strict=True)]
    delivering.deliver(ctx.obj, copies, output, form)


def _seen(view: View, of: Sitting, lines: "Iterable[RollLine]") -> View:
    """Return the view with the columns that this meeting needs."""
    day = ("attended_on",) if of.last_on else ()
    instead = ("represented_by",) if any(line.represented_by for line in lines) else ()
    return view._replace(table=(*view.table, *day, *instead))


def _as_people_read(line: RollLine) -> RollLine:
    """Return the line of one who is not known with the columns that a person sees, and with what `clear` takes."""
    if line.person:
        return line
    where = ", ".join(filter(None, (line.organisation, line.country, line.sector)))
    what = f"{'registered' if line.invited else 'guest'}{f': {line.name}' if line.name else ''}"
    return line._replace(person=(line.id or "")[:6], person_title=what, partner_name=where)


def _summary(db: "Database", of: Sitting, lines: "list[RollLine]") -> list[str]:
    """Return how many came, and whether that is a quorum, from the lines of a list."""
    marks = [(Id(line.person), Word(line.status)) for line in lines if line.person and line.status]
    others = [Word(line.status) for line in lines if line.person is None and line.invited and line.status]
    guests = sum(line.person is None and not line.invited for line in lines)
    unknown = sum(line.status is None for line in lines)
    if not marks and not guests and not others:
        return [f"{unknown} invited, no data yet"]
    found = queries.quorum(db, of) if marks else None
    return [told([*overall(marks).values(), *others], guests, unknown), *([found.said] if found else [])]


def _others(db: "Database", of: Sitting, absent: "Iterable[str]", excused: "Iterable[str]") -> dict[Id, Word]:
    """Return what is said of those who did not come.

    Raises:
        BadInput: Somebody is named twice: a slip, or somebody else was meant.
    """
    from cop.kernel.errors import BadInput

    people = queries.invited(db, [of])[of.id]
    found: dict[Id, Word] = {}
    for status, named in (("absent", absent), ("excused", excused)):
        for typed in named:
            person = _invited(db, of, typed, people)
            if person in found:
                known = queries.named(db, [person]).get(person)
                raise BadInput(
                    f"{known.said if known else typed} is named twice",
                    "name each person once, with --except or with --excused",
                )
            found[person] = Word(status)
    return found


def _invited(db: "Database", of: Sitting, typed: str, people: "Collection[Id]") -> Id:
    """Return the id of the person who is meant, or of the registration of somebody whom the programme does not know."""
    from cop.meetings.typed import find_invited, find_stranger

    stranger = find_stranger(db, of, typed)
    return stranger.id if stranger else find_invited(db, typed, people)


def _ask_status(person: str) -> Word:
    from cop.console.ask import choose

    return Word(STATUSES[choose(f"How did {person} take part?", STATUSES, option="STATUS")])


def _ask_everybody(ctx: Context, meeting: str) -> None:
    from cop.meetings.commands.attending_dialogue import ask_who_came

    with ctx.obj.reading() as store:
        of = find_sitting(store.db, meeting)
    ask_who_came(ctx.obj, of)


def about(ctx: Context, db: "Database", of: Sitting, made: "Recorded") -> list[str]:
    """Return the lines of a confirmation, having said aloud what a person should know."""
    from cop.meetings import telling
    from cop.meetings.queries.sittings import agenda

    for doubt in made.doubts:
        say(f"note: {doubt}")
    open_items = [item.ref for item in agenda(db, of) if not item.outcome]
    then = f'cop agenda outcome {open_items[0]} "..."' if open_items else f"cop attendance list {of.ref}"
    lines = telling.who_came(db, of, [(one.person, one.status) for one in made.marks], made.strangers)
    return [*lines, *_held(made.held), *afterwards(ctx, f"next: {then}")]


def _of_one(db: "Database", mark: "Attendance") -> str:
    """Return what is said of one person: Mayor, Sirte (m-srt-mayor): represented by ..., on Wed 31 July."""
    known = queries.named(db, filter(None, (mark.person, mark.represented_by)))
    instead = f" by {known[mark.represented_by].said}" if mark.represented_by else ""
    day = f", {dates.say_day(mark.attended_on)}" if mark.attended_on else ""
    return f"{known[mark.person].said}: {mark.status}{instead}{day}"


def _of_guest(guest: "Guest") -> str:
    known = (guest.name, guest.organisation, guest.country, guest.sector, guest.status)
    return f"guest: {', '.join(filter(None, known))}"


def _of_stranger(one: "Registration") -> str:
    return f"{one.organisation or one.id[:6]}: {one.status}"


def _held(held: bool) -> list[str]:
    return ["it counts as held now, since somebody came"] if held else []
