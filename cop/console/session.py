"""What a command is given: the programme it works on, who acts, and where the answer goes.

A listing must cost little more than Python itself, so what only writing or showing needs is imported where it is used.
"""

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING

import typer

from cop.console import emit
from cop.kernel import clock, settings
from cop.kernel.errors import BadInput, CopError, FileTrouble, NotFound
from cop.store.database import Database
from cop.store.files import config_folder, read_text, replace_text
from cop.store.locate import locate, remember_last
from cop.store.store import Store

if TYPE_CHECKING:
    from cop.kernel.records import Record
    from cop.store.journal import Draft, Saved
    from cop.store.typed import Reading

LISTED = "last-list"


def user_settings() -> str:
    """Return the file of this user's own settings."""
    return os.path.join(config_folder(), "config")


class Session:
    """One command's surroundings, made by the front door from the flags that every command understands."""

    def __init__(self, flags: settings.Settings) -> None:
        self.flags = flags
        self.written: Saved | None = None
        self._confirmations: list[tuple[str, Record, Sequence[str]]] = []
        self._answers: dict[str, str | bool] = {}
        self._held = False

    @cached_property
    def configured(self) -> dict[str, str]:
        """What the environment and the configuration files say."""
        return settings.configured([self.beside, user_settings()])

    @cached_property
    def beside(self) -> str:
        """The settings that travel with the programme: cop.conf in its folder, or here when there is no programme."""
        try:
            folder = os.path.dirname(os.path.abspath(self._readable))
        except CopError:
            folder = os.getcwd()
        return os.path.join(folder, settings.FILE)

    @property
    def has_programme(self) -> bool:
        """Whether there is a programme to speak of.

        Raises:
            BadInput: There are several here.
        """
        try:
            return bool(self._readable)
        except NotFound:
            return False

    @property
    def speaks_json(self) -> bool:
        """Whether a script reads this command's answers as JSON, its errors too."""
        try:
            said = self.flags.format or self.configured.get("format", "")
        except CopError:
            said = os.environ.get("COP_FORMAT", "")
        return said in ("json", "jsonl")

    @cached_property
    def output(self) -> emit.Output:
        """Where the answer goes and in what shape."""
        return emit.choose_output(
            self.flags.format,
            self.flags.fields,
            self.flags.no_header,
            configured=self.configured.get("format"),
            open_page=self.flags.open_page,
            remember=self._remember_listed,
        )

    @cached_property
    def now(self) -> datetime:
        """The present moment, in UTC: one and the same for the whole command."""
        return clock.now(self.configured.get("now"))

    @property
    def actor(self) -> str | None:
        """Who acts, in their own words."""
        return self.flags.actor or self.configured.get("as")

    def place(self, *, writing: bool = False) -> str:
        """Return the file or URL of the programme that is meant."""
        return locate(self.flags.file, writing=True) if writing else self._readable

    @cached_property
    def _readable(self) -> str:
        return locate(self.flags.file, writing=False)

    @contextmanager
    def reading(self) -> Iterator[Store]:
        """Open the programme to read; with --as-of, as it had been written by then."""
        with (
            Store(self.place(), actor=self.actor, now=self.now, tell=emit.say) as store,
            store.reading(),
            self._holding(),
        ):
            if self.flags.as_of:
                self._look_back(store, self.flags.as_of)
            self._say_where(store.place)
            yield store
            remember_last(store.place)

    @contextmanager
    def writing(self, verb: str) -> "Iterator[Draft]":
        """Open the programme to change it; all that the draft collects is saved together when the block ends.

        Confirmations are printed after that: nothing is called saved before it is on disk.
        """
        if self.flags.as_of:
            raise BadInput("the past cannot be changed", "leave --as-of away to change what holds now")
        with Store(self.place(writing=True), actor=self.actor, now=self.now, tell=emit.say) as store:
            self._confirmations.clear()
            with store.writing(verb, self.flags.why, rehearse=self.flags.dry_run) as draft, self._holding():
                yield draft
            self.written = store.saved
            self._report(store)
            remember_last(store.place)

    def words(self, db: Database) -> "Reading":
        """Return how typed days and hours are understood in this programme."""
        from cop.store.typed import Reading, programme_zone

        return Reading(self.now, programme_zone(db), self.configured.get("month_first") != "yes")

    def emit(self, rows: Iterable[emit.Row], view: emit.View, output: emit.Output | None = None) -> None:
        """Print a list."""
        emit.emit(rows, view, output or self.output)

    def facts(
        self, told: Mapping[str, object], name: str, say: Mapping[str, Callable[[str], str]] | None = None
    ) -> None:
        """Print what is known of one thing that is no record; `say` tells how values read to a person."""
        emit.one(tuple(told.values()), emit.View(name=name, keys=tuple(told), say=say or {}), self.output)

    def one(
        self, db: Database, record: "Record", more: Mapping[str, object] | None = None, untold: Sequence[str] = ()
    ) -> None:
        """Print one record whole, with what a slice adds to it; `untold` are fields that this tells people better."""
        from cop.console import showing

        shown = showing.spell_record(db, record, for_people=self.output.for_people) | dict(more or {})
        if self.output.for_people:
            shown = {name: value for name, value in shown.items() if name not in untold}
        emit.one(tuple(shown.values()), showing.record_view(shown, record.declaration.plural), self.output)

    def past(self, db: Database, kind: str, record: str) -> None:
        """Print every value that a record ever had."""
        from cop.console import showing
        from cop.store import past

        rows = past.history(db, kind, record)
        if self.output.for_people:
            rows = showing.with_names(db, kind, rows)
        self.emit(rows, showing.past_view(self.words(db)))

    def saved(self, word: str, record: "Record", lines: Sequence[str] = ()) -> None:
        """Confirm a record, with lines about it, once the draft is on disk."""
        self._confirmations.append((word, record, lines))

    def done(
        self, word: str, ref: str, text: str, lines: Sequence[str] = (), told: Mapping[str, object] | None = None
    ) -> None:
        """Confirm at once something that is no single record; `told` is what JSON says of it."""
        emit.done(self.output, self._worded(word), ref, text, lines, told)

    def confirm(self, question: str) -> bool:
        """Ask before something that is hard to take back; --yes answers, and a no ends the command.

        Raises:
            CopError: The person said no.
            BadInput: Nobody is at a terminal to answer, and --yes was not given.
        """
        from cop.console import ask

        if self.flags.yes or self.flags.dry_run or self.answer(question, lambda: ask.confirm(question)):
            return True
        raise CopError("nothing was done")

    def require(self, value: str | None, option: str, question: str) -> str:
        """Return what was given on the line, else what a person answers."""
        from cop.console import ask

        return value or str(self.answer(question, lambda: ask.require(None, option, question)))

    def answer(self, question: str, put: Callable[[], str | bool]) -> str | bool:
        """Return the answer to a question, put once; never while the programme is held.

        Others would wait for as long as a person thinks. So a question in the middle of a transaction ends it, is put
        by the front door, and the command begins anew with the answer.

        Raises:
            Unanswered: The programme is held.
        """
        if question not in self._answers:
            if self._held:
                raise Unanswered(question, put)
            self._answers[question] = put()
        return self._answers[question]

    def listed(self, typed: str) -> str:
        """Return what %3 stands for: the third line of the list shown last; any other word as it is."""
        if not typed.startswith("%") or not typed[1:].isdecimal():
            return typed
        shown = (read_text(os.path.join(config_folder(), LISTED)) or "").split("\n")
        at = int(typed[1:])
        if not 1 <= at <= len(shown) or not shown[at - 1]:
            raise BadInput(f"{typed} stands for nothing", "list first: %3 is the third line of the list shown last")
        return shown[at - 1]

    @contextmanager
    def _holding(self) -> Iterator[None]:
        self._held = True
        try:
            yield
        finally:
            self._held = False

    def _report(self, store: Store) -> None:
        from cop.console import showing

        for word, record, lines in self._confirmations:
            said = self._worded(word) if store.saved is not None else "unchanged"
            told = {"saved": said} | showing.brief(record)
            emit.done(self.output, said, showing.reference(store.db, record), showing.name(record), lines, told)
        self._confirmations.clear()

    def _worded(self, word: str) -> str:
        return f"would be {word}" if self.flags.dry_run else word

    def _say_where(self, place: str) -> None:
        """Tell a person whose programme is shown, when it is not the one of this folder."""
        elsewhere = os.path.dirname(os.path.abspath(place)) != os.getcwd()
        if elsewhere and not self.flags.file and "://" not in place and sys.stderr.isatty():
            emit.say(f"from {place}")

    def _remember_listed(self, references: list[str]) -> None:
        with suppress(FileTrouble, OSError):
            replace_text(os.path.join(config_folder(), LISTED), "\n".join(references))

    def _look_back(self, store: Store, typed: str) -> None:
        from cop.store import as_of

        emit.say(as_of.look_back(store.db, typed, self.words(store.db)))


class Unanswered(Exception):
    """A question that came up while the programme was held; nothing was done yet."""

    def __init__(self, question: str, put: Callable[[], str | bool]) -> None:
        super().__init__(question)
        self.question = question
        self.put = put


class Context(typer.Context):
    """Typer's context, whose obj is the session."""

    obj: Session
