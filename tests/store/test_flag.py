"""A flag is a number in every database."""

from cop.kernel.types import Word
from cop.store import queries
from cop.store.store import Store
from cop.teams.records import Channel


def test_a_flag_that_nobody_set_is_kept_on_every_store(store: Store) -> None:
    with store.writing("test") as draft:
        draft.add(Channel(title="Chat", kind=Word("viber")))
        draft.add(Channel(title="Note", kind=Word("email"), approximate=True))
    told = {channel.title: channel.approximate for channel in queries.every(store.db, Channel)}
    assert told == {"Chat": 0, "Note": 1}
