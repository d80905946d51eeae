"""How records lie in a description: which kinds have a section, what hangs on what; read off the declarations alone."""

from functools import cache
from typing import NamedTuple

from cop.kernel.kinds import MODULES
from cop.kernel.records import Field, Record, kind_named

FORMAT = 1
POSITION = "position"
"""The section that says where a copy stood when a sheet was exported to be edited."""
SINGLE = "programme"
"""The kind of which a file holds exactly one: its section is a group, not a list."""
APART = frozenset({"roster"})
"""Who may write in a copy is settled between copies, never by a description."""
TRANSLATION = "translation"
EVERYWHERE = "*"


class Shape(NamedTuple):
    """How records of one kind are written.

    Args:
        kind: The record type.
        name: Its noun.
        fields: What an item may say, by name: all fields but the one that points at what it hangs on.
        plain: The field that an item of plain text, without names, gives; None when there is no such short form.
        texts: The fields that may be translated.
    """

    kind: type[Record]
    name: str
    fields: dict[str, Field]
    plain: str | None
    texts: frozenset[str]

    @property
    def is_derived(self) -> bool:
        """Whether the id follows from what the record is, so that it need not be written."""
        return bool(self.kind.declaration.identity)

    @property
    def has_code(self) -> bool:
        """Whether a code names one record of the kind; the code of a language is no name of a record."""
        return "code" in self.fields and not self.is_derived


@cache
def shape(kind: str) -> Shape:
    """Return how records of a kind are written."""
    found = kind_named(kind)
    fields = {each.name: each for each in found.fields() if each.name != found.declaration.parent}
    texts = frozenset(each.name for each in fields.values() if each.type == "str" and not each.personal)
    return Shape(found, kind, fields, _plain(found, fields), texts)


def sections() -> dict[str, Shape]:
    """Return what may stand at the top of a description, by its name there, in the order of an export."""
    tops = [shape(kind) for kind in MODULES if kind not in APART and not kind_named(kind).declaration.part_of]
    return {top.kind.declaration.plural: top for top in tops}


@cache
def kinds() -> list[str]:
    """Return every kind that a description may hold, in the order of an export."""
    return [kind for kind in MODULES if kind not in APART]


def counted(kind: str, count: int) -> str:
    """Return a kind's noun for so many of them: `1 agenda item`, `3 members`."""
    return (kind if count == 1 else shape(kind).kind.declaration.plural).replace("_", " ")


@cache
def parts(kind: str) -> dict[str, Shape]:
    """Return what may stand inside a record of this kind, by its name there."""
    if kind_named(kind).declaration.part_of == EVERYWHERE:
        return {}
    wanted = (kind, EVERYWHERE)
    found = [shape(each) for each in MODULES if kind_named(each).declaration.part_of in wanted]
    return {each.kind.declaration.plural: each for each in found}


def _plain(kind: type[Record], fields: dict[str, Field]) -> str | None:
    """Return what the one text of a short item says: `skipped day`, `person`, `title`, or whose seat it is."""
    if not kind.declaration.part_of or kind.declaration.name == TRANSLATION:
        return None
    own = [each for each in fields.values() if each.name not in ("ordinal", "team", "src", "note")]
    needed = [each.name for each in own if each.required]
    named = [each.name for each in own if each.to]
    return (needed or named or [own[0].name])[0]
