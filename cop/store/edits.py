"""The rules that hold for records of every kind: edit, remove, restore, and codes that are free."""

from collections.abc import Iterable
from typing import TypeVar

from cop.kernel import text
from cop.kernel.errors import BadInput, RuleBroken
from cop.kernel.records import Record, Value, every_kind, kind_named
from cop.kernel.types import Id
from cop.store import fold, queries
from cop.store.database import Database, first
from cop.store.entry import REMOVED
from cop.store.journal import Draft
from cop.store.references import label, short
from cop.store.typed import Reading, settable, understand

R = TypeVar("R", bound=Record)
SHOWN = 3
UNFIT = frozenset(' %/~"')
"""What no code may hold: %3, vpm/2024-07-03 and sc8~k3 mean something else."""


def add(draft: Draft, record: R, sets: Iterable[str] = (), how: Reading | None = None) -> R:
    """Add a new record, with further fields given as FIELD=VALUE words.

    Raises:
        RuleBroken: Its code is taken.
        BadInput: A field cannot hold its value.
    """
    made = draft.add(_with(draft, record, sets, how) if how else record)
    code_is_free(draft.db, made)
    return made


def edit(draft: Draft, old: R, sets: Iterable[str], how: Reading) -> R:
    """Change fields by FIELD=VALUE words; an empty value takes the field's value away.

    Raises:
        BadInput: There is no such field, a verb owns it, or it cannot hold the value.
    """
    new = draft.edit(old, _with(draft, old, sets, how))
    code_is_free(draft.db, new)
    return new


def _with(draft: Draft, old: R, sets: Iterable[str], how: Reading) -> R:
    known = {each.name: each for each in old.fields()}
    free = [each.name for each in settable(type(old))]
    values: dict[str, Value] = {}
    for words in sets:
        name, equals, typed = words.partition("=")
        if not equals or name not in known:
            raise BadInput(f'"{words}" sets no field', f"write FIELD=VALUE with one of {', '.join(free)}")
        if name not in free:
            raise BadInput(
                f"{name} is not changed by --set", f"cop {old.declaration.name} --help names the verb for it"
            )
        values[name] = understand(draft.db, known[name], typed, how)
    return type(old).from_row([old.id, *(values.get(name, getattr(old, name)) for name in known)])


def remove(draft: Draft, record: Record) -> None:
    """Remove a record with the parts that hang on it.

    Raises:
        RuleBroken: Other records refer to it; the hint names them.
    """
    parts = parts_of(draft.db, record)
    gone = {record.id, *(part.id for part in parts)}
    leaning = [found for found in referring(draft.db, gone) if found.id not in gone]
    if leaning:
        raise RuleBroken(
            f"{label(draft.db, record.declaration.name, record.id)} is still in use by {len(leaning)} other "
            f"{'record' if len(leaning) == 1 else 'records'}",
            "first change or remove " + ", ".join(dict.fromkeys(_told(draft.db, found) for found in leaning[:SHOWN])),
        )
    for one in (record, *parts):
        draft.remove(one)


def restore(draft: Draft, record_type: type[R], record: Id) -> R:
    """Bring back a removed record with the parts that went with it, and return it as it will be.

    Raises:
        RuleBroken: What it refers to was removed too.
    """
    together = _removed_together(draft.db, record)
    can_return(draft.db, together)
    for kind, one in together:
        draft.restore(kind, Id(one))
    return fold.without_removal(draft.db, record_type, record)


def can_return(db: Database, records: Iterable[tuple[str, str]]) -> None:
    """Check the rule that what a returning record refers to stands, or returns with it.

    Raises:
        RuleBroken: It was removed; the hint says how it returns.
    """
    returning = sorted(records)
    for kind, record in returning:
        found = fold.without_removal(db, kind_named(kind), record)
        for each in found.fields():
            target = getattr(found, each.name)
            if (
                each.kinds
                and target
                and not any((to, target) in returning or _stands(db, to, target) for to in each.kinds)
            ):
                to = fold.kind_of(db, target) or each.kinds[0]
                raise RuleBroken(
                    f"{getattr(found, found.declaration.label)} needs a {to.replace('_', ' ')} that was removed too",
                    f"first cop {to} restore {target}",
                )


