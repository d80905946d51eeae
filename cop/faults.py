"""What cop says when a command line cannot be carried out: one sentence, and what to type instead."""

from typing import Any

import typer

from cop.console import emit
from cop.console.session import Session
from cop.kernel import settings
from cop.kernel.errors import BadInput, CopError, FileTrouble
from cop.kernel.text import nearest

OTHERWISE = {
    "add": "new",
    "create": "new",
    "ls": "list",
    "view": "show",
    "change": "edit",
    "set": "edit",
    "delete": "remove",
    "rm": "remove",
    "version": "--version",
}
"""What people type who know other programs, and what it is called here."""
HARMFUL = {"remove", "restore", "undo"}
"""Never suggested for a slip of the finger."""
FEW = 3


def report(error: Exception, session: Session) -> int:
    """Tell the person in one sentence what went wrong, and return the exit code."""
    if session.flags.debug:
        import traceback

        traceback.print_exception(error)
    told = error if isinstance(error, CopError) else explained(error)
    emit.report_error(told, as_json=session.speaks_json)
    return told.exit_code


def explained(error: Exception) -> CopError:
    """Return what a failure of the machine, or of cop itself, means to a person."""
    if isinstance(error, OSError) and error.strerror and error.filename is None:  # a stream, not a file
        return CopError(
            f"the answer could not be written: {error.strerror.lower()}",
            "what the command did stands; cop log shows it",
        )
    if isinstance(error, OSError) and error.strerror:
        return FileTrouble(f"{error.filename}: {error.strerror.lower()}", "check the disk and the folder")
    if type(error).__module__.partition(".")[0] in ("sqlite3", "sqlalchemy", "psycopg"):
        from cop.store.opening import explain

        known = explain(error, "the programme")
        if known:
            return known
    return CopError(
        f"something went wrong inside cop ({type(error).__name__}: {error})",
        "what was saved before stands; the same command with --debug tells more to those who look after cop",
    )


def parsing(error: typer.TyperException, session: Session) -> int:
    """Tell what the parser says of a command line, and return the exit code."""
    if type(error).__name__ == "NoArgsIsHelpError":  # a noun without a verb
        emit.say(error.format_message())
        return 2
    return report(misunderstood(error), session)


def unknown(path: str, known: list[str], args: list[str], nouns: list[str]) -> BadInput:
    """Return the error for a word that names no command, with the ones that may be meant."""
    word, following = args[0], args[1:2]
    other = OTHERWISE.get(word, word)
    noun = _noun(args, nouns) if path == "cop" else ""
    near = [other] if other in (*known, "--version") else [one for one in nearest(word, known) if one not in HARMFUL]
    meant = [f"{path} {one}" for one in near]
    if word == "help":  # `cop meeting help`
        meant = [f"cop help {path.removeprefix('cop ')}"]
    elif path == "cop" and following and _is_command(f"{following[0]} {other}"):
        meant = [f"cop {following[0]} {other}"]  # `cop list partner`
    elif noun:
        meant = [noun]
    elif path == "cop":
        meant = _verbs_called(word) or meant
    hint = f"did you mean {' or '.join(meant)}?" if meant else _where(path)
    return BadInput(f'there is no command "{path} {word}"', hint)


def _noun(args: list[str], nouns: list[str]) -> str:
    """Return the command meant by a noun that is spelled otherwise: `cop milestones`, `cop work package list`."""
    spelled = {"wp": "work-package", **{f"{noun}s": noun for noun in nouns}}
    spelled |= {f"{noun[:-1]}ies": noun for noun in nouns if noun.endswith("y")}
    for many in (2, 1):
        word, rest = "-".join(args[:many]).lower().replace("_", "-"), args[many:]
        noun = spelled.get(word) or (word if many > 1 and word in nouns else "")
        if noun:
            verb = rest[0] if rest and _is_command(f"{noun} {rest[0]}") else "list"
            return f"cop {noun} {verb}" if _is_command(f"{noun} {verb}") else f"cop {noun}"
    return ""


def _is_command(words: str) -> bool:
    from cop.completion.words import COMMANDS

    return words in COMMANDS


def _verbs_called(word: str) -> list[str]:
    """Return the commands that have this verb: `cop postpone` means `cop meeting postpone`."""
    from cop.completion.words import COMMANDS

    return [f"cop {command}" for command in COMMANDS if command.endswith(f" {word}")][:FEW]


def misunderstood(error: typer.TyperException) -> BadInput:
    """Return what the parser says of a command line, in our own words."""
    context: Any = getattr(error, "ctx", None)
    path = context.command_path if context is not None else "cop"
    option = getattr(error, "option_name", None)
    if option and type(error).__name__ == "NoSuchOption":
        known = [name for each in context.command.get_params(context) for name in each.opts if name.startswith("--")]
        near = nearest(option, [*known, *settings.WITH_VALUE, *settings.SWITCHES])
        return BadInput(
            f"{path} has no option {option}", f"did you mean {' or '.join(near)}?" if near else _where(path)
        )
    said = error.format_message().rstrip(".")
    if said.startswith("Got unexpected extra"):
        extra = said.partition("(s) (")[2].rstrip(")")
        return BadInput(f'{path} has no use for "{extra}"', f"a text of several words needs quotes; {_where(path)}")
    param = getattr(error, "param", None)
    if type(error).__name__ == "MissingParameter" and param is not None:
        return BadInput(f"{_called(param)} is missing", f"{path} --help shows how it is used")
    if type(error).__name__ == "BadParameter" and param is not None and (whole := _whole_number(param)):
        shown = str(getattr(error, "message", "")).partition(" is not")[0].strip("'\"")
        return BadInput(f'{_called(param)} cannot be "{shown}"', whole)
    return BadInput(said[:1].lower() + said[1:], _where(path))


def _called(param: Any) -> str:
    return str(param.opts[0] if param.opts[0].startswith("-") else param.metavar)


def _whole_number(param: Any) -> str:
    """Return what an option or place takes that wants a whole number; nothing for any other."""
    if param.type.name not in ("integer", "int", "int range", "integer range"):
        return ""
    least, most = getattr(param.type, "min", None), getattr(param.type, "max", None)
    if least is not None and most is not None:
        return f"it takes a whole number from {least} to {most}"
    return "it takes a whole number" + (f", {least} or more" if least is not None else "")


def _where(path: str) -> str:
    return "cop help all lists every command" if path == "cop" else f"{path} --help shows how it is used"
