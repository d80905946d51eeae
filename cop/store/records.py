"""Small records that any other may carry: who may write, other names, translations, tags, languages."""

from __future__ import annotations

from cop.kernel.records import Record, field, record, ref
from cop.kernel.types import Id, Word


@record("roster", plural="roster", label="label", identity=("key",))
class Roster(Record):
    """A key that may write in the programme."""

    key: str = field("Public half of an Ed25519 key, 64 hexadecimal digits.", editable=False)
    role: Word = field("root, secretariat, team or observer.", editable=False)
    label: str = field("Which computer or person holds it.")


@record(
    "alias", plural="aliases", label="name", identity=("subject", "name"),
    part_of="*", parent="subject", names_parent=True,
)  # fmt: skip
class Alias(Record):
    """Another name of a record, in any script and spelling."""

    subject: Id = ref("Record that bears the name.", to="*", editable=False)
    name: str = field("The name as people write it.", editable=False)


@record(
    "translation", plural="translations", label="words", identity=("subject", "attribute", "language"),
    part_of="*", parent="subject", names_parent=True,
)  # fmt: skip
class Translation(Record):
    """A text of a record in another language."""

    subject: Id = ref("Record whose text it is.", to="*", editable=False)
    attribute: Word = field("Which of its texts, such as title.", editable=False)
    language: Word = field("Language code, such as ar.", editable=False)
    words: str = field("The text in that language.", block=True)
    source_digest: str | None = field(
        "Digest of the text it translates; when that text changes, the translation is out of date.",
        editable=False, default=None,
    )  # fmt: skip


@record("tag", plural="tags", label="word", identity=("subject", "word"), part_of="*", parent="subject")
class Tag(Record):
    """A word by which records of several kinds are gathered."""

    subject: Id = ref("Record that bears it.", to="*", editable=False)
    word: str = field("The word.", editable=False)


@record("language", plural="languages", label="code", identity=("subject", "code"), part_of="*", parent="subject")
class Language(Record):
    """A language that a programme, a person or a meeting uses."""

    subject: Id = ref("Record that uses it.", to="*", editable=False)
    code: Word = field("Language code, such as ar.", editable=False)
