"""A programme as it stood at a journal position, on every store."""

import dataclasses

import pytest

from cop.kernel.errors import BadInput
from cop.store import as_of, position, queries
from cop.store.store import Store
from cop.teams.records import Partner


def test_a_programme_shows_what_was_written_up_to_a_position(store: Store) -> None:
    with store.writing("partner new") as draft:
        zliten = draft.add(Partner(name="Zlitan"))
        draft.add(Partner(name="Sirte"))
    then = position.here(store.db)
    with store.writing("partner edit") as draft:
        draft.edit(zliten, dataclasses.replace(zliten, name="Zliten"))
        draft.add(Partner(name="Tobruk"))
    with store.writing("partner remove") as draft:
        draft.remove(queries.every(store.db, Partner, "name = 'Sirte'")[0])
    with store.reading():
        as_of.look_at(store.db, then)
        assert [one.name for one in queries.every(store.db, Partner, order="name")] == ["Sirte", "Zlitan"]


def test_a_position_of_a_foreign_journal_is_refused(store: Store) -> None:
    foreign = {"000000000000": f"1:{'0' * 32}"}
    with store.reading(), pytest.raises(BadInput, match="another copy"):
        as_of.look_at(store.db, foreign)
    with store.reading(), pytest.raises(BadInput, match="cannot be read"):
        as_of.look_at(store.db, {"000000000000": "yesterday"})
