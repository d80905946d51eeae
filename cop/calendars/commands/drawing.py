"""Draws weeks as squares: for a terminal with quiet lines, and as a page for the browser."""

from collections.abc import Iterator, Mapping, Sequence
from html import escape
from textwrap import wrap
from typing import NamedTuple

from cop.calendars.month import Line, Square
from cop.calendars.weekends import legend
from cop.console import page
from cop.console.table import cut
from cop.kernel import dates
from cop.kernel.dates.words import MONTHS, WEEKDAYS
from cop.kernel.text import columns
from cop.kernel.types import Day, Month

NARROW, WIDE, ROOMY = 80, 120, 16
DIM, BOLD, TURNED, PLAIN = "\x1b[2m", "\x1b[1m", "\x1b[7m", "\x1b[0m"


class Grid(NamedTuple):
    """What is drawn: weeks from Monday to Sunday, the weekdays off by country, and today, which is set off."""

    weeks: list[list[Square]]
    weekends: Mapping[str, frozenset[int]]
    today: Day

    def is_off(self, day: Day) -> bool:
        """Say whether any country rests on a day."""
        return any(dates.day(day).weekday() in off for off in self.weekends.values())


def heading(first: Day, last: Day) -> str:
    """Return what is drawn in words: July 2024, or the first and last day of a week."""
    if (first, last) == dates.month_days(Month(first[:7])):
        return f"{MONTHS[int(first[5:7]) - 1]} {first[:4]}"
    return f"{dates.say_day(first)} to {dates.say_day(last)}"


def drawn(grid: Grid, title: str, aside: str, width: int, colour: bool) -> Iterator[str]:
    """Yield the lines of a drawing at most as wide as the screen, without trailing spaces.

    Days off are faint, and a line below tells whose they are; today stands reversed, and without colours the word
    stands beside it. Where a square is too narrow for an hour and a name, the list below tells the hours.
    """
    size = max(min(width or NARROW, WIDE) // 7, 6)
    room = size * 7 - 1

    def paint(text: str, style: str) -> str:
        return f"{style}{text}{PLAIN}" if colour and style and text else text

    def row(cells: Sequence[tuple[str, str]]) -> str:
        fitted = [(cut(text, size - 1) if columns(text) >= size else text, style) for text, style in cells]
        return "".join(paint(text, style) + " " * (size - columns(text)) for text, style in fitted).rstrip()

    aside = aside if size >= ROOMY else ""
    yield (paint(title, BOLD) + " " * max(room - columns(title) - columns(aside), 2) + paint(aside, DIM)).rstrip()
    yield ""
    yield row([(name, DIM) for name in WEEKDAYS])
    for week in grid.weeks:
        yield paint("─" * room, DIM)
        yield row([_number(grid, square, colour) for square in week])
        for depth in range(max([1, *(len(square.lines) for square in week if square.inside)])):
            yield row([_said(square, depth, with_hours=size >= ROOMY) for square in week])
    yield from ("", *(paint(line, DIM) for line in wrap(legend(grid.weekends), room)))


def drawn_page(grid: Grid, listed: Sequence[Sequence[str]], title: str, aside: str) -> str:
    """Return the drawing as a page, with a list of what takes place under it."""
    heads = "".join(f'<th scope="col">{name}</th>' for name in WEEKDAYS)
    rows = "".join(f"<tr>{''.join(_square(grid, square) for square in week)}</tr>\n" for week in grid.weeks)
    table = f'<table class="month">\n<thead><tr>{heads}</tr></thead>\n<tbody>\n{rows}</tbody></table>'
    lines = "".join(f"<tr>{''.join(f'<td>{_auto(text)}</td>' for text in row)}</tr>\n" for row in listed)
    below = f'<p class="legend">{escape(legend(grid.weekends))}</p>' if grid.weekends else ""
    below += f'<div class="sheet listed"><table><tbody>\n{lines}</tbody></table></div>' if lines else ""
    return page.document(title, aside, f"<style>{STYLE}</style>\n{table}", "en", "ltr", below)


STYLE = """
.month { table-layout: fixed; min-inline-size: 44rem; }
.month tr > th { padding-inline: .75rem; vertical-align: top; }
.month td { block-size: 5.5rem; padding: .5rem .75rem; border-inline-start: 1px solid var(--line); }
.month td:first-child { border-inline-start: 0; padding-inline-start: .75rem; }
.month tbody tr:hover { background: none; }
.month .rest { background: var(--touch); }
.month .day { color: var(--soft); font-variant-numeric: tabular-nums; }
.month .today .day { color: var(--card); background: var(--sea); border-radius: 1rem; padding: .1rem .5rem;
  display: inline-block; }
.month p { margin: .15rem 0 0; font-size: .875rem; line-height: 1.35; }
.month s { color: var(--soft); }
.legend { margin: .75rem 0 0; color: var(--soft); font-size: .875rem; }
.listed { margin-block-start: 1.25rem; }
@media screen and (max-width: 44rem) {
  .sheet:has(.month), .legend { display: none; }
  .listed { margin: 0; }
  .listed td, .listed td:first-child, .listed td:last-child { display: block; }
  .listed td::before { content: none; }
}
"""


def _square(grid: Grid, square: Square) -> str:
    if not square.inside:
        return "<td></td>"
    names = {"rest": grid.is_off(square.day), "today": square.day == grid.today}
    chosen = " ".join(name for name, applies in names.items() if applies)
    said = "".join(_paragraph(line) for line in square.lines)
    return f'<td class="{chosen}"><span class="day">{int(square.day[8:])}</span>{said}</td>'


def _auto(text: str) -> str:
    return f'<span dir="auto">{escape(text)}</span>'


def _paragraph(line: Line) -> str:
    told = f"<bdi>{escape(f'{line.hour} {line.name}'.strip())}</bdi>"
    return f"<p><s>{told}</s></p>" if line.off else f"<p>{told}</p>"


def _number(grid: Grid, square: Square, colour: bool) -> tuple[str, str]:
    number = str(int(square.day[8:]))
    if not square.inside:
        return "", ""
    if square.day == grid.today:
        return (number, TURNED) if colour else (f"{number} today", "")
    return number, DIM if grid.is_off(square.day) else ""


def _said(square: Square, depth: int, *, with_hours: bool) -> tuple[str, str]:
    if not square.inside or depth >= len(square.lines):
        return "", ""
    line = square.lines[depth]
    told = f"{line.hour} {line.name}".strip() if with_hours else line.name
    return (f"× {told}", DIM) if line.off else (told, "")
