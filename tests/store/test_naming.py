"""Other names, translations, tags and languages, on every way of reaching a database."""

import pytest

from cop.kernel.errors import BadInput, NotFound
from cop.store import naming, queries, references
from cop.store.records import Alias, Language, Tag, Translation
from cop.store.store import Store
from cop.teams.records import Partner


@pytest.fixture
def town(store: Store) -> Partner:
    with store.writing("test") as draft:
        return draft.add(Partner(code="m-zaw", name="Azzawiya"))


@pytest.mark.parametrize("typed", ["Az-Zawiyah", "azzawiyah", "الزاوية", "الزاويه"])
def test_a_record_is_found_by_each_of_its_names_in_any_spelling(store: Store, town: Partner, typed: str) -> None:
    with store.writing("alias") as draft:
        for name in ("Az-Zawiyah", "الزاوية"):
            naming.alias(draft, town, name)
    assert references.find(store.db, "partner", typed) == town.id


def test_a_name_that_was_taken_away_is_known_no_more(store: Store, town: Partner) -> None:
    with store.writing("alias") as draft:
        naming.alias(draft, town, "Az-Zawiyah")
    with store.writing("alias") as draft:
        naming.drop_alias(draft, town, "az zawiyah")
    assert not queries.every(store.db, Alias)
    with pytest.raises(NotFound, match='it has no other name "Az-Zawiyah"') as said, store.writing("alias") as draft:
        naming.drop_alias(draft, town, "Az-Zawiyah")
    assert said.value.hint == "it has none"


def test_the_spelling_that_is_typed_tells_two_like_names_apart(store: Store, town: Partner) -> None:
    with store.writing("alias") as draft:
        for name in ("Az-Zawiyah", "Azzawiyah"):
            naming.alias(draft, town, name)
    with pytest.raises(NotFound, match="it has several other names") as said, store.writing("alias") as draft:
        naming.drop_alias(draft, town, "AZZAWIYAH")
    assert said.value.hint == "it has Az-Zawiyah, Azzawiyah"
    with store.writing("alias") as draft:
        naming.drop_alias(draft, town, "Azzawiyah")
    assert [each.name for each in queries.every(store.db, Alias)] == ["Az-Zawiyah"]


def test_a_name_without_a_letter_could_not_be_found(store: Store, town: Partner) -> None:
    with pytest.raises(BadInput, match="has no letter to find it by"), store.writing("alias") as draft:
        naming.alias(draft, town, "--")


def test_whoever_bears_the_same_name_is_told(store: Store, town: Partner) -> None:
    with store.writing("test") as draft:
        other = draft.add(Partner(name="Zawia University"))
        naming.alias(draft, other, "Zawiyah")
    assert naming.namesakes(store.db, town, "ZAWIYAH") == ["Zawia University"]
    assert naming.namesakes(store.db, other, "zawiyah") == []


def test_a_translation_replaces_the_one_before(store: Store, town: Partner) -> None:
    for words in ("الزاوية", "مدينة الزاوية"):
        with store.writing("translate") as draft:
            naming.translate(draft, town, "name", "AR", words)
    (kept,) = queries.every(store.db, Translation)
    assert (kept.attribute, kept.language, kept.words) == ("name", "ar", "مدينة الزاوية")
    with store.writing("translate") as draft:
        naming.drop_translation(draft, town, "name", "ar")
    assert not queries.every(store.db, Translation)


def test_a_translation_knows_the_text_that_it_was_made_from(store: Store, town: Partner) -> None:
    with store.writing("translate") as draft:
        kept = naming.translate(draft, town, "name", "ar", "الزاوية")
        unwritten = naming.translate(draft, town, "region", "ar", "الساحل الغربي")
    assert naming.fits(kept.source_digest, "Azzawiya") and not naming.fits(kept.source_digest, "Zawiya al-Gharbiya")
    assert unwritten.source_digest is None, "there is no text yet that it could be of"


def test_spaces_and_invisible_characters_make_no_other_text() -> None:
    assert naming.digest_of("Zliten\u200b  port ") == naming.digest_of("Zliten\nport")
    assert naming.digest_of("1.5") != naming.digest_of("15")


@pytest.mark.parametrize("field", ["country", "code", "paired", "nothing"])
def test_only_texts_are_translated(store: Store, town: Partner, field: str) -> None:
    with pytest.raises(BadInput, match=f"{field} is no text") as said, store.writing("translate") as draft:
        naming.translate(draft, town, field, "ar", "x")
    assert said.value.hint == "name one of name, region, note"


def test_nothing_personal_is_translated(store: Store) -> None:
    from cop.teams.records import Person

    assert [each.name for each in naming.translatable(Person)] == ["title", "note"]


@pytest.mark.parametrize("language", ["arabic", "a", "", "a1", "عر"])
def test_a_language_is_a_code_of_two_or_three_letters(language: str) -> None:
    with pytest.raises(BadInput, match="is no language code"):
        naming.code_of(language)


def test_tags_and_languages_come_and_go(store: Store, town: Partner) -> None:
    with store.writing("test") as draft:
        naming.tag(draft, town, "coast")
        naming.language(draft, town, "AR")
    assert [each.word for each in queries.every(store.db, Tag)] == ["coast"]
    assert [each.code for each in queries.every(store.db, Language)] == ["ar"]
    with store.writing("test") as draft:
        naming.drop_tag(draft, town, "Coast")
        naming.drop_language(draft, town, "ar")
    assert not queries.every(store.db, Tag)
    assert not queries.every(store.db, Language)
