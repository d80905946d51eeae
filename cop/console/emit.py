"""Prints what was asked: emit() a list, one() a record, done() a confirmation; the format is the reader's choice."""

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple, TextIO

from cop.console import table
from cop.console.formats import WRITERS, json_line, one_line, written
from cop.console.formats import Row as Row
from cop.kernel.errors import BadInput, CopError
from cop.kernel.text import display

FORMATS = ("table", "plain", *WRITERS)
DIM, GREEN, PLAIN = "\x1b[2m", "\x1b[32m", "\x1b[0m"


class View(NamedTuple):
    """What can be shown of one kind of thing, and how a person reads it.

    Args:
        name: What the rows are, in the plural: meetings.
        keys: Every value of a row, in order; the keys of JSON, TSV and CSV are API.
        table: The keys that a person sees, in order; all of them when empty.
        titles: Header words where the key itself does not read well.
        keep: Keys that are never shortened, such as references.
        right: Keys that hold numbers.
        bare: Keys whose empty cells stay empty, where others get a dash.
        say: How a value reads to a person, such as a day with its weekday.
        empty: The sentence when there is nothing to show.
        ref: The key that names a row, so that %3 can stand for the third one just listed.
    """

    name: str
    keys: tuple[str, ...]
    table: tuple[str, ...] = ()
    titles: Mapping[str, str] = {}
    keep: frozenset[str] = frozenset()
    right: frozenset[str] = frozenset()
    say: Mapping[str, Callable[[Any], str]] = {}
    empty: str = "there is nothing to show"
    ref: str = ""
    bare: frozenset[str] = frozenset()

    def title(self, key: str) -> str:
        """Return the header word of a key."""
        return self.titles.get(key) or key.replace("_", " ")

    def reading(self, key: str, value: object) -> str:
        """Return a value as a person reads it, which is nothing at all when it is not set."""
        speak = self.say.get(key)
        return display(written(speak(value) if speak and value is not None else value))

    def readings(self, key: str, value: object) -> list[str]:
        """Return each item of a list as a person reads it, or the one value."""
        items = value if isinstance(value, (list, tuple)) and key not in self.say else [value]
        return [self.reading(key, item) for item in items] or [""]


class Output(NamedTuple):
    """Where the answer goes and in what shape; made by choose_output, or by hand in tests."""

    stream: TextIO
    format: str = "table"
    fields: tuple[str, ...] | None = None
    header: bool = True
    width: int = 0  # columns of the screen; 0 is no limit
    colour: bool = False
    open_page: bool = False
    language: str = "en"
    direction: str = "ltr"
    notes: TextIO | None = None  # stderr unless a test wants to read it
    remember: Callable[[list[str]], None] | None = None  # learns the references of a list on a terminal

    @property
    def for_people(self) -> bool:
        """Whether a person reads this, rather than a script."""
        return self.format in ("table", "plain")

    def dim(self, text: str) -> str:
        """Return text in a fainter colour, where there are colours."""
        return f"{DIM}{text}{PLAIN}" if self.colour and text else text


def choose_output(
    format_option: str | None = None,
    fields: str | None = None,
    no_header: bool = False,
    *,
    configured: str | None = None,
    open_page: bool = False,
    language: str = "en",
    direction: str = "ltr",
    env: Mapping[str, str] | None = None,
    stream: TextIO | None = None,
    remember: Callable[[list[str]], None] | None = None,
) -> Output:
    """Decide the format (--format, COP_FORMAT, the configured one, table on a terminal, tsv in a pipe) and the width.

    The stream becomes UTF-8 with line ends of one byte, whatever the machine's habits, so that Arabic never fails and
    the same data gives the same bytes.

    Raises:
        BadInput: There is no such format.
    """
    env = os.environ if env is None else env
    stream = stream or sys.stdout
    terminal = stream.isatty()
    chosen = format_option or env.get("COP_FORMAT") or configured or ("table" if terminal else "tsv")
    if chosen not in FORMATS:
        raise BadInput(f"there is no format {chosen!r}", f"use one of {', '.join(FORMATS)}")
    _make_utf8(stream)
    return Output(
        stream=stream,
        format=chosen,
        fields=tuple(name.strip() for name in fields.split(",")) if fields else None,
        header=not no_header,
        width=_width(stream, env),
        colour=terminal and _has_colours(env),
        open_page=open_page,
        language=language,
        direction=direction,
        remember=remember if terminal else None,
    )


