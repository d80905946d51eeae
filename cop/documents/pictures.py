"""Charts as pictures, for formats that show no SVG."""

from importlib.resources import as_file, files

import typst

_PAGE = b"""#set page(width: auto, height: auto, margin: 0pt)
#image(bytes(sys.inputs.chart), format: "svg")
"""


def png(chart: str, dots: int = 216) -> bytes:
    """Return a chart that stands by itself as a picture with so many dots an inch."""
    return compiled(chart, dots)[0]


def compiled(chart: str, dots: int) -> tuple[bytes, list[typst.TypstWarning]]:
    """Return the picture, and what typst has to say about it.

    Letters are taken from the font beside this module and from no other, so that the same chart gives the same bytes
    wherever it is made.
    """
    with as_file(files("cop.documents") / "fonts") as folder:
        fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(folder)])
        return typst.compile_with_warnings(_PAGE, sys_inputs={"chart": chart}, font_paths=fonts, format="png", ppi=dots)
