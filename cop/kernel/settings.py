"""What applies to every command: a flag, else the environment, else cop.conf beside the programme, else the user's."""

import os
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from cop.kernel.errors import BadInput

WITH_VALUE = {
    "--file": "file",
    "--as": "actor",
    "--format": "format",
    "--fields": "fields",
    "--as-of": "as_of",
    "--why": "why",
}
SWITCHES = {
    "--no-header": "no_header",
    "--open": "open_page",
    "--yes": "yes",
    "--dry-run": "dry_run",
    "--debug": "debug",
}
HELP = (
    ("--file FILE", "the programme file, or the server's URL"),
    ("--as PERSON", "who is acting; cop config set as PERSON remembers it"),
    ("--format FORMAT", "table, plain, tsv, csv, json or jsonl"),
    ("--fields A,B", "only these columns"),
    ("--no-header", "no line of column names"),
    ("--open", "show it as a page in the browser"),
    ("--as-of MOMENT", "as it had been written by then"),
    ("--why TEXT", "the reason, kept in the journal"),
    ("--yes", "answer yes"),
    ("--dry-run", "say what would be done, and do nothing"),
    ("--debug", "show where a fault arose"),
)
KEYS = {
    "as": "who is acting, such as m-zli-pm",
    "format": "table, plain, tsv, csv, json or jsonl",
    "month_first": "yes when 07/10/2024 means 10 July",
    "now": "the moment at which the clock stands still, for examples and rehearsals",
}
"""What cop.conf and the user's config may hold, as `key = value` lines."""


FILE = "cop.conf"
"""What stands beside the programme."""


class Settings(NamedTuple):
    """The flags that every command understands, wherever they stand in the line."""

    file: str | None = None
    actor: str | None = None
    format: str | None = None
    fields: str | None = None
    as_of: str | None = None
    why: str | None = None
    no_header: bool = False
    open_page: bool = False
    yes: bool = False
    dry_run: bool = False
    debug: bool = False


def take(words: list[str]) -> tuple[Settings, list[str]]:
    """Return the flags that every command understands, and the words that are left.

    Raises:
        BadInput: A flag that needs a value ends the line, or a word holds what no text can hold.
    """
    _check(words)
    found: dict[str, str | bool] = {}
    rest: list[str] = []
    coming = iter(words)
    for word in coming:
        if word == "--":
            return Settings(**found), [*rest, word, *coming]  # type: ignore[arg-type]
        name, _, value = word.partition("=")
        if word in SWITCHES:
            found[SWITCHES[word]] = True
        elif name in WITH_VALUE:
            found[WITH_VALUE[name]] = value if "=" in word else _value(name, coming)
        else:
            rest.append(word)
    return Settings(**found), rest  # type: ignore[arg-type]


def _check(words: list[str]) -> None:
    for word in words:
        try:
            whole = "\0" not in word.encode().decode()
        except UnicodeEncodeError:
            whole = False
        if not whole:
            shown = word.encode("ascii", "replace").decode().replace("\0", "?")
            raise BadInput(f'"{shown[:60]}" holds a broken character', "type it anew, rather than pasting it")


def configured(files: list[str], environment: Mapping[str, str] = os.environ) -> dict[str, str]:
    """Return what the environment and the configuration files say; the first file wins over the later ones.

    Raises:
        BadInput: A file holds something else.
    """
    found = {key: environment[f"COP_{key.upper()}"] for key in KEYS if environment.get(f"COP_{key.upper()}")}
    for path in files:
        found = dict(read(path)) | found
    return found


def read(path: str) -> Iterator[tuple[str, str]]:
    """Yield the settings in a configuration file; none when there is no such file.

    Raises:
        BadInput: It holds something else, or is not UTF-8.
    """
    try:
        with open(path, encoding="utf-8-sig") as file:
            text = file.read()
    except OSError:
        return
    except UnicodeDecodeError:
        raise BadInput(f"{path} is not a text in UTF-8", "save it as UTF-8, or remove it") from None
    for number, line in enumerate(text.splitlines(), start=1):
        key, equals, value = (part.strip() for part in line.partition("="))
        if line.strip() and not key.startswith("#"):
            if not equals or key not in KEYS:
                raise BadInput(
                    f"{path}, line {number}: {line.strip()!r} is no setting", f"it may set {', '.join(KEYS)}"
                )
            yield key, value


def _value(flag: str, coming: Iterator[str]) -> str:
    value = next(coming, None)
    if value is None:
        raise BadInput(f"{flag} needs a value", "cop help flags lists what every command understands")
    return value
