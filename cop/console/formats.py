"""The formats that scripts and spreadsheets read: tsv, csv, json and jsonl, written row by row as the rows come."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TextIO

from cop.kernel.text import display

Row = Sequence[object]  # each value a text, a number, yes or no, None, or for JSON a list or mapping of these
TSV_ESCAPES = {ord("\\"): "\\\\", ord("\t"): "\\t", ord("\n"): "\\n", ord("\r"): "\\r"}
FORMULA = "'*[=+\\-@\t\r\n＝＋－＠]"  # text, so that only csv waits for it to be compiled
MARK = "\ufeff"
"""What Excel needs at a csv file's beginning to read Arabic as UTF-8; a csv is for spreadsheets, tsv for scripts."""
NUMBER = r"-?[0-9]+(\.[0-9]+)?( [A-Z]{3})?"


def written(value: object) -> str:
    """Return a value as text: yes and no, lists with commas, nothing for what is not set."""
    if isinstance(value, str):
        return value if value.isprintable() else _shown(value)
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, (list, tuple)):
        return ", ".join(map(written, value))
    if isinstance(value, Mapping):
        return " · ".join(written(item) for item in value.values() if item is not None)
    return str(value)


def _shown(text: str) -> str:
    """Return text without what could harm a terminal; its line ends and tabs stay, for each format to treat."""
    return "".join(part if part in ("\n", "\t") else display(part) for part in re.split("([\n\t])", text))


def one_line(text: str) -> str:
    """Return written text on one line, for a cell."""
    return text if text.isprintable() else text.replace("\t", " ").replace("\n", " ")


def write_tsv(rows: Iterable[Row], keys: Sequence[str], stream: TextIO, header: bool) -> None:
    """Write a line a row; escaped() tells how tabs and line ends inside a value are kept."""
    if header:
        stream.write("\t".join(keys) + "\n")
    for row in rows:
        stream.write("\t".join(map(escaped, row)) + "\n")


def escaped(value: object) -> str:
    r"""Return a value for a cell of tsv: tab as \t, line end as \n, carriage return as \r, backslash as \\."""
    text = written(value)
    return text if text.isprintable() and "\\" not in text else text.translate(TSV_ESCAPES)


def write_csv(rows: Iterable[Row], keys: Sequence[str], stream: TextIO, header: bool) -> None:
    """Write a record a row by RFC 4180, safe to open in a spreadsheet.

    The byte order mark goes with the header: rows without one can be put below those of another file.
    """
    import csv

    writer = csv.writer(stream, lineterminator="\r\n")
    if header:
        stream.write(MARK)
        writer.writerow(keys)
    writer.writerows([harmless(value) for value in row] for row in rows)


def harmless(value: object) -> str:
    """Return a value for a spreadsheet's cell; text that would run as a formula gets an apostrophe in front.

    To read it back, take one apostrophe away from a text that begins with one and that FORMULA matches.
    """
    text = written(value)
    if isinstance(value, int) or not re.match(FORMULA, text) or re.fullmatch(NUMBER, text):
        return text
    return "'" + text


def write_json(rows: Iterable[Row], keys: Sequence[str], stream: TextIO, header: bool) -> None:
    """Write one array with an object a line; its keys are always there."""
    encode = _encoder()
    before, end = "[\n", "[]\n"
    for row in rows:
        stream.write(before + encode(dict(zip(keys, row, strict=True))))
        before, end = ",\n", "\n]\n"
    stream.write(end)


def write_jsonl(rows: Iterable[Row], keys: Sequence[str], stream: TextIO, header: bool) -> None:
    """Write one object a line; its keys are always there."""
    encode = _encoder()
    for row in rows:
        stream.write(encode(dict(zip(keys, row, strict=True))) + "\n")


def json_line(value: object) -> str:
    """Return one value as one line of JSON, Arabic as Arabic."""
    return _encoder()(value)


def _encoder() -> Callable[[object], str]:
    import json

    encode = json.JSONEncoder(ensure_ascii=False).encode

    def line(value: object) -> str:
        text = encode(value)
        return text if text.isprintable() and "\\" not in text else encode(_clean(value))

    return line


def _clean(value: object) -> object:
    if isinstance(value, str):
        return _shown(value)
    if isinstance(value, (list, tuple)):
        return [_clean(item) for item in value]
    if isinstance(value, Mapping):
        return {key: _clean(item) for key, item in value.items()}
    return value


WRITERS: Mapping[str, Callable[[Iterable[Row], Sequence[str], TextIO, bool], None]] = {
    "tsv": write_tsv,
    "csv": write_csv,
    "json": write_json,
    "jsonl": write_jsonl,
}
