"""The words of a form that came back, in every language in which one is made: answers, and what cop itself wrote."""

import re
from functools import cache

from cop.kernel.text import ascii_digits, clean, fold
from cop.months.forms.form import COLUMNS, GUIDES, NO, OF_MEETINGS, OF_MILESTONES, REQUEST, STATUSES, YES, spoken
from cop.months.forms.stamp import BEGIN

PIECE = 10
"""Letters from which a part of a long sentence tells that it is one."""
AROUND = "`'\"* "
"""What chats put around a word."""
CUT = re.compile(re.escape(BEGIN) + r"\.\S+")
"""The last line of a form, whole or not."""
DAY = re.compile(r"\D*\d+\D*")
"""What cop writes beside a meeting or an action, Wed 10 July: a few words and one number."""
WORDS_OF_DAY = 4
TICKS = {"x": YES, "х": YES, "✓": YES, "✔": YES, "v": YES, "done": YES, "تم": YES}
"""What else says yes: signs, an x of either alphabet, and words for what is done."""


def status_of(answer: str) -> str | None:
    """Return the status that an answer names in any language, None when it is none."""
    return _known(_statuses(), answer)


def yes_or_no(answer: str) -> bool | None:
    """Return what an answer to yes or no means in any language; a tick or done is yes. None when it is neither."""
    words = {fold(words.gettext(said)): said for said in (YES, NO) for words in spoken()}
    said = _known(words | TICKS, answer)
    return None if said is None else said == YES


def last_line(text: str) -> str | None:
    """Return the stamp that a line is, whole or cut, None when it is none."""
    said = bare(text).strip(AROUND)
    return said if CUT.fullmatch(said) else None


def bare(text: str) -> str:
    """Return a line without marks of direction and what surrounds it."""
    return ascii_digits(clean(text)).strip("\u200e\u200f\u061c ")


def letters(text: str) -> str:
    """Return the folded letters and digits of a line: what Markdown, a chat or a hand puts around them is no matter."""
    return "".join(each for each in fold(text) if each.isalnum())


def is_guide(said: str) -> bool:
    """Tell what cop itself wrote for whoever fills a form in, also when a mail broke it into lines."""
    found = letters(said)
    if not found:
        return yes_or_no(said) is None
    return found in _guides() or (len(found) >= PIECE and any(found in each for each in _long_guides()))


def is_day(text: str) -> bool:
    """Tell a day as cop writes it beside a meeting or an action."""
    return bool(DAY.fullmatch(text)) and len(text.split()) <= WORDS_OF_DAY


@cache
def _guides() -> frozenset[str]:
    return frozenset(letters(words.gettext(said)) for said in GUIDES for words in spoken())


@cache
def columns() -> frozenset[str]:
    """Return what may stand over the answers of a sheet, by its letters."""
    return frozenset(letters(words.gettext(said)) for said in COLUMNS for words in spoken())


@cache
def _long_guides() -> tuple[str, ...]:
    return tuple(letters(words.gettext(said)) for said in (REQUEST, OF_MEETINGS, OF_MILESTONES) for words in spoken())


@cache
def requests() -> tuple[str, ...]:
    """Return how the sentence begins that asks a team to fill a form in, by its letters."""
    begun = (letters(words.gettext(REQUEST).partition("{day}")[0]) for words in spoken())
    return tuple(filter(None, begun))


def _statuses() -> dict[str, str]:
    known = (*STATUSES, "represented", "acting")
    return {fold(words.word(status)): status for status in known for words in spoken()}


def _known(words: dict[str, str], answer: str) -> str | None:
    return words.get(fold(bare(answer).strip("\"'«»“”.!*[]() ")))
