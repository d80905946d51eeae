"""Every message of a document has a translation that fits it, and a catalogue can be begun without code."""

import ast
import gettext
import importlib.util
import io
import re
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest
from babel.messages import Catalog, Message, mofile, pofile

from cop import cli
from cop.documents import words

ROOT = Path(__file__).parents[2]
LOCALE = ROOT / "cop" / "locale"
LANGUAGES = sorted(path.stem for path in LOCALE.glob("*.po"))
NUMBERS = range(1_000)


def maker() -> ModuleType:
    """Return docs/make_catalogue.py as a module."""
    spec = importlib.util.spec_from_file_location("make_catalogue", ROOT / "docs" / "make_catalogue.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def make() -> ModuleType:
    return maker()


def catalogue(language: str) -> Catalog:
    with (LOCALE / f"{language}.po").open("rb") as file:
        return pofile.read_po(file, locale=language)


def pairs(one: Message) -> list[tuple[str, str]]:
    """Return each form of a translation with the form of the message that it renders."""
    if isinstance(one.id, str):
        assert isinstance(one.string, str)
        return [(one.id, one.string)]
    return [(one.id[1], form) for form in one.string or ()]


def messages(language: str) -> list[Message]:
    return [one for one in catalogue(language) if one.id]


def braces(text: str) -> set[str]:
    return set(re.findall(r"{\w*}", text))


def numbers_of_forms(language: str) -> dict[int, list[int]]:
    """Return the numbers that take each plural form."""
    form = gettext.c2py(catalogue(language).plural_expr)
    found: dict[int, list[int]] = {}
    for number in NUMBERS:
        found.setdefault(form(number), []).append(number)
    return found


# What stands in the catalogues


def test_the_catalogues_hold_every_message_of_the_code(make: ModuleType) -> None:
    assert make.main(["--check"]) == 0, "python docs/make_catalogue.py brings them up to date"


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_message_lacks_a_translation(language: str) -> None:
    lacking = [one.id for one in messages(language) if not all(said.strip() for _, said in pairs(one))]
    assert lacking == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_inserted_into_a_message_is_inserted_into_its_translation(language: str) -> None:
    numbers = numbers_of_forms(language)
    for one in messages(language):
        for form, (said, translated) in enumerate(pairs(one)):
            wanted = braces(said)
            if not isinstance(one.id, str) and len(numbers[form]) == 1:  # "one date" need not say 1
                wanted = (braces(one.id[0]) if numbers[form] == [1] else wanted) - {"{n}"}
            missing = wanted - braces(translated)
            assert not missing and braces(translated) <= braces(said), f"{said!r}: {translated!r}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translation_begins_and_ends_with_a_space_where_the_message_does(language: str) -> None:
    for one in messages(language):
        for said, translated in pairs(one):
            assert (said[:1].isspace(), said[-1:].isspace()) == (translated[:1].isspace(), translated[-1:].isspace())


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translation_of_several_lines_has_as_many_as_the_message(language: str) -> None:
    for one in messages(language):
        for said, translated in pairs(one):
            assert translated.count("\n") == said.count("\n"), said


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_catalogue_compiles_and_speaks(language: str) -> None:
    compiled = io.BytesIO()
    mofile.write_mo(compiled, catalogue(language))
    compiled.seek(0)
    speaking = gettext.GNUTranslations(compiled)
    one = next(one for one in messages(language) if isinstance(one.id, str) and one.string)
    assert speaking.gettext(str(one.id)) == one.string


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_translation_is_uncertain(language: str) -> None:
    assert [one.id for one in messages(language) if one.fuzzy] == []


# What documents say


def test_every_message_is_called_by_its_name_where_it_stands() -> None:
    """What is called by another name, such as said = words.gettext, is not found by those who gather messages."""
    hidden = []
    for path in sorted((ROOT / "cop").rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        called = {id(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call)}
        named = (node for node in ast.walk(tree) if isinstance(node, ast.Attribute) and "gettext" in node.attr)
        hidden += [f"{path.name}:{node.lineno}" for node in named if id(node) not in called]
    assert hidden == []


@pytest.fixture
def unheard(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """The messages that a document asked for in Arabic and that the catalogue does not hold."""

    class Listening(gettext.NullTranslations):
        def gettext(self, message: str) -> str:
            missed.append(message)
            return message

    missed: list[str] = []
    words._catalogue.cache_clear()
    words._catalogue("ar").add_fallback(Listening())
    yield missed
    words._catalogue.cache_clear()


def test_no_document_of_the_example_says_a_word_that_is_not_in_the_catalogue(
    unheard: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert cli.run(["demo", "year"]) == 0
    monkeypatch.chdir(tmp_path / "year")
    for command in (
        "report month 2024-07",
        "report team lct-zli 2024-07",
        "report body sc --year 2024",
        "month remind 2024-07",
        "month form 2024-07 lct-seb -o -",
        "attendance sheet sc7",
        "calendar print --month 2024-08 -o -",
        "pilot show p-env -o pilot.html",
        "pilot gantt -o pilots.html",
        "activity gantt -o plan.html",
        "training tree c4 -o tree.html",
        "training tree c5 -o tree.md --yes",
        "training certificates ss -o certificates.html",
    ):
        assert cli.run([*command.split(), "--lang", "ar"]) == 0, (command, capsys.readouterr().err)
    assert sorted(set(unheard)) == []


# How they are made


def test_messages_come_from_code_declarations_and_examples(make: ModuleType) -> None:
    found = make.messages()
    assert ("{n} milestone", "{n} milestones") in found
    assert {"in presence", "submitted"} <= found.keys(), "choices of records"
    assert {"municipality", "field visit"} <= found.keys(), "open words of the example"
    assert any(said.startswith("Meetings held among those planned") for said in found if isinstance(said, str))


def test_codes_and_names_are_no_words_to_translate(make: ModuleType) -> None:
    assert {"ar", "sc7", "mon-fri"}.isdisjoint(make.messages())


@pytest.mark.parametrize(("language", "forms"), [("fr", 2), ("it", 2), ("pl", 3)])
def test_a_new_language_begins_with_its_plural_forms(
    make: ModuleType, tmp_path: Path, language: str, forms: int, capsys: pytest.CaptureFixture[str]
) -> None:
    assert make.main(["--new", language], tmp_path) == 0
    assert [path.name for path in tmp_path.iterdir()] == [f"{language}.po"]
    text = (tmp_path / f"{language}.po").read_text(encoding="utf-8")
    assert f"nplurals={forms};" in text
    assert make.untranslated(text, language) == [make._id(said) for said in sorted(make.messages(), key=first_form)]
    assert "to translate" in capsys.readouterr().out


def first_form(said: str | tuple[str, str]) -> str:
    return said if isinstance(said, str) else said[0]


def test_a_language_that_nobody_speaks_cannot_be_begun(make: ModuleType, tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match="no language that Babel knows"):
        make.main(["--new", "tlhingan"], tmp_path)
    assert not any(tmp_path.iterdir())


def test_a_second_run_changes_nothing(make: ModuleType, tmp_path: Path) -> None:
    path = tmp_path / "ar.po"
    path.write_bytes((LOCALE / "ar.po").read_bytes())
    make.main([], tmp_path)
    before = path.read_bytes()
    make.main([], tmp_path)
    assert path.read_bytes() == before
    assert make.main(["--check"], tmp_path) == 0


def test_translations_stay_and_messages_that_are_gone_go(make: ModuleType) -> None:
    old = 'msgid ""\nmsgstr ""\n\nmsgid "held"\nmsgstr "tenue"\n\nmsgid "forgotten"\nmsgstr "oublié"\n'
    new = make.updated(old, "fr", {"held": "", "planned": "A word of the data: status."})
    assert 'msgid "held"\nmsgstr "tenue"\n' in new
    assert '#. A word of the data: status.\nmsgid "planned"\nmsgstr ""\n' in new
    assert "forgotten" not in new and "fuzzy" not in new


def test_a_check_tells_what_is_stale_and_leaves_it(
    make: ModuleType, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    stale = tmp_path / "fr.po"
    stale.write_text('msgid ""\nmsgstr ""\n', encoding="utf-8")
    assert make.main(["--check"], tmp_path) == 1
    assert stale.read_text(encoding="utf-8") == 'msgid ""\nmsgstr ""\n'
    assert "not up to date: fr.po" in capsys.readouterr().out


def test_a_catalogue_bears_no_date_and_no_line_numbers() -> None:
    text = (LOCALE / "ar.po").read_text(encoding="utf-8")
    assert "-Date" not in text and "#:" not in text


def test_the_catalogues_own_rule_for_plurals_stands(make: ModuleType) -> None:
    """Babel's has the fifth and sixth Arabic form the other way round than every editor of such files."""
    assert numbers_of_forms("ar")[4][0] == 11 and 100 in numbers_of_forms("ar")[5]
