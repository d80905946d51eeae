"""Brings cop/locale/*.po up to date with the messages in the code: python docs/make_catalogue.py.

With --check it changes nothing and fails where something would change; --new fr begins a catalogue.
"""

import argparse
import io
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import yaml
from babel import Locale, UnknownLocaleError
from babel.messages import Catalog, Message, extract, pofile

import cop
import cop.registry  # it tells the store where each kind is declared
from cop.kernel.records import every_kind
from cop.reports.definitions import NAMED, definition

PACKAGE = Path(cop.__file__).parent
LOCALE = PACKAGE / "locale"
EXAMPLES = PACKAGE.parent / "examples"
KEYWORDS = {"gettext": None, "ngettext": (1, 2), "mark": None}
NO_WORDS = frozenset({"language", "code", "attribute", "week"})
"""Fields of words that no document spells out: languages have names by CLDR, weeks are told by their days."""
WIDTH = 120
Id = str | tuple[str, str]
"""A message, or its singular and plural."""


def main(said: list[str], folder: Path = LOCALE) -> int:
    """Write every catalogue of a folder anew; return 1 when --check finds that one would change."""
    asked = _asked(said)
    if asked.new:
        _begin(folder / f"{asked.new}.po")
    wanted, stale = messages(), []
    for path in sorted(folder.glob("*.po")):
        old = path.read_text(encoding="utf-8")
        new = updated(old, path.stem, wanted)
        if new != old:
            stale.append(path.name)
        if new != old and not asked.check:
            path.write_text(new, encoding="utf-8", newline="\n")
        _say(f"{path.name}: {len(wanted)} messages, {len(untranslated(new, path.stem))} to translate")
    if stale and asked.check:
        _say(f"not up to date: {', '.join(stale)}; python docs/make_catalogue.py brings them up to date")
    return 1 if stale and asked.check else 0


def messages() -> dict[Id, str]:
    """Return every message that a document may show, with what translators are told about it."""
    told: dict[Id, str] = {}
    for said in _in_code():
        told.setdefault(said, "")
    for _, figure in NAMED:
        told.setdefault(definition(figure), "The printed definition of a figure.")
    for word, place in _words():
        told.setdefault(word, f"A word of the data: {place}.")
    return told


def updated(old: str, language: str, wanted: dict[Id, str]) -> str:
    """Return a catalogue with the messages that are wanted, each translated as before, sorted, the same every time."""
    before, catalogue = _catalogue(old, language), Catalog(locale=language)
    known = {_id(one.id): one.string for one in before if one.id}
    for said, comment in wanted.items():
        catalogue.add(said, known.get(said) or "", auto_comments=[comment] if comment else [])
    stream = io.BytesIO()
    pofile.write_po(stream, catalogue, width=WIDTH, no_location=True, omit_header=True, sort_output=True)
    return _header(language, before.plural_forms) + stream.getvalue().decode()


def untranslated(text: str, language: str) -> list[Id]:
    """Return the messages of a catalogue that lack a translation, or one of its plural forms."""
    found = _read(text, language)
    return [_id(one.id) for one in found if not all(one.string if isinstance(one.string, tuple) else [one.string])]


def _read(text: str, language: str) -> list[Message]:
    return [one for one in _catalogue(text, language) if one.id]


def _catalogue(text: str, language: str) -> Catalog:
    """Return a catalogue as it was written; its own rule for plurals stands before Babel's."""
    return pofile.read_po(io.BytesIO(text.encode()), locale=language)


def _id(said: str | list[str] | tuple[str, ...]) -> Id:
    return said if isinstance(said, str) else (said[0], said[1])


def _header(language: str, plural_forms: str) -> str:
    """Return the head of a catalogue; it names no date, so that the same messages give the same file."""
    told = {
        "Language": language,
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": f"{plural_forms.rstrip(';')};",
    }
    lines = "".join(f'"{name}: {value}\\n"\n' for name, value in told.items())
    return f'msgid ""\nmsgstr ""\n{lines}\n'


def _in_code() -> Iterator[Id]:
    """Yield the messages inside gettext(), ngettext() and mark()."""
    found = extract.extract_from_dir(PACKAGE, [("**.py", "python")], {}, KEYWORDS, strip_comment_tags=True)
    for _, _, said, _, _ in found:
        yield _id(said)


def _words() -> Iterator[tuple[str, str]]:
    """Yield the words that records may hold, as documents show them, and the field's name."""
    fields = [each for kind in every_kind() for each in kind.fields() if each.type == "Word"]
    names = {each.name for each in fields} - NO_WORDS
    for each in fields:
        if each.name in names:
            known = each.choices or ([str(each.default)] if each.default else [])
            yield from ((word.replace("_", " "), each.name) for word in known)
    for path in sorted(EXAMPLES.rglob("*.yaml")):
        for name, word in _pairs(yaml.load(path.read_text(encoding="utf-8"), yaml.CSafeLoader)):
            if name in names and re.fullmatch("[a-z_]+", word):
                yield word.replace("_", " "), name


def _pairs(node: object) -> Iterator[tuple[str, str]]:
    """Yield every name with its word, however deep in a description."""
    if isinstance(node, dict):
        yield from ((name, value) for name, value in node.items() if isinstance(value, str))
    for one in node.values() if isinstance(node, dict) else node if isinstance(node, list) else ():
        yield from _pairs(one)


def _begin(path: Path) -> None:
    """Begin a catalogue for a new language."""
    try:
        Locale.parse(path.stem)
    except (UnknownLocaleError, ValueError):
        raise SystemExit(f'"{path.stem}" is no language that Babel knows; write a code such as fr') from None
    if not path.exists():
        path.write_text("", encoding="utf-8")


def _asked(said: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="change nothing; fail if anything would change")
    parser.add_argument("--new", metavar="LANGUAGE", help="begin a catalogue, such as fr")
    return parser.parse_args(said)


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
