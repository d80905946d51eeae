"""Takes apart charts of many lines, so that paper parts them between lines and a page begins where one ends."""

from collections.abc import Iterator, Sequence

TALLEST = 440
"""Pixels of the lines of one piece: two stand on a page, or one below what the page begins with."""


def parts(levels: Sequence[int], heights: Sequence[float]) -> Iterator[range]:
    """Yield stretches of lines that belong into one piece, by how deep and how high each line is.

    A piece ends before a line that lies less deep, if it is two thirds full by then.
    """
    start = 0
    while start < len(levels):
        end, high = start, 0.0
        while end < len(levels) and (high + heights[end] <= TALLEST or end == start):
            high += heights[end]
            end += 1
        if end < len(levels):
            least = start + max((end - start) * 2 // 3, 1)
            end = max(range(least, end + 1), key=lambda at: (-levels[at], at))
        yield range(start, end)
        start = end
    if not levels:
        yield range(0)
