"""A plan in time drawn with characters, each about as wide as the next."""

from collections.abc import Iterator

from cop.documents.blocks import Gantt, GanttRow, Span
from cop.documents.measure import closed
from cop.documents.timeline import (
    ACTUAL,
    BASELINE,
    FORECAST,
    MILESTONE,
    TODAY,
    Timeline,
    called,
    is_milestone,
    kinds,
    legend,
    shows_today,
    timeline,
)
from cop.documents.words import Words, mark
from cop.kernel.text import columns

SIGNS = {BASELINE: "─", ACTUAL: "█", FORECAST: "░"}
DIAMONDS = {BASELINE: "◇", ACTUAL: "◆", FORECAST: "◈"}
LINE, BEFORE, ONWARD = "│", "◂", "▸"
WHERE_IT_DIFFERS = mark("baseline, where it differs")


def signs(gantt: Gantt, words: Words) -> Iterator[str]:
    """Yield each sign of a plan with what it stands for."""
    found = legend(gantt)
    for name in found:
        if name == TODAY:
            yield f"{LINE} {called(name, gantt, words)}"
        elif name == MILESTONE:
            yield f"{''.join(DIAMONDS[each] for each in DIAMONDS if each in found)} {words.gettext(name)}"
        else:
            yield f"{SIGNS[name]} {words.gettext(WHERE_IT_DIFFERS if name == BASELINE else name)}"


def scale(gantt: Gantt, words: Words, room: int) -> list[str]:
    """Return the years of a plan and, where there is room for them, its months, a line each."""
    ticks = list(timeline(gantt).ticks(words, room, lambda name: columns(name) + 1))
    lines = [
        _placed([(tick.share, name) for tick, name in zip(ticks, names, strict=True)], room)
        for names in ([tick.year for tick in ticks], [tick.month for tick in ticks])
    ]
    return [line for line in lines if line]


def drawn(row: GanttRow, gantt: Gantt, room: int) -> list[str]:
    """Return what was and what is expected, and in a second line the baseline where it differs from that."""
    spans = kinds(row)
    real = [(name, span) for name, span in spans if name != BASELINE]
    planned = [(name, span) for name, span in spans if name == BASELINE]
    lines = [real or planned]
    whole = timeline(gantt)
    if real and planned and _cells(whole, planned[0][1], room) != _together(whole, real, room):
        lines.append(planned)
    return [_line(gantt, whole, line, room) for line in lines]


def _line(gantt: Gantt, whole: Timeline, spans: list[tuple[str, Span]], room: int) -> str:
    cells = [" "] * room
    if gantt.today and shows_today(gantt):
        cells[int(whole.share(gantt.today) * room)] = LINE
    for name, span in spans:
        stretch = whole.of(span)
        for at in _cells(whole, span, room):
            cells[at] = DIAMONDS[name] if is_milestone(span) else SIGNS[name]
        if stretch.before:
            cells[0] = BEFORE
        if stretch.after:
            cells[-1] = ONWARD
    return "".join(cells)


def _together(whole: Timeline, spans: list[tuple[str, Span]], room: int) -> range:
    found = [_cells(whole, span, room) for _, span in spans]
    return range(min(each.start for each in found), max(each.stop for each in found))


def _cells(whole: Timeline, span: Span, room: int) -> range:
    """Return the columns that a span takes: at least one of them, if any of it lies on the scale."""
    stretch = whole.of(span)
    if stretch.start >= stretch.end:
        return range(0)
    if is_milestone(span):
        middle = int((stretch.start + stretch.end) / 2 * room)
        return range(middle, middle + 1)
    start = min(round(stretch.start * room), room - 1)
    return range(start, max(round(stretch.end * room), start + 1))


def _placed(names: list[tuple[float, str]], room: int) -> str:
    line = ""
    for share, name in names:
        start = int(share * room)
        if name and columns(line) <= start and start + columns(name) <= room:
            line += " " * (start - columns(line)) + closed(name)
    return line
