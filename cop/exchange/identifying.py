"""Which record an item of a file is: the one with its id, else with its code, else the one that says the same."""

from collections import defaultdict
from functools import cached_property
from typing import NamedTuple

from cop.exchange import layout, meaning
from cop.exchange.describing import ID, Item
from cop.exchange.findings import Finding, quoted
from cop.exchange.known import Known
from cop.kernel.errors import CopError
from cop.kernel.ids import derived_id, is_id, new_id
from cop.kernel.records import Record, Value, as_text, identifying
from cop.kernel.text import fold
from cop.store.typed import Reading

ORDINAL = "ordinal"


class Likeness(NamedTuple):
    """By what a record without id and code is known again: what is the same, and what may be unsaid on one side."""

    same: tuple[str, ...]
    unless_unsaid: tuple[str, ...] = ()


LIKENESS = {
    "partner": Likeness(("name",)),
    "person": Likeness(("partner", "title"), ("name",)),
    "body": Likeness(("partner", "title")),
    "channel": Likeness(("title",)),
    "series": Likeness(("body", "title")),
    "meeting": Likeness(("body", "start")),
    "decision": Likeness(("body", "title")),
    "action": Likeness(("owner", "title"), ("due_on",)),
    "contact": Likeness(("channel", "happened_on", "body", "about")),
    "delivery": Likeness(("cycle", "partner", "start_on"), ("title",)),
    "certificate": Likeness(("person", "concerns")),
    "practice_use": Likeness(("used_by", "title")),
    "milestone": Likeness(("concerns", "title")),
    "contribution": Likeness(("partner", "title")),
    "visibility_item": Likeness(("title", "published_on")),
}
"""A body does not meet twice at once, so its meeting may get another title. Any other kind is known by its label."""


