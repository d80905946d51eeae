"""Brings a description into a programme: everything checked first, all findings told together, nothing half done."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime

from cop.exchange import layout, meaning, repeating
from cop.exchange.describing import ID, Describing, Item
from cop.exchange.findings import Finding, Findings, quoted
from cop.exchange.known import Known
from cop.exchange.repeating import Partners
from cop.exchange.yaml_file import Node, read
from cop.kernel.errors import CopError
from cop.kernel.ids import derived_id, is_id, new_id
from cop.kernel.records import Record, Value, as_text
from cop.kernel.types import Zone
from cop.store.database import first
from cop.store.journal import Draft
from cop.store.typed import Reading

FIRST = "partners"
"""Read before all else: what `each` repeats an item for."""


@dataclass(slots=True)
class Outcome:
    """What an import does: by kind, the records that are new and those that change, with the fields that do."""

    new: dict[str, list[Record]] = field(default_factory=lambda: defaultdict(list))
    changed: dict[str, list[tuple[Record, list[str]]]] = field(default_factory=lambda: defaultdict(list))

    def said(self) -> str:
        """Return the counts in words: `12 partners new, 3 changed; 1 body new`."""
        return "; ".join(self._counted(kind) for kind in layout.kinds() if kind in self.new or kind in self.changed)

    def _counted(self, kind: str) -> str:
        new, changed = len(self.new.get(kind, ())), len(self.changed.get(kind, ()))
        parts = [f"{count} {word}" for count, word in ((new, "new"), (changed, "changed")) if count]
        parts[0] = f"{new or changed} {layout.counted(kind, new or changed)} {parts[0].partition(' ')[2]}"
        return ", ".join(parts)


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


class _Import:
    def __init__(self, draft: Draft, files: dict[str, Node], how: Reading) -> None:
        self.draft = draft
        self.found: list[Finding] = []
        self.known = Known(draft.db)
        zone, language = first(draft.db, "SELECT timezone, language FROM programme") or ("UTC", "en")
        self.files = [Describing(name, root, self.found, language) for name, root in files.items()]
        self.reading = how._replace(zone=self._zone(Zone(zone)))
        self.outcome = Outcome()
        self.seen: dict[str, Item] = {}
        self.codes: dict[tuple[str, str], Item] = {}

    def run(self) -> Outcome:
        self._stop_if_found()
        partners = [item for file in self.files for item in file.items(FIRST, [])]
        self._settle(partners)
        spoken = self._partners(partners)
        rest = [name for name in layout.sections() if name != FIRST]
        self._settle([item for name in rest for file in self.files for item in file.items(name, spoken)])
        self._stop_if_found()
        return self.outcome

    def _stop_if_found(self) -> None:
        if self.found:
            raise Findings(sorted(self.found, key=lambda one: (one.file, one.line or 0)))

    def _zone(self, zone: Zone) -> Zone:
        said = next((text.value for file in self.files if (text := file.zone()) and text.value), None)
        from cop.kernel.dates import is_zone

        return Zone(said) if said and is_zone(said) else zone

    def _settle(self, items: list[Item]) -> None:
        """Find out which record each item is, what it says, and what differs from what the programme holds."""
        for item in items:
            if not item.shape.is_derived:
                self._identify(item)
        self._hear(items)
        order = {kind: at for at, kind in enumerate(layout.kinds())}
        for item in sorted(items, key=lambda item: order[item.shape.name]):
            if self._understood(item):
                self._compare(item)

    def _identify(self, item: Item) -> None:
        """Match by id, else by code, else, for the programme, by its being the only one; what matches nothing is new."""
        given, code = item.texts.get(ID), item.texts.get("code")
        if given and given.value:
            item.id = self._given_id(item, given.value)
        elif code and code.value:
            item.id = self._coded(item, code.value)
        if item.shape.name == layout.SINGLE:
            self._only_one(item)
        if not item.id and item.parent is None:
            item.id = new_id()

    def _given_id(self, item: Item, given: str) -> str:
        other = self.known.kind_of(given) if is_id(given) else None
        if not is_id(given):
            self._complain(item, f"id cannot be {quoted(given)}", "leave it out for a new record; cop gives it one")
        elif other and other != item.shape.name:
            self._complain(item, f"the id {given} is that of a {other.replace('_', ' ')}", "leave it out for a new record")
        return given

    def _coded(self, item: Item, code: str) -> str:
        borne = self.known.whose_code(item.shape.name, code)
        if len(borne) > 1:
            self._complain(item, f'{len(borne)} {item.shape.kind.declaration.plural} bear the code "{code}"',
                           f"say which by id: {', '.join(borne)}")  # fmt: skip
        return borne[0] if borne else new_id()

    def _only_one(self, item: Item) -> None:
        held = next(iter(self.known.held[layout.SINGLE]), None)
        first_said = self.seen.get(layout.SINGLE)
        if first_said:
            self._complain(item, f"the programme stands already in {first_said.file}:{first_said.line}", "keep one of them")
        elif held and item.texts.get(ID) and item.id != held:
            self._complain(item, "the file holds another programme", "cop init --from FILE makes a programme of its own")
        self.seen.setdefault(layout.SINGLE, item)
        item.id = held or item.id

    def _hear(self, items: Iterable[Item]) -> None:
        """Note the names by which items call one another, before any reference is looked up."""
        for item in items:
            declaration = item.shape.kind.declaration
            label = item.texts.get(declaration.label)
            if item.id:
                code = item.texts.get("code")
                self.known.name(item.shape.name, item.id, code.value if code else None, label.value if label else None)
            elif declaration.names_parent and label and label.value and item.parent and item.parent.id:
                self.known.called.append(("", label.value, item.parent.id))
        self.known.forget_spellings()

    def _understood(self, item: Item) -> bool:
        """Work out the values of an item's fields and its id; say whether all went well."""
        before = len(self.found)
        for name, said in item.texts.items():
            if name == ID:
                continue
            try:
                item.values[name] = meaning.of(self.known, item.shape.fields[name], said.value, self.reading)
            except CopError as error:
                message = error.message if error.message.startswith(name) else f"{name}: {error.message}"
                self.found.append(Finding(item.file, said.line, message, error.hint))
        if len(self.found) > before or (item.parent and not item.parent.id):
            return False
        declaration = item.shape.kind.declaration
        if declaration.part_of:
            assert item.parent is not None, "what hangs on another stands in it"
            item.values[declaration.parent] = item.parent.id
        if not item.id:
            item.id = self._derived(item) if item.shape.is_derived else self._alike(item) or new_id()
        return self._is_first(item)

    def _derived(self, item: Item) -> str:
        declaration, given = item.shape.kind.declaration, item.texts.get(ID)
        derived = derived_id(declaration.name, [as_text(item.values.get(name)) for name in declaration.identity])
        if given and given.value != derived:
            self._complain(item, f"the id of this {item.shape.name.replace('_', ' ')} is not the one it has", "leave id out")
        return derived

    def _alike(self, item: Item) -> str | None:
        """Return the part of the same record that says the same in short and was not met yet."""
        parent, plain = item.shape.kind.declaration.parent, str(item.shape.plain)
        for one in self.known.held[item.shape.name].values():
            same = getattr(one, parent) == item.values[parent] and getattr(one, plain) == item.values.get(plain)
            if same and one.id not in self.seen:
                return one.id
        return None

    def _is_first(self, item: Item) -> bool:
        other = self.seen.setdefault(item.id, item)
        if other is not item:
            noun = item.shape.name.replace("_", " ")
            self._complain(item, f"this {noun} stands twice (first in line {other.line})", "keep one of the two")
        return other is item

    def _compare(self, item: Item) -> None:
        held = self.known.held[item.shape.name].get(item.id)
        record = self._record(item, held)
        if record is None or not self._code_is_free(item):
            return
        if held is None:
            self.outcome.new[item.shape.name].append(self.draft.add(record))
        elif differing := [name for name in item.values if getattr(held, name) != item.values[name]]:
            self.outcome.changed[item.shape.name].append((self.draft.edit(held, record), differing))

    def _record(self, item: Item, held: Record | None) -> Record | None:
        """Return the record as it will be; None, and a finding, when it lacks something."""
        values: list[Value] = [item.id]
        lacking = []
        for each in item.shape.kind.fields():
            value = item.values.get(each.name, getattr(held, each.name) if held else each.default)
            value = each.default if value is None else value
            if value is None and each.required:
                lacking.append(each)
            values.append(value)
        for each in lacking:
            self._complain(item, f"{each.name} is missing", each.help)
        return None if lacking else item.shape.kind.from_row(values)

    def _code_is_free(self, item: Item) -> bool:
        code = item.values.get("code")
        if not isinstance(code, str):
            return True
        other = self.codes.setdefault((item.shape.name, code), item)
        if other is not item:
            self._complain(item, f'the code "{code}" stands twice (first in line {other.line})', "choose another code")
        return other is item

    def _partners(self, items: list[Item]) -> Partners:
        """Return the partners of the programme and of the files as `each` knows them, by code."""
        told: dict[str, dict[str, Value]] = {
            one.id: {each.name: getattr(one, each.name) for each in one.fields()} for one in self.known.held["partner"].values()
        }
        for item in items:
            if item.shape.name == "partner":
                told[item.id] = told.get(item.id, {}) | item.values
        return repeating.spoken(told)

    def _complain(self, item: Item, message: str, hint: str | None = None) -> None:
        self.found.append(Finding(item.file, item.line, message, hint))


def changes(outcome: Outcome) -> Iterator[tuple[str, Record, list[str]]]:
    """Yield every record that is new (no fields named) or changes."""
    for kind in layout.kinds():
        for record in outcome.new.get(kind, ()):
            yield "new", record, []
        for record, names in outcome.changed.get(kind, ()):
            yield "changed", record, names
