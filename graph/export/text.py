"""Text: what is written into a cell so that no program runs it, and so that it comes back as it was.

A cell that begins with a formula's sign gets an apostrophe before it, as spreadsheets do themselves, and so does one
that begins with an apostrophe. Where a program parts cells by other signs than those of the file, what follows such a
sign begins no formula either. Characters that XML cannot hold become the pictures that Unicode has for them, and a
``x000D_`` that a spreadsheet would take for an escaped character is parted by a sign of its own.

References
----------
OWASP, CSV Injection; ECMA-376 Part 1, 22.9.2.19 (ST_Xstring).
"""

import re
import unicodedata
from typing import Final

FORMULA_SIGNS: Final = frozenset("=+-@\t\r\n\uff1d\uff0b\uff0d\uff20")
"""What a spreadsheet may take for the beginning of a formula: also their full-width forms."""

MOST: Final = 32_767
"""Characters that a cell of a workbook can hold."""

_PART: Final = "\u2426"
_PICTURES: Final = 0x2400
_LAST: Final = {"\ufffe": "e", "\uffff": "f"}
_UNHOLDABLE: Final = re.compile(
    "[\x00-\x08\x0b\x0c\x0d\x0e-\x1f\u2400-\u241f\u2426\ufffe\uffff\ud800-\udfff]|x(?=[0-9A-Fa-f]{4}_)"
)
_PARTED: Final = re.compile("\u2426(.)|[\u2400-\u241f]", re.DOTALL)
_SIGN: Final = re.compile(r"[^\w.-]+")
_DOTS: Final = re.compile(r"\.{2,}")


_SIGNS: Final = "=+\\-@\uff1d\uff0b\uff0d\uff20"
_WITHIN: Final = re.compile(rf"(?<=[;\t\n])(?=[{_SIGNS}])")
"""Where a formula could begin in a text between commas, if it were read with another mark."""
_ANYWHERE: Final = re.compile(
    rf"\A(?=[{_SIGNS}\t\r\n])|(?<=[;,\t\r\n])(?=[{_SIGNS}])(?![+-]?[\d.]+(?:[;,\s\]}}\"]|\Z))"
)
"""Where a formula could begin in a text, whatever its cells are parted by; a plain number is none."""


def guarded(text: str) -> str:
    """Give a text that no spreadsheet takes for a formula.

    >>> guarded("=1+1"), guarded("jalan"), guarded("'tis")
    ("'=1+1", 'jalan', "''tis")
    """
    return f"'{text}" if text[:1] in FORMULA_SIGNS | {"'"} else text


def unguarded(text: str) -> str:
    """Give the text that was guarded.

    >>> unguarded(guarded("-")), unguarded("jalan")
    ('-', 'jalan')
    """
    return text.removeprefix("'")


def parted(cell: str) -> str:
    """Give a cell between commas of which no part is taken for a formula by who parts cells otherwise.

    ``unheld`` takes away what it adds.

    >>> parted("Jalan;=1+1"), unheld(parted("Jalan;=1+1"))
    ('Jalan;␦=1+1', 'Jalan;=1+1')
    """
    return _WITHIN.sub(_PART, cell)


def inert(text: str) -> str:
    """Give a text for people, not to be read back, in which nothing is taken for a formula.

    >>> inert("＝1+1"), inert("Jalan;=1+1"), inert("dari 5,-3 dan 2")
    ("'＝1+1", "Jalan;'=1+1", 'dari 5,-3 dan 2')
    """
    return _ANYWHERE.sub("'", text)


def held(text: str) -> str:
    r"""Give a text that XML can hold and that a spreadsheet does not change.

    >>> held("a\rb"), held("x000D_")
    ('a␍b', '␦x000D_')
    """
    return _UNHOLDABLE.sub(lambda found: _hold(found[0]), text)


def _hold(sign: str) -> str:
    if sign in _LAST:
        return _PART + _LAST[sign]
    if sign < " ":
        return chr(_PICTURES + ord(sign))
    return "\ufffd" if "\ud800" <= sign <= "\udfff" else _PART + sign


def unheld(text: str) -> str:
    r"""Give the text that was held.

    >>> unheld(held("a\rb x000D_ ␍")) == "a\rb x000D_ ␍"
    True
    """
    back = {"e": "\ufffe", "f": "\uffff"}

    def release(found: re.Match[str]) -> str:
        return back.get(found[1], found[1]) if found[1] else chr(ord(found[0]) - _PICTURES)

    return _PARTED.sub(release, text)


def referred(document: bytes) -> bytes:
    r"""Give an XML document in which the line ends that only XML 1.1 knows are character references.

    A reader that goes by XML 1.1, as those in browsers' programs do, would make plain line ends of them.

    >>> referred("<a>\u2028\x85</a>".encode())
    b'<a>&#8232;&#133;</a>'
    """
    for sign in "\x85\u2028":
        document = document.replace(sign.encode(), f"&#{ord(sign)};".encode())
    return document


def file_name(*parts: str, suffix: str) -> str:
    """Give a name that every file system takes, of the letters and digits of its parts.

    >>> file_name("Rencana 2024/../x", "rapat", suffix="pdf")
    'rencana-2024-x-rapat.pdf'
    >>> file_name("..", suffix="csv")
    'sinergi.csv'
    """
    plain = (unicodedata.normalize("NFKD", part).encode("ascii", "ignore").decode() for part in parts)
    words = (_DOTS.sub(".", _SIGN.sub("-", part.casefold())).replace("-.-", "-").strip("-._ ") for part in plain)
    name = "-".join(word for word in words if word)[:100].strip("-._")
    reserved = {"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10))}
    return f"{'sinergi' if not name else f'sinergi-{name}' if name.split('.')[0] in reserved else name}.{suffix}"
