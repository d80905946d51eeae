"""Shows a list or a record as a page in the browser, where Arabic is joined, ordered and printed as it should be."""

from collections.abc import Iterable, Mapping, Sequence
from html import escape
from typing import TextIO

from cop.console.emit import View, say
from cop.console.formats import Row, written

# Nothing is fetched and nothing runs: whatever stands in a name, the page stays on this machine.
POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"

STYLE = """
:root { color-scheme: light dark; --paper: #f5f4f0; --card: #fff; --ink: #202b31; --soft: #66727a; --line: #e6e3db;
  --sea: #17646e; --touch: #f7f8f6; }
@media (prefers-color-scheme: dark) { :root { --paper: #12181b; --card: #192125; --ink: #e4e8e9; --soft: #93a1a8;
  --line: #2a353a; --sea: #79c6cd; --touch: #1e282d; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink);
  font: 16px/1.55 system-ui, "Segoe UI", "Noto Sans", "Noto Sans Arabic", "Geeza Pro", Tahoma, sans-serif; }
main { max-inline-size: 80rem; margin-inline: auto; padding: 3rem 2rem 4rem; }
header { display: flex; align-items: baseline; gap: .75rem; margin-block-end: 1.25rem; flex-wrap: wrap; }
h1 { margin: 0; font-size: 1.65rem; font-weight: 600; line-height: 1.3; }
header p { margin: 0; color: var(--soft); }
.sheet { background: var(--card); border: 1px solid var(--line); border-radius: .75rem; overflow-x: auto; }
table { inline-size: 100%; border-collapse: collapse; }
th { padding: .75rem 1rem; font-size: .8125rem; font-weight: 500; color: var(--soft); text-align: start;
  white-space: nowrap; border-block-end: 1px solid var(--line); vertical-align: bottom; }
td { padding: .65rem 1rem; vertical-align: top; border-block-start: 1px solid var(--line); text-align: start; }
tbody tr:first-child td { border-block-start: 0; }
tbody tr:hover { background: var(--touch); }
td > span, dd { display: block; text-align: left; unicode-bidi: plaintext; white-space: pre-line;
  overflow-wrap: break-word; min-inline-size: 0; }
[dir="rtl"] td > span, [dir="rtl"] dd { text-align: right; }
th:first-child, td:first-child { padding-inline-start: 1.5rem; }
th:last-child, td:last-child { padding-inline-end: 1.5rem; }
.short > span { white-space: nowrap; }
.ref > span { color: var(--sea); font-weight: 500; white-space: nowrap; }
th.number, [dir] td.number > span { text-align: right; font-variant-numeric: tabular-nums; }
.none { color: var(--soft); }
.empty { padding: 2rem 1.5rem; margin: 0; color: var(--soft); }
main:has(dl) { max-inline-size: 54rem; }
dl { margin: 0; padding-block: .5rem; }
dl div { display: grid; grid-template-columns: minmax(7rem, 14rem) 1fr; column-gap: 1.5rem; padding: .55rem 1.5rem; }
dl div + div { border-block-start: 1px solid var(--line); }
dt { color: var(--soft); font-size: .875rem; line-height: 1.55rem; }
dd { margin: 0; grid-column: 2; }
.unset { color: var(--soft); font-size: .875rem; margin: 1rem 1.5rem 0; }
@media screen and (max-width: 44rem) {
  main { padding: 1.75rem 1rem 3rem; }
  .sheet { border-radius: .6rem; }
  thead { display: none; }
  table, tbody, tr, td { display: block; }
  tbody tr { padding: .8rem 1rem; }
  tbody tr + tr { border-block-start: 1px solid var(--line); }
  td, td:first-child, td:last-child { border: 0; padding: .12rem 0; display: grid;
    grid-template-columns: 6.5rem 1fr; column-gap: .75rem; }
  td::before { content: attr(data-title); color: var(--soft); font-size: .8125rem; line-height: 1.55rem;
    text-align: start; }
  [dir="ltr"] td.number > span { text-align: left; }
  .short > span, .ref > span { white-space: pre-line; }
  dl div { grid-template-columns: 1fr; padding-inline: 1rem; }
  dd { grid-column: 1; }
  .unset { margin-inline: 1rem; }
}
@media print {
  :root { --paper: #fff; --card: #fff; --ink: #000; --soft: #444; --line: #bbb; --sea: #000; --touch: #fff; }
  @page { margin: 15mm; }
  body { font-size: 10pt; }
  main { padding: 0; max-inline-size: none; }
  .sheet { border: 0; overflow: visible; }
  th, td { padding: 1.5mm 2mm; }
  th:first-child, td:first-child { padding-inline-start: 0; }
  thead { display: table-header-group; }
  tr, dl div { break-inside: avoid; }
  dl div { padding-inline: 0; }
}
"""