def _width(stream: TextIO, env: Mapping[str, str]) -> int:
    told = env.get("COLUMNS", "")
    if told.isdecimal():
        return int(told)
    if not stream.isatty():
        return 0
    try:
        return os.get_terminal_size(stream.fileno()).columns or 80
    except (OSError, ValueError):
        return 80


def _has_colours(env: Mapping[str, str]) -> bool:
    """Return whether escapes are welcome: no-color.org, and not the old Windows console, which prints them."""
    return not env.get("NO_COLOR") and env.get("TERM") != "dumb" and (os.name != "nt" or "WT_SESSION" in env)


def _make_utf8(stream: TextIO) -> None:
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure:
        reconfigure(encoding="utf-8", errors="backslashreplace", newline=None if stream.isatty() else "\n")


def emit(rows: Iterable[Row], view: View, out: Output) -> int:
    """Print rows, whose values stand in the order of view.keys, and return how many there were.

    tsv, csv, json and jsonl are written row by row as they come. In tsv a tab, line end or backslash inside a value is
    written as backslash t, n, r or two backslashes; in csv a text that a spreadsheet would run as a formula gets an
    apostrophe in front. A list on a terminal is numbered, and out.remember learns what the numbers mean.

    Raises:
        BadInput: A field was asked for that these rows do not have.
    """
    keys = chosen_keys(view, out)
    picked = [view.keys.index(key) for key in keys]
    if out.open_page:
        return _open_list(rows, view, keys, out)
    if out.for_people:
        return _columns([*rows], view, keys, out)
    count = 0

    def values() -> Iterator[Row]:
        nonlocal count
        for row in rows:
            count += 1
            yield [row[at] for at in picked]

    WRITERS[out.format](values(), keys, out.stream, out.header)
    out.stream.flush()
    return count


def chosen_keys(view: View, out: Output) -> tuple[str, ...]:
    """Return the keys to show: those asked for, else those of the table for people, else all.

    Raises:
        BadInput: A field was asked for that the view does not have.
    """
    if out.fields is None:
        return view.table or view.keys if out.for_people or out.open_page else view.keys
    for key in out.fields:
        if key not in view.keys:
            raise BadInput(f"{view.name} have no field {key!r}", f"use one of {', '.join(view.keys)}")
    return out.fields


def _columns(rows: list[Row], view: View, keys: tuple[str, ...], out: Output) -> int:
    pretty = out.format == "table"
    if not rows:
        if pretty:
            say(view.empty, out.notes)
        return 0
    picked = [(view.keys.index(key), key) for key in keys]
    nothing = ["-" if pretty and key not in view.bare else "" for key in keys]
    cells = [
        [one_line(view.reading(key, row[at])) or blank for (at, key), blank in zip(picked, nothing, strict=True)]
        for row in rows
    ]
    header = [view.title(key) for key in keys] if out.header and pretty else None
    if pretty and view.ref and out.remember:
        _number(rows, cells, header, view, out.remember)
        keys = ("%", *keys)
    layout = table.Layout(
        keep={at for at, key in enumerate(keys) if key in view.keep or key in ("%", view.ref)},
        right={at for at, key in enumerate(keys) if key in view.right or key == "%"},
        faint={at for at, key in enumerate(keys) if key == "%"},
        bidi=pretty,
    )
    lines = table.render(cells, header, layout, out.width if pretty else 0, out.dim)
    out.stream.writelines(f"{line}\n" for line in lines)
    out.stream.flush()
    return len(rows)


def _number(
    rows: list[Row],
    cells: list[list[str]],
    header: list[str] | None,
    view: View,
    remember: Callable[[list[str]], None],
) -> None:
    """Put a number before each row, and have the references remembered that %1, %2, %3 stand for."""
    at = view.keys.index(view.ref)
    remember([written(row[at]) for row in rows])
    for number, cell in enumerate(cells, 1):
        cell.insert(0, str(number))
    if header:
        header.insert(0, "")


