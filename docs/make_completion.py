"""Writes cop/completion/words.py, what the shell may complete, from the commands: python docs/make_completion.py."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import cop.registry  # noqa: F401  (it tells the store where each kind is declared)
from cop import cli
from cop.commands.helping import TOPICS
from cop.console.emit import FORMATS
from cop.kernel.records import every_kind
from cop.kernel.settings import HELP

TARGET = Path(cli.__file__).parent / "completion" / "words.py"
HEAD = '''"""What the shell may complete. Made by docs/make_completion.py from the commands; change those, not this."""

# ruff: noqa: E501
# fmt: off
'''
OTHER_NAMES = {
    "by": "person",
    "as": "person",
    "team": "body",
    "o": "file",
    "out": "file",
    "dir": "file",
    "path": "file",
}
"""Parameters called otherwise than the kind of record that they take."""
VALUES = {
    "FORMAT": "|".join(FORMATS),
    "WORDS": "|".join(["all", "flags", *TOPICS, *cli.COMMANDS]),
}


def page() -> str:
    """Return the text of the module."""
    named = [one for one in every_kind() if "code" in one.names() and one.declaration.part_of != "*"]
    labels = {one.declaration.name: one.declaration.label for one in named}
    flags = {said.split()[0]: _value("", said.split()[1]) if " " in said else None for said, _ in HELP}
    commands = dict(_commands())
    return "\n".join(
        [
            HEAD + "Command = tuple[str, tuple[str, ...], dict[str, str | None]]",
            "",
            f"KINDS = {labels!r}",
            '"""The kinds that have codes, and the field that names each."""',
            f"FLAGS: dict[str, str | None] = {flags!r}",
            '"""What every command understands: the value it takes, None for a switch."""',
            "COMMANDS: dict[str, Command] = {",
            *(f"    {name!r}: {told!r}," for name, told in commands.items()),
            "}",
            '"""What it does, what each place takes (the last one again and again) and each option."""',
            "",
        ]
    )


def _commands() -> Iterator[tuple[str, tuple[str, tuple[str, ...], dict[str, str | None]]]]:
    door: Any = cli.front_door()
    for name, (_, about) in cli.COMMANDS.items():
        found = door.get_command(None, name)
        if not hasattr(found, "list_commands"):
            yield name, (about, *_params("", found))
            continue
        yield name, (about, (), {})
        for verb in found.list_commands(None):
            command = found.get_command(None, verb)
            yield f"{name} {verb}", (command.help.partition("\n")[0], *_params(name, command))


def _params(noun: str, command: Any) -> tuple[tuple[str, ...], dict[str, str | None]]:
    places: list[str] = []
    options: dict[str, str | None] = {}
    for each in command.params:
        takes = None if getattr(each, "is_flag", False) else _value(noun, str(each.metavar), str(each.name))
        if each.param_type_name == "argument":
            places.append(takes or "")
        else:
            options |= dict.fromkeys(
                (name for name in (*each.opts, *each.secondary_opts) if name.startswith("--")), takes
            )
    return tuple(places), options


def _value(noun: str, metavar: str, name: str = "") -> str:
    """Return what a parameter takes, by its name in the help: a kind of record, a choice of words, a file, anything."""
    kinds = {one.declaration.name for one in every_kind()}
    for said in (metavar.lower().replace("-", "_"), name.rstrip("_")):
        said = OTHER_NAMES.get(said, said)
        if said in kinds or said == "file":
            return said
    if metavar == "REF":
        return noun if noun in kinds else "*"
    return VALUES.get(metavar, metavar if "|" in metavar else "")


if __name__ == "__main__":
    TARGET.write_text(page(), encoding="utf-8")
