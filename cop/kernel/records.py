"""A record type is a frozen dataclass, declared once; tables, journal, YAML, --set and help all read it."""

from __future__ import annotations

import dataclasses
import importlib
from collections.abc import Callable, Iterable, Mapping
from typing import Any, ClassVar, NamedTuple, Never, Self, TypeVar, dataclass_transform

from cop.kernel import dates, text
from cop.kernel.errors import BadInput
from cop.kernel.kinds import MODULES as MODULES
from cop.kernel.types import Id

LINE_LENGTH = 300
BLOCK_LENGTH = 100_000

Value = str | int | None
"""What a field holds: text in its canonical form, a whole number (or flag), or nothing."""


class ValueType(NamedTuple):
    """What a field's annotation means: how its text is checked and read."""

    example: str
    holds: Callable[[str], bool]
    number: bool = False


class Field(NamedTuple):
    """One declared field; `to` names the kind that a reference points at, several with | between, "*" any kind."""

    name: str
    type: str
    help: str
    required: bool
    default: Value
    to: str
    personal: bool
    schedules: bool
    block: bool
    editable: bool
    choices: tuple[str, ...]

    @property
    def number(self) -> bool:
        """Whether the column is a number rather than text."""
        return TYPES[self.type].number

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of records that a reference may name; none for one to anything, and for other fields."""
        return tuple(self.to.split("|")) if self.to not in ("", "*") else ()


class Kind(NamedTuple):
    """What is known of a record type beside its fields."""

    name: str
    plural: str
    label: str
    identity: tuple[str, ...]
    identity_if: tuple[str, ...]
    part_of: str
    parent: str
    names_parent: bool
    also_called: tuple[str, ...]


def _is_word(value: str) -> bool:
    return value.replace("_", "").replace("-", "").isalnum() and value == value.lower() and len(value) <= 60


def _is_whole(value: str) -> bool:
    digits = value.removeprefix("-")
    return len(digits) <= 16 and digits.isdecimal() and str(int(value)) == value and abs(int(value)) < 2**53


def _is_share(value: str) -> bool:
    whole, dot, rest = value.partition(".")
    decimals = rest.isascii() and rest.isdecimal() and rest[-1] != "0"
    return value in ("0", "1") or (whole == "0" and dot == "." and decimals)


def _is_money(value: str) -> bool:
    amount, _, currency = value.partition(" ")
    whole, dot, cents = amount.partition(".")
    canonical = amount.isascii() and whole.isdecimal() and len(whole) <= 15 and (whole == "0" or whole[0] != "0")
    return canonical and (not dot or (cents.isdecimal() and len(cents) == 2)) and _is_currency(currency)


def _is_number(value: str) -> bool:
    from cop.kernel.numbers import is_number

    return is_number(value)


def _is_currency(value: str) -> bool:
    return len(value) == 3 and value.isascii() and value.isupper() and value.isalpha()


def _is_id(value: str) -> bool:
    from cop.kernel.ids import is_id

    return is_id(value)


TYPES: dict[str, ValueType] = {
    "str": ValueType("a line of text", lambda value: bool(value)),
    "int": ValueType("a whole number", _is_whole, number=True),
    "bool": ValueType("yes or no", lambda value: value in ("0", "1"), number=True),
    "Id": ValueType("a record", _is_id),
    "Day": ValueType("a day such as 2024-07-10", dates.is_day),
    "Month": ValueType("a month such as 2024-07", dates.is_month),
    "ZonedTime": ValueType("a time and zone such as 2024-07-10T11:00[Europe/Rome]", dates.is_zoned),
    "Zone": ValueType("a time zone such as Africa/Tripoli", dates.is_zone),
    "Money": ValueType("an amount such as 4470000 EUR", _is_money),
    "Number": ValueType("a number such as 7.5", _is_number),
    "Share": ValueType("a share such as 0.5", _is_share),
    "Word": ValueType("one lower-case word such as coordination_team", _is_word),
    "Rule": ValueType("a rhythm such as monthly on first wed", bool),
}


def field(
    help: str,
    *,
    default: Any = dataclasses.MISSING,
    personal: bool = False,
    schedules: bool = False,
    block: bool = False,
    editable: bool = True,
    choices: tuple[str, ...] = (),
) -> Any:
    """Declare a field.

    Args:
        help: One sentence; it appears in --help, in the reference page and in messages.
        default: Its value when nobody said anything; without one the field is required. Never change a released one.
        personal: The journal holds a salted commitment, exports leave it out.
        schedules: A change to it makes calendars show a new revision.
        block: A text of several lines, rather than one line.
        editable: Whether `edit --set` may change it; otherwise a verb owns it.
        choices: The words it takes when somebody types one; a word of a newer cop that arrives in a merge is kept.
    """
    about = {
        "help": help, "to": "", "personal": personal, "schedules": schedules, "block": block, "editable": editable,
        "choices": choices,
    }  # fmt: skip
    return dataclasses.field(default=default, kw_only=True, metadata=about)


def ref(
    help: str, *, to: str, default: Any = dataclasses.MISSING, schedules: bool = False, editable: bool = True
) -> Any:
    """Declare a field that holds the id of a record of the kind `to`, such as "body" or "person|body" ("*": any)."""
    about = {
        "help": help, "to": to, "personal": False, "schedules": schedules, "block": False, "editable": editable,
        "choices": (),
    }  # fmt: skip
    return dataclasses.field(default=default, kw_only=True, metadata=about)


R = TypeVar("R", bound="Record")
T = TypeVar("T")
KINDS: dict[str, type[Record]] = {}
"""The record types of the slices imported so far, by kind."""


@dataclass_transform(frozen_default=True, eq_default=False, kw_only_default=True, field_specifiers=(field, ref))
def _as_data(cls: type[T]) -> type[T]:
    """Return the class as a dataclass whose methods Record has: generating them takes half a millisecond a kind."""
    return dataclasses.dataclass(init=False, eq=False, repr=False, kw_only=True)(cls)


@_as_data
class Record:
    """What every record has: an id, its team, its source, a note. `fields()` gives its own fields first."""

    declaration: ClassVar[Kind]
    _fields: ClassVar[tuple[Field, ...]]
    _defaults: ClassVar[dict[str, Value]]

    id: Id = field("Twelve characters that never change; any unique beginning of four or more names it.", default="")
    team: Id | None = ref("Body whose people may edit it.", to="body", default=None)
    src: str | None = field("Where the fact comes from.", default=None)
    note: str | None = field("Anything else worth keeping.", default=None, block=True)

    @classmethod
    def fields(cls) -> tuple[Field, ...]:
        """Return the declared fields but the id, in the order in which people read them."""
        return cls._fields

    @classmethod
    def names(cls) -> tuple[str, ...]:
        """Return the names of the columns that hold the record: the id, then the fields."""
        return ("id", *(each.name for each in cls._fields))

    @classmethod
    def from_row(cls, row: Iterable[Any]) -> Self:
        """Return the record that a row in the order of names() stands for."""
        made = object.__new__(cls)
        made.__dict__.update(zip(cls.names(), row, strict=True))
        return made

    def __init__(self, **values: Any) -> None:
        held = self._defaults | values
        if held.keys() != set(self.names()):
            wrong = sorted(held.keys() ^ set(self.names()))
            raise TypeError(f"{type(self).__name__} lacks, or does not have, {', '.join(wrong)}")
        self.__dict__.update(held)

    def __setattr__(self, name: str, value: Never) -> None:
        raise dataclasses.FrozenInstanceError(f"cannot assign to {name}: dataclasses.replace makes a changed copy")

    def __eq__(self, other: object) -> bool:
        return type(other) is type(self) and other.__dict__ == self.__dict__

    def __hash__(self) -> int:
        return hash((self.declaration.name, self.id))

    def __repr__(self) -> str:
        told = ", ".join(f"{name}={value!r}" for name, value in self.__dict__.items() if value is not None)
        return f"{type(self).__name__}({told})"


@dataclass_transform(frozen_default=True, eq_default=False, kw_only_default=True, field_specifiers=(field, ref))
def record(
    kind: str,
    *,
    plural: str,
    label: str = "title",
    identity: tuple[str, ...] = (),
    identity_if: tuple[str, ...] = (),
    part_of: str = "",
    parent: str = "",
    names_parent: bool = False,
    also_called: tuple[str, ...] = (),
) -> Callable[[type[R]], type[R]]:
    """Declare a record type.

    Args:
        kind: Its singular noun: the table, the command group and the journal's word for it.
        plural: Its section in a YAML description.
        label: The field that names it to people.
        identity: The fields that its id is derived from; without them the id is random.
        identity_if: The same, for a record in which all of these fields are set, of several with | between any; others
            have a random id.
        part_of: The kind it hangs on ("*": any); it is written inside its parent and goes with it.
        parent: The reference field that points at the parent.
        names_parent: Whether its label is another name of its parent, by which people may call it.
        also_called: Fields beside code and label by whose values people may call it.
    """

    def declare(cls: type[R]) -> type[R]:
        made = _as_data(cls)
        inherited, own = ["id", "team", "src", "note"], dataclasses.fields(made)
        declared = {each.name: _declared(each) for each in own if each.name != "id"}
        names = [name for name in declared if name not in inherited] + inherited[1:]
        made._fields = tuple(declared[name] for name in names)
        made._defaults = {each.name: each.default for each in own if each.default is not dataclasses.MISSING}
        made.declaration = Kind(kind, plural, label, identity, identity_if, part_of, parent, names_parent, also_called)
        KINDS[kind] = made
        return made

    return declare


def identifying(kind: Kind, held: Mapping[str, Value]) -> tuple[str, ...]:
    """Return the fields from whose values a record's id is derived; none where it is random."""
    if kind.identity or not kind.identity_if:
        return kind.identity
    said = [[name for name in either.split("|") if held.get(name) is not None][:1] for either in kind.identity_if]
    return tuple(name for names in said for name in names) if all(said) else ()


