"""Writes docs/reference/records.md and commands.md from the declarations: python docs/make_reference.py."""

from pathlib import Path
from typing import Any

import cop.registry  # noqa: F401  (it tells the store where each kind is declared)
from cop import cli
from cop.kernel.records import Field, Record, every_kind
from cop.kernel.settings import HELP

REFERENCE = Path(__file__).parent / "reference"
GENERATED = "<!-- Made by docs/make_reference.py from the declarations; change those, not this page. -->\n"


def records_page() -> str:
    """Return the page of all record types and their fields."""
    parts = [GENERATED, "# Records\n", "Every record also has `id`, `team`, `src` and `note`.\n"]
    return "\n".join([*parts, *(_record(kind) for kind in every_kind())])


def _record(kind: type[Record]) -> str:
    declaration = kind.declaration
    lines = [f"## {declaration.name}\n", f"{(kind.__doc__ or '').strip()}\n"]
    if declaration.identity:
        lines.append(f"Its id is derived from {', '.join(declaration.identity)}.\n")
    if declaration.part_of:
        parent = "any record" if declaration.part_of == "*" else f"a {declaration.part_of}"
        lines.append(f"It hangs on {parent}; in a description it stands there under `{declaration.plural}`.\n")
    lines += ["| field | type | what it says |", "| --- | --- | --- |"]
    own = [each for each in kind.fields() if each.name not in ("team", "src", "note")]
    return "\n".join([*lines, *(_field(each) for each in own), ""])


def _field(each: Field) -> str:
    kind = f"reference to {each.to}" if each.to not in ("", "*") else "reference" if each.to else each.type
    marks = [
        mark
        for mark, holds in (
            ("required", each.required),
            (f"default {each.default}", each.default is not None),
            ("personal", each.personal),
            (", ".join(each.choices), bool(each.choices)),
        )
        if holds
    ]
    return f"| `{each.name}` | {kind} | {each.help}{_in_brackets(marks)} |"


def _in_brackets(marks: list[str]) -> str:
    return f" ({'; '.join(marks)})" if marks else ""


def commands_page() -> str:
    """Return the page of all commands, as their --help tells them."""
    flags = [f"- `{flag}`: {said}" for flag, said in HELP]
    parts = [GENERATED, "# Commands\n", "Every command understands:\n", *flags, ""]
    door = cli.front_door()
    top = _context(door, "cop", None)
    for name in cli.COMMANDS:
        parts.append(_command(door.get_command(top, name), name, top))
    return "\n".join(parts)


def _command(command: Any, name: str, parent: Any) -> str:
    context = _context(command, name, parent)
    told = [f"## cop {name}\n" if parent.parent is None else f"### {context.command_path}\n"]
    verbs: list[str] = command.list_commands(context) if hasattr(command, "list_commands") else []
    if verbs:
        below = [_command(command.get_command(context, verb), verb, context) for verb in verbs]
        return "\n".join([*told, f"{command.help}\n", *below])
    return "\n".join([*told, "```text", command.get_help(context).strip(), "```", ""])


def _context(command: Any, name: str, parent: Any) -> Any:
    context = command.context_class(command, info_name=name, parent=parent)
    context.max_content_width = context.terminal_width = 100
    return context


if __name__ == "__main__":
    for page, text in (("records.md", records_page()), ("commands.md", commands_page())):
        (REFERENCE / page).write_text(text, encoding="utf-8")
