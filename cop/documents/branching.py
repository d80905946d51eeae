"""A tree as lines from above to below, for pictures and for rows of characters alike."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from cop.documents.blocks import Branch


class Twig(NamedTuple):
    """A line of a tree: what stands there, and for it and each it grows from, whether another one follows below it."""

    branch: Branch
    follows: tuple[bool, ...]

    @property
    def depth(self) -> int:
        """How deep it lies; a root lies at 0."""
        return len(self.follows) - 1


def twigs(branches: Sequence[Branch], above: tuple[bool, ...] = ()) -> Iterator[Twig]:
    """Yield every line of a tree, each before those that grow from it."""
    for at, branch in enumerate(branches, start=1):
        follows = (*above, at < len(branches))
        yield Twig(branch, follows)
        yield from twigs(branch.branches, follows)
