"""Chooses the format of a document by the ending of its file; a format's libraries are loaded only when it is used."""

from collections.abc import Callable
from importlib import import_module

from cop.documents.blocks import Document
from cop.kernel.errors import BadInput

FORMS = {
    ".txt": "cop.documents.as_text",
    ".md": "cop.documents.as_markdown",
    ".html": "cop.documents.as_html",
    ".docx": "cop.documents.as_docx",
}
"""The module whose render() writes files with this ending."""


def render(document: Document, form: str) -> bytes:
    """Return a document as a file with an ending such as .html holds it.

    Raises:
        BadInput: No format has this ending.
    """
    if form not in FORMS:
        raise BadInput(f'no document can be written as "{form}"', f"the formats are {', '.join(FORMS)}")
    write: Callable[[Document], bytes | str] = import_module(FORMS[form]).render
    written = write(document)
    return written.encode() if isinstance(written, str) else written
