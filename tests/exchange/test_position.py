from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cop.exchange.findings import Findings
from cop.store import edits, queries
from cop.store.store import Store
from cop.store.typed import Reading
from cop.teams.records import Partner, Person

from .conftest import NOW, bring, exported

TWO = "cop: 1\npartners: [{code: a, name: A, region: East}, {code: b, name: B}]\n"
FIELDS = ("name", "region", "sector")


def change(store: Store, code: str, **fields: str) -> None:
    """Change a partner as a colleague does at the keyboard."""
    with store.writing("partner edit") as draft:
        (partner,) = queries.every(draft.db, Partner, "code = :code", code=code)
        edits.edit(draft, partner, [f"{name}={value}" for name, value in fields.items()], Reading(NOW))


def partner(store: Store, code: str) -> Partner:
    return queries.every(store.db, Partner, "code = :code", code=code)[0]


def in_conflict(store: Store) -> set[tuple[str, str]]:
    rows = store.db.all("SELECT p.code, c.field FROM conflict c JOIN partner p ON p.id = c.record")
    return {(code, field) for code, field in rows}


def heads(store: Store, field: str) -> set[str | None]:
    rows = store.db.all(
        "SELECT c.value FROM change c JOIN register g ON g.n = c.register WHERE c.head = 1 AND g.field = :field",
        field=field,
    )
    return {value for (value,) in rows}


def test_an_old_sheet_does_not_revert_what_a_colleague_changed(store: Store) -> None:
    bring(store, TWO)
    sheet = exported(store, to_edit=True)
    change(store, "a", region="West")
    outcome = bring(store, sheet.replace("name: B", "name: B2"))
    assert outcome.said() == "1 partner changed"
    assert (partner(store, "a").region, partner(store, "b").name) == ("West", "B2")
    assert in_conflict(store) == set()


def test_a_plain_sheet_does_set_back_what_it_says(store: Store) -> None:
    bring(store, TWO)
    sheet = exported(store)
    change(store, "a", region="West")
    bring(store, sheet)
    assert partner(store, "a").region == "East"


def test_what_both_changed_is_a_conflict_that_keeps_both(store: Store) -> None:
    bring(store, TWO)
    sheet = exported(store, to_edit=True)
    change(store, "a", region="West")
    outcome = bring(store, sheet.replace("region: East", "region: South"))
    assert outcome.remarks == [
        "A: a colleague changed its region too meanwhile; both are kept, and show marks the record as in conflict"
    ]
    assert in_conflict(store) == {("a", "region")}
    assert heads(store, "region") == {"West", "South"}


def test_taking_a_value_away_that_a_colleague_changed_is_a_conflict_too(store: Store) -> None:
    bring(store, TWO)
    sheet = exported(store, to_edit=True)
    change(store, "a", region="West")
    bring(store, sheet.replace("region: East", "region:"))
    assert in_conflict(store) == {("a", "region")}
    assert heads(store, "region") == {"West", None}


def test_giving_a_value_that_nobody_had_given_beside_a_colleague_is_a_conflict(store: Store) -> None:
    bring(store, TWO)
    sheet = exported(store, to_edit=True)
    change(store, "b", region="West")
    bring(store, sheet.replace("name: B\n", "name: B\n    region: North\n"))
    assert in_conflict(store) == {("b", "region")}


def test_the_same_change_by_both_is_none(store: Store) -> None:
    bring(store, TWO)
    sheet = exported(store, to_edit=True)
    change(store, "a", region="West")
    assert bring(store, sheet.replace("region: East", "region: West")).said() == ""
    assert in_conflict(store) == set()


def test_a_sheet_brought_twice_says_nothing_new(store: Store) -> None:
    bring(store, TWO)
    sheet = exported(store, to_edit=True).replace("region: East", "region: South")
    change(store, "a", region="West")
    bring(store, sheet)
    before = store.db.all("SELECT count(*) FROM change")
    bring(store, sheet)
    assert store.db.all("SELECT count(*) FROM change") == before


def test_a_sheet_does_not_bring_back_what_a_colleague_removed(store: Store) -> None:
    bring(store, TWO)
    sheet = exported(store, to_edit=True)
    with store.writing("partner remove") as draft:
        edits.remove(draft, partner(store, "b"))
    assert bring(store, sheet).said() == ""
    assert [one.code for one in queries.every(store.db, Partner)] == ["a"]


def test_a_change_on_the_sheet_to_what_a_colleague_removed_keeps_it_in_sight(store: Store) -> None:
    bring(store, TWO)
    sheet = exported(store, to_edit=True)
    with store.writing("partner remove") as draft:
        edits.remove(draft, partner(store, "b"))
    outcome = bring(store, sheet.replace("name: B", "name: B2"))
    assert outcome.remarks == [
        "B2: a colleague removed it meanwhile; both are kept, and show marks the record as in conflict"
    ]
    assert partner(store, "b").name == "B2"
    assert in_conflict(store) == {("b", "removed")}


def test_what_is_added_on_a_sheet_is_new(store: Store) -> None:
    bring(store, TWO)
    sheet = exported(store, to_edit=True)
    assert bring(store, f"{sheet}people:\n  - {{code: p, title: P, partner: a}}\n").said() == "1 person new"


def test_addresses_that_did_not_change_are_not_written_again(store: Store) -> None:
    bring(store, "cop: 1\npeople: [{code: p, title: P, name: Someone}]\n")
    assert bring(store, exported(store, to_edit=True, personal=True)).said() == ""
    bring(store, exported(store, to_edit=True, personal=True).replace("name: Someone", "name: Somebody"))
    assert queries.every(store.db, Person)[0].name == "Somebody"


def test_a_sheet_of_another_copy_is_refused_until_its_news_arrives(store: Store) -> None:
    bring(store, TWO)
    sheet = exported(store, to_edit=True)
    site = sheet.split("\n")[2].split(":")[0].strip()
    for odd, sentence in (
        (sheet.replace(site, "0" * 32), "it was made from another copy, whose news has not arrived here"),
        (sheet.replace(f"{site}: ", f"{site}: x"), "the position at which it was made cannot be read"),
    ):
        with pytest.raises(Findings) as caught:
            bring(store, odd)
        assert caught.value.message == f"x.yaml:3: {sentence}"


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    mine=st.dictionaries(st.sampled_from(FIELDS), st.sampled_from(["x", "y"])),
    theirs=st.dictionaries(st.sampled_from(FIELDS), st.sampled_from(["x", "y"])),
)
def test_no_side_of_a_change_is_ever_lost(
    empty: Callable[[], Store], mine: dict[str, str], theirs: dict[str, str]
) -> None:
    with empty() as store:
        bring(store, "cop: 1\npartners: [{code: a, name: old, region: old, sector: old}]\n")
        sheet = exported(store, to_edit=True)
        for name, value in mine.items():
            sheet = sheet.replace(f"{name}: old", f'{name}: "{value}"')
        if theirs:
            change(store, "a", **theirs)
        bring(store, sheet)
        assert in_conflict(store) == {("a", name) for name in mine if theirs.get(name, mine[name]) != mine[name]}
        shown: Any = partner(store, "a")
        for name in FIELDS:
            assert heads(store, name) == {side[name] for side in (mine, theirs) if name in side} or {"old"}
            assert getattr(shown, name) in heads(store, name)