def _stands(db: Database, kind: str, record: str) -> bool:
    return first(db, f"SELECT id FROM {kind} WHERE id = :id", id=record) is not None


def _removed_together(db: Database, record: str) -> list[tuple[str, str]]:
    rows = db.all(
        "SELECT g.kind, r.id FROM change c JOIN register g ON g.n = c.register JOIN record r ON r.n = c.record "
        "WHERE g.field = :removed AND c.head = 1 AND c.value IS NOT NULL AND c.entry IN "
        "(SELECT d.entry FROM change d JOIN record q ON q.n = d.record JOIN register h ON h.n = d.register "
        "WHERE q.id = :record AND h.field = :removed AND d.head = 1)",
        record=record, removed=REMOVED,
    )  # fmt: skip
    return [(kind, one) for kind, one in rows if fold.known(kind)]


def parts_of(db: Database, record: Record) -> list[Record]:
    """Return the records that hang on this one, and on those, such as seats on a body and aliases on a seat."""
    found: list[Record] = []
    for kind in every_kind():
        declaration = kind.declaration
        if declaration.part_of in (record.declaration.name, "*"):
            for part in queries.every_of(db, kind, declaration.parent, [record.id]):
                found += [part, *parts_of(db, part)]
    return found


def referring(db: Database, records: Iterable[str]) -> list[Record]:
    """Return the records that name one of these in any field."""
    wanted = sorted(set(records))
    return [
        record
        for kind in every_kind()
        for each in kind.fields()
        if each.to
        for record in queries.every_of(db, kind, each.name, wanted)
    ]


def code_is_free(db: Database, record: Record) -> None:
    """Check the rule that a code names one record of its kind, and can be typed.

    Raises:
        RuleBroken: Another record bears it.
        BadInput: It holds what references use for something else, such as the tilde of sc8~k3.
    """
    code, kind = getattr(record, "code", None), record.declaration.name
    if code and set(code) & UNFIT:
        raise BadInput(
            f'the code "{code}" cannot be typed as a reference', 'a code holds no space, and none of % / ~ "'
        )
    for other, taken in _coded_alike(db, kind, code) if code else []:
        if other != record.id:
            raise RuleBroken(f'the code "{taken}" is taken by {label(db, kind, other)}', "choose another code")


def _coded_alike(db: Database, kind: str, code: str) -> list[tuple[str, str]]:
    """Return the records whose code differs by nothing that people tell apart: SC7 is sc7, sc-7 is not."""
    rows = db.all(
        f"SELECT r.id, r.code FROM known_as k JOIN {kind} r ON r.id = k.record "
        "WHERE k.folded = :folded AND k.kind = :kind",
        folded=text.fold(code), kind=kind,
    )  # fmt: skip
    return [(row[0], row[1]) for row in rows if row[1] and row[1].casefold() == code.casefold()]


def warnings(record: Record) -> list[str]:
    """Return what is allowed but will trouble somebody."""
    if text.mixed_scripts(getattr(record, "code", None) or ""):
        return ["its code mixes letters of two alphabets that look alike: few people will be able to type it"]
    return []


def _told(db: Database, record: Record) -> str:
    """Return a record as people type it; what hangs on another one by that one, whose verb takes it away."""
    kind = record.declaration
    whole = getattr(record, kind.parent) if kind.part_of else None
    whose = fold.kind_of(db, whole) if whole else None
    if whole and whose:
        return f"the {kind.plural.replace('_', ' ')} of {whose.replace('_', ' ')} {short(db, whose, whole)}"
    return f"{kind.name.replace('_', ' ')} {short(db, kind.name, record.id)}"
