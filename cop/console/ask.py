"""Asks a person at a terminal, and nobody else: a script is told which option to give instead."""

import sys
from collections.abc import Sequence

from cop.console.emit import say
from cop.console.table import GAP, wrap
from cop.kernel.errors import BadInput
from cop.kernel.text import columns

YES_NO = ("yes", "no")
SCREEN = 80


def require(value: str | None, option: str, question: str) -> str:
    """Return the value, or ask for it where somebody can answer.

    Raises:
        BadInput: There is no value and nobody to ask.
    """
    return value if value is not None else ask(question, option=option)


def ask(question: str, default: str | None = None, *, option: str) -> str:
    """Return what was typed, or the default for an empty line; without a default the question comes again.

    Raises:
        BadInput: Nobody is at a terminal; the hint names the option.
        KeyboardInterrupt: The person ended the input (Ctrl-D) instead of answering.
    """
    _need_a_person(question, option)
    prompt = f"{question} [{default}]: " if default else f"{question}: "
    while True:
        answer = _answer(prompt) or default
        if answer is not None:
            return answer


def choose(question: str, options: Sequence[str], *, option: str) -> int:
    """Return which of the options was chosen, counted from 0; only digits, of any script, are needed.

    Raises:
        BadInput: Nobody is at a terminal; the hint names the option.
        KeyboardInterrupt: The person ended the input (Ctrl-D) instead of answering.
    """
    while isinstance(chosen := choose_or_write(question, options, option=option), str):
        question = f"type a number from 1 to {len(options)}"
    return chosen


def choose_or_write(question: str, options: Sequence[str], *, option: str) -> int | str:
    """Return which of the options was chosen, counted from 0, or the text that was typed instead of a number.

    Where a text is what is asked for next, people often begin to type it at once: it is not thrown away.

    Raises:
        BadInput: Nobody is at a terminal; the hint names the option.
        KeyboardInterrupt: The person ended the input (Ctrl-D) instead of answering.
    """
    _need_a_person(question, option)
    say(_menu(question, options))
    while not (answer := _answer("> ")) or (answer.isdecimal() and not 1 <= int(answer) <= len(options)):
        say(f"type a number from 1 to {len(options)}")
    if answer.isdecimal():
        return int(answer) - 1
    spelled = [at for at, text in enumerate(options) if text.lower().startswith(answer.lower())]
    return spelled[0] if len(spelled) == 1 else answer


def choose_several(question: str, options: Sequence[str], *, option: str) -> list[int]:
    """Return which of the options were chosen, counted from 0: those numbered 3 7 12, or 3-5, in digits of any script.

    Raises:
        BadInput: Nobody is at a terminal; the hint names the option.
        KeyboardInterrupt: The person ended the input (Ctrl-D) instead of answering.
    """
    _need_a_person(question, option)
    wide = len(str(len(options)))
    say("\n  ".join([question, *(f"{number:>{wide}} {text}" for number, text in enumerate(options, 1))]))
    while True:
        chosen = _numbers(_answer("> "), len(options))
        if chosen:
            return chosen
        say(f"type one or more numbers from 1 to {len(options)}, such as 1 3")


def confirm(question: str, yes: bool = False, *, option: str = "--yes") -> bool:
    """Return whether the person agrees; yes, the option of that name, answers without asking.

    Raises:
        BadInput: Nobody is at a terminal and the option was not given.
        KeyboardInterrupt: The person ended the input (Ctrl-D) instead of answering.
    """
    return yes or choose(question, YES_NO, option=option) == 0


def lines(question: str, *, option: str, begun: str = "") -> tuple[list[str], bool]:
    """Return the lines of a text up to an empty one, and whether it was ended so rather than broken off.

    The first line may have been typed already. What was typed before Ctrl-C, the end of the input or a closed window is
    returned too: nobody types it twice.

    Raises:
        BadInput: Nobody is at a terminal; the hint names the option.
    """
    _need_a_person(question, option)
    say(question)
    found = [begun] if begun else []
    try:
        while typed := _answer("> "):
            found.append(typed)
    except KeyboardInterrupt:
        return found, False
    return found, True


def can_ask() -> bool:
    """Return whether a person sits at both ends: stdin and stderr are terminals."""
    return bool(sys.stdin and sys.stdin.isatty() and sys.stderr and sys.stderr.isatty())


def _need_a_person(question: str, option: str) -> None:
    if not can_ask():
        raise BadInput(
            f'{option} is missing, and nobody is at a terminal to answer "{question}"', f"add {option} to the command"
        )


def _menu(question: str, options: Sequence[str]) -> str:
    """Return the question and its numbered answers, on one line where there is room."""
    numbered = [f"{number} {text}" for number, text in enumerate(options, 1)]
    line = (GAP + " ").join([question, *numbered])
    if columns(line) <= SCREEN and "\n" not in line:
        return line
    return "\n  ".join(["\n".join(wrap(question, SCREEN)), *numbered])


def _numbers(typed: str, most: int) -> list[int]:
    """Return the numbers that were typed, counted from 0, each once; none when any of them is no such number."""
    found: set[int] = set()
    for part in typed.replace(",", " ").replace("،", " ").split():
        first, dash, last = part.partition("-")
        if not (first.isdecimal() and (last if dash else first).isdecimal()):
            return []
        begin, end = int(first), int(last or first)
        if not 1 <= begin <= end <= most:
            return []
        found.update(range(begin - 1, end))
    return sorted(found)


def _answer(prompt: str) -> str:
    """Return one line typed after a prompt on stderr, without the spaces around it."""
    try:
        sys.stderr.write(prompt)
        sys.stderr.flush()
        typed = sys.stdin.readline()
        if not typed:
            sys.stderr.write("\n")
    except OSError:  # the window was closed
        typed = ""
    if not typed:
        raise KeyboardInterrupt
    return typed.strip()