def html(
    rows: Iterable[Row],
    view: View,
    title: str,
    language: str = "en",
    direction: str = "ltr",
    keys: Sequence[str] | None = None,
) -> str:
    """Return a list as one page that needs no other file, with the columns of the view's table or the keys given."""
    picked = [(view.keys.index(key), key) for key in keys or view.table or view.keys]
    lines = [_line(row, picked, view) for row in rows]
    if lines:
        heads = "".join(f'<th scope="col"{_classes(view, key)}>{escape(view.title(key))}</th>' for _, key in picked)
        body = f"<table>\n<thead><tr>{heads}</tr></thead>\n<tbody>\n{''.join(lines)}</tbody>\n</table>"
    else:
        body = f'<p class="empty">{escape(view.empty)}</p>'
    return document(title, str(len(lines) or ""), body, language, direction)


def _line(row: Row, picked: Sequence[tuple[int, str]], view: View) -> str:
    cells = []
    for at, key in picked:
        text = view.reading(key, row[at])
        value = f'<span dir="auto">{escape(text)}</span>' if text else '<span class="none">–</span>'
        cells.append(f'<td data-title="{escape(view.title(key))}"{_classes(view, key)}>{value}</td>')
    return f"<tr>{''.join(cells)}</tr>\n"


def _classes(view: View, key: str) -> str:
    names = {"ref": key == view.ref, "number": key in view.right, "short": key in view.say or key in view.keep}
    chosen = " ".join(name for name, applies in names.items() if applies)
    return f' class="{chosen}"' if chosen else ""


def html_of_one(
    values: Mapping[str, object],
    view: View,
    keys: Sequence[str],
    language: str = "en",
    direction: str = "ltr",
) -> str:
    """Return a record as one page that needs no other file; what is not set is named below the rest."""
    parts = []
    unset = []
    for key in keys:
        texts = view.readings(key, values[key])
        label = escape(view.title(key))
        if any(texts):
            parts.append(f"<div><dt>{label}</dt>{''.join(_described(text) for text in texts)}</div>\n")
        else:
            unset.append(label)
    named = next((key for key in ("title", "name", view.ref) if values.get(key)), "")
    below = f'<p class="unset">not set: {", ".join(unset)}</p>' if unset else ""
    body = f"<dl>\n{''.join(parts)}</dl>"
    return document(written(values.get(named, view.name)), "", body, language, direction, below)


def _described(text: str) -> str:
    return f'<dd dir="auto">{escape(text)}</dd>'


def document(title: str, aside: str, body: str, language: str, direction: str, below: str = "") -> str:
    """Return a whole page around a body, which is HTML already; title and aside are plain text."""
    heading = escape(written(title))
    note = f"<p>{escape(written(aside))}</p>" if aside else ""
    return f"""<!doctype html>
<html lang="{escape(language)}" dir="{escape(direction)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>{heading}</title>
<style>{STYLE}</style>
</head>
<body>
<main>
<header><h1 dir="auto">{heading}</h1>{note}</header>
<div class="sheet">
{body}
</div>
{below}
</main>
</body>
</html>
"""


def open_page(page: str, notes: TextIO | None = None) -> str:
    """Write a page where only this user can read it, open it in the browser, and say where it is; return the path."""
    import tempfile
    import webbrowser
    from pathlib import Path

    with tempfile.NamedTemporaryFile(
        "w", encoding="utf-8", errors="xmlcharrefreplace", newline="\n", prefix="cop-", suffix=".html", delete=False
    ) as file:
        file.write(page)
    shown = webbrowser.open(Path(file.name).as_uri())
    say(f"{'opened' if shown else 'open this in a browser:'} {file.name}", notes)
    return file.name
