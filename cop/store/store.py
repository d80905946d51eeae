"""One open programme: transactions for reading and writing, who writes, and what time it is."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from types import TracebackType
from typing import TYPE_CHECKING, Self

from cop.kernel import clock
from cop.kernel.errors import FileTrouble
from cop.store.database import first
from cop.store.opening import explain, open_database, shown

if TYPE_CHECKING:
    from cop.store.journal import Draft, Saved, Writer


class Store:
    """An open programme. Reads see one moment; a write waits its turn, reads, and is saved whole or not at all.

    Args:
        place: The file's path or the server's URL.
        actor: The person, in the words they gave with --as.
        now: The present moment, injected by rehearsals and tests.
        tell: Hears a sentence when an older programme was brought up to date.
    """

    def __init__(
        self,
        place: str,
        *,
        actor: str | None = None,
        now: datetime | None = None,
        tell: Callable[[str], None] | None = None,
    ) -> None:
        self.place = place
        self.actor = actor
        self.db = open_database(place, tell)
        self._now = now
        self.saved: Saved | None = None

    @property
    def now(self) -> datetime:
        """The present moment, in UTC."""
        return self._now or clock.now()

    @contextmanager
    def reading(self) -> Iterator[Self]:
        """Hold one moment still while several questions are asked."""
        with self._transaction(writing=False):
            yield self

    @contextmanager
    def writing(self, verb: str, why: str | None = None, *, rehearse: bool = False) -> "Iterator[Draft]":
        """Hand out a draft and commit it at the end; with `rehearse`, do everything and keep nothing.

        Raises:
            FileTrouble: The file is locked, read-only, full or damaged; nothing was changed.
        """
        from cop.store import identity
        from cop.store.journal import Draft

        with self._transaction(writing=True, keep=not rehearse):
            draft = Draft(self.db, verb, why, self.now)
            yield draft
            self.saved = draft.commit(self._writer())
        if self.saved is not None and not rehearse:
            identity.remember(self.place, self.programme, self.saved.site, self.saved.seq, self.saved.digest)

    @contextmanager
    def mending(self, *, rehearse: bool = False) -> Iterator[Self]:
        """Hold the programme for one who fills its derived tables anew; the journal stays as it is."""
        with self._transaction(writing=True, keep=not rehearse):
            yield self

    @property
    def programme(self) -> str:
        """The hash of the founding entry, which names the programme in every copy."""
        row = first(self.db, "SELECT value FROM meta WHERE name = 'programme'")
        if row is None:
            raise FileTrouble(f"{shown(self.place)} holds no programme yet", "cop init makes one")
        return str(row[0])

    def close(self) -> None:
        """Let go of the file."""
        self.db.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def _writer(self) -> "Writer":
        from cop.store import identity
        from cop.store.entry import wall_of
        from cop.store.journal import Writer

        seed = identity.writing_seed(self.db)
        site = identity.own_site(self.db, self.place, self.programme, seed) or identity.open_site(self.db, seed)
        previous = site.head.hex() if site.seq else self.programme
        return Writer(seed, site, previous, self.actor, wall_of(self.now))

    @contextmanager
    def _transaction(self, *, writing: bool, keep: bool = True) -> Iterator[None]:
        try:
            self.db.begin(writing=writing)
            yield
            if writing and keep:
                self.db.commit()
            else:
                self.db.rollback()
        except self.db.errors as error:
            self._forget()
            raise explain(error, self.place) or error from error
        except BaseException:
            self._forget()
            raise

    def _forget(self) -> None:
        # When the link itself is broken, the database undoes the transaction as soon as it is next opened.
        with suppress(*self.db.errors):
            self.db.rollback()
