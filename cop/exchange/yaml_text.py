"""YAML out: plain to read and edit, and the same texts to every reader."""

import re
from collections import abc
from collections.abc import Iterator
from datetime import date
from typing import Any, TypeAlias

from cop.exchange.findings import quoted
from cop.kernel.errors import BadInput


class Flow(dict[str, str | int | None]):
    """A small group, such as a seat, that reads best on one line: `{body: sc, person: mayor, from: 2024-01-01}`."""


Tree: TypeAlias = "abc.Mapping[str, Tree] | abc.Sequence[Tree] | str | int | None"

_WIDTH = 110  # of a group on one line; texts are never wrapped
_LONGEST_NAME = 1_000  # YAML's limit for a name before its colon is 1,024 characters
_CLEAN = " -~\xa0-\u2027\u202f-\u2065\u206a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff"
_ESCAPED = re.compile(f'[^{_CLEAN}]|["\\\\]')
_LITERAL = re.compile(f"[{_CLEAN}\t\n]*")
# Begins with a letter or digit, and is no word or number to any reader of YAML 1.1 or 1.2: Ruby's takes `1,000`, one
# of JavaScript's `e9`, as numbers.
_PLAIN = re.compile(
    r"(?!(?i:y|n|yes|no|true|false|on|off|null)\Z)(?!(?:[0-9][0-9a-fotxzA-FOTXZ_:+., -]*|[eE][0-9_+-]+)\Z)[^\W_]"
    f"(?:(?![ :])[{_CLEAN}]|:(?=[^ ])| ++(?=[^ #]))*+"
)
_ESCAPES = {"\n": r"\n", "\t": r"\t", "\r": r"\r", '"': r"\"", "\\": r"\\"}


def write(tree: Tree) -> str:
    """Return YAML in the given order, one value a line, which every reader reads back as exactly these texts.

    Text that another reader would take for a number, a truth value, a time of day or nothing is quoted. Days
    (`2024-07-01`) and months stay plain: other readers may make a date of a real day, which says the same, and ours
    does not. Several lines become a literal block. int, bool and None are written plain.

    Raises:
        BadInput: a text holds half of a surrogate pair, which no encoding can carry.
    """
    if isinstance(tree, str):
        return f"{_scalar(tree)}\n"
    line = _value(tree, "", 0)
    return f"{line}\n" if line is not None else "\n".join(_lines(tree, "")) + "\n"


def _lines(tree: Any, indent: str) -> Iterator[str]:
    """Yield the lines of a list or group that is not empty; a literal block counts as part of its line."""
    if isinstance(tree, abc.Mapping):
        for name, value in tree.items():
            head = f"{indent}{_name(name)}:"
            line = _value(value, indent, len(head) + 1)
            yield head if line is None else f"{head} {line}"
            if line is None:
                yield from _lines(value, indent + "  ")
        return
    for value in tree:
        line = _value(value, indent, len(indent) + 2)
        if line is not None:
            yield f"{indent}- {line}"
        else:
            below = _lines(value, indent + "  ")
            yield f"{indent}- {next(below).removeprefix(indent + '  ')}"
            yield from below


def _value(tree: Tree, indent: str, column: int) -> str | None:
    """Return what follows a name or a dash on its line, or None when the value takes lines of its own."""
    if isinstance(tree, str):
        return _literal(tree, indent) if _is_literal(tree) else _scalar(tree)
    if tree is None or isinstance(tree, int):
        return _scalar(tree)
    if len(tree) == 0:
        return "{}" if isinstance(tree, abc.Mapping) else "[]"
    if isinstance(tree, Flow):
        inside = ", ".join(f"{_name(name, ',[]{}:?')}: {_scalar(value, ',[]{}:?')}" for name, value in tree.items())
        return f"{{{inside}}}" if column + len(inside) + 2 <= _WIDTH else None
    return None


def _scalar(value: str | int | None, special: str = "") -> str:
    """Return a scalar on one line, in double quotes where plain text would be read as anything else."""
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    if isinstance(value, int):
        return str(value)
    return value if _is_day_or_month(value) else _text(value, special)


def _text(value: str, special: str) -> str:
    if _PLAIN.fullmatch(value) and not any(letter in value for letter in special):
        return value
    return f'"{_ESCAPED.sub(_escape, value)}"'


def _name(name: str, special: str = "") -> str:
    """Return a name, a day among them in quotes: a reader that makes dates of days would lose it as a name."""
    written = _text(name, special)
    if len(written) > _LONGEST_NAME:
        raise BadInput(f"the name {quoted(name)} is too long for a YAML file")
    return written


def _is_day_or_month(text: str) -> bool:
    """A month, or a day that exists: PyYAML fails on a plain 2024-02-30."""
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}(-[0-9]{2})?", text):
        return False
    try:
        return bool(date.fromisoformat(text if len(text) == 10 else f"{text}-01"))
    except ValueError:
        return False


def _escape(odd: re.Match[str]) -> str:
    letter = odd[0]
    code = ord(letter)
    if 0xD800 <= code <= 0xDFFF:
        raise BadInput(f"{quoted(odd.string)} holds half a character and cannot be written", "type that text again")
    if letter in _ESCAPES:
        return _ESCAPES[letter]
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def _is_literal(text: str) -> bool:
    """Several lines without odd characters, the last of them not ending in a space that an editor would trim."""
    body = text.rstrip("\n")
    return "\n" in text and body[-1:] not in ("", " ", "\t") and _LITERAL.fullmatch(text) is not None


def _literal(text: str, indent: str) -> str:
    """Return a block after `|`; its indent is named where the text itself begins with space (YAML 1.2, 8.1.1)."""
    named = "2" if text[0] in " \t\n" else ""
    chomp = "-" if not text.endswith("\n") else "+" if text.endswith("\n\n") else ""
    lines = text.removesuffix("\n").split("\n")
    return "\n".join([f"|{named}{chomp}", *(f"{indent}  {line}" if line else "" for line in lines)])
