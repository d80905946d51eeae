"""YAML files, read within bounds into nodes that know their lines; `write` is the way back.

Reading walks libyaml's events and never composes: anchors, tags, depth and number are refused before they can cost
anything. A plain scalar stays the text that was typed (`yes`, `5`, `2024-07-01`); only `null`, `~` and nothing at all
are None, as `Text.value`.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeAlias

import yaml

from cop.exchange import incoming
from cop.exchange.findings import MOST_KEPT, Finding, Findings, quoted
from cop.exchange.yaml_text import Flow, Tree, write

__all__ = ["Flow", "Mapping", "Node", "Sequence", "Text", "Tree", "read", "write"]

MAX_DEPTH = 50
MAX_NODES = 500_000


@dataclass(slots=True)
class Text:
    """A scalar as typed; None is a plain `null`, `~` or nothing, while a quoted "" is empty text."""

    value: str | None
    line: int


@dataclass(slots=True)
class Mapping:
    """Names with their values, in the file's order; every name is text and stands once."""

    items: "list[tuple[Text, Node]]"
    line: int


@dataclass(slots=True)
class Sequence:
    """A list."""

    items: "list[Node]"
    line: int


Node: TypeAlias = Text | Mapping | Sequence

_WRITE_OUT = "write the value out wherever it is needed"
_SAVE_AS = "save it again as UTF-8 (in Notepad: Save As, Encoding UTF-8)"
_NULLS = frozenset(["", "~", "null", "Null", "NULL"])
# libyaml compares each %TAG line with all before it: 300,000 of them take minutes before the first event.
_TAG_LINE = re.compile("(?:\\A|[\n\r\x85\u2028\u2029])%TAG")
_UNREADABLE = re.compile("[^\t\n\r -~\x85\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")
_SYNTAX_HINT = "look at this line and the one above; indent with spaces, and put a text that holds ': ' in quotes"
_PLAIN_WORDS = {
    "found character that cannot start any token": "a value cannot begin with a tab, @, ` or %",
    "mapping values are not allowed in this context": "there is a colon where no name can stand",
    "did not find expected key": "this line is not indented like the lines it belongs to, or a quotation mark is amiss",
    "did not find expected '-' indicator": "this line is not indented like the list it belongs to",
    "could not find expected ':'": "a name without its colon",
    "found invalid Unicode character escape code": "an escape after a backslash names no character",
    "found unexpected end of stream": "a quotation mark is opened here and never closed",
    "did not find expected ',' or ']'": "a list opened with [ lacks a comma or its ]",
    "did not find expected ',' or '}'": "a group opened with { lacks a comma or its }",
}


def read(data: bytes, name: str) -> Node:
    """Return the one document of a YAML file.

    Raises:
        Findings: all that is wrong in it, up to the point where it stops being YAML or passes a limit.
    """
    text = incoming.text(data, name, _SAVE_AS)
    builder = _Builder(name)
    try:
        if tag := _TAG_LINE.search(text):
            builder.stop(text.count("\n", 0, tag.end()) + 1, "%TAG lines are not accepted")
        builder.build(text)
    except yaml.reader.ReaderError:
        builder.found.extend(_unreadable(text, name))
    except yaml.MarkedYAMLError as error:
        builder.found.append(_syntax(error, name))
    except (ValueError, OverflowError):  # the pure Python parser on "\UFFFFFFFF"
        builder.found.append(Finding(name, None, "an escape after a backslash names no character"))
    except _Stopped:
        pass
    if builder.found:
        raise Findings(builder.found)
    if builder.root is None or builder.root == Text(None, builder.root.line):
        raise Findings([Finding(name, None, "the file is empty")])
    return builder.root


class _Stopped(Exception):
    """Reading on is not safe or of no use; the reason is the last finding."""


