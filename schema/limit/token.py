"""Token: how many words and signs a document has, counted before anything is parsed."""

import re
from typing import Final

_TOKEN: Final = re.compile(
    r'"""(?:\\"""|(?!""")[\s\S])*+(?:""")?'  # a block string; one that is never closed reaches to the end
    r'|"(?:\\.|[^"\\\n\r])*+"?'  # a string; one that is never closed reaches to the end of its line
    r"|[A-Za-z_][A-Za-z0-9_]*+"  # a name
    r"|-?[0-9]++(?:\.[0-9]++)?(?:[eE][+-]?[0-9]++)?"  # a number
    r"|\.\.\."  # the sign of a fragment
    r"|[#][^\n\r]*+|[\s,\ufeff]++"  # what does not count
    r"|."  # any other sign
)
_COUNTED: Final = re.compile(r"[^\s,\ufeff#]")


def tokens(document: str) -> int:
    """Count the tokens of a document; comments, commas and white space are none.

    Exact where the document can be read at all. The parser has such a limit too, but it stops where the limit is
    passed and so cannot say by how much; this takes a quarter of the time, and is linear in the length.

    >>> tokens('{ plan(slug: "a b") { title } } # what it is called')
    11
    """
    return sum(1 for found in _TOKEN.finditer(document) if _COUNTED.match(document, found.start()))
