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
ONE_COMMA = re.compile(r"-?\d+,\d+")


def is_number(value: str) -> bool:
    """Tell whether a text is a number in the form that records keep: 7.5, -3, 1200000."""
    return CANONICAL.fullmatch(value) is not None


def parse_number(typed: str) -> Number:
    """Return a number as somebody wrote it: 7.5, 7,5, ٧٫٥, 12 000.

    Raises:
        BadInput: It is none, or may mean two: 1,200 is either 1200 or 1.2.
    """
    said = ascii_digits(typed.strip()).replace("٫", ".").replace("−", "-").removeprefix("+")
    grouped = GROUPED.fullmatch(said)
    if ONE_COMMA.fullmatch(said) and grouped:
        whole = said.replace(",", "")
        raise BadInput(f'"{typed}" may mean two numbers', f"write {whole}, or {said.replace(',', '.').rstrip('0')}")
    if grouped:
        said = said.replace(grouped["mark"], "")
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
