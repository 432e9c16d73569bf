"""Plain: a cell's text as a person sees it: without tags, entities, invisible letters and words for nothing."""

import html
import re
import unicodedata
from html.entities import html5
from typing import Final

_SPACES: Final = re.compile(r"[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_INVISIBLE: Final = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f"
    r"\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\ufff9-\ufffb]"
)
_LINE_ENDS: Final = re.compile(r"_x000[dD]_\n?|\r\n?|[\u0085\u2028\u2029]")
_WIDE: Final = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x2212: "-", 0x2010: "-", 0x2011: "-"}
"""Letters of twice the width, and hyphens and the minus sign that only look like ours."""
_ENTITY: Final = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_LINE_TAGS: Final = "p|br|div|li|ul|ol|tr|table|tbody|thead|h[1-6]|hr|blockquote|section|article|pre"
_TAG: Final = re.compile(
    rf"</?(?:(?P<line>{_LINE_TAGS})|s|strike|del"
    r"|sup|a|abbr|b|big|center|cite|code|em|font|i|img|ins|label|mark|o:p|q|small|span|strong|style|sub|td|th|tt|u)"
    r"(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
_COMMENT: Final = re.compile(r"<!--(?:(?!<!--).)*?-->|<!\[CDATA\[|\]\]>", re.DOTALL)
_STRUCK: Final = re.compile(
    r"<(s|strike|del)(?:\s[^<>]*)?>(?:(?!<\1[\s>]).)*?</\1\s*>"
    r"|<(\w+)\s[^<>]{0,300}?line-through[^<>]{0,300}>(?:(?!<\2[\s>]).)*?</\2\s*>",
    re.IGNORECASE | re.DOTALL,
)
_RAISED: Final = re.compile(r"(?<=[\d%])<sup(?:\s[^<>]*)?>[^<]*</sup\s*>", re.IGNORECASE)
"""A mark of a footnote behind a figure."""
_NOTHING: Final = frozenset(
    {
        *("null", "(null)", "<null>", "[null]", "{null}", "\\n", "none", "<none>", "nan", "<nan>", "<na>", "nat"),
        *("n/a", "n.a", "n.a.", "n / a", "undefined", "#null", "dbnull"),
    }
)
_LONGEST_NOTHING: Final = max(map(len, _NOTHING))
_OFTEN: Final = 3
"""So many times a text may have been escaped, once by each application that handed it on."""
_FORMULA_TEXT: Final = re.compile(r'="((?:[^"]|"")*)"')
_TEXT_MARK: Final = re.compile(r"'(?=[\d=+\-@.])")


def clean(text: str) -> str:
    r"""Give a cell's text without letters that nobody sees, blanks that only look like one, and blanks around it.

    >>> clean(" 2\u00a0735 "), clean("Kese\u00adha\u200btan"), clean("\uff11\uff12"), clean("\u22122,5")
    ('2 735', 'Kesehatan', '12', '-2,5')
    """
    if text.isascii() and text.isprintable():
        return text.replace("_x000D_", "\n").strip() if "_x000" in text else text.strip()
    text = _INVISIBLE.sub("", _LINE_ENDS.sub("\n", _SPACES.sub(" ", text)))
    return unicodedata.normalize("NFC", text.translate(_WIDE)).strip()


def says_nothing(text: str) -> bool:
    """Whether a cell holds only a word by which an application says that there is nothing.

    >>> [says_nothing(text) for text in ("NULL", "None", "n/a", "NA", "Nihil", "na")]
    [True, True, True, True, False, False]
    """
    return len(text) <= _LONGEST_NOTHING and (text.casefold() in _NOTHING or text == "NA")


def has_marks(text: str) -> bool:
    """Whether a text may hold tags or entities, or is marked as text for a spreadsheet."""
    return "&" in text or "<" in text or text[:1] in {"'", "="}


def unmarked(text: str) -> tuple[str, bool]:
    """Give the text that a page would show for a cell with its tags and entities, and whether some was struck out.

    A sign that is none of a page's stays: what is less than five is written so.

    >>> unmarked("<p>Balita &lt; 5&nbsp;tahun</p>"), unmarked("Sarana &amp;amp; Prasarana"), unmarked("<s>12</s> 15")
    (('Balita < 5 tahun', False), ('Sarana & Prasarana', False), ('15', True))
    >>> unmarked("12<sup>1)</sup>")[0], unmarked("m<sup>2</sup>")[0]
    ('12', 'm2')
    >>> unmarked('="1.02"')[0], unmarked("'1.02")[0], unmarked("A<br>B")[0], unmarked("a < b & c")[0]
    ('1.02', '1.02', 'A\\nB', 'a < b & c')
    """
    struck, written = False, text
    if found := _FORMULA_TEXT.fullmatch(text):
        text = found[1].replace('""', '"')
    text = _TEXT_MARK.sub("", text, count=1) if text.startswith("'") else text
    for _ in range(_OFTEN):
        before = text
        if "<" in text:
            shown = _STRUCK.sub(" ", text)
            struck = struck or shown != text
            text = _TAG.sub(_shown, _RAISED.sub("", _COMMENT.sub("", shown)))
        if "&" in text:
            text = _ENTITY.sub(_letter, text)
        if text == before:
            break
    if text == written:
        return text, False
    lines = (" ".join(line.split()) for line in clean(text).split("\n"))
    return "\n".join(line for line in lines if line), struck


def _shown(tag: re.Match[str]) -> str:
    """Give what stands for a tag: the end of a line, or nothing."""
    return "\n" if tag["line"] else ""


def _letter(entity: re.Match[str]) -> str:
    written = entity[0]
    return html.unescape(written) if written[1] == "#" or written[1:] in html5 else written
