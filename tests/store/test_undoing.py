"""Taking commands back, again and again, and doing them again; refused where something depends on them."""

import dataclasses
from collections.abc import Callable
from typing import Any

import pytest

from cop.kernel.errors import NotFound, RuleBroken
from cop.kernel.types import Id, Word
from cop.store import check, edits, queries
from cop.store.store import Store
from cop.store.undoing import find_entry, last_command, undo, undone_entries
from cop.teams.records import Body, ChannelMember, Partner, Seat

Make = Callable[..., Any]


def do(store: Store, verb: str, act: Callable[[Any], Any]) -> tuple[str, Any]:
    with store.writing(verb) as draft:
        made = act(draft)
    assert store.saved is not None
    return store.saved.digest.hex(), made


def add(store: Store, name: str = "Zliten", **more: Any) -> tuple[str, Partner]:
    return do(store, "partner new", lambda draft: edits.add(draft, Partner(name=name, **more)))


def rename(store: Store, partner: Partner, name: str) -> str:
    now = queries.one(store.db, Partner, partner.id)
    assert now is not None
    return do(store, "partner edit", lambda draft: draft.edit(now, dataclasses.replace(now, name=name)))[0]


def undo_last(store: Store) -> str:
    return do(store, "undo", lambda draft: undo(draft, last_command(draft.db, store.actor)))[0]


def undo_entry(store: Store, entry: str) -> str:
    return do(store, "undo", lambda draft: undo(draft, entry))[0]


def partner_names(store: Store) -> list[str]:
    return [partner.name for partner in queries.every(store.db, Partner)]


def test_undo_repeated_goes_further_back(store: Store) -> None:
    _, partner = add(store)
    rename(store, partner, "Zlitan")
    rename(store, partner, "Zleiten")
    seen = []
    for _ in range(3):
        undo_last(store)
        seen.append(partner_names(store))
    assert seen == [["Zlitan"], ["Zliten"], []]
    with pytest.raises(NotFound, match="nothing that could be undone"):
        undo_last(store)
    assert [*check.faults(store.db)] == []


def test_undoing_an_undo_does_it_again(store: Store) -> None:
    entry, _ = add(store)
    undone = undo_last(store)
    assert partner_names(store) == []
    undo_entry(store, undone)
    assert partner_names(store) == ["Zliten"]
    assert undone_entries(store.db) == {undone}
    undo_entry(store, entry)
    assert partner_names(store) == []


def test_undoing_a_removal_brings_back_and_undoing_that_removes(store: Store) -> None:
    _, partner = add(store)
    do(store, "partner remove", lambda draft: edits.remove(draft, partner))
    undone = undo_last(store)
    assert partner_names(store) == ["Zliten"]
    undo_entry(store, undone)
    assert partner_names(store) == []
    assert store.db.all("SELECT * FROM conflict") == []


def test_what_was_undone_already_is_refused(store: Store) -> None:
    entry, _ = add(store)
    undo_last(store)
    with pytest.raises(RuleBroken, match='"partner new" was undone already'):
        undo_entry(store, entry)


def test_an_edit_that_was_changed_again_is_not_undone(store: Store) -> None:
    _, partner = add(store)
    entry = rename(store, partner, "Zlitan")
    rename(store, partner, "Zleiten")
    with pytest.raises(RuleBroken, match="its values were changed again later") as caught:
        undo_entry(store, entry)
    assert caught.value.hint == f"cop history {partner.id} shows by whom"
    assert partner_names(store) == ["Zleiten"]


def test_an_addition_to_which_something_was_added_is_not_undone(store: Store) -> None:
    entry, partner = add(store)
    do(store, "x", lambda draft: draft.edit(partner, dataclasses.replace(partner, country="LY")))
    with pytest.raises(RuleBroken, match="something was added to it later"):
        undo_entry(store, entry)


def test_an_addition_that_another_record_needs_is_not_undone(store: Store) -> None:
    entry, body = do(store, "body new", lambda draft: draft.add(Body(title="Board", kind=Word("board"))))
    _, seat = do(store, "seat new", lambda draft: draft.add(Seat(body=body.id, ordinal=1)))
    with pytest.raises(RuleBroken, match="a seat added later depends on it") as caught:
        undo_entry(store, entry)
    assert caught.value.hint == f"cop seat remove {seat.id} comes first"


def test_the_first_entry_cannot_be_undone(store: Store) -> None:
    with pytest.raises(RuleBroken, match="first entry cannot be undone"):
        undo_entry(store, store.programme)


def test_undo_takes_back_only_ones_own_commands(store: Store) -> None:
    add(store, "Mine")
    store.actor = "leader"
    add(store, "Theirs")
    store.actor = None
    undo_last(store)
    assert partner_names(store) == ["Theirs"]


def test_undo_leaves_the_other_side_of_a_clash(
    store: Store, colleague: Make, receive: Make, seen: Make, replacing: Make
) -> None:
    _, partner = add(store)
    heads, other = seen(store, partner.id), colleague(1)
    rename(store, partner, "Zlitan")
    theirs = other.write(replacing(heads, "partner", partner.id, "name", "Zleiten"), latest=2**62 >> 4)
    store.db.begin(writing=True)
    receive(store.db, other, theirs)
    store.db.commit()
    undo_last(store)
    values = {head.value for head in seen(store, partner.id)["partner", partner.id, "name"]}
    assert values == {"Zliten", "Zleiten"}
    assert store.db.all("SELECT field FROM conflict") == [("name",)]


def test_undoing_a_return_with_other_values_removes_it_cleanly(store: Store) -> None:
    member = ChannelMember(channel=Id("00000000000a"), body=Id("00000000000b"), note="first")
    _, made = do(store, "x", lambda draft: draft.add(member))
    do(store, "x", lambda draft: draft.remove(made))
    do(store, "x", lambda draft: draft.add(dataclasses.replace(member, note="second")))
    undo_last(store)
    assert queries.every(store.db, ChannelMember) == []
    assert store.db.all("SELECT * FROM conflict") == []


def test_an_entry_is_named_by_four_letters_of_its_hash(store: Store) -> None:
    entry, _ = add(store)
    assert find_entry(store.db, entry[:6]) == entry
    assert find_entry(store.db, entry.upper()[:7]) == entry
    for said in (entry[:3], "zzzz", "", entry + "0"):
        with pytest.raises(NotFound, match="names no entry"):
            find_entry(store.db, said)


def test_what_returns_needs_what_it_refers_to(store: Store) -> None:
    _, body = do(store, "body new", lambda draft: draft.add(Body(title="Board", kind=Word("board"))))
    _, seat = do(store, "seat new", lambda draft: draft.add(Seat(body=body.id, ordinal=1)))
    gone, _ = do(store, "seat remove", lambda draft: edits.remove(draft, seat))
    do(store, "body remove", lambda draft: edits.remove(draft, body))
    with pytest.raises(RuleBroken, match="needs a body that was removed too") as caught:
        undo_entry(store, gone)
    assert caught.value.hint == f"first cop body restore {body.id}"
