"""The whole programme as one tree, for YAML and JSON: the same journal gives the same bytes."""

from collections import Counter
from typing import Any, NamedTuple

from cop.exchange import layout
from cop.exchange.layout import Shape
from cop.kernel.records import Field
from cop.store.database import Database, first
from cop.store.naming import fits

Group = dict[str, Any]
Row = tuple[Any, ...]
Parent = tuple[Shape, Group]


BESIDE = {"attribute", "language", "words", "source_digest"}
"""What a translation that stands beside its text says without a word."""


class Manner(NamedTuple):
    """How much an export says.

    Args:
        personal: With names, addresses and telephone numbers.
        whole: Every record as a group with its id and what goes without saying, for scripts, rather than short.
    """

    personal: bool = False
    whole: bool = False


class Table(NamedTuple):
    """The rows of one kind: what is told of them, and last, of what hangs on another record, that one's id."""

    shape: Shape
    told: list[Field]
    rows: list[Row]


def tree(db: Database, manner: Manner = Manner()) -> Group:  # noqa: B008  (it cannot change)
    """Return all records but the keys of those who may write, one query a kind."""
    tables = [_table(db, layout.shape(kind), manner) for kind in layout.kinds()]
    codes = {table.shape.name: _codes(table) for table in tables}
    (language,) = first(db, "SELECT language FROM programme") or ("en",)
    found: Group = {"cop": layout.FORMAT}
    parents: dict[str, Parent] = {}
    for table in tables:
        made = _groups(table, codes, manner)
        _hang(table, made, parents, None if manner.whole else language)
        if made and not table.shape.kind.declaration.part_of:
            found[table.shape.kind.declaration.plural] = made
    for name, shape in layout.sections().items() if not manner.whole else ():
        if name in found:
            found[name] = [_shortened(shape, group) for group in found[name]]
    single = layout.shape(layout.SINGLE).kind.declaration.plural
    return found | ({single: found[single][0]} if single in found else {})


def personal_values(db: Database) -> int:
    """Return how many names, addresses and telephone numbers an export leaves out unless it is asked for them."""
    names = {kind: [each.name for each in layout.shape(kind).kind.fields() if each.personal] for kind in layout.kinds()}
    asked = [
        f"SELECT {' + '.join(f'count({name})' for name in found)} FROM {kind}" for kind, found in names.items() if found
    ]
    return sum(first(db, query)[0] for query in asked)


def _table(db: Database, shape: Shape, manner: Manner) -> Table:
    """Ask for the rows of a kind by place, then code, then what the id is derived from; what is not said comes last."""
    told = [each for each in shape.kind.fields() if each.name in shape.fields]
    told = [each for each in told if manner.personal or not each.personal]
    declaration = shape.kind.declaration
    by = [name for name in ("ordinal", "code", *declaration.identity) if name in shape.fields]
    order = ", ".join([*(f"{name} IS NULL, {name}" for name in by), "id"])
    names = ["id", *(each.name for each in told), *([declaration.parent] if declaration.part_of else [])]
    return Table(shape, told, db.all(f"SELECT {', '.join(names)} FROM {shape.name} ORDER BY {order}"))


def _codes(table: Table) -> dict[str, str]:
    """Return the code of each record that no other of its kind bears, and that is not another's id."""
    if not table.shape.has_code:
        return {}
    at = 1 + [each.name for each in table.told].index("code")
    found = {row[0]: row[at] for row in table.rows if row[at] is not None}
    borne = Counter(found.values())
    return {record: code for record, code in found.items() if borne[code] == 1 and code not in found}


def _groups(table: Table, codes: dict[str, dict[str, str]], manner: Manner) -> list[Group]:
    """Return a group for each row: fields in their order, references as codes."""
    names = ("id", *(each.name for each in table.told))
    made = [{name: value for name, value in zip(names, row) if value is not None} for row in table.rows]  # noqa: B905
    for each in table.told:
        if each.type == "bool":
            for group in made:
                group[each.name] = bool(group[each.name])
        elif any(to in codes for to in each.kinds):
            name, spelled = each.name, _spelled(codes, each.kinds)
            for group in made:
                if name in group:
                    group[name] = spelled.get(group[name], group[name])
    return made if manner.whole else _without_defaults(table, made)


def _spelled(codes: dict[str, dict[str, str]], kinds: tuple[str, ...]) -> dict[str, str]:
    """Return how records of these kinds are named: by their codes, unless two of several kinds bear the same."""
    if len(kinds) == 1:
        return codes[kinds[0]]
    found = {record: code for kind in kinds for record, code in codes.get(kind, {}).items()}
    borne = Counter(found.values())
    return {record: code for record, code in found.items() if borne[code] == 1}


def _without_defaults(table: Table, made: list[Group]) -> list[Group]:
    """Leave out what goes without saying: defaults, and an id that follows from the rest."""
    usual = {each.name: each.default for each in table.told}
    left = frozenset({"id"} if table.shape.is_derived else ())
    return [
        {name: value for name, value in group.items() if value != usual.get(name) and name not in left}
        for group in made
    ]


def _hang(table: Table, made: list[Group], parents: dict[str, Parent], language: str | None) -> None:
    """Put what hangs on a record into its group; with a language given, translations beside the texts themselves."""
    declaration, shape = table.shape.kind.declaration, table.shape
    parents.update((row[0], (shape, group)) for row, group in zip(table.rows, made, strict=True))
    if not declaration.part_of:
        return
    hanging = [(row[-1], group) for row, group in zip(table.rows, made, strict=True)]
    if any(each.to for each in table.told if each.name in declaration.identity):
        hanging.sort(key=lambda one: [(name not in one[1], one[1].get(name)) for name in declaration.identity])
    for subject, group in hanging:
        parent = parents.get(subject)
        if parent and not (language and shape.name == layout.TRANSLATION and _beside(parent, group, language)):
            parent[1].setdefault(declaration.plural, []).append(group)


def _beside(parent: Parent, told: Group, language: str) -> bool:
    """Put a translation beside the text itself, if it is made from it and has a place there; say whether it has."""
    shape, group = parent
    name = told["attribute"]
    if name not in shape.texts or name not in group or told["language"] == language or told.keys() - BESIDE:
        return False
    text = group[name][language] if isinstance(group[name], dict) else group[name]
    if not fits(told.get("source_digest"), text):
        return False
    if not isinstance(group[name], dict):
        group[name] = {language: group[name]}
    group[name][told["language"]] = told["words"]
    return True


def _shortened(shape: Shape, group: Group) -> Any:
    """Return a group as short as it can be read back: a part as its one text, or on one line."""
    for name, part in layout.parts(shape.name).items():
        if name in group:
            group[name] = [_shortened(part, each) for each in group[name]]
    if not shape.kind.declaration.part_of:
        return group
    from cop.exchange.yaml_text import Flow

    if shape.plain and list(group) == [shape.plain]:
        return group[shape.plain]
    is_small = not any(
        isinstance(value, (dict, list)) or (isinstance(value, str) and "\n" in value) for value in group.values()
    )
    return Flow(group) if is_small else group
