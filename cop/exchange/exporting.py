"""The whole programme as one tree, for YAML and JSON: the same journal gives the same bytes."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

from cop.exchange import layout
from cop.exchange.layout import Shape
from cop.exchange.yaml_text import Flow
from cop.kernel.kinds import MODULES
from cop.kernel.records import Value
from cop.store import queries
from cop.store.database import Database, first

Group = dict[str, Any]


class Manner(NamedTuple):
    """How much an export says.

    Args:
        personal: With names, addresses and telephone numbers.
        whole: Every record as a group with all its fields, for scripts, rather than as short as can be read back.
    """

    personal: bool = False
    whole: bool = False


def tree(db: Database, manner: Manner = Manner()) -> Group:  # noqa: B008  (it cannot change)
    """Return all records but the keys of those who may write, one query a kind."""
    return _Export(db, manner).tree()


class _Export:
    def __init__(self, db: Database, manner: Manner) -> None:
        self.manner = manner
        self.language = (first(db, "SELECT language FROM programme") or ("en",))[0]
        self.rows = {kind: _rows(db, kind) for kind in MODULES if kind not in layout.APART}
        self.codes = {kind: _codes(layout.shape(kind), rows) for kind, rows in self.rows.items()}
        self.writers = {kind: self._writer(layout.shape(kind)) for kind in self.rows}
        self.hanging = {kind: self._by_parent(layout.shape(kind)) for kind in self.rows}

    def tree(self) -> Group:
        found: Group = {"cop": layout.FORMAT}
        for name, shape in layout.sections().items():
            items = [self._item(shape, row) for row in sorted(self.rows[shape.name], key=self._order(shape))]
            if items:
                found[name] = items[0] if shape.name == layout.SINGLE else items
        return found

    def _by_parent(self, shape: Shape) -> dict[str, list[Any]]:
        found: dict[str, list[Any]] = defaultdict(list)
        if shape.kind.declaration.part_of:
            at = shape.kind.names().index(shape.kind.declaration.parent)
            for row in sorted(self.rows[shape.name], key=self._order(shape)):
                found[row[at]].append(row)
        return found

    def _order(self, shape: Shape) -> Callable[[Any], list[tuple[bool, Any]]]:
        """Order by place, then code, then what the id is derived from, then id; what is not said comes last."""
        names = [name for name in ("ordinal", "code", *shape.kind.declaration.identity) if name in shape.fields]
        spelling = [(shape.kind.names().index(name), self.codes.get(shape.fields[name].to, {})) for name in names]
        return lambda row: [
            *((row[at] is None, "" if row[at] is None else codes.get(row[at], row[at])) for at, codes in spelling),
            (False, row[0]),
        ]

    def _item(self, shape: Shape, row: Any) -> Any:
        said = self.writers[shape.name](row)
        nested = {}
        for name, part in layout.parts(shape.name).items():
            rows = self.hanging[part.name].get(row[0])
            if rows and part.name == layout.TRANSLATION and not self.manner.whole:
                rows = self._translated(shape, said, rows)
            if rows:
                nested[name] = [self._item(part, each) for each in rows]
        if nested or not shape.kind.declaration.part_of or self.manner.whole:
            return said | nested
        if shape.plain and list(said) == [shape.plain]:
            return said[shape.plain]
        return said if any(_is_long(value) for value in said.values()) else Flow(said)

    def _translated(self, shape: Shape, said: Group, rows: list[Any]) -> list[Any]:
        """Put translations beside the text itself; return those that have no place there."""
        left = []
        for row in rows:
            told = self.writers[layout.TRANSLATION](row)
            name, language = told["attribute"], told["language"]
            beside = name in shape.texts and name in said and language != self.language
            if not beside or len(told) > 3:
                left.append(row)
                continue
            if not isinstance(said[name], dict):
                said[name] = {self.language: said[name]}
            said[name][language] = told["words"]
        return left

    def _writer(self, shape: Shape) -> Callable[[Any], Group]:
        """Return what makes a group of a row: fields in their order, references as codes, defaults left out."""
        whole = self.manner.whole
        told: list[tuple[int, str, Value, dict[str, str] | None, bool]] = []
        for at, name in enumerate(shape.kind.names()):
            field = shape.fields.get(name)
            if name == "id" and (whole or not shape.is_derived):
                told.append((at, name, None, None, False))
            elif field and (self.manner.personal or not field.personal):
                default = None if whole else field.default
                told.append((at, name, default, self.codes.get(field.to), field.type == "bool"))

        def written(row: Any) -> Group:
            said: Group = {}
            for at, name, default, codes, is_flag in told:
                value = row[at]
                if value is None or value == default:
                    if whole:
                        said[name] = None
                    continue
                said[name] = bool(value) if is_flag else codes.get(value, value) if codes else value
            return said

        return written


def _rows(db: Database, kind: str) -> list[Any]:
    return db.all(queries.selection(layout.shape(kind).kind))


def _codes(shape: Shape, rows: Iterable[Any]) -> dict[str, str]:
    """Return the code of each record that no other of its kind bears, and that is not another's id."""
    if not shape.has_code:
        return {}
    at = shape.kind.names().index("code")
    found = {row[0]: row[at] for row in rows if row[at] is not None}
    borne = Counter(found.values())
    return {record: code for record, code in found.items() if borne[code] == 1 and code not in found}


def _is_long(value: Value | Group) -> bool:
    return isinstance(value, dict) or (isinstance(value, str) and "\n" in value)