class Identifying:
    """Gives items their ids; `seen` holds the item that has each id, `checked` the ids whose codes were looked at."""

    def __init__(self, known: Known, found: list[Finding], how: Reading) -> None:
        self.known = known
        self.found = found
        self.how = how
        self.seen: dict[str, Item] = {}
        self.checked: set[str] = set()
        self.programme: Item | None = None
        self._new: dict[tuple[str, ...], Item] = {}
        self._taken: set[str] = set()

    def by_name(self, item: Item) -> None:
        """Match by id, else by code, else by likeness; the programme by its being the only one. The rest is new."""
        given, code = item.texts.get(ID), item.texts.get("code")
        if given and given.value:
            item.id = self._given(item, given.value)
        elif code and code.value:
            item.id = self._coded(item, code.value)
        if item.shape.name == layout.SINGLE:
            self._only_one(item)
        elif not item.id and item.parent is None:
            item.id = self._if_said(item) or self._like(item)

    def by_what_it_says(self, item: Item) -> None:
        """Match a part without id or code: by the id that follows from what it says, else by its short form."""
        if not item.id:
            item.id = self._derived(item) if item.shape.is_derived else self._alike(item) or self._named(item)

    def is_first(self, item: Item) -> bool:
        """Say whether no other item is the same record; a finding says so if one is."""
        other = self.seen.setdefault(item.id, item)
        noun, where = other.shape.name.replace("_", " "), _where(other, item)
        if other.shape is not item.shape:
            self.complain(item, f"the id {item.id} is that of a {noun} ({where})", "leave it out for a new record")
        elif other is not item:
            codeless = item.shape.has_code and "code" not in item.texts
            hint = "keep one, or give each a code" if codeless else "keep one of the two"
            self.complain(item, f"this {noun} stands twice (first in {where})", hint)
        return other is item

    def code_is_free(self, item: Item) -> bool:
        """Say whether no other record bears the item's code, or it always did; a finding says who does.

        Two new ones that come with their ids may bear one code: so does a programme where two copies chose the same.
        """
        code, held = item.values.get("code"), self.known.held[item.shape.name].get(item.id)
        self.checked.add(item.id)
        if not isinstance(code, str) or not item.shape.has_code or (held and getattr(held, "code", None) == code):
            return True
        for other in self.known.whose_code(item.shape.name, code):
            rival = self.seen.get(other)
            if other == item.id or (rival and self._gives_way(rival, code, both_new=held is None and ID in item.texts)):
                continue
            where = f"first in {_where(rival, item)}" if rival else f"its id is {other}"
            self.complain(item, f"the code {quoted(code)} is taken ({where})", "choose another code")
            return False
        return True

    def _gives_way(self, rival: Item, code: str, *, both_new: bool) -> bool:
        """Say whether another item gets another code, came with its id as this one did, or is yet to be looked at."""
        renamed = "code" in rival.texts and rival.texts["code"].value != code
        return renamed or (both_new and ID in rival.texts) or rival.id not in self.checked

    def complain(self, item: Item, message: str, hint: str | None = None) -> None:
        """Note what is wrong with an item."""
        self.found.append(Finding(item.file, item.line, message, hint))

    def _given(self, item: Item, given: str) -> str:
        other = self.known.kind_of(given) if is_id(given) else None
        if not is_id(given):
            self.complain(item, f"id cannot be {quoted(given)}", "leave it out for a new record; cop gives it one")
        elif other and other != item.shape.name:
            noun = other.replace("_", " ")
            self.complain(item, f"the id {given} is that of a {noun}", "leave it out for a new record")
        return given

    def _coded(self, item: Item, code: str) -> str:
        borne = self.known.whose_code(item.shape.name, code)
        if len(borne) > 1:
            message = f"{len(borne)} {item.shape.kind.declaration.plural} bear the code {quoted(code)}"
            self.complain(item, message, f"say which by id: {', '.join(borne)}")
        return borne[0] if borne else new_id()

    def _like(self, item: Item) -> str:
        """Return the id of the record that an item without id and code tells of; of two that say the same, one id."""
        kind = item.shape.kind.declaration
        same, unless_unsaid = LIKENESS.get(kind.name, Likeness((kind.label,)))
        said = {name: self._said(item, name) for name in (*same, *unless_unsaid, kind.label)}
        if not all(said[name] for name in same if item.shape.fields[name].required):
            return new_id()  # it lacks what it needs, which is told later
        near = [
            one
            for one in self._held_alike.get((kind.name, *(said[name] for name in same)), ())
            if all(not said[name] or _compared(getattr(one, name)) in ("", said[name]) for name in unless_unsaid)
        ]
        exact = [one for one in near if all(_compared(getattr(one, name)) == text for name, text in said.items())]
        found = exact or [one for one in near if one.id not in self._taken]
        if len(found) > 1:
            told = f"{len(found)} {kind.plural} are like this {kind.name}"
            self.complain(item, told, f"add a column id or code that says which: {', '.join(one.id for one in found)}")
        if found:
            self._taken.add(found[0].id)
            return found[0].id
        first = self._new.setdefault((kind.name, *said.values()), item)
        return first.id or new_id()

    def _if_said(self, item: Item) -> str | None:
        """Return the id that follows from some fields when all of them are said: a meeting's, of a date of a series."""
        declaration = item.shape.kind.declaration
        try:
            values = {
                name: meaning.of(self.known, item.shape.fields[name], item.texts[name].value, self.how)
                for name in "|".join(declaration.identity_if).split("|")
                if name in item.texts
            }
        except CopError:
            return None  # told when the item itself is understood
        named = identifying(declaration, values)
        return derived_id(declaration.name, [as_text(values[name]) for name in named]) if named else None

    def _said(self, item: Item, name: str) -> str:
        """Return what an item says of a field as it is compared; nothing where it cannot be understood, told later."""
        text = item.texts.get(name)
        try:
            return _compared(meaning.of(self.known, item.shape.fields[name], text.value if text else None, self.how))
        except CopError:
            return ""

    @cached_property
    def _held_alike(self) -> dict[tuple[str, ...], list[Record]]:
        found: dict[tuple[str, ...], list[Record]] = defaultdict(list)
        for section in layout.sections().values():
            kind = section.kind.declaration
            names = LIKENESS.get(kind.name, Likeness((kind.label,))).same
            for one in self.known.held[kind.name].values():
                found[kind.name, *(_compared(getattr(one, name)) for name in names)].append(one)
        return found

    def _only_one(self, item: Item) -> None:
        held = next(iter(self.known.held[layout.SINGLE]), None)
        if self.programme:
            self.complain(item, f"the programme stands already in {_where(self.programme, item)}", "keep one of them")
        elif held and item.texts.get(ID) and item.id != held:
            self.complain(item, "the file holds another programme", "cop init --from FILE makes a programme of its own")
        self.programme = self.programme or item
        item.id = held or item.id or new_id()

    def _derived(self, item: Item) -> str:
        declaration, given = item.shape.kind.declaration, item.texts.get(ID)
        derived = derived_id(declaration.name, [as_text(item.values.get(name)) for name in declaration.identity])
        if given and given.value != derived:
            self.complain(item, f"id cannot be {quoted(str(given.value))}: it follows from the rest", "leave id out")
        return derived

    def _named(self, item: Item) -> str:
        """Return the id of a new part: one that follows from some fields where all of them are said."""
        declaration = item.shape.kind.declaration
        named = identifying(declaration, item.values)
        return derived_id(declaration.name, [as_text(item.values[name]) for name in named]) if named else new_id()

    def _alike(self, item: Item) -> str | None:
        """Return the part of the same record, not met yet, that says the same but for its place, or in short."""
        parent = str(item.values[item.shape.kind.declaration.parent])
        left = [one for one in self._held_parts[item.shape.name, parent] if one.id not in self.seen]
        for names in (item.values.keys() - {ORDINAL}, {str(item.shape.plain)}):
            for one in left:
                if all(getattr(one, name) == item.values.get(name) for name in names):
                    return one.id
        return None

    @cached_property
    def _held_parts(self) -> dict[tuple[str, str], list[Record]]:
        found: dict[tuple[str, str], list[Record]] = defaultdict(list)
        for kind, records in self.known.held.items():
            parent = layout.shape(kind).kind.declaration.parent
            for one in records.values() if parent else ():
                found[kind, getattr(one, parent)].append(one)
        for parts in found.values():
            parts.sort(key=lambda one: (getattr(one, ORDINAL, None) or 0, one.id))
        return found


def _compared(value: Value) -> str:
    """Return a value as two are compared: the same name in another spelling is the same."""
    return fold(str(as_text(value) or ""))


def _where(other: Item, item: Item) -> str:
    return f"line {other.line}" if other.file == item.file else f"{other.file}:{other.line}"
