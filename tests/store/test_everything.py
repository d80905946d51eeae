"""Anything anybody may do, in any order, with copies, restored backups and clashes: the invariants hold throughout."""

import dataclasses
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from cop.kernel.errors import CopError, NotFound, RuleBroken
from cop.kernel.records import every_kind
from cop.kernel.types import Id, Word, Zone
from cop.store import as_of, backup, check, edits, founding, past, queries, undoing
from cop.store.database import SqlalchemyDatabase
from cop.store.entry import Change
from cop.store.journal import heads_of
from cop.store.records import Alias
from cop.store.store import Store
from cop.store.typed import Reading
from cop.teams.records import Body, Partner, Programme, Seat

NAMES = st.sampled_from(["Zliten", "Sebha", "Ubari", "بنغازي", "L'Aquila"])
CODES = st.sampled_from([None, "a", "b", "c"])
PICK = st.integers(0, 7)
NOW = datetime(2024, 7, 1, 9, tzinfo=UTC)


class Everything(RuleBasedStateMachine):
    """One programme, whoever uses it, and colleagues whose copies are crafted."""

    open_programme: Callable[[], Any]
    colleagues: Any
    receive: Any

    @initialize()
    def found(self) -> None:
        self.place, self.store, self.close = type(self).open_programme()
        self.others = [self.colleagues(self.store.programme, number) for number in (1, 2)]
        self.values: set[tuple[Any, ...]] = set()
        self.kept: list[str] = []
        self.known: list[Any] = []

    def teardown(self) -> None:
        if hasattr(self, "close"):
            self.close()

    def write(self, verb: str, act: Callable[[Any], Any]) -> bool:
        """Carry out a command; a rule it breaks is refused and changes nothing."""
        before = check.digest(self.store.db)
        try:
            with self.store.writing(verb) as draft:
                act(draft)
        except (RuleBroken, NotFound):
            assert check.digest(self.store.db) == before
            return False
        return self.store.saved is not None

    def export(self) -> list[Any]:
        """Return every living record, as an export would tell it."""
        return [queries.every(self.store.db, kind) for kind in every_kind()]

    def some(self, kind: type[Any], number: int) -> Any:
        found = queries.every(self.store.db, kind)
        return found[number % len(found)] if found else None

    @rule(name=NAMES, code=CODES)
    def add_partner(self, name: str, code: str | None) -> None:
        self.write("partner new", lambda draft: edits.add(draft, Partner(name=name, code=code)))

    @rule(seats=st.integers(0, 3))
    def add_body(self, seats: int) -> None:
        def act(draft: Any) -> None:
            body = draft.add(Body(title="Board", kind=Word("board")))
            for number in range(seats):
                draft.add(Seat(body=body.id, ordinal=number))

        self.write("body new", act)

    @rule(number=PICK, name=NAMES, country=st.sampled_from([None, "LY", "IT"]))
    def edit_partner(self, number: int, name: str, country: str | None) -> None:
        if (old := self.some(Partner, number)) is not None:
            self.write(
                "partner edit", lambda draft: draft.edit(old, dataclasses.replace(old, name=name, country=country))
            )

    @rule(number=PICK, name=NAMES)
    def call_it_otherwise(self, number: int, name: str) -> None:
        if (partner := self.some(Partner, number)) is not None:
            self.write("alias", lambda draft: draft.add(Alias(subject=partner.id, name=name)))

    @rule(number=PICK, partner=PICK)
    def pair(self, number: int, partner: int) -> None:
        one, other = self.some(Partner, number), self.some(Partner, partner)
        if one is not None:
            self.write("pair", lambda draft: draft.edit(one, dataclasses.replace(one, paired=other.id)))

    @rule(number=PICK, kind=st.sampled_from([Partner, Body, Seat]))
    def remove(self, number: int, kind: type[Any]) -> None:
        if (found := self.some(kind, number)) is not None:
            self.write("remove", lambda draft: edits.remove(draft, found))

    @rule(number=PICK, kind=st.sampled_from([Partner, Body, Seat]))
    def restore(self, number: int, kind: type[Any]) -> None:
        gone = sorted({row[1] for row in self.values if row[0] == kind.declaration.name})
        if gone:
            said = gone[number % len(gone)]
            with_removed = self.store.db
            try:
                record = past.find_removed(with_removed, kind, said)
            except CopError:
                return
            self.write("restore", lambda draft: edits.restore(draft, kind, record))

    @rule()
    def undo(self) -> None:
        self.write("undo", lambda draft: undoing.undo(draft, undoing.last_command(draft.db, None)))

    @rule(number=PICK)
    def undo_any(self, number: int) -> None:
        done = past.log(self.store.db)
        self.write("undo", lambda draft: undoing.undo(draft, done[-1 - number % len(done)].entry))

    @rule(name=NAMES, code=CODES, number=PICK)
    def what_is_done_and_undone_leaves_the_export_as_it_was(self, name: str, code: str | None, number: int) -> None:
        before = self.export()
        old = self.some(Partner, number)
        if old is None or number % 2:
            done = self.write("partner new", lambda draft: edits.add(draft, Partner(name=name, code=code)))
        else:
            done = self.write(
                "partner edit", lambda draft: draft.edit(old, dataclasses.replace(old, name=name, note="x"))
            )
        if done:
            self.undo()
            assert self.export() == before

    @rule(number=PICK)
    def see_what_is_there(self, number: int) -> None:
        """Let a colleague take a copy: later entries of theirs replace only what it held."""
        partner = self.some(Partner, number)
        if partner is not None:
            heads = heads_of(self.store.db, [partner.id])
            latest = max((row[0] for row in self.store.db.all("SELECT max(clock) FROM entry")), default=0)
            self.known.append((partner.id, dict(heads), latest))

    @precondition(lambda self: bool(getattr(self, "known", [])))
    @rule(who=st.integers(0, 1), number=PICK, name=NAMES, field=st.sampled_from(["name", "country", "removed"]))
    def merge_what_a_colleague_wrote_apart(self, who: int, number: int, name: str, field: str) -> None:
        record, heads, latest = self.known[number % len(self.known)]
        names = tuple(sorted(head.name for head in heads.get(("partner", record, field), [])))
        change = Change("partner", record, field, None if field == "removed" else name, names)
        self.store.db.begin(writing=True)
        try:
            entry = self.others[who].write(change, latest=latest)
            self.receive(self.store.db, self.others[who], entry)
        except TypeError:
            # The backup that was brought back lacks what the colleague saw: a merge would hold the entry back.
            self.store.db.rollback()
            self.others[who] = self.colleagues(self.store.programme, len(self.kept) + 3 + self.others[who].seed[0])
            return
        self.store.db.commit()

    @rule(number=PICK)
    def settle(self, number: int) -> None:
        open_ones = self.store.db.all("SELECT kind, record, field FROM conflict WHERE field = 'name' ORDER BY record")
        if open_ones:
            kind, record, field = open_ones[number % len(open_ones)]
            self.write("settle", lambda draft: draft.set(kind, Id(record), field, "settled"))
            assert (kind, record, field) not in self.store.db.all("SELECT kind, record, field FROM conflict")

    @rule(day=st.sampled_from(["2020-01-01", "2024-07-01", "2030-01-01"]))
    def look_back(self, day: str) -> None:
        before = self.export()
        with self.store.reading():
            as_of.look_back(self.store.db, day, Reading(NOW, Zone("UTC")))
            if day == "2030-01-01":
                assert self.export() == before, "the future is the present"
        assert self.export() == before

    @precondition(lambda self: "://" not in getattr(self, "place", "://"))
    @rule()
    def keep_a_copy(self) -> None:
        self.kept.append(backup.backup(self.place, reason="before-update"))

    @precondition(lambda self: bool(getattr(self, "kept", [])))
    @rule(number=PICK)
    def bring_back_a_copy(self, number: int) -> None:
        backup.restore(self.place, self.kept[number % len(self.kept)])
        self.values = self.all_values()
        self.others = [self.colleagues(self.store.programme, other.seed[0] + 10) for other in self.others]

    @precondition(lambda self: "://" not in getattr(self, "place", "://"))
    @rule()
    def go_on_in_a_copy(self) -> None:
        """Somebody copies the file by hand over another name and goes on there."""
        copy = f"{self.place}.copy"
        shutil.copyfile(self.place, copy)
        with Store(copy) as other:
            own = {row[0] for row in self.store.db.all("SELECT id FROM site")}
            with other.writing("partner new") as draft:
                draft.add(Partner(name="In the copy"))
            assert other.saved is not None
            assert other.saved.site not in own, "never two writers in one chain"
        os.remove(copy)

    def all_values(self) -> set[tuple[Any, ...]]:
        return {
            tuple(row)
            for row in self.store.db.all(
                "SELECT g.kind, r.id, g.field, c.value FROM change c JOIN register g ON g.n = c.register "
                "JOIN record r ON r.n = c.record"
            )
        }

    @invariant()
    def the_journal_is_whole_and_the_rows_follow_from_it(self) -> None:
        if hasattr(self, "store"):
            assert [fault for fault in check.faults(self.store.db) if fault.check != "roster"] == []

    @invariant()
    def no_value_ever_disappears(self) -> None:
        if hasattr(self, "store"):
            now = self.all_values()
            assert self.values <= now
            self.values = now


