"""The first entry of a programme: its founder's key and a second one to keep on paper."""

import os
from typing import NamedTuple

from cop.kernel import clock
from cop.kernel.errors import CopError
from cop.kernel.ids import random_bytes
from cop.kernel.records import Record
from cop.kernel.types import Word
from cop.store import identity, migrate
from cop.store.database import Database, SqliteDatabase, first
from cop.store.entry import wall_of
from cop.store.files import config_folder, write_new
from cop.store.journal import Draft, Writer
from cop.store.locate import is_url
from cop.store.opening import connect_server, explained, is_empty, server_version, shown
from cop.store.records import Roster

ROOT = Word("root")


class Founded(NamedTuple):
    """What founding a programme left: the hash that names it, and the file that holds the second key."""

    programme: str
    second_key: str


def found(place: str, programme: Record | None, actor: str | None) -> Founded:
    """Make a programme whose first entry names its two root keys and, if given, the programme itself.

    The second root is for a deputy or for paper, so that the loss of one computer does not end the programme.

    Args:
        place: A file that does not exist yet, or the URL of an empty database.
        programme: The programme's own record.
        actor: The person, in their own words.

    Raises:
        CopError: There is a programme already.
        FileTrouble: It cannot be written there.
    """
    made: list[Founded] = []
    if is_url(place):
        with explained(place):
            made.append(_on_server(place, programme, actor))
    else:
        migrate.create(place, lambda new: made.append(_in_file(new, place, programme, actor)))
    return made[0]


def _in_file(new: str, path: str, programme: Record | None, actor: str | None) -> Founded:
    db = SqliteDatabase(new)
    try:
        return _first_entry(db, path, programme, actor)
    finally:
        db.close()


def _on_server(url: str, programme: Record | None, actor: str | None) -> Founded:
    db = connect_server(url)
    try:
        if server_version(db) and first(db, "SELECT value FROM meta WHERE name = 'programme'"):
            raise CopError(f"{shown(url)} holds a programme already", "name an empty database")
        if not server_version(db) and not is_empty(db):
            raise CopError(f"{shown(url)} holds tables of another application", "name an empty database")
        migrate.upgrade(url)
        return _first_entry(db, url, programme, actor)
    finally:
        db.close()


def _first_entry(db: Database, place: str, programme: Record | None, actor: str | None) -> Founded:
    seed, second = identity.signing_key(), random_bytes(32)
    db.begin(writing=True)
    now = clock.now()
    draft = Draft(db, "init", None, now)
    draft.add(Roster(key=identity.public_key(seed).hex(), role=ROOT, label="founder"))
    draft.add(Roster(key=identity.public_key(second).hex(), role=ROOT, label="second key"))
    if programme is not None:
        draft.add(programme)
    saved = draft.commit(Writer(seed, identity.open_site(db, seed), None, actor, wall_of(now)))
    assert saved is not None, "a founding entry always holds two keys"
    name = saved.digest.hex()
    db.run("INSERT INTO meta (name, value) VALUES ('programme', :name)", name=name)
    second_key = _keep_second(name, second)
    db.commit()
    identity.remember(place, name, saved.site, saved.seq, saved.digest)
    return Founded(name, second_key)


def _keep_second(programme: str, seed: bytes) -> str:
    path = os.path.join(config_folder(), "second-keys", f"{programme[:12]}.key")
    write_new(path, seed.hex())
    return path
