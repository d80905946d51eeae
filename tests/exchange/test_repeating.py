import pytest

from cop.exchange.findings import Findings
from cop.store.store import Store

from .conftest import bring

TOWNS = """cop: 1
partners:
  - {code: m-zli, name: Zliten, sector: municipality, country: LY}
  - {code: m-seb, name: Sebha, sector: municipality, country: LY}
  - {code: u-zli, name: Asmarya, sector: university, country: LY, paired: m-zli}
  - {code: unitn, name: Trento, sector: university, country: IT}
"""


def codes(store: Store, table: str) -> list[str]:
    return [row[0] for row in store.db.all(f"SELECT code FROM {table} ORDER BY code")]


def test_an_item_is_repeated_for_every_partner_that_fits(store: Store) -> None:
    bring(
        store,
        TOWNS
        + 'people: [{each: {sector: municipality}, code: "{code}-pm", title: "PM of {name}", partner: "{code}"}]\n',
    )
    assert codes(store, "person") == ["m-seb-pm", "m-zli-pm"]
    assert store.db.all("SELECT title FROM person ORDER BY code") == [("PM of Sebha",), ("PM of Zliten",)]


def test_all_conditions_must_hold(store: Store) -> None:
    bring(store, TOWNS + 'people: [{each: {sector: university, country: LY}, code: "{code}-po", title: X}]\n')
    assert codes(store, "person") == ["u-zli-po"]


def test_paired_is_told_from_either_side_and_short_without_the_first_part(store: Store) -> None:
    town = '{each: {code: m-zli}, code: "lct-{short}", title: "{paired}"}'
    said = f'people: [{town}, {{each: {{code: u-zli}}, code: y, title: "{{paired}}"}}]'
    bring(store, f"{TOWNS}{said}\n")
    assert store.db.all("SELECT code, title FROM person ORDER BY code") == [("lct-zli", "u-zli"), ("y", "m-zli")]


def test_placeholders_need_no_quotes(store: Store) -> None:
    bring(store, TOWNS + "people: [{each: {sector: municipality}, code: {code}, title: Mayor}]\n")
    assert codes(store, "person") == ["m-seb", "m-zli"]


def test_what_hangs_on_an_item_is_repeated_in_the_order_of_codes(store: Store) -> None:
    seats = '[{title: Chair}, {each: {sector: municipality}, partner: "{code}"}]'
    said = f"bodies: [{{code: sc, title: SC, kind: circle, seats: {seats}}}]"
    bring(store, f"{TOWNS}{said}\n")
    rows = store.db.all(
        "SELECT s.ordinal, p.code FROM seat s LEFT JOIN partner p ON p.id = s.partner ORDER BY s.ordinal"
    )
    assert rows == [(1, None), (2, "m-seb"), (3, "m-zli")]


def test_partners_of_the_programme_count_too(store: Store) -> None:
    bring(store, TOWNS)
    bring(store, 'cop: 1\npeople: [{each: {sector: municipality}, code: "{code}-pm", title: PM}]\n')
    assert codes(store, "person") == ["m-seb-pm", "m-zli-pm"]


def test_braces_outside_each_are_text(store: Store) -> None:
    bring(store, TOWNS + 'people: [{code: x, title: "The {code} book"}]\n')
    assert store.db.all("SELECT title FROM person") == [("The {code} book",)]


def test_a_placeholder_without_a_value_is_told_of_each_partner(store: Store) -> None:
    with pytest.raises(Findings) as caught:
        bring(store, TOWNS + 'people:\n  - each: {sector: municipality}\n    code: "{paired}-po"\n    title: X\n')
    assert "x.yaml:9: {paired} is not known of m-seb" in caught.value.message


def test_a_repeated_title_bears_the_partners_name_in_each_language(store: Store) -> None:
    towns = "cop: 1\npartners: [{code: m-zli, name: {en: Zliten, ar: زليتن}, sector: municipality}]\n"
    each = "{each: {sector: municipality}, code: x, title: {en: 'Of {name}', ar: 'في {name_ar}'}"
    bring(store, f"{towns}bodies: [{each}, kind: team}}]\n")
    bring(store, f"cop: 1\npeople: [{each}}}]\n")
    assert store.db.all("SELECT words FROM translation WHERE words <> 'زليتن'") == [("في زليتن",)] * 2
