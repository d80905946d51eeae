"""The first entry of a programme: its founder's key and a second one to keep on paper."""

import os
from typing import NamedTuple

from cop.kernel import clock
from cop.kernel.ids import random_bytes
from cop.kernel.records import Record
from cop.kernel.types import Word
from cop.store import identity, migrate
from cop.store.database import open_database
from cop.store.entry import wall_of
from cop.store.files import config_folder, write_new
from cop.store.journal import Draft, Saved, Writer
from cop.store.records import Roster


ROOT = Word("root")


class Founded(NamedTuple):
    """What founding a programme left: the hash that names it, and the file that holds the second key."""

    programme: str
    second_key: str


def found(path: str, programme: Record | None, actor: str | None) -> Founded:
    """Make a programme file whose first entry names its two root keys and, if given, the programme itself.

    The second root is for a deputy or for paper, so that the loss of one computer does not end the programme.
    """
    made: list[Founded] = []
    migrate.create(path, lambda place: made.append(_first_entry(place, path, programme, actor)))
    return made[0]


def _first_entry(place: str, path: str, programme: Record | None, actor: str | None) -> Founded:
    seed, second = identity.signing_key(), random_bytes(32)
    db = open_database(place)
    db.begin(writing=True)
    draft = Draft(db, "init")
    draft.add(Roster(key=identity.public_key(seed).hex(), role=ROOT, label="founder"))
    draft.add(Roster(key=identity.public_key(second).hex(), role=ROOT, label="second key"))
    if programme is not None:
        draft.add(programme)
    saved = draft.commit(Writer(seed, identity.open_site(db, seed), None, actor, wall_of(clock.now())))
    assert saved is not None, "a founding entry always holds two keys"
    name = saved.digest.hex()
    db.run("INSERT INTO meta (name, value) VALUES ('programme', :name)", name=name)
    db.commit()
    db.close()
    identity.remember(path, name, saved.site, saved.seq, saved.digest)
    return Founded(name, _keep_second(name, second))


def _keep_second(programme: str, seed: bytes) -> str:
    path = os.path.join(config_folder(), "second-keys", f"{programme[:12]}.key")
    write_new(path, seed.hex())
    return path
