"""What can be done with what the public saw, and the rules."""

from collections.abc import Callable, Iterable
from typing import Any

from cop.activities.visibility.records import VisibilityItem
from cop.kernel import dates
from cop.kernel.errors import BadInput, RuleBroken
from cop.store import edits
from cop.store.journal import Draft
from cop.store.typed import Reading, programme_today


def add(draft: Draft, item: VisibilityItem, sets: Iterable[str], how: Reading) -> VisibilityItem:
    """Write down what came out; its address is what people see of it, so it is kept as typed."""
    return keep_item(draft, edits.add(draft, item, sets, how))


def keep_item(draft: Draft, item: VisibilityItem) -> VisibilityItem:
    """Check that something came out on a day gone by, was seen by no fewer than nobody, and stands at an address.

    Raises:
        RuleBroken: Its day is still to come, or fewer than nobody saw it.
        BadInput: Its link is no address.
    """
    from cop.activities.evidence.shown import is_address

    if item.published_on > programme_today(draft.db, draft.now):
        raise RuleBroken(
            f"{dates.say_day(item.published_on)} is still to come, so nothing can have come out on it",
            "write it down once it is out",
        )
    if item.reach is not None and item.reach < 0:
        raise RuleBroken(
            f'"{item.title}" cannot have been seen by {item.reach}', "leave reach away where it is unknown"
        )
    if item.link and not is_address(item.link):
        raise BadInput(f'link cannot be "{item.link}"', "it takes an address such as https://example.org/news")
    return item


RULES: dict[str, Callable[[Draft, Any], Any]] = {"visibility_item": keep_item}
"""The rules of each kind that has some; imports keep them too."""
