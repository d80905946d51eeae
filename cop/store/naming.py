"""What a record of any kind may be given beside its fields: other names, translations, tags, languages."""

from collections.abc import Iterable, Sequence
from typing import TypeVar

from cop.kernel import text
from cop.kernel.errors import BadInput, NotFound
from cop.kernel.records import Field, Record
from cop.kernel.types import Word
from cop.store import queries
from cop.store.database import Database
from cop.store.journal import Draft
from cop.store.records import Alias, Language, Tag, Translation

R = TypeVar("R", bound=Record)


def alias(draft: Draft, record: Record, name: str) -> Alias:
    """Let a record be called by another name too, in any script.

    Raises:
        BadInput: The name has no letter or digit by which it could be found.
    """
    if not text.fold(name):
        raise BadInput(f'"{name}" has no letter to find it by', "write the name as people write it")
    return draft.add(Alias(subject=record.id, name=name))


def drop_alias(draft: Draft, record: Record, name: str) -> None:
    """Take another name away, typed in any spelling that tells it from the rest.

    Raises:
        NotFound: The record has no such name, or several.
    """
    held = queries.every(draft.db, Alias, "subject = :id", order="name", id=record.id)
    draft.remove(_meant(held, [each.name for each in held], name, "other name"))


def namesakes(db: Database, record: Record, name: str) -> list[str]:
    """Return what the other records of its kind are called that bear this name too."""
    kind = record.declaration
    rows = db.all(
        f"SELECT DISTINCT r.{kind.label} FROM {kind.name} r JOIN known_as k ON k.record = r.id "
        f"WHERE k.folded = :folded AND k.kind IN (:kind, '') AND r.id <> :id ORDER BY r.{kind.label}",
        folded=text.fold(name), kind=kind.name, id=record.id,
    )  # fmt: skip
    return [str(row[0]) for row in rows if row[0] is not None]


def translate(draft: Draft, record: Record, field: str, language: str, words: str) -> Translation:
    """Say one of a record's texts in another language; what was said before in that language is replaced.

    Raises:
        BadInput: The field holds no text for everybody, or this is no language code.
    """
    attribute = _text_field(record, field)
    source = getattr(record, attribute)
    return draft.add(
        Translation(
            subject=record.id, attribute=attribute, language=code_of(language), words=words,
            source_digest=digest_of(source) if source else None,
        )
    )  # fmt: skip


def drop_translation(draft: Draft, record: Record, field: str, language: str) -> None:
    """Take a translation away.

    Raises:
        NotFound: There is none.
        BadInput: The field holds no text for everybody, or this is no language code.
    """
    attribute, code = _text_field(record, field), code_of(language)
    held = queries.every(draft.db, Translation, "subject = :id AND attribute = :attribute",
                         order="language", id=record.id, attribute=attribute)  # fmt: skip
    draft.remove(_meant(held, [each.language for each in held], code, f"translation of its {attribute}"))


def tag(draft: Draft, record: Record, word: str) -> Tag:
    """Mark a record with a word by which it is gathered with others."""
    return draft.add(Tag(subject=record.id, word=word))


def drop_tag(draft: Draft, record: Record, word: str) -> None:
    """Take a tag away.

    Raises:
        NotFound: The record does not bear it.
    """
    held = queries.every(draft.db, Tag, "subject = :id", order="word", id=record.id)
    draft.remove(_meant(held, [each.word for each in held], word, "tag"))


def language(draft: Draft, record: Record, code: str) -> Language:
    """Say that a programme, a person or a meeting uses a language.

    Raises:
        BadInput: This is no language code.
    """
    return draft.add(Language(subject=record.id, code=code_of(code)))


def drop_language(draft: Draft, record: Record, code: str) -> None:
    """Take a language away.

    Raises:
        NotFound: It was not there.
        BadInput: This is no language code.
    """
    held = queries.every(draft.db, Language, "subject = :id", order="code", id=record.id)
    draft.remove(_meant(held, [each.code for each in held], code_of(code), "language"))


def code_of(language: str) -> Word:
    """Return a language code as it is kept: two or three small letters (ISO 639).

    Raises:
        BadInput: This is none.
    """
    code = language.strip().lower()
    if not (2 <= len(code) <= 3 and code.isascii() and code.isalpha()):
        raise BadInput(f'"{language}" is no language code', "use two or three letters, such as ar, en, fr or it")
    return Word(code)


def digest_of(source: str) -> str:
    """Return by what a translation knows the text that it was made from: twelve digits of all that is seen of it.

    Spaces, line ends and invisible characters do not count, so a text has the same digest before it is cleaned.
    """
    from hashlib import blake2b
    from unicodedata import normalize

    seen = normalize("NFC", "".join(each for each in source if each.isprintable() and each != " "))
    return blake2b(seen.encode(), digest_size=6).hexdigest()


def fits(digest: str | None, source: str) -> bool:
    """Tell whether a translation was made from a text as it stands; one that knows none, of an old file, is trusted."""
    return digest is None or digest == digest_of(source)


def translatable(record_type: type[Record]) -> list[Field]:
    """Return the fields whose text may be said in other languages; a personal one would be in the journal for good."""
    return [
        each for each in record_type.fields()
        if each.type == "str" and not each.personal and each.name not in ("code", "src", "country", "link")
    ]  # fmt: skip


def _text_field(record: Record, typed: str) -> Word:
    free = [each.name for each in translatable(type(record))]
    if typed not in free:
        raise BadInput(f"{typed} is no text that can be translated", f"name one of {', '.join(free)}")
    return Word(typed)


def _meant(held: Sequence[R], spelled: Iterable[str], typed: str, what: str) -> R:
    names = [*spelled]
    found = [at for at, name in enumerate(names) if name == typed.strip()]
    found = found or [at for at, name in enumerate(names) if text.fold(name) == text.fold(typed)]
    if len(found) == 1:
        return held[found[0]]
    raise NotFound(
        f'it has {"several" if found else "no"} {what}{"s" if found else ""} "{typed}"',
        "it has " + ", ".join(names) if names else "it has none",
    )
