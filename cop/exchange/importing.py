"""Brings descriptions into a programme: everything checked first, all findings told together, nothing half done."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from itertools import groupby
from typing import NamedTuple

from cop.exchange import frozen_elsewhere, layout, meaning, repeating, rules
from cop.exchange.describing import ID, Describing, Item
from cop.exchange.findings import Finding, Findings
from cop.exchange.identifying import Identifying
from cop.exchange.known import Known, removed
from cop.exchange.repeating import Partners
from cop.exchange.yaml_file import Node, Text, read
from cop.kernel import dates
from cop.kernel.dates import is_zone
from cop.kernel.errors import CopError
from cop.kernel.records import Record, Value
from cop.kernel.types import Day, Zone
from cop.store import position
from cop.store.database import first
from cop.store.journal import Draft
from cop.store.position import Then
from cop.store.typed import Reading

FIRST = "partners"
"""Read before all else: what `each` repeats an item for."""
PARTS = "detail"
"""What seats, members, other names and all that hangs on another record are counted as."""
BOTH = "both are kept, and show marks the record as in conflict"


class Brought(NamedTuple):
    """A record as the import leaves it.

    Args:
        record: As it will be.
        fields: Those that change; none when the record was not there.
        removed_on: The day on which a record was removed that comes back.
    """

    record: Record
    fields: tuple[str, ...] = ()
    removed_on: Day | None = None

    @property
    def change(self) -> str:
        """What happens to the record, in a word or two."""
        return "changed" if self.fields else "brought back" if self.removed_on else "new"

    def said(self) -> str:
        """Return what happens to the record; of one that comes back, since when it was gone."""
        return f"{self.change} (removed on {dates.say_day(self.removed_on)})" if self.removed_on else self.change


@dataclass(slots=True)
class Outcome:
    """What an import does: the records it brings, in the order of an export, and what a person should know of it."""

    brought: list[Brought] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)

    def said(self) -> str:
        """Return the counts in words: `12 partners new, 3 changed; 1 body new`."""
        counts: dict[str, dict[str, int]] = defaultdict(lambda: {"new": 0, "changed": 0, "brought back": 0})
        for one in self.brought:
            kind = one.record.declaration
            counts[PARTS if kind.part_of else kind.name][one.change] += 1
        return "; ".join(_counted(kind, counts[kind]) for kind in [*layout.kinds(), PARTS] if kind in counts)


def import_into(draft: Draft, data: bytes, name: str, now: datetime) -> Outcome:
    """Collect in the draft what a YAML description says.

    Args:
        draft: Where it goes; what the programme holds is read from the draft's database.
        data: The file's content.
        name: The file, as the person named it.
        now: The moment from which `tomorrow` counts.

    Raises:
        Findings: Whatever is wrong in the file; the draft must be thrown away.
    """
    return take(draft, {name: read(data, name)}, Reading(now))


def take(draft: Draft, files: dict[str, Node], how: Reading) -> Outcome:
    """Collect what several files say together; see import_into."""
    return _Import(draft, files, how).run()


def rows(outcome: Outcome) -> list[tuple[str, str, str, str, str]]:
    """Return what an import does, a row a record: kind, short name, title, what happens, the fields that change."""
    return [
        (one.record.declaration.name, str(getattr(one.record, "code", None) or one.record.id), _called(one.record),
         one.said(), ", ".join(one.fields))
        for one in outcome.brought
    ]  # fmt: skip


def _counted(kind: str, counts: dict[str, int]) -> str:
    (word, count), *more = [(word, count) for word, count in counts.items() if count]
    noun = layout.counted(kind, count) if kind != PARTS else f"{PARTS}s" if count > 1 else PARTS
    return ", ".join([f"{count} {noun} {word}", *(f"{many} {also}" for also, many in more)])


class _Import:
    def __init__(self, draft: Draft, files: dict[str, Node], how: Reading) -> None:
        self.draft = draft
        self.found: list[Finding] = []
        self.known = Known(draft.db)
        zone, language = first(draft.db, "SELECT timezone, language FROM programme") or ("UTC", "en")
        self.files = [Describing(name, root, self.found, language) for name, root in files.items()]
        self.reading = how._replace(zone=self._zone(Zone(zone)))
        self.ids = Identifying(self.known, self.found, self.reading)
        self.outcome = Outcome()
        self.opened: set[str] = set()

    def run(self) -> Outcome:
        partners = [item for file in self.files for item in file.items(FIRST, [])]
        understood = self._understand(partners)
        spoken = self._partners(understood)
        rest = [name for name in layout.sections() if name != FIRST]
        others = [item for name in rest for file in self.files for item in file.items(name, spoken)]
        understood += self._understand(others)
        self._compare_all(_in_order(understood))
        self._stop_if_found()
        self._keep_rules()
        self._stop_if_found()
        self._tell_what_comes_back()
        self._tell_what_opens()
        return self.outcome

    def _stop_if_found(self) -> None:
        if self.found:
            raise Findings(sorted(self.found, key=lambda one: (one.file, one.line or 0)))

    def _zone(self, zone: Zone) -> Zone:
        """Return the zone of hours without one: of the programme in the files, else of the one that is there."""
        said = [text.value for file in self.files if (text := file.zone())]
        return Zone(said[0]) if said and said[0] and is_zone(said[0]) else zone

    def _understand(self, items: list[Item]) -> list[Item]:
        """Return the items of which it is clear what they are and what they say.

        Section by section: a meeting without a code is known by its body, which the same file may name.
        """
        for _, section in groupby(items, _section):
            for item in (found := [*section]):
                if not item.shape.is_derived:
                    self.ids.by_name(item)
            for item in found:
                self._hear(item)
            self.known.forget_spellings()
        return [item for item in _in_order(items) if self._understood(item)]

    def _hear(self, item: Item) -> None:
        """Note the names by which items call one another, before any reference is looked up."""
        declaration = item.shape.kind.declaration
        code, label = item.texts.get("code"), item.texts.get(declaration.label)
        said = label.value if label else None
        if item.id:
            self.known.name(item.shape.name, item.id, code.value if code else None, said)
        elif declaration.names_parent and said and item.parent and item.parent.id:
            self.known.called.append(("", said, item.parent.id))

    def _understood(self, item: Item) -> bool:
        """Work out the values of an item's fields and its id; say whether all went well."""
        before = len(self.found)
        for name, said in item.texts.items():
            if name != ID:
                try:
                    item.values[name] = meaning.of(self.known, item.shape.fields[name], said.value, self.reading)
                except CopError as error:
                    message = error.message if error.message.startswith(name) else f"{name}: {error.message}"
                    self.found.append(Finding(item.file, said.line, message, error.hint))
        if len(self.found) > before or (item.parent and not item.parent.id):
            return False
        if item.parent:
            item.values[item.shape.kind.declaration.parent] = item.parent.id
        self.ids.by_what_it_says(item)
        return self.ids.is_first(item)

    def _partners(self, items: list[Item]) -> Partners:
        """Return the partners of the programme and of the files as `each` knows them."""
        told: dict[str, dict[str, Value]] = {
            one.id: {each.name: getattr(one, each.name) for each in one.fields()}
            for one in self.known.held["partner"].values()
        }
        for item in items:
            if item.shape.name == "partner":
                told[item.id] = told.get(item.id, {}) | item.values
        translations = [one.__dict__ for one in self.known.held[layout.TRANSLATION].values()]
        for said in (*translations, *(item.values for item in items if item.shape.name == layout.TRANSLATION)):
            if said["subject"] in told:
                told[str(said["subject"])][f"{said['attribute']}_{said['language']}"] = said["words"]
        return repeating.spoken(told)

    def _compare_all(self, items: list[Item]) -> None:
        """Put into the draft what differs from what the programme holds, or from what an editor's sheet showed."""
        sheets = {file.file: self._then(file, items) for file in self.files if file.position}
        for item in items:
            if not self.ids.code_is_free(item):
                continue
            then = sheets.get(item.file, {}).get((item.shape.name, item.id))
            held = self.known.held[item.shape.name].get(item.id)
            if frozen_elsewhere.opened(self.draft.db, item, held):
                self.opened.add(item.id)
            if then:
                self._edited(item, then, held)
            elif record := self._record(item, held):
                self._compared(item, record, held)

    def _then(self, file: Describing, items: list[Item]) -> dict[tuple[str, str], Then]:
        assert file.position is not None
        try:
            said = {str(key.value): node.value if isinstance(node, Text) else None for key, node in file.position.items}
            entries = position.entries_until(self.draft.db, said)
        except CopError as error:
            self.found.append(Finding(file.file, file.position.line, error.message, error.hint))
            return {}
        return position.records_then(self.draft.db, [item.id for item in items if item.file == file.file], entries)

    def _compared(self, item: Item, record: Record, held: Record | None) -> None:
        if held is None:
            self.outcome.brought.append(Brought(self.draft.add(record)))
        elif fields := _differing(held, record, item.values):
            self.outcome.brought.append(Brought(self.draft.edit(held, record), fields))

    def _edited(self, item: Item, then: Then, held: Record | None) -> None:
        """Take over what an editor changed on a sheet; what somebody else changed meanwhile stays beside it."""
        record = self._record(item, then.record)
        fields = _differing(then.record, record, item.values) if record else ()
        if record is None or not fields or (held and not _differing(held, record, fields)):
            return
        self.draft.edit(then.record, record, then.heads)
        both = [name for name in fields if held and getattr(held, name) != getattr(then.record, name)]
        if both or held is None:
            done = f"changed its {', '.join(both)} too" if both else "removed it"
            self.outcome.remarks.append(f"{_called(record)}: a colleague {done} meanwhile; {BOTH}")
        self.outcome.brought.append(Brought(_with(held or then.record, record, fields), fields))

    def _record(self, item: Item, held: Record | None) -> Record | None:
        """Return the record as it will be; None, and a finding, when it lacks something."""
        values: list[Value] = [item.id]
        whole = True
        for each in item.shape.kind.fields():
            value = item.values.get(each.name, getattr(held, each.name) if held else each.default)
            values.append(each.default if value is None else value)
            if values[-1] is None and each.required:
                self.ids.complain(item, f"{each.name} is missing", each.help.removesuffix("."))
                whole = False
        return item.shape.kind.from_row(values) if whole else None

    def _tell_what_comes_back(self) -> None:
        """Say of what was removed that it returns: an older export must not undo a removal without a word."""
        brought = self.outcome.brought
        gone = removed(self.draft.db, [one.record.id for one in brought if not one.fields])
        for at, one in enumerate(brought):
            if not one.fields and one.record.id in gone:
                when = dates.from_instant(datetime.fromisoformat(gone[one.record.id]), self.reading.zone)
                brought[at] = one._replace(removed_on=dates.local_day(when))
                if not one.record.declaration.part_of:
                    self.outcome.remarks.append(f"{_called(one.record)}: {brought[at].said()}")

    def _tell_what_opens(self) -> None:
        for one in self.outcome.brought:
            if one.record.id in self.opened:
                self.outcome.remarks.append(frozen_elsewhere.told(one.record))

    def _keep_rules(self) -> None:
        for record, error, is_refused in rules.broken(self.draft, [one.record for one in self.outcome.brought]):
            if is_refused:
                self.ids.complain(self.ids.seen[record.id], error.message, error.hint)
            else:
                self.outcome.remarks.append(error.message)


def _section(item: Item) -> str:
    while item.parent:
        item = item.parent
    return item.shape.name


def _in_order(items: list[Item]) -> list[Item]:
    order = {kind: at for at, kind in enumerate(layout.kinds())}
    return sorted(items, key=lambda item: order[item.shape.name])


def _differing(old: Record, new: Record, names: Iterable[str]) -> tuple[str, ...]:
    return tuple(name for name in names if getattr(old, name) != getattr(new, name))


def _with(held: Record, new: Record, fields: tuple[str, ...]) -> Record:
    values = {name: getattr(new if name in fields else held, name) for name in type(held).names()}
    return type(held).from_row(values.values())


def _called(record: Record) -> str:
    return str(getattr(record, record.declaration.label) or record.id)
