"""Answers the shell that completes a word: commands, options, and references, from one look into the programme.

Nothing is imported that Python has not loaded already, but SQLite: a person waits for every key.
"""

import os
import sys

from cop.completion.words import COMMANDS, FLAGS, KINDS

TYPE_CHECKING = False  # importing it from typing would cost what all the rest costs together
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import TextIO

MOST = 60
Candidates = list[tuple[str, str]]
"""Words that may stand here, each with what it is."""


def main() -> None:
    """Answer the shell and end at once, without Python's tidying."""
    os._exit(answer(os.environ, sys.stdout))


def answer(environment: "Mapping[str, str]", stream: "TextIO") -> int:
    """Write the candidates a line each, with a tab and what they are; return the exit code.

    COMP_WORDS holds the words of the line, one a line; COMP_CWORD says which one is being typed, counted from 0.
    """
    words = environment.get("COMP_WORDS", "cop").split("\n")
    at = int(environment.get("COMP_CWORD") or len(words) - 1)
    try:
        found = candidates(words[1:at], words[at].lstrip("\"'") if at < len(words) else "")
        lines = "".join(f"{one}\t{about}\n" for one, about in found)
        stream.flush()
        os.write(stream.fileno(), lines.encode())
    except Exception:
        return 1  # The shell shows whatever we would say in the middle of what is being typed.
    return 0


def candidates(before: "Iterable[str]", typed: str) -> Candidates:
    """Return what may stand after these words, when so much of it was typed."""
    command, places = "", 0
    wanted: str | None = None  # the option whose value comes next
    file: str | None = None
    for word in before:
        if wanted is not None:
            file = word if wanted == "--file" else file
            wanted = None
        elif word.startswith("-"):
            wanted = word if "=" not in word and _options(command).get(word) is not None else None
        elif f"{command} {word}".lstrip() in COMMANDS:
            command = f"{command} {word}".lstrip()
        else:
            places += 1
    if wanted is not None:
        return _values(_options(command)[wanted] or "", typed, file)
    if typed.startswith("-"):
        return [(option, "") for option in [*_options(command), "--help"] if option.startswith(typed)]
    under = f"{command} " if command else ""
    verbs = [name for name in COMMANDS if name.startswith(under) and " " not in name[len(under) :]]
    if verbs:
        return [(name[len(under) :], COMMANDS[name][0]) for name in verbs if name[len(under) :].startswith(typed)]
    takes = COMMANDS[command][1]
    return _values(takes[min(places, len(takes) - 1)], typed, file) if takes else []


def _options(command: str) -> dict[str, str | None]:
    return {**(COMMANDS[command][2] if command else {}), **FLAGS}


def _values(takes: str, typed: str, file: str | None) -> Candidates:
    """Return what a place or an option takes; nothing for a file, which the shell completes by itself."""
    if "|" in takes:
        return [(word, "") for word in takes.split("|") if word.startswith(typed)]
    kinds = [*KINDS] if takes == "*" else [takes] if takes in KINDS else []
    return _references(kinds, typed, file) if kinds else []


def _references(kinds: "Iterable[str]", typed: str, file: str | None) -> Candidates:
    """Return codes and names that begin so, in any spelling, each with the other beside it."""
    from _sqlite3 import connect  # What sqlite3 gives; with dates, which nothing here needs, it takes twice the time.

    from cop.kernel.text import fold
    from cop.store.locate import locate

    place, folded = locate(file, writing=False), fold(typed)
    if not os.path.exists(place):
        return []
    asked = {"code": typed, "codes": typed + "\U0010ffff", "folded": folded, "all": folded + "\U0010ffff", "most": MOST}
    link = connect(place)
    link.execute("PRAGMA query_only=1")
    rows = link.execute(" UNION ALL ".join(_question(kind, KINDS[kind], folded) for kind in kinds), asked).fetchall()
    link.close()
    fits = [(said, about) for said, about in rows if said.startswith(typed) or fold(said).startswith(folded)]
    return list(dict.fromkeys(fits))[:MOST]


def _question(kind: str, label: str, folded: str) -> str:
    codes = f"SELECT code, {label} FROM {kind} WHERE code >= :code AND code < :codes ORDER BY code LIMIT :most"
    known = f"known_as k JOIN {kind} r ON r.id = k.record"
    fits = "WHERE k.folded >= :folded AND k.folded < :all LIMIT :most"
    named = f"SELECT r.{label}, coalesce(r.code, '') FROM {known} {fits}"
    aliased = f"SELECT a.name, r.{label} FROM {known} JOIN alias a ON a.subject = r.id {fits}"
    return " UNION ALL ".join(f"SELECT * FROM ({one})" for one in ([codes, named, aliased] if folded else [codes]))
