"""Number format: how a sheet shows a number by the format of its cell: as a percentage, scaled, or not at all."""

import operator
import re
from collections.abc import Callable, Iterator
from typing import Final, NamedTuple

_PART: Final = re.compile(r'"[^"]*+"?|[\\_*].?|\[[^\]]*+\]?|.', re.DOTALL)
"""What is quoted, what stands behind a mark that makes it text or a blank, a condition or colour, or one sign."""
_CONDITION: Final = re.compile(r"\[(<=|>=|<>|<|>|=)(-?\d+(?:\.\d+)?)\]")
_DIGITS: Final = frozenset("0#?")
_COMPARED: Final[dict[str, Callable[[float, float], bool]]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
    "=": operator.eq,
    "<>": operator.ne,
}


class Showing(NamedTuple):
    """How a number of a format is shown."""

    percent: bool = False
    """Multiplied by a hundred, with a percent sign."""
    scale: int = 1
    """In thousands or millions."""
    unseen: bool = False
    """Not at all."""
    text: str = ""
    """As text that its format writes around it; empty where it writes none."""


PLAIN: Final = Showing()


def showing(number_format: str, figure: float) -> Showing:
    """Say how a number of this format is shown, by the section of the format that applies to the number.

    A percent sign that is quoted or escaped is only written behind the number. Commas behind the last digit, or before
    the decimal point, each divide by a thousand.

    >>> [showing(each, 0.5).percent for each in ("0.00%", '0.00"%"', "0\\\\%", '#,##0;-#,##0;"0%"', "0;0%", "[<1]0%;0")]
    [True, False, False, False, False, True]
    >>> [showing(each, 2e8).scale for each in ("#,##0,", "#,##0.0,,", '#,##0," rb"', "#,##0", '0",,"', "0;(0,)")]
    [1000, 1000000, 1000, 1, 1, 1]
    >>> showing(";;;", 5).unseen, showing("0;;", 5).unseen, showing("0;;", -5).unseen
    (True, False, True)
    >>> showing('"Dinas "00', 7).text, showing('0" Orang"', 12).text, showing('"Rp "#,##0', 7).text
    ('Dinas 07', '12 Orang', '')
    """
    sections = list(_sections(number_format))
    section = _section(sections, figure)
    if not section:
        return Showing(unseen=len(sections) > 1 and bool(figure))
    return Showing(percent="%" in section, scale=_scale(section), text=_text(section, figure))


def may_matter(number_format: str) -> bool:
    """Whether numbers of this format may be shown as anything but what they are."""
    return (
        "%" in number_format
        or '"' in number_format
        or ";" in number_format
        or "," in number_format.replace("#,##0", "")
    )


def _text(section: list[str], figure: float) -> str:
    """Give a whole number with the words that its format writes around it."""
    shown = [part for part in section if not part.startswith(("[", "_", "*"))]
    digits = [at for at, part in enumerate(shown) if part in _DIGITS]
    words = [part.strip('"') if part.startswith('"') else part[1:] for part in shown if part[0] in '"\\']
    if not digits or not float(figure).is_integer() or not any(map(str.isalpha, "".join(words))):
        return ""
    if digits != list(range(digits[0], digits[-1] + 1)) or len(shown) != len(digits) + len(words):
        return ""
    written = str(abs(int(figure))).zfill(sum(part == "0" for part in shown))
    return f"{'-' * (figure < 0)}{''.join(words[: digits[0]])}{written}{''.join(words[digits[0] :])}"


def _scale(section: list[str]) -> int:
    commas, thousands, was_digit = 0, 0, False
    for part in section:
        if part in _DIGITS:
            commas, was_digit = 0, True
        elif part == "," and was_digit:
            commas += 1
        elif part == ".":
            thousands, commas = thousands + commas, 0
    scale: int = 1000 ** min(thousands + commas, 4)
    return scale


def _sections(number_format: str) -> Iterator[list[str]]:
    section: list[str] = []
    for part in _PART.findall(number_format):
        if part == ";":
            yield section
            section = []
        else:
            section.append(part)
    yield section


def _section(sections: list[list[str]], figure: float) -> list[str]:
    """Give the section that applies: that whose condition holds, else by the sign of the number."""
    conditions = [next(filter(None, map(_CONDITION.fullmatch, section)), None) for section in sections[:2]]
    if any(conditions):
        for section, condition in zip(sections, conditions, strict=False):
            if condition is not None and _COMPARED[condition[1]](figure, float(condition[2])):
                return section
        return next(
            (each for each, condition in zip(sections[:3], (*conditions, None), strict=False) if not condition),
            sections[0],
        )
    if figure < 0 and len(sections) > 1:
        return sections[1]
    return sections[2] if figure == 0 and len(sections) > 2 else sections[0]
