"""A table as Excel has it, one record a row, in the shape of a description."""

import re
from collections.abc import Iterator

from cop.exchange import layout
from cop.exchange.csv_file import Row, Sheet
from cop.exchange.findings import Finding, Findings, quoted
from cop.exchange.layout import Shape
from cop.exchange.yaml_file import Mapping, Node, Sequence, Text
from cop.kernel.text import fold, nearest

DATE, HOUR, ZONE = "date", "time", "time zone"
"""Columns that together say when a meeting starts."""
START = "start"
ANYWHERE = {
    "code": "short name, reference, abbreviation",
    "note": "notes, remark, remarks, comment, comments",
    "src": "source",
    "aliases": "alias, also called, other name, other names, other spellings",
    "tags": "tag, keywords",
    "languages": "language",
}
SYNONYMS = {
    "partner": {
        "name": "partner, organisation, organization, institution, municipality, partner name, title",
        "kind": "type, role",
        "timezone": "tz",
        "week": "working week, working days",
        "paired": "paired with, pair, twin, twinned with",
    },
    "person": {
        "title": "role, position, function, job title",
        "partner": "organisation, organization, institution, municipality, employer, works for",
        "name": "full name, person",
        "email": "mail, e-mail address",
        "phone": "telephone, tel, mobile, phone number",
    },
    "meeting": {
        "title": "meeting, name, subject, topic",
        "body": "committee, board, group, team, convened by, organiser, organizer",
        "kind": "type",
        DATE: "day, start date, on",
        HOUR: "hour, start time, at",
        ZONE: "tz, zone",
        "duration_minutes": "duration, minutes, length",
        "last_on": "end date, last day",
        "mode": "format, how",
        "place": "venue, location, where",
        "link": "url, address, zoom link, meeting link",
        "invited": "invited bodies, participants, also invited",
    },
}
"""Other headings by what they stand for; docs/guide/describing-a-programme.md lists them for people."""


def described(sheet: Sheet, file: str, section: str) -> Mapping:
    """Return a description whose one section holds a record for each row; an empty cell says nothing.

    Raises:
        Findings: Columns that nobody understands, or that say the same twice.
    """
    shape = layout.sections()[section]
    columns, found = _columns(shape, sheet.header, file)
    if found:
        raise Findings(found)
    rows: list[Node] = [Mapping(list(_pairs(shape, row, columns)), row.line) for row in sheet.rows]
    return Mapping([(Text(section, 1), Sequence(rows, 1))], 1)


def meanings(shape: Shape) -> dict[str, str]:
    """Return what each heading stands for, by its folded spelling."""
    own = SYNONYMS.get(shape.name, {})
    names = [*shape.fields, "id", *(name for name in layout.parts(shape.name) if name in _lists(shape)), *own]
    found = {fold(name): name for name in names}
    for name, others in [*own.items(), *ANYWHERE.items()]:
        for other in others.split(", "):
            if name in names:
                found.setdefault(fold(other), name)
    return found


def _columns(shape: Shape, header: list[str], file: str) -> tuple[dict[str, str], list[Finding]]:
    """Return the field of each column, and what is wrong with the header."""
    known, columns, found = meanings(shape), dict[str, str](), list[Finding]()
    for heading in header:
        name = known.get(fold(re.sub(r"\(.*?\)|[:*?]", "", heading)))
        if name is None:
            near = nearest(heading, known.values())
            hint = f"did you mean {near[0]}?" if near else f"columns are {', '.join(dict.fromkeys(known.values()))}"
            found.append(Finding(file, 1, f"no {shape.name} has a column {quoted(heading)}", hint))
        elif name in columns.values():
            found.append(Finding(file, 1, f"the column {quoted(heading)} says {name} once more", "keep one of the two"))
        else:
            columns[heading] = name
    return columns, found


def _pairs(shape: Shape, row: Row, columns: dict[str, str]) -> Iterator[tuple[Text, Node]]:
    said = {columns[heading]: cell for heading, cell in row.cells.items() if cell.strip()}
    date, hour, zone = (said.pop(name, "") if name not in shape.fields else "" for name in (DATE, HOUR, ZONE))
    if date or hour:
        said[START] = f"{date} {hour}".strip()
    if zone and START in said and "[" not in said[START]:
        said[START] += f"[{zone}]"
    for name, cell in said.items():
        yield Text(name, row.line), _cell(shape, name, cell, row.line)


def _cell(shape: Shape, name: str, cell: str, line: int) -> Node:
    if name not in _lists(shape):
        return Text(cell, line)
    divided = re.split(r"[;\n]" if ";" in cell or "\n" in cell else "[,،]", cell)
    return Sequence([Text(one.strip(), line) for one in divided if one.strip()], line)


def _lists(shape: Shape) -> list[str]:
    """Return what a cell may list: the parts that a text alone can tell."""
    return [name for name, part in layout.parts(shape.name).items() if part.plain and part.is_derived]