def one(row: Row, view: View, out: Output) -> None:
    """Print one record: a line for each value, one JSON object, or two columns; without header only the values.

    Raises:
        BadInput: A field was asked for that the record does not have.
    """
    keys = view.keys if out.fields is None else chosen_keys(view, out)
    values = dict(zip(view.keys, row, strict=True))
    if out.open_page:
        _open_record(values, view, keys, out)
    elif out.format in ("json", "jsonl"):
        out.stream.write(json_line({key: values[key] for key in keys}) + "\n")
    elif out.for_people:
        width = out.width if out.format == "table" else 0
        out.stream.writelines(f"{line}\n" for line in table.record(_entries(values, view, keys, out), width, out.dim))
    else:
        pairs = [(key, values[key]) if out.header else (values[key],) for key in keys]
        WRITERS[out.format](pairs, (), out.stream, False)
    out.stream.flush()


def _entries(values: Mapping[str, object], view: View, keys: Sequence[str], out: Output) -> list[table.Entry]:
    """Return labels and texts; a table names what is not set together in one last line, so that it stays short."""
    gather = out.format == "table" and out.fields is None
    blank = [key for key in keys if gather and values[key] in (None, "", [], ())]
    entries: list[table.Entry] = [
        (view.title(key), view.readings(key, values[key])) for key in keys if key not in blank
    ]
    if not out.header:
        return [("", texts) for _, texts in entries]
    return [*entries, ("not set", [", ".join(map(view.title, blank))])] if blank else entries


def done(
    out: Output,
    word: str,
    ref: str,
    text: str,
    lines: Sequence[str] = (),
    record: Mapping[str, object] | None = None,
) -> None:
    """Confirm what was done: "saved  sc7b  Extraordinary Steering Committee", and lines about it below.

    Scripts get the record as a JSON object, or in tsv and csv the three words on one line and the lines on stderr.
    """
    if out.format in ("json", "jsonl"):
        out.stream.write(json_line(record or {"done": word, "ref": ref, "text": text}) + "\n")
    elif out.for_people:
        first = f"{GREEN}{word}{PLAIN}" if out.colour else word
        out.stream.write(table.GAP.join([first, *(one_line(written(part)) for part in (ref, text) if part)]) + "\n")
        margin = " " * (len(word) + len(table.GAP))
        room = max(out.width - len(margin), 0)
        parts = (part for line in lines for part in table.wrap(one_line(written(line)), room))
        out.stream.writelines(f"{margin}{part}\n" for part in parts)
    else:
        WRITERS[out.format]([(word, ref, text)], (), out.stream, False)
        for line in lines:
            say(line, out.notes)
    out.stream.flush()


def say(text: str, stream: TextIO | None = None) -> None:
    """Write a note to stderr, where it never mixes with data."""
    stream = stream or sys.stderr
    _make_utf8(stream)
    stream.write(display(text) + "\n")
    stream.flush()


def report_error(error: CopError, as_json: bool = False, stream: TextIO | None = None) -> None:
    """Write what went wrong and what to try to stderr, for a person or as one JSON object."""
    if as_json:
        say(json_line({"error": error.message, "hint": error.hint, "exit": error.exit_code}), stream)
        return
    to = stream or sys.stderr
    width = _width(to, os.environ) if to.isatty() else 0
    for word, text in (("cop: ", error.message), ("try: ", error.hint)):
        if text:
            say(word + ("\n" + " " * len(word)).join(table.wrap(text, max(width - len(word), 0))), to)


def _open_list(rows: Iterable[Row], view: View, keys: tuple[str, ...], out: Output) -> int:
    from cop.console import page

    held = [*rows]
    title = view.name.replace("_", " ").capitalize()
    page.open_page(page.html(held, view, title, out.language, out.direction, keys), out.notes)
    return len(held)


def _open_record(values: Mapping[str, object], view: View, keys: tuple[str, ...], out: Output) -> None:
    from cop.console import page

    page.open_page(page.html_of_one(values, view, keys, out.language, out.direction), out.notes)