@pytest.fixture(params=["sqlite3", "sqlalchemy", "postgresql"])
def programmes(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[], Any]:
    made: Iterator[int] = iter(range(1_000_000))

    def file_programme() -> Any:
        place = os.path.join(tempfile.mkdtemp(dir=tmp_path), f"{next(made)}.cop.db")
        founding.found(place, Programme(title="REBUILD"), None)
        store = Store(place)
        if request.param == "sqlalchemy":
            store.db.close()
            store.db = SqlalchemyDatabase(f"sqlite:///{place}")
        return place, store, store.close

    def server_programme() -> Any:
        place, drop = request.getfixturevalue("new_on_server")()
        store = Store(place)

        def end() -> None:
            store.close()
            drop()

        return place, store, end

    return server_programme if request.param == "postgresql" else file_programme


def test_whatever_is_done_nothing_is_lost(
    programmes: Callable[[], Any], colleagues: Any, receive: Any, request: pytest.FixtureRequest
) -> None:
    class Here(Everything):
        open_programme = staticmethod(programmes)

    Here.colleagues, Here.receive = staticmethod(colleagues), staticmethod(receive)
    examples = (6 if "postgresql" in request.node.name else 25) * (20 if os.environ.get("COP_FAULTS") == "long" else 1)
    run_state_machine_as_test(
        Here,
        settings=settings(
            max_examples=examples, stateful_step_count=30, deadline=None,
            suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
        ),
    )  # fmt: skip
