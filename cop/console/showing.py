"""How a record is shown whole: its fields, references by name, other names, translations, open conflicts."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from cop.console.emit import View
from cop.kernel.records import Field, Record, kind_named
from cop.store import queries
from cop.store.database import Database
from cop.store.entry import REMOVED
from cop.store.records import Alias, Language, Tag, Translation
from cop.store.references import kind_among, label, short
from cop.store.typed import Reading

if TYPE_CHECKING:
    from cop.store.past import Past

Shown = dict[str, object]


def spell_record(db: Database, record: Record, *, for_people: bool) -> Shown:
    """Return a record's fields with references spelled out, and what hangs on records of any kind.

    Scripts get a reference as its code (or id); people get the name, and the code in brackets.
    """
    shown: Shown = {"id": record.id}
    for each in record.fields():
        shown[each.name] = _spelled(db, each, getattr(record, each.name), for_people=for_people)
    shown["aliases"] = [alias.name for alias in queries.every(db, Alias, "subject = :id", order="name", id=record.id)]
    shown["tags"] = [tag.word for tag in queries.every(db, Tag, "subject = :id", order="word", id=record.id)]
    languages = queries.every(db, Language, "subject = :id", order="code", id=record.id)
    shown["languages"] = [language.code for language in languages]
    shown["translations"] = _translations(db, record, for_people=for_people)
    clashes = [row[0] for row in db.all("SELECT field FROM conflict WHERE record = :id ORDER BY field", id=record.id)]
    shown["_conflicts"] = _both(db, record, clashes) if clashes and for_people else clashes
    return shown


def _both(db: Database, record: Record, clashes: list[str]) -> list[str]:
    """Return what stands side by side in each field on which two people disagree; of a removal, that it was removed."""
    rows = db.all(
        "SELECT g.field, c.value FROM change c JOIN record r ON r.n = c.record JOIN register g ON g.n = c.register "
        "WHERE r.id = :id AND c.head = 1 ORDER BY g.field, c.n",
        id=record.id,
    )
    personal = {each.name for each in record.fields() if each.personal}
    told = [(field, value) for field, value in rows if field in clashes and field not in personal]
    said = [f"{field.replace('_', ' ')}: {value}" for field, value in told if field != REMOVED]
    return said + [field for field in clashes if field in (personal | {REMOVED})]


def record_view(shown: Mapping[str, object], name: str) -> View:
    """Return the view of a record that was spelled out."""
    return View(name=name, keys=tuple(shown), titles={"_conflicts": "in conflict"})


def past_view(how: Reading) -> View:
    """Return how the values that a record ever had are shown."""
    return View(
        name="values",
        keys=("at", "actor", "field", "value", "verb", "why", "entry"),
        table=("at", "actor", "field", "value", "why"),
        titles={"at": "when", "actor": "who"},
        keep=frozenset({"at"}),
        bare=frozenset({"actor", "value", "why"}),
        say={"at": how.clock, "field": lambda name: name.replace("_", " ")},
    )


def with_names(db: Database, kind: str, rows: "Iterable[Past]") -> "list[Past]":
    """Return the values of the past with references as people name them today."""
    targets = {each.name: each.kinds for each in kind_named(kind).fields() if each.kinds}
    return [
        row._replace(value=_called(db, targets[row.field], row.value)) if row.field in targets and row.value else row
        for row in rows
    ]


def brief(record: Record) -> Shown:
    """Return what a script is told of a record just saved: its id and every field that has a value."""
    told = {name: getattr(record, name) for name in record.names()}
    return {name: value for name, value in told.items() if value is not None}


def reference(db: Database, record: Record) -> str:
    """Return the shortest way to name a record, also one that was just removed."""
    kind = record.declaration.name
    if queries.one(db, type(record), record.id) is None:
        return str(getattr(record, "code", None) or record.id)
    return short(db, kind, record.id)


def name(record: Record) -> str:
    """Return what people call a record."""
    return str(getattr(record, record.declaration.label) or "")


def _spelled(db: Database, each: Field, value: object, *, for_people: bool) -> object:
    if each.type == "bool":
        return bool(value)
    if value is None or not each.kinds:
        return value
    kind = kind_among(db, each.kinds, str(value)) or each.kinds[0]
    code = short(db, kind, str(value))
    return f"{label(db, kind, str(value))} ({code})" if for_people else code


def _called(db: Database, kinds: tuple[str, ...], record: str) -> str:
    return label(db, kind_among(db, kinds, record) or kinds[0], record)


def _translations(db: Database, record: Record, *, for_people: bool) -> object:
    found = queries.every(db, Translation, "subject = :id", order="attribute, language", id=record.id)
    if for_people:
        return [f"{each.attribute} ({each.language}): {each.words}" for each in found]
    return [{"field": each.attribute, "language": each.language, "text": each.words} for each in found]
