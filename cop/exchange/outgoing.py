"""The whole programme as text."""

from cop.exchange import exporting
from cop.exchange.exporting import Manner
from cop.exchange.layout import POSITION
from cop.kernel.errors import BadInput
from cop.store.database import Database

FORMATS = ("yaml", "json")


def chosen(said: str | None, path: str) -> str:
    """Return the format that is asked for, or that the file's name has, or YAML.

    Raises:
        BadInput: It is neither YAML nor JSON.
    """
    found = said or ("json" if path.endswith(".json") else "yaml")
    if found not in FORMATS:
        raise BadInput(f"an export is no {found}", "write --format yaml or json; cop NOUN list --format csv is a table")
    return found


def written(db: Database, form: str, *, to_edit: bool = False, personal: bool = False) -> str:
    """Return the whole programme.

    Args:
        db: The programme.
        form: yaml or json.
        to_edit: Say where this copy stands, so that what others change meanwhile is not undone by importing it.
        personal: With names, addresses and telephone numbers.
    """
    tree = exporting.tree(db, Manner(personal=personal, whole=form == "json"))
    if to_edit:
        from cop.store import position

        tree = {"cop": tree.pop("cop"), POSITION: position.here(db), **tree}
    if form == "yaml":
        from cop.exchange.yaml_text import write

        return write(tree)
    from json import dumps

    return dumps(tree, ensure_ascii=False, separators=(",", ":")) + "\n"
