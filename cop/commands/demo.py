"""cop demo: an example to look around in, replayed month by month, so that a plan is what had been planned."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated, Any

import typer

from cop.commands.starting import from_description, set_beside
from cop.console.session import Context, Session
from cop.kernel import settings

app = typer.Typer(rich_markup_mode=None)
DESCRIBED = "rebuild.yaml"
YEAR = "year"
"""The folder of what was recorded in the year, a file for each day on which it arrived."""
PERSON = "m-zli-pm"
OFFICE = "pat-ops"
"""Who reads in what arrives."""
BEGINS = "2024-03-25T08:00:00Z"
STANDS = "2024-08-01T09:00:00Z"
"""The moment at which people look around in the example: July is over, August lies ahead."""
AT_OFFICE = ("T14:00:00Z", "T08:00:00Z")
"""When the office reads in what a day brought, and on the day on which the example stands still."""
TYPED = (
    (
        "2024-07-09T15:00:00Z",
        'cop meeting postpone fv3 --to "2024-07-22 10:00" --why "The contractor comes a week later"',
    ),
    (STANDS, "cop calendar export --month 2024-08 --all -o DIR/august"),
    (STANDS, "cop report month 2024-07 -o DIR/july.html"),
    (STANDS, "cop report month 2024-07 -o DIR/july.md"),
)
"""What people typed meanwhile, and when: the plan of July is what stood before the visit was put off."""


@app.command("demo")
def demo(
    ctx: Context,
    folder: Annotated[str, typer.Argument(metavar="DIR", help="A folder that does not exist yet, or is empty.")],
) -> None:
    """Make a full example programme to look around in, with a month's calendars and a report."""
    from cop.kernel.errors import CopError

    if os.path.exists(folder) and (not os.path.isdir(folder) or os.listdir(folder)):
        raise CopError(f"{folder} is not empty", "name a folder that does not exist yet")
    place = os.path.join(folder, "rebuild.cop.db")
    with _whole_or_not_at_all(folder) as made, _clock():
        os.environ["COP_NOW"] = BEGINS
        founded, said = from_description(ctx, place, os.path.join(_examples(), DESCRIBED))
        made.append(founded.second_key)
        _replay(ctx, place, folder)
    set_beside(place, f"now = {STANDS}\nas = {PERSON}\n")
    ctx.obj.done("saved", place, said, _to_try(folder))


def _replay(ctx: Context, place: str, folder: str) -> None:
    """Let happen what happened, each at its moment."""
    for moment, line in sorted([*_arrived(), *TYPED], key=lambda one: one[0]):
        os.environ["COP_NOW"] = moment
        _type(ctx, place, line, folder)


def _arrived() -> Iterator[tuple[str, str]]:
    """Yield when the office read in each file of the year until the example stands still, and what it typed."""
    last = STANDS[:10]
    for name in os.listdir(os.path.join(_examples(), YEAR)):
        day = name.removesuffix(".yaml")
        if day <= last:
            yield day + AT_OFFICE[day == last], f"cop import YEAR/{name} --as {OFFICE}"


def _type(ctx: Context, place: str, line: str, folder: str) -> None:
    """Carry out one line on the programme just made."""
    import shlex
    from contextlib import redirect_stderr, redirect_stdout
    from io import StringIO

    year = os.path.join(_examples(), YEAR)
    flags, words = settings.take([word.replace("DIR", folder).replace("YEAR", year) for word in shlex.split(line)[1:]])
    session = Session(flags._replace(file=place, actor=flags.actor or PERSON))
    door: Any = ctx.find_root().command
    with (
        redirect_stdout(StringIO()),
        redirect_stderr(StringIO()),
        door.make_context("cop", words, obj=session) as context,
    ):
        door.invoke(context)


@contextmanager
def _clock() -> Iterator[None]:
    """Give the clock back as it was."""
    before = os.environ.get("COP_NOW")
    try:
        yield
    finally:
        os.environ.pop("COP_NOW")
        if before is not None:
            os.environ["COP_NOW"] = before


@contextmanager
def _whole_or_not_at_all(folder: str) -> Iterator[list[str]]:
    """Leave everything as it was where something goes wrong: half an example explains nothing.

    Yields:
        Takes what is made outside the folder.
    """
    import shutil

    was_there, elsewhere = os.path.isdir(folder), list[str]()
    try:
        yield elsewhere
    except BaseException:
        for path in elsewhere:
            os.remove(path)
        shutil.rmtree(folder, ignore_errors=True)
        if was_there:
            os.makedirs(folder, exist_ok=True)
        raise


def _examples() -> str:
    """Return the folder of the examples: in the installed package, else in the checkout."""
    from importlib.resources import files

    shipped = files("cop") / "examples"
    return str(shipped if shipped.is_dir() else files("cop") / ".." / "examples")


def _to_try(folder: str) -> list[str]:
    """Return what there is to see in the example."""
    return [
        "august/   calendars of August 2024 for every team",
        "july.html the report on July 2024, july.md the same as Markdown",
        "cop.conf  stops the example's clock on 1 August 2024, and makes you Zliten's project manager",
        f"next: cd {folder}",
        "      cop",
        "      cop month",
        "      cop month status 2024-07",
        "      cop report month 2024-07",
        "      cop calendar show --month 2024-08",
        '      cop meeting new "Our first call" --body lct-zli --at "tomorrow 10:00"',
        "      cop undo",
    ]
