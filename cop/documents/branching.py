"""A tree as lines from above to below, for pictures and for rows of characters alike."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
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


def grown(lines: Sequence[tuple[int, Branch]]) -> tuple[Branch, ...]:
    """Return the tree whose lines these are, each with how deep it lies: what twigs() took apart."""
    if not lines:
        return ()
    least = min(depth for depth, _ in lines)
    starts = [at for at, (depth, _) in enumerate(lines) if depth == least]
    ends = [*starts[1:], len(lines)]
    return tuple(
        replace(lines[start][1], branches=grown(lines[start + 1 : end]))
        for start, end in zip(starts, ends, strict=True)
    )
