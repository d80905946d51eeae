"""Text that people typed: made safe to keep, safe to print, and findable across spellings and scripts."""

from cop.kernel.errors import BadInput

TYPE_CHECKING = False  # typing's costs more than all that completion needs of this module
if TYPE_CHECKING:
    from collections.abc import Iterable

# Format characters that carry meaning: ZWNJ and ZWJ join letters, the marks order Arabic beside Latin, and the Arabic
# number signs are visible. Every other one is invisible, and hides or re-orders what a reader sees.
_KEPT_FORMATS = frozenset("\u200c\u200d\u200e\u200f\u061c\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u08e2")

_DIGITS = {start + n: str(n) for start in (0x0660, 0x06F0) for n in range(10)}
_NOT_FOLDED = dict.fromkeys(map(ord, " -_.'`\"\t\n\r\v\f·‐‑‒–—−‘’‛“”′ʹʻʼʾʿˈ´ءـ"))
_SAME_LETTER = {
    **{ord(letter): "ا" for letter in "أإآٱ"},
    **{ord(letter): "ي" for letter in "ىیئ"},
    **{ord(letter): "ه" for letter in "ةهہ"},
    ord("ؤ"): "و",
    ord("ک"): "ك",
    ord("ø"): "o",
    ord("ł"): "l",
    ord("đ"): "d",
    ord("ð"): "d",
    ord("ħ"): "h",
    ord("ı"): "i",
    ord("æ"): "ae",
    ord("œ"): "oe",
}
_CONFUSED = str.maketrans("طضظذزصثغ", "تددددسسق")
"""Arabic letters that sound alike where names are spelled by ear, each as one of them."""
_SHORTEST_NEAR = 4
"""Letters of a word within a long name that may make it near; and, of, in do not."""
_FOLDED = _DIGITS | _NOT_FOLDED | _SAME_LETTER


def clean(text: str) -> str:
    """Return one line that is safe to keep: NFC, each run of white space one space, nothing invisible or re-ordering.

    Dropped are control characters, bidirectional overrides and isolates, zero width spaces, soft hyphens, tags and
    noncharacters. ZWNJ, ZWJ, the left-to-right, right-to-left and Arabic letter marks stay.

    Raises:
        BadInput: The text holds half a character (a lone surrogate), as bytes in another encoding leave behind.
    """
    if not text.isprintable():
        text = "".join(_kept(character) for character in text)
    text = " ".join(text.split())
    if text.isascii():
        return text
    import unicodedata

    return unicodedata.normalize("NFC", text)


def clean_block(text: str) -> str:
    r"""Return a text of several lines, each as `clean` leaves it, divided by \n; empty lines around it go."""
    return "\n".join(clean(line) for line in text.splitlines()).strip("\n")


def display(text: str) -> str:
    r"""Return what may be written to a terminal, whatever stands in the data; \n stays, spaces stay as they are."""
    if text.isprintable():
        return text
    return "".join(character if character == "\n" else _shown(character) for character in text)


def fold(text: str) -> str:
    """Return the form in which two spellings of a name meet: for comparing and searching, never for showing.

    Case, Latin diacritics, Arabic marks, tatweel, hamza and the letter variants of alef, ya, ta marbuta and Persian
    go; so do spaces, hyphens, dots, underscores and apostrophes; Arabic-Indic digits become ASCII. "Az-Zawiyah" and
    "azzawiyah" meet, "الزاوية" and "الزاويه" meet; the two scripts do not.
    """
    if text.isascii():
        return text.lower().translate(_NOT_FOLDED)
    import unicodedata

    letters = unicodedata.normalize("NFKD", text).casefold().translate(_FOLDED)
    return "".join(c for c in letters if not unicodedata.combining(c) and unicodedata.category(c) != "Cf")


def ascii_digits(text: str) -> str:
    """Return the text with Arabic-Indic and Persian digits as 0 to 9."""
    return text if text.isascii() else text.translate(_DIGITS)


def mixed_scripts(text: str) -> bool:
    """Tell whether letters of two scripts that look alike (Latin, Greek, Cyrillic) stand in one text."""
    return not text.isascii() and len({_script(character) for character in text} - {None}) > 1


def nearest(word: str, candidates: "Iterable[str]", limit: int = 3) -> list[str]:
    """Return the candidates that come closest to a word, or have a word that does, best first, as they were given.

    Spellings are folded further than for finding: Arabic letters that sound alike count as one.
    """
    from difflib import get_close_matches

    given = [*candidates]
    words = [(part, each) for each in given for part in each.split() if len(part) >= _SHORTEST_NEAR]
    spelled: dict[str, str] = {}
    for said, candidate in [*zip(given, given, strict=True), *words]:
        spelled.setdefault(fold(said).translate(_CONFUSED), candidate)
    found = get_close_matches(fold(word).translate(_CONFUSED), spelled, len(spelled) or 1)
    return [*dict.fromkeys(spelled[key] for key in found)][:limit]


def _kept(character: str) -> str:
    """Return the character, a space for white space, or nothing if it may not stay."""
    import unicodedata

    if character.isspace() and not "\x1c" <= character <= "\x1f":
        return " "
    category = unicodedata.category(character)
    if category == "Cs":
        raise BadInput("the text holds half a character", "type it again, or save the file it comes from as UTF-8")
    hidden = category == "Cc" or (category == "Cf" and character not in _KEPT_FORMATS)
    return "" if hidden or _is_noncharacter(ord(character)) else character


def _shown(character: str) -> str:
    if "\ud800" <= character <= "\udfff":
        return "\ufffd"
    return character if character.isspace() and character > "\x9f" and character < "\u2028" else _kept(character)


def _is_noncharacter(code: int) -> bool:
    """Tell a code point that Unicode reserves for ever (D14), which XML and spreadsheets refuse."""
    return 0xFDD0 <= code <= 0xFDEF or code & 0xFFFE == 0xFFFE


def _script(character: str) -> str | None:
    if not character.isalpha():
        return None
    if character < "\u0250" or "\u1e00" <= character <= "\u1eff":
        return "latin"
    if "\u0370" <= character <= "\u03ff" or "\u1f00" <= character <= "\u1fff":
        return "greek"
    return "cyrillic" if "\u0400" <= character <= "\u052f" else None


def columns(said: str) -> int:
    """Return how many columns of a terminal a text takes: Arabic marks none, Chinese characters two."""
    if said.isascii() or max(said) < "\u0300":
        return len(said)
    return sum(_WIDE[each] if each in _WIDE else _columns_of(each) for each in said)


_WIDE: dict[str, int] = {}
"""The columns of characters met before."""


def _columns_of(character: str) -> int:
    import unicodedata

    wide = 2 if unicodedata.east_asian_width(character) in ("W", "F") else 1
    _WIDE[character] = 0 if unicodedata.category(character) in ("Mn", "Me", "Cf") else wide
    return _WIDE[character]