def kind_named(kind: str) -> type[Record]:
    """Return a record type, importing the slice that declares it; KeyError for a kind of a newer cop."""
    if kind not in KINDS:
        importlib.import_module(MODULES[kind])
    return KINDS[kind]


def every_kind() -> list[type[Record]]:
    """Return all record types in the order of an export."""
    return [kind_named(kind) for kind in MODULES]


def as_text(value: Value) -> str | None:
    """Return a field's value in the form that the journal keeps."""
    return None if value is None else str(int(value)) if isinstance(value, int) else value


def from_text(declared: Field, value: str | None) -> Value:
    """Return the value that the journal's text stands for; None where the field cannot hold it."""
    if value is None or not TYPES[declared.type].number:
        return value
    return int(value) if _is_whole(value) else None


def checked(declared: Field, value: Value) -> Value:
    """Return the value as it is kept: cleaned of invisible characters, in its canonical form.

    Raises:
        BadInput: The field cannot hold it; the message names the field and shows an example.
    """
    if value is None or value == "":
        if declared.required:
            raise BadInput(f"{declared.name} is missing", declared.help)
        return None
    if isinstance(value, int):
        return value
    tidy = text.clean_block(value) if declared.block else text.clean(value)
    longest = BLOCK_LENGTH if declared.block else LINE_LENGTH
    if len(tidy) > longest:
        raise BadInput(f"{declared.name} has {len(tidy):,} characters; at most {longest:,} fit", "shorten it")
    if not tidy:
        return checked(declared, None)
    if not TYPES[declared.type].holds(tidy):
        shown = tidy if len(tidy) <= 60 else tidy[:59] + "…"
        raise BadInput(f'{declared.name} cannot be "{shown}"', f"it takes {TYPES[declared.type].example}")
    if declared.choices and tidy not in declared.choices:
        raise BadInput(f'{declared.name} cannot be "{tidy}"', f"it takes {', '.join(declared.choices)}")
    return from_text(declared, tidy)


def _declared(of: dataclasses.Field[Any]) -> Field:
    base = str(of.type).removesuffix(" | None")
    required = of.default is dataclasses.MISSING
    return Field(of.name, base, required=required, default=None if required else of.default, **of.metadata)  # type: ignore[arg-type]
