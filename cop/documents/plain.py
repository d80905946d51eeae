"""Makes every text of a document safe to print, whatever stands in the data."""

from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar, cast

from cop.documents.words import END, ISOLATE
from cop.kernel import text

Whole = TypeVar("Whole")
_ISOLATED = (ISOLATE, END)


def legible(said: str) -> str:
    """Return a text without control characters and overrides of direction; line ends and isolates of names stay."""
    if said.isprintable():
        return said
    return "".join(each if each in _ISOLATED else text.display(each) for each in said)


def each_text(whole: Whole, change: Callable[[str], str]) -> Whole:
    """Return a document, or any part of one, with every text in it changed."""
    return cast(Whole, _changed(whole, change))


def _changed(part: Any, change: Callable[[str], str]) -> Any:
    if isinstance(part, str):
        return change(part)
    if isinstance(part, tuple):
        return tuple(_changed(each, change) for each in part)
    if is_dataclass(part) and not isinstance(part, type):
        return replace(part, **{field.name: _changed(getattr(part, field.name), change) for field in fields(part)})
    return part
