"""A file somebody sent, YAML or CSV, as the one tree that an import reads."""

from cop.exchange import csv_file, incoming, layout, sheet, yaml_file
from cop.exchange.yaml_file import Node
from cop.kernel.errors import BadInput

CSV = (".csv", ".tsv", ".txt")


def node(path: str, kind: str | None = None) -> Node:
    """Return what a file says.

    Args:
        path: The file; a name in .csv, .tsv or .txt, or a kind being given, makes it a table.
        kind: Of what a table has its rows, such as partners; else the file's own name says it.

    Raises:
        BadInput: It cannot be read, or nobody says of what it is a table.
        Findings: All that is wrong in it.
    """
    data = incoming.content(path)
    if not kind and not path.lower().endswith(CSV):
        return yaml_file.read(data, path)
    return sheet.described(csv_file.read(data, path), path, _kind(path, kind))


def _kind(path: str, kind: str | None) -> str:
    name = kind or path.replace("\\", "/").rpartition("/")[2].partition(".")[0].lower()
    tables = [one for one, shape in layout.sections().items() if shape.name != layout.SINGLE]
    if name in tables:
        return name
    said = f'there are no "{kind}" to read' if kind else f"{path} does not say what its rows are"
    raise BadInput(said, f"say --kind with one of {', '.join(tables)}")
