"""cop help: what there is, what a command does, and the few things that hold for all of them."""

from typing import Annotated, Any

import typer

from cop.console.session import Context

app = typer.Typer(rich_markup_mode=None)

WELCOME = """\
There is no programme here yet.
  cop demo rebuild    makes a full example to look around in
  cop init            makes a programme of your own
  cop help            tells what there is"""

EXAMPLES = {
    "init": ('cop init zliten.cop.db --title "REBUILD"', "cop init --from programme.yaml rebuild.cop.db"),
    "demo": ("cop demo rebuild",),
    "import": ("cop import partners.csv --dry-run",),
    "export": ("cop export --format yaml -o programme.yaml",),
    "today": ("cop today --as m-zli-pm",),
    "find": ("cop find zliten", 'cop find "الصيد"'),
    "undo": ("cop undo", "cop undo 4f2m9a"),
    "log": ("cop log --since 2024-07-01 --format jsonl",),
    "history": ("cop history sc7",),
    "help": ("cop help meeting new", "cop help dates"),
    "config set": ("cop config set as m-zli-pm",),
    "completion": ("cop completion bash >> ~/.bashrc", "cop completion fish > ~/.config/fish/completions/cop.fish"),
    "partner new": ('cop partner new "Zliten" --code m-zli --set country=LY --set timezone=Africa/Tripoli',),
    "partner list": ("cop partner list --sector municipality",),
    "partner find": ('cop partner find "Az-Zawiyah"',),
    "person handover": ('cop person handover m-seb-pm --to "Municipality Project Manager" --on 2024-05-01',),
    "series new": ('cop series new "Media officers\' call" --body media-net --rule "monthly on last tue 10:00"',),
    "series move": ('cop series move vpm 2024-06-05 2024-06-12 --why "Ministry visit"',),
    "series skip": ("cop series skip vpm 2024-08-07",),
    "month status": ("cop month status 2024-07",),
    "month write": ('cop month write 2024-07 --done "Works began in the port" --team zliten',),
    "month remind": ("cop month remind 2024-07 --lang ar --copy",),
    "month form": ("cop month form 2024-07 lct-seb -o sebha-july.xlsx",),
    "meeting new": ('cop meeting new "Extraordinary SC" --code sc7b --body sc --at "17 jul 2024 11:00" --for 3h',),
    "meeting list": ("cop meeting list --month 2024-07", "cop meeting list --from today --format json"),
    "meeting show": ("cop meeting show sc7",),
    "meeting postpone": ('cop meeting postpone sc7b --to "18 jul 2024 11:00" --why "Election day in Zliten"',),
    "agenda add": ('cop agenda add sc7b "Budget of the pilots" --by pat-pm --for 40m',),
    "contact log": ("cop contact log viber --week 2024-07-08 --count 14", "cop contact log viber --on yesterday"),
    "momentum": ("cop momentum --team lct-zli",),
    "calendar show": ("cop calendar show --month 2024-07",),
    "calendar export": (
        "cop calendar export --all -o calendars/",
        "cop calendar export --body lct-zli --month next -o -",
    ),
}
"""Commands as people type them; every line is tried by a test."""

TOPICS = {
    "dates": """\
Days      2024-07-10   10/07/2024 (day first; cop config set month_first yes)
          10 jul   today   tomorrow   next tue   +3d
Hours     "2024-07-10 11:00"   "next tue 14:00"   "10 jul 11:00 Tripoli"
Months    2024-07   jul   next   last
Digits    ASCII or Arabic-Indic; weekdays and months in English, French,
          Italian or Arabic.
Zones     an hour is in the record's own zone, else --tz, else the programme's.
What was understood is always said again, with its weekday and zone.""",
    "references": """\
Anything that names a record may be typed as
  its code                        cop meeting show sc7
  a name, in any script           cop partner show "الزاوية"
  any spelling of it              cop partner show az-zawiyah
  part of its title               cop meeting show "7th steering"
  the beginning of its id         cop partner show 7k2m       (4 characters or more)
  its number in the last list     cop partner show %3
Where several fit, all of them are named and nothing is done.""",
    "files": """\
The programme is the file that --file names, else COP_FILE, else the nearest
*.cop.db in this folder or above it, else (to read) the one used last.
It may be the URL of a server: postgresql+psycopg://...
Your own settings and keys stand in the folder that cop config shows.
Keep the file in a folder of your own: not on a network drive, nor in a folder
that OneDrive, Dropbox, Google Drive or iCloud syncs.""",
    "formats": """\
table     for people: what a terminal shows
plain     the same columns, never shortened, without header
tsv       for scripts: what a pipe gets; a tab inside a value is written \\t
csv       for spreadsheets: no cell can become a formula
json      one array; jsonl one object a line
--fields code,title chooses columns; --no-header leaves their names away;
--open shows a page in the browser. cop config set format plain changes what a
terminal shows, COP_FORMAT does it for one shell.""",
    "errors": """\
0    done, an empty list too        4    a rule, or two colleagues, need a decision
1    failed                         5    the file is locked, newer or damaged
2    not understood                 130  interrupted
3    not found, or several found
A command that failed changed nothing. With --format json errors are JSON too.""",
}
"""What holds for all commands, a screen each at most."""


@app.command("help")
def help_(
    ctx: Context,
    words: Annotated[
        list[str] | None, typer.Argument(help="A command, or all, flags, dates, references, files, formats, errors.")
    ] = None,
) -> None:
    """Explain a command; cop help all lists the rest."""
    match words or []:
        case ["all"]:
            text = everything()
        case ["flags"]:
            text = flags()
        case [topic] if topic in TOPICS:
            text = TOPICS[topic]
        case command:
            _help_of(ctx, command)
            return
    typer.echo(text)


def everything() -> str:
    """Return all commands by what they are for, and the topics."""
    from cop.registry import SECTIONS

    width = max(len(name) for section in SECTIONS.values() for name in section) + 2
    lines: list[str] = []
    for title, section in SECTIONS.items():
        lines += [f"{title}:", *(f"  {name:<{width}}{about}" for name, (_, about) in section.items()), ""]
    return "\n".join(
        [*lines, "cop help COMMAND explains one of them.", f"Also: cop help {' | '.join(['flags', *TOPICS])}"]
    )


def flags() -> str:
    """Return the options that every command understands."""
    from cop.kernel.settings import HELP

    width = max(len(flag) for flag, _ in HELP) + 2
    rows = [f"  {flag:<{width}}{about}" for flag, about in HELP]
    return "\n".join(["Every command understands, anywhere in the line:", *rows])


def write_end(path: str, formatter: Any) -> None:
    """End the help of a command with examples of it, and where the options stand that every command has."""
    examples = EXAMPLES.get(path.removeprefix("cop "), ())
    if examples:
        with formatter.section("Example" if len(examples) == 1 else "Examples"):
            for line in examples:
                formatter.write(f"  {line}\n")
    formatter.write_paragraph()
    formatter.write_text("cop help flags: --format, --open, --as-of and others that every command understands.")


def _help_of(ctx: Context, words: list[str]) -> None:
    """Print what `cop WORDS --help` prints."""
    door: Any = ctx.find_root().command
    with door.make_context("cop", [*words, "--help"], obj=ctx.obj) as context:
        door.invoke(context)
