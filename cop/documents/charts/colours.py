"""The colours of charts and what tells them apart without any."""

from collections.abc import Mapping

LIGHT = {
    "ink": "#202b31", "soft": "#5a666e", "track": "#eceae4", "hatch": "#0000002b",
    "good": "#1f7a4d", "on-good": "#ffffff", "fair": "#e5ab45", "on-fair": "#2b1c00",
    "poor": "#b8403a", "on-poor": "#ffffff", "unknown": "#f6f4ef", "on-unknown": "#56626a",
    "sea": "#17646e", "on-sea": "#ffffff", "mist": "#7fb0b6", "on-mist": "#0b1a1d",
    "sand": "#c9c0aa", "on-sand": "#1d1a12",
}  # fmt: skip
DARK = {
    "ink": "#e4e8e9", "soft": "#9fadb4", "track": "#26323a", "hatch": "#00000033",
    "good": "#5cc493", "on-good": "#08170f", "fair": "#e8b765", "on-fair": "#241800",
    "poor": "#f0938a", "on-poor": "#240a07", "unknown": "#1d262b", "on-unknown": "#b4c0c6",
    "sea": "#79c6cd", "on-sea": "#06191b", "mist": "#2f676d", "on-mist": "#ffffff",
    "sand": "#9a937d", "on-sand": "#12100a",
}  # fmt: skip
"""Colours of both faces of a page; every text on a colour keeps a contrast of at least 4.5."""

HATCHES = (
    '<pattern id="hatch-fair" width="6" height="6" patternUnits="userSpaceOnUse">'
    '<path class="hatch" d="M-1 1l2-2M0 6l6-6M5 7l2-2"/></pattern>'
    '<pattern id="hatch-poor" width="6" height="6" patternUnits="userSpaceOnUse">'
    '<path class="hatch" d="M-1 1l2-2M0 6l6-6M5 7l2-2M-1 5l2 2M0 0l6 6M5-1l2 2"/></pattern>'
)
"""What tells tones apart without colours; a page holds it once, a picture by itself."""
HATCHED = {"fair": "fair", "poor": "poor", "forecast": "fair"}
"""Which kinds of shapes are hatched, and how."""


def style(colours: Mapping[str, str] | None = None) -> str:
    """Return the rules that colour a chart, by these colours or by the page's own custom properties."""

    def of(name: str) -> str:
        return colours[name] if colours else f"var(--{name})"

    rules = [
        "text { font-size: 13px; unicode-bidi: plaintext; }",
        "text.small { font-size: 11px; }",
        "text.strong { font-weight: 600; }",
    ]
    if colours:
        rules.append('text { font-family: "IBM Plex Sans Arabic", "Noto Sans Arabic", sans-serif; }')
    rules += [f".{name} {{ fill: {of(name)}; }}" for name in LIGHT if name != "hatch"]
    rules.append(f".unknown {{ stroke: {of('on-unknown')}; stroke-width: .8; stroke-dasharray: 3 2; }}")
    rules.append(f".actual {{ fill: {of('sea')}; }} .trunk {{ fill: {of('soft')}; opacity: .55; }}")
    rules.append(f".forecast {{ fill: {of('mist')}; stroke: {of('sea')}; }}")
    rules.append(f".baseline {{ fill: {of('sand')}; stroke: {of('soft')}; stroke-width: .8; }}")
    rules.append(f".grid {{ stroke: {of('track')}; }} .year {{ stroke: {of('sand')}; }}")
    rules.append(f".today {{ stroke: {of('poor')}; stroke-width: 1.5; stroke-dasharray: 5 3; }}")
    rules.append(f".hatch {{ stroke: {of('hatch')}; stroke-width: 1.2; fill: none; }}")
    return " ".join(rules)
