"""A file somebody sent, YAML or CSV, as the one tree that an import reads."""

from codecs import BOM_UTF8

from cop.exchange import csv_file, incoming, layout, sheet, yaml_file
from cop.exchange.yaml_file import Node
from cop.kernel.errors import BadInput

CSV = (".csv", ".tsv", ".txt")
OTHERS = {
    b"BEGIN:VCALENDAR": ("a calendar", "cop meeting new plans a meeting"),
    b"PK\x03\x04": ("a workbook or an archive", "in Excel: File, Save As, choose the type CSV UTF-8"),
    b"%PDF": ("a PDF", None),
    b"SQLite format 3": ("a programme or another database", "cop --file FILE works on a programme"),
}
"""What people try to import besides, by how its files begin, and what they may do instead."""


def node(path: str, kind: str | None = None) -> Node:
    """Return what a file says.

    Args:
        path: The file; a name in .csv, .tsv or .txt, or a kind being given, makes it a table.
        kind: Of what a table has its rows, such as partners; else the file's own name says it.

    Raises:
        BadInput: It cannot be read, or nobody says of what it is a table.
        Findings: All that is wrong in it.
    """
    data = content(path)
    if not kind and not path.lower().endswith(CSV):
        return yaml_file.read(data, path)
    return sheet.described(csv_file.read(data, path), path, _kind(path, kind))


def content(path: str) -> bytes:
    """Return what stands in a file that may be a text.

    Raises:
        BadInput: It cannot be read, or is of another kind; the hint says what to do instead.
    """
    data = incoming.content(path)
    for beginning, (what, hint) in OTHERS.items():
        if data.removeprefix(BOM_UTF8).startswith(beginning):
            raise BadInput(f"{path} is {what}; cop reads descriptions in YAML and tables in CSV", hint)
    return data


def _kind(path: str, kind: str | None) -> str:
    name = kind or path.replace("\\", "/").rpartition("/")[2].partition(".")[0].lower()
    if name in tables():
        return name
    said = f'cop reads no table of "{kind}"' if kind else f"{path} does not say what its rows are"
    raise BadInput(said, f"say --kind and one of {', '.join(tables())}")


def tables() -> list[str]:
    """Return everything of which a table may have its rows."""
    return [name for name, shape in layout.sections().items() if shape.name != layout.SINGLE]
