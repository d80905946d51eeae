"""Exact decimals as people type them and as records keep them; never a float."""

import re
from typing import TYPE_CHECKING

from cop.kernel.errors import BadInput
from cop.kernel.text import ascii_digits
from cop.kernel.types import Number, Share

if TYPE_CHECKING:
    from fractions import Fraction

CANONICAL = re.compile(r"(0|-?[1-9]\d{0,15}|-?(0|[1-9]\d{0,15})\.\d{0,8}[1-9])", re.ASCII)
GROUPED = re.compile(r"-?\d{1,3}(?P<mark>[, ٬' ])\d{3}((?P=mark)\d{3})*(\.\d+)?")
GROUPED_BY_POINTS = re.compile(r"-?\d{1,3}(\.\d{3}(\.\d{3})+|(\.\d{3})+,\d+)")
"""Thousands as many countries part them, where it cannot be anything else: 1.200.000, or 1.200,5."""
EITHER = re.compile(r"-?[1-9]\d{0,2}[.,]\d{3}")
"""What is twelve hundred in one country, and one and a fifth in another: 1,200, 1.200."""
ONE_COMMA = re.compile(r"-?\d+,\d+")


def is_number(value: str) -> bool:
    """Tell whether a text is a number in the form that records keep: 7.5, -3, 1200000."""
    return CANONICAL.fullmatch(value) is not None


def parse_number(typed: str) -> Number:
    """Return a number as somebody wrote it: 7.5, 7,5, ٧٫٥, 12 000, 1.200,5.

    Raises:
        BadInput: It is none, or may mean two: 1,200 and 1.200 are either 1200 or 1.2.
    """
    said = ascii_digits(typed.strip()).replace("−", "-").removeprefix("+")
    if EITHER.fullmatch(said):
        whole, _, rest = said.replace(",", ".").partition(".")
        rest = rest.rstrip("0") if rest.endswith("0") else f"{rest}0"
        raise BadInput(f'"{typed}" may mean two numbers', f"write {said[:-4]}{said[-3:]}, or {whole}.{rest or '0'}")
    said = said.replace("٫", ".")
    if grouped := GROUPED.fullmatch(said):
        said = said.replace(grouped["mark"], "")
    elif GROUPED_BY_POINTS.fullmatch(said):
        said = said.replace(".", "").replace(",", ".")
    elif ONE_COMMA.fullmatch(said):
        said = said.replace(",", ".")
    return _canonical(said, typed)


def parse_share(typed: str) -> Share:
    """Return a share as somebody wrote it: 0.4, 40 %, 40%.

    Raises:
        BadInput: It is none between nothing and all.
    """
    said = typed.strip().replace("٪", "%")
    share = exact(parse_number(said.rstrip("%"))) / (100 if said.endswith("%") else 1)
    if not 0 <= share <= 1:
        raise BadInput(f'"{typed}" is no share', "it takes 0.4 or 40%")
    return Share(number_text(share))


def exact(value: str) -> "Fraction":
    """Return the number that a canonical text stands for."""
    from fractions import Fraction

    return Fraction(value)


def number_text(value: "Fraction", places: int = 8) -> Number:
    """Return a number in the form that records keep, rounded half to even where it has more places."""
    scaled = round(value * 10**places)
    whole, rest = divmod(abs(scaled), 10**places)
    decimals = f"{rest:0{places}d}".rstrip("0") if places else ""
    return Number(("-" if scaled < 0 else "") + f"{whole}" + (f".{decimals}" if decimals else ""))


def _canonical(said: str, typed: str) -> Number:
    sign, digits = ("-", said[1:]) if said.startswith("-") else ("", said)
    whole, _, rest = digits.partition(".")
    tidy = (whole.lstrip("0") or "0") + (f".{rest.rstrip('0')}" if rest.rstrip("0") else "")
    tidy = tidy if tidy == "0" else sign + tidy
    if not (whole or rest).isdecimal() or (rest and not rest.isdecimal()) or not is_number(tidy):
        raise BadInput(f'"{typed}" is no number', "write it like 7.5 or 1200")
    return Number(tidy)
