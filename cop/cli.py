"""The front door: names every command, loads the one that is asked for, and speaks to the person when it fails."""

import importlib
import os
import sys
from typing import Any

import typer
from typer.core import TyperArgument, TyperCommand, TyperGroup
from typer.main import get_command_from_info

from cop import __version__
from cop.console import emit
from cop.console.session import Session, Unanswered
from cop.kernel import settings
from cop.registry import COMMANDS, SECTIONS


class Verb(TyperCommand):
    """A command whose help reads as people write: NAME where something is needed, [NAME] where it may be left away."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Take the words apart; a number below nothing is no option."""
        before = ["", *args]
        return super().parse_args(ctx, [_number(*pair) for pair in zip(before, args, strict=False)])

    def format_usage(self, ctx: Any, formatter: Any) -> None:
        """Write the line that shows the order of the words."""
        places = [_place(each) for each in self.params if isinstance(each, TyperArgument) and not each.hidden]
        formatter.write_usage(ctx.command_path, " ".join([*places, "[OPTIONS]"]))

    def format_epilog(self, ctx: Any, formatter: Any) -> None:
        """Write examples, and where the options stand that every command has."""
        from cop.commands.helping import write_end

        write_end(ctx.command_path, formatter)


class Nouns(TyperGroup):
    """A group that builds only the command that is asked for: building them all is what makes a CLI slow to start."""

    app: typer.Typer
    bare: str = ""
    """The verb that is meant when none is said: `cop month 2024-07` is `cop month tell 2024-07`."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Take the words apart, with the verb that may be left away put back."""
        if self.bare and (not args or args[0] not in {"--help", *(info.name for info in self.app.registered_commands)}):
            args = [self.bare, *args]
        return super().parse_args(ctx, args)

    def list_commands(self, ctx: Any) -> list[str]:
        """Return the verbs in the order in which they were written."""
        return [str(info.name) for info in self.app.registered_commands if not info.hidden]

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """Return the verb's command, built now."""
        return next((built(info) for info in self.app.registered_commands if info.name == cmd_name), None)

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Return the command that the words begin with."""
        return _resolved(self, ctx, args)

    def format_options(self, ctx: Any, formatter: Any) -> None:
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
        module = importlib.import_module(COMMANDS[cmd_name][0])
        app: typer.Typer = module.app
        alone = [info for info in app.registered_commands if info.name == cmd_name]
        if alone:
            return built(alone[0])
        group = Nouns(
            name=cmd_name, help=COMMANDS[cmd_name][1], rich_markup_mode=None, no_args_is_help=True,
            options_metavar="", subcommand_metavar="COMMAND ...",
        )  # fmt: skip
        group.app, group.bare = app, getattr(module, "BARE", "")
        return group

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Return the command that the words begin with."""
        return _resolved(self, ctx, args)

    def format_options(self, ctx: Any, formatter: Any) -> None:
        """Write the everyday commands; `cop help all` lists the rest."""
        with formatter.section("Everyday"):
            formatter.write_dl([(name, help) for name, (_, help) in SECTIONS["Everyday"].items()])


def front_door() -> FrontDoor:
    """Return the root of all commands."""
    return FrontDoor(
        name="cop",
        help="Run a programme of many partners from your own computer.",
        epilog="cop help all lists every command, cop help flags what each of them understands.",
        rich_markup_mode=None,
        options_metavar="",
        subcommand_metavar="COMMAND ...",
    )


def built(info: Any) -> Any:
    """Return a registered command, ready to run."""
    info.cls = Verb
    command = get_command_from_info(info, pretty_exceptions_short=False, rich_markup_mode=None)
    for each in command.params:
        if each.metavar is None and not getattr(each, "is_flag", False):
            each.metavar = "FILE" if each.name == "output" else str(each.name).rstrip("_").replace("_", "-").upper()
    return command


def first_sentence(info: Any) -> str:
    """Return what a command says of itself in its docstring."""
    return str(info.help or info.callback.__doc__ or "").strip().partition("\n")[0]


def run(words: list[str]) -> int:
    """Carry out one command line and return the exit code that scripts rely on."""
    _speak_at_all()
    session = Session(settings.Settings())
    try:
        flags, rest = settings.take(["--help" if word == "-h" else word for word in words])
        session = Session(flags)
        code = _run(session, rest)
        sys.stdout.flush()
        return code
    except (KeyboardInterrupt, typer.Abort):
        emit.say("\ncop: stopped")
        return 130
    except BrokenPipeError:
        return 0  # Whoever read us has gone (`| head`); nothing more can be said, and that is no failure.
    except Exception as error:
        from cop import faults

        return faults.report(error, session)
    finally:
        _let_go()


def _run(session: Session, rest: list[str]) -> int:
    if rest == ["--version"]:
        sys.stdout.write(f"cop {__version__}\n")
        return 0
    if not rest and not session.has_programme:
        from cop.commands.helping import WELCOME

        emit.say(WELCOME, sys.stdout)
        return 0
    words = [session.listed(word) for word in rest] or ["today"]
    door = front_door()
    try:
        while True:
            try:
                with door.make_context("cop", [*words], obj=session) as context:
                    door.invoke(context)
                return 0
            except Unanswered as pending:
                session.answer(pending.question, pending.put)
    except typer.Exit as ending:
        return ending.exit_code
    except typer.TyperException as error:
        from cop import faults

        return faults.parsing(error, session)


def _speak_at_all() -> None:
    """Make sure that there is somewhere to write, in an encoding that knows every script."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:  # closed by whoever started us
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: SIM115
        elif (stream.encoding or "utf-8").lower() != "utf-8":
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _let_go() -> None:
    """Drop what nobody can read any more, or Python itself complains about it at the end."""
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except OSError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def _resolved(group: Any, ctx: Any, args: list[str]) -> tuple[str, Any, list[str]]:
    command = group.get_command(ctx, args[0])
    if command is None:
        from cop import faults

        raise faults.unknown(ctx.command_path, group.list_commands(ctx), args, list(COMMANDS))
    return args[0], command, args[1:]


def _number(before: str, word: str) -> str:
    """Return a word, with a minus sign in place of the hyphen if it is a number in a place of its own: -3."""
    is_number = word.startswith("-") and word[1:].lstrip(".,٫")[:1].isdecimal()
    return f"−{word[1:]}" if is_number and not before.startswith("-") else word


def _place(argument: TyperArgument) -> str:
    name = str(argument.metavar).removesuffix("...") + ("..." if argument.nargs != 1 else "")
    return name if argument.required else f"[{name}]"
