"""The front door: names every command, loads the one that is asked for, and speaks to the person when it fails."""

import importlib
import os
import sys
from typing import Any

import typer
from typer.core import TyperGroup
from typer.main import get_command_from_info

import cop.registry  # noqa: F401  (it tells the store where each kind is declared)
from cop import __version__
from cop.console import emit
from cop.console.session import Session
from cop.kernel import settings
from cop.kernel.errors import BadInput, CopError

EVERYDAY = {
    "today": ("cop.today", "What is next, what is due, what awaits you."),
    "meeting": ("cop.meetings.commands.meeting", "Plan a meeting, move it, say that it was held."),
    "find": ("cop.find", "Find anything by any part of any of its names."),
    "calendar": ("cop.calendars.commands", "Make .ics files, or show a month."),
    "report": ("cop.reports.commands", "What was planned and what was held."),
    "undo": ("cop.history", "Take back your last command."),
    "help": ("cop.helping", "Explain a command; `cop help all` lists the rest."),
}
OTHERS = {
    "init": ("cop.starting", "Make a new programme file."),
    "demo": ("cop.starting", "Make a full example programme to look around in."),
    "import": ("cop.exchange.commands", "Read a description: YAML, or CSV for partners, people and meetings."),
    "export": ("cop.exchange.commands", "Write the whole programme as YAML or JSON."),
    "status": ("cop.today", "How the programme stands: teams, seats, meetings."),
    "programme": ("cop.teams.commands.programme", "The programme itself."),
    "partner": ("cop.teams.commands.partner", "Organisations that take part."),
    "person": ("cop.teams.commands.person", "Holders of roles, and their handover."),
    "body": ("cop.teams.commands.body", "Committees, boards and teams."),
    "seat": ("cop.teams.commands.seat", "Places in a body, filled or vacant."),
    "membership": ("cop.teams.commands.membership", "Who sits where, from when to when."),
    "channel": ("cop.teams.commands.channel", "Ways in which bodies keep in touch."),
    "series": ("cop.meetings.commands.series", "Meetings that return: skip or move one, change the rhythm."),
    "agenda": ("cop.meetings.commands.agenda", "What a meeting talks about."),
    "history": ("cop.history", "Every value that a record ever had."),
    "log": ("cop.history", "What was done, by whom and when."),
    "verify": ("cop.caring", "Check the file; with --rebuild, make its tables anew from the journal."),
    "doctor": ("cop.caring", "Find out what is wrong with a file, changing nothing."),
    "backup": ("cop.caring", "Keep a verified copy."),
    "restore": ("cop.caring", "Bring back a copy, keeping the present one too."),
    "config": ("cop.configuring", "Settings, and the programme's second key."),
    "completion": ("cop.configuring", "Let the shell complete commands and references."),
}
COMMANDS = EVERYDAY | OTHERS


class Nouns(TyperGroup):
    """A group that builds only the command that is asked for: building all of them is what makes a CLI slow to start."""

    app: typer.Typer

    def list_commands(self, ctx: Any) -> list[str]:
        """Return the verbs in the order in which they were written."""
        return [str(info.name) for info in self.app.registered_commands if not info.hidden]

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """Return the verb's command, built now."""
        for info in self.app.registered_commands:
            if info.name == cmd_name:
                return get_command_from_info(info, pretty_exceptions_short=False, rich_markup_mode=None)
        return None

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        """Write the verbs' first sentences, without building a single one."""
        rows = [(str(info.name), first_sentence(info)) for info in self.app.registered_commands if not info.hidden]
        with formatter.section("Commands"):
            formatter.write_dl(rows)


class FrontDoor(TyperGroup):
    """All groups by name; a module is imported when its group is used."""

    def list_commands(self, ctx: Any) -> list[str]:
        """Return every command, everyday ones first."""
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """Return a noun's group, or a command that stands alone."""
        if cmd_name not in COMMANDS:
            return None
        app: typer.Typer = importlib.import_module(COMMANDS[cmd_name][0]).app
        alone = [info for info in app.registered_commands if info.name == cmd_name]
        if alone and app.info.name != cmd_name:
            return get_command_from_info(alone[0], pretty_exceptions_short=False, rich_markup_mode=None)
        group = Nouns(name=cmd_name, help=COMMANDS[cmd_name][1], rich_markup_mode=None, no_args_is_help=True)
        group.app = app
        return group

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        """Write the everyday commands; `cop help all` lists the rest."""
        with formatter.section("Everyday"):
            formatter.write_dl([(name, help) for name, (_, help) in EVERYDAY.items()])


def first_sentence(info: Any) -> str:
    """Return what a command says of itself in its docstring."""
    return str(info.help or info.callback.__doc__ or "").strip().partition("\n")[0]


def front_door() -> FrontDoor:
    """Return the root of all commands."""
    door = FrontDoor(
        name="cop",
        help="Run a programme of many partners from your own computer.",
        epilog="cop help all lists every command; cop help flags what each of them understands.",
        rich_markup_mode=None,
    )
    return door


def run(words: list[str]) -> int:
    """Carry out one command line and return the exit code that scripts rely on."""
    debug, as_json = "--debug" in words, "json" in " ".join(words)
    try:
        return _run(words)
    except CopError as error:
        emit.report_error(error, as_json=as_json)
        return error.exit_code
    except (KeyboardInterrupt, typer.Abort):
        print("", file=sys.stderr)
        return 130
    except BrokenPipeError:
        # Whoever read us has gone (`| head`); nothing more can be said, and that is no failure.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as error:
        if debug:
            raise
        emit.report_error(CopError(f"something went wrong inside cop ({type(error).__name__}: {error})", "--debug shows where"))
        return 1


def _run(words: list[str]) -> int:
    flags, rest = settings.take(words)
    session = Session(flags)
    if rest == ["--version"]:
        print(f"cop {__version__}")
        return 0
    try:
        code = front_door().main(
            [session.listed(word) for word in rest] or ["today"],
            prog_name="cop", standalone_mode=False, obj=session,
        )  # fmt: skip
    except typer.TyperException as error:
        raise _misunderstood(error) from None
    sys.stdout.flush()
    return code if isinstance(code, int) else 0


def _misunderstood(error: typer.TyperException) -> BadInput:
    context = getattr(error, "ctx", None)
    where = context.command_path if context is not None else "cop"
    said = error.format_message().rstrip(".")
    message, _, near = said.partition(" Did you mean ")
    hint = f"did you mean {near.rstrip('?')}?" if near else f"{where} --help shows how it is used"
    return BadInput(message.rstrip(".")[:1].lower() + message.rstrip(".")[1:], hint)
