"""Number format: whether a sheet shows a number as a percentage, told from how its cell is formatted."""

import operator
import re
from collections.abc import Callable, Iterator
from typing import Final

_PART: Final = re.compile(r'"[^"]*+"?|[\\_*].?|\[[^\]]*+\]?|.', re.DOTALL)
"""What is quoted, what stands behind a mark that makes it text or a blank, a condition or colour, or one sign."""
_CONDITION: Final = re.compile(r"\[(<=|>=|<>|<|>|=)(-?\d+(?:\.\d+)?)\]")
_COMPARED: Final[dict[str, Callable[[float, float], bool]]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
    "=": operator.eq,
    "<>": operator.ne,
}


def is_percentage(number_format: str, figure: float) -> bool:
    """Whether a number of this format is shown multiplied by a hundred.

    It is where the section of the format that applies to the number has a percent sign that is neither quoted nor
    escaped; such a one is only written behind the number.

    >>> [is_percentage(each, 0.5) for each in ("0.00%", '0.00"%"', "0\\\\%", '#,##0;-#,##0;"0%"', "0;0%", "[<1]0%;0")]
    [True, False, False, False, False, True]
    """
    return "%" in number_format and "%" in _section(list(_sections(number_format)), figure)


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
            (each for each, condition in zip(sections[:3], (*conditions, None), strict=False) if not condition), []
        )
    if figure < 0 and len(sections) > 1:
        return sections[1]
    return sections[2] if figure == 0 and len(sections) > 2 else sections[0]
