"""What the programme holds already and what a file adds to it: finds what an item means by a name."""

from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property

from cop.exchange import layout
from cop.exchange.findings import quoted
from cop.kernel import dates, text
from cop.kernel.errors import NotFound
from cop.kernel.kinds import MODULES
from cop.kernel.records import Record
from cop.meetings.sitting import occurrence_id
from cop.store import queries
from cop.store.database import Database, within
from cop.store.entry import REMOVED, wall_text

SHOWN = 8
MEETING = "meeting"
"""The kind whose records are also called by a series and its date."""


class Known:
    """All records by kind and id as they were, and the names by which they, and the file's own, are called."""

    def __init__(self, db: Database) -> None:
        kinds = [kind for kind in MODULES if kind not in layout.APART]
        self.held: dict[str, dict[str, Record]] = {
            kind: {one.id: one for one in queries.every(db, layout.shape(kind).kind)} for kind in kinds
        }
        self.codes: dict[str, dict[str, list[str]]] = {kind: defaultdict(list) for kind in kinds}
        self.ids: dict[str, set[str]] = {kind: set(found) for kind, found in self.held.items()}
        self.called: list[tuple[str, str, str]] = []
        for kind, found in self.held.items():
            for one in found.values():
                self._learn(kind, one)

    def _learn(self, kind: str, one: Record) -> None:
        declaration = one.declaration
        code = getattr(one, "code", None) if layout.shape(kind).has_code else None
        self.name(kind, one.id, code, getattr(one, declaration.label))
        if declaration.names_parent:
            self.called.append(("", getattr(one, declaration.label), getattr(one, declaration.parent)))

    def name(self, kind: str, record: str, code: str | None, label: str | None) -> None:
        """Remember what a record may be called by."""
        self.ids[kind].add(record)
        if code and record not in self.codes[kind][code]:
            self.codes[kind][code].append(record)
        if label and label != code:
            self.called.append((kind, label, record))

    def find(self, kind: str, typed: str) -> str:
        """Return the id of the record of a kind that is meant: by id, code, or a name in any spelling.

        Raises:
            NotFound: None is, or several are; the hint names the nearest or all of them.
        """
        if typed in self.ids[kind]:
            return typed
        if kind == MEETING and (dated := self._on_date(typed)):
            return dated
        found = self.codes[kind].get(typed) or sorted(self._spelled[kind].get(text.fold(typed), ()))
        if len(found) == 1:
            return found[0]
        noun = kind.replace("_", " ")
        if found:
            raise NotFound(f"{quoted(typed)} may mean {len(found)} {layout.shape(kind).kind.declaration.plural}",
                           f"write the id: {', '.join(found[:SHOWN])}")  # fmt: skip
        near = text.nearest(typed, self._spoken(kind))
        raise NotFound(f"no {noun} is called {quoted(typed)}", f"near to it: {', '.join(near)}" if near else None)

    def find_one(self, kinds: tuple[str, ...], typed: str) -> str:
        """Return the id of the record of one of these kinds that is meant; see find.

        Raises:
            NotFound: None is, or several are.
        """
        if len(kinds) == 1:
            return self.find(kinds[0], typed)
        if MEETING in kinds and (dated := self._on_date(typed)):
            return dated
        by_id = [typed for kind in kinds if typed in self.ids[kind]]
        coded = [one for kind in kinds for one in self.codes[kind].get(typed, [])]
        spelled = [one for kind in kinds for one in self._spelled[kind].get(text.fold(typed), ())]
        found = by_id or coded or sorted(set(spelled))
        nouns = " or ".join(kinds).replace("_", " ")
        if len(found) > 1:
            raise NotFound(
                f"{quoted(typed)} may mean {len(found)} records", f"write the id: {', '.join(found[:SHOWN])}"
            )
        if not found:
            near = text.nearest(typed, [name for kind in kinds for name in self._spoken(kind)])
            hint = f"near to it: {', '.join(near)}" if near else None
            raise NotFound(f"no {nouns} is called {quoted(typed)}", hint)
        return found[0]

    def _on_date(self, typed: str) -> str | None:
        """Return the id of what a series does on one of its dates, where something is said of it: vpm/2024-07-03.

        Raises:
            NotFound: There is no such series, or nothing is said of that date.
        """
        name, _, day = typed.rpartition("/")
        if not name or not dates.is_day(day):
            return None
        meeting = occurrence_id(self.find("series", name), day)
        if meeting not in self.ids[MEETING]:
            raise NotFound(
                f"nothing is said of {typed} yet", f"say it under meetings: {{series: {name}, original_on: {day}, ...}}"
            )
        return meeting

    def whose_code(self, kind: str, code: str) -> list[str]:
        """Return the ids of the records of a kind that bear a code."""
        return self.codes[kind].get(code, [])

    def kind_of(self, record: str) -> str | None:
        """Return the kind of the record that had this id before."""
        return next((kind for kind, records in self.held.items() if record in records), None)

    @cached_property
    def _spelled(self) -> dict[str, dict[str, set[str]]]:
        """All names as they are compared; asked for only when a code or an id did not do, after all were heard."""
        found: dict[str, dict[str, set[str]]] = {kind: defaultdict(set) for kind in self.ids}
        for kind, codes in self.codes.items():
            for code, records in codes.items():
                found[kind][text.fold(code)].update(records)
        for kind, name, record in self.called:
            for one in [kind] if kind else self.ids:
                if record in self.ids[one]:
                    found[one][text.fold(name)].add(record)
        return found

    def forget_spellings(self) -> None:
        """Let names heard since count too."""
        self.__dict__.pop("_spelled", None)

    def _spoken(self, kind: str) -> Iterable[str]:
        return [*self.codes[kind], *(name for of, name, _ in self.called if of == kind)]


def removed(db: Database, records: Iterable[str]) -> dict[str, str]:
    """Return when each of these records was removed, in UTC, of those that are."""
    rows = within(
        db,
        "SELECT r.id, e.wall FROM change c JOIN record r ON r.n = c.record JOIN register g ON g.n = c.register "
        f"JOIN entry e ON e.n = c.entry WHERE g.field = '{REMOVED}' AND c.head = 1 AND c.value IS NOT NULL "
        "AND r.id IN (:values) ORDER BY e.wall",
        sorted(records),
    )
    return {record: wall_text(wall) for record, wall in rows}
