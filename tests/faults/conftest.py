"""What the fault tests share: how many faults, a filled programme, and children that are killed."""

import os
import pickle
import signal
import time
import warnings
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from cop.kernel.types import Word
from cop.store.store import Store
from cop.teams.records import Body, Partner, Seat

LONG = os.environ.get("COP_FAULTS") == "long"
collect_ignore_glob = [] if hasattr(os, "fork") else ["test_*.py"]


@pytest.fixture
def times() -> Callable[[int, int], int]:
    """Return how often: the short number in every test run, the long one by `python -m tests.faults --long`."""
    return lambda short, long: long if LONG else short


@pytest.fixture
def filled(programme_file: Path) -> Path:
    """Return a programme with some bodies, seats and partners, one of them removed."""
    with Store(str(programme_file)) as store:
        with store.writing("fill") as draft:
            for number in range(40):
                draft.add(Partner(name=f"Partner {number}", code=f"p-{number}", note="x" * 200))
            body = draft.add(Body(title="Board", kind=Word("board")))
            for number in range(12):
                draft.add(Seat(body=body.id, ordinal=number))
            gone = draft.add(Partner(name="Gone", code="gone"))
        with store.writing("partner remove") as draft:
            draft.remove(gone)
    return programme_file


class Child:
    """A process of its own that does one thing and reports what it had acknowledged before it was killed."""

    def __init__(self, act: Callable[..., object], *args: object) -> None:
        reading, writing = os.pipe()
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)  # forking beside pytest's own threads
            self.pid = os.fork()
        if self.pid == 0:
            os.close(reading)
            self._live(lambda: act(*args), writing)
        os.close(writing)
        self._said = os.fdopen(reading, "rb")

    def _live(self, act: Callable[[], object], writing: int) -> None:
        code = 1
        with suppress(BaseException):
            try:
                act()
                os.write(writing, pickle.dumps("saved"))
                code = 0
            except BaseException as error:
                os.write(writing, pickle.dumps(f"error: {type(error).__name__}: {error}"))
        os._exit(code)

    def kill_after(self, seconds: float) -> None:
        """Kill it without warning after so long."""
        time.sleep(seconds)
        with suppress(ProcessLookupError):
            os.kill(self.pid, signal.SIGKILL)

    def said(self) -> list[str]:
        """Wait for its end and return what it had acknowledged."""
        words = []
        with suppress(EOFError):
            while True:
                words.append(pickle.load(self._said))
        self._said.close()
        os.waitpid(self.pid, 0)
        return words


@pytest.fixture
def child() -> type[Child]:
    """Return the maker of children."""
    return Child