class _Builder:
    """Makes nodes of events; `adders` holds what takes the next node, the innermost open collection last."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.found: list[Finding] = []
        self.root: Node | None = None
        self.nodes = 0
        self.adders: list[Callable[[Node], None]] = [self._set_root]

    def build(self, text: str) -> None:
        loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)(text)
        handlers: dict[type[yaml.Event], Callable[[Any], None]] = {
            yaml.ScalarEvent: self._scalar,
            yaml.SequenceStartEvent: self._open,
            yaml.MappingStartEvent: self._open,
            yaml.SequenceEndEvent: self._close,
            yaml.MappingEndEvent: self._close,
            yaml.AliasEvent: self._alias,
            yaml.DocumentStartEvent: self._document,
        }
        next_event, handler = loader.get_event, handlers.get
        try:
            while event := next_event():
                if handle := handler(event.__class__):
                    handle(event)
        finally:
            loader.dispose()

    def complain(self, line: int, message: str, hint: str | None = None) -> None:
        self.found.append(Finding(self.name, line, message, hint))
        if len(self.found) >= MOST_KEPT:
            raise _Stopped

    def stop(self, line: int, message: str, hint: str | None = None) -> None:
        self.complain(line, message, hint)
        raise _Stopped

    def _set_root(self, node: Node) -> None:
        self.root = node

    def _document(self, event: yaml.DocumentStartEvent) -> None:
        if self.root is not None:
            self.stop(_line_of(event), "a second document begins here (---)", "make it a file of its own")

    def _line(self, event: yaml.NodeEvent) -> int:
        """Return the line of a node after the checks that all nodes share."""
        line = _line_of(event)
        self.nodes += 1
        if self.nodes > MAX_NODES:
            self.stop(line, f"the file holds more than {MAX_NODES:,} values", "divide it into several files")
        if event.anchor is not None:
            self.complain(line, f"an anchor ({quoted(f'&{event.anchor}')}) is not accepted", _WRITE_OUT)
        return line

    def _tagless_line(self, event: "yaml.ScalarEvent | yaml.CollectionStartEvent") -> int:
        line = self._line(event)
        if event.tag is not None:
            self.complain(line, f"a type tag ({quoted(event.tag)}) is not accepted", "leave out the word after !")
        return line

    def _scalar(self, event: yaml.ScalarEvent) -> None:
        value = event.value
        is_null = value in _NULLS and not event.style
        self.adders[-1](Text(None if is_null else value, self._tagless_line(event)))

    def _open(self, event: yaml.CollectionStartEvent) -> None:
        line = self._tagless_line(event)
        if len(self.adders) > MAX_DEPTH:
            self.stop(line, f"lists and groups lie more than {MAX_DEPTH} deep within one another")
        node: Mapping | Sequence
        if isinstance(event, yaml.MappingStartEvent):
            node = Mapping([], line)
            self.adders[-1](node)
            self.adders.append(_Pairs(self, node.items).add)
        else:
            node = Sequence([], line)
            self.adders[-1](node)
            self.adders.append(node.items.append)

    def _close(self, _: yaml.CollectionEndEvent) -> None:
        self.adders.pop()

    def _alias(self, event: yaml.AliasEvent) -> None:
        """Refuse `*name`, but put something in its place, so that names and values keep their turns."""
        line = _line_of(event)
        self.complain(line, f"a reference ({quoted(f'*{event.anchor}')}) is not accepted", _WRITE_OUT)
        self.adders[-1](Text(f"*{event.anchor}", line))


class _Pairs:
    """Takes the nodes of a mapping by turns: a name, its value."""

    __slots__ = ("builder", "expects_value", "items", "key", "lines")

    def __init__(self, builder: _Builder, items: list[tuple[Text, Node]]) -> None:
        self.builder = builder
        self.items = items
        self.lines: dict[str, int] = {}
        self.expects_value = False
        self.key: Text | None = None

    def add(self, node: Node) -> None:
        if not self.expects_value:
            self.key = self._name(node)
        elif self.key is not None:
            self.items.append((self.key, node))
        self.expects_value = not self.expects_value

    def _name(self, node: Node) -> Text | None:
        """Return the node as a name, or None when it cannot be one and its value is to be passed over."""
        if not isinstance(node, Text) or node.value is None:
            self.builder.complain(node.line, "a name before a colon must be text")
            return None
        if node.value in self.lines:
            first = self.lines[node.value]
            self.builder.complain(node.line, f"{quoted(node.value)} stands twice in one group (first in line {first})")
            return None
        self.lines[node.value] = node.line
        return node


def _line_of(event: Any) -> int:
    line: int = event.start_mark.line
    return line + 1


def _unreadable(text: str, name: str) -> list[Finding]:
    """Name every control character, which YAML does not allow as it stands."""
    found: list[Finding] = []
    for number, line in enumerate(text.split("\n"), start=1):
        if odd := _UNREADABLE.search(line):
            found.append(Finding(name, number, f"a control character (U+{ord(odd[0]):04X}) stands here", "delete it"))
        if len(found) == MOST_KEPT:
            break
    return found


def _syntax(error: yaml.MarkedYAMLError, name: str) -> Finding:
    """Say in plain words where a file stops being YAML; for an unclosed quotation that is where it opens."""
    problem = error.problem or "it cannot be understood"
    unclosed = "end of stream" in problem and error.context_mark is not None
    mark: Any = error.context_mark if unclosed else error.problem_mark
    message = _PLAIN_WORDS.get(problem, f"this is not YAML ({problem})")
    return Finding(name, mark.line + 1 if mark else None, message, _SYNTAX_HINT)
