"""Period: the years that headings only number (*Tahun 1*, *Tahun n+1*), by the period or the year of the title."""

import re
from collections.abc import Sequence
from typing import Final

from graph.intake.cells import titled_year

_PERIOD: Final = re.compile(r"(?<!\d)(20\d\d)\s{0,3}(?:-|–|s\s?[./]?\s?d\.?|sampai(?: dengan)?)\s{0,3}(20\d\d)(?!\d)")
_NUMBERED: Final = re.compile(
    r"\b(?:tahun|thn|th)\.?\s{0,3}(?:ke\s?-?\s?)?(?:(\d)|(iv|v|i{1,3}))(?![\w.,/])", re.IGNORECASE
)
_AROUND: Final = re.compile(r"\b(?:tahun|thn|th)\.?\s{0,3}n(?: {0,3}([+-] {0,3}[1-5]))?(?![\w+-])", re.IGNORECASE)
"""The year of a table, or one before or after it, as forms are printed."""
_ROMAN: Final = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5}
_LONGEST: Final = 20
"""A longer period is no plan's."""


def dated(headings: Sequence[str], title: Sequence[str]) -> tuple[str, ...]:
    """Give headings with the year in place of its number in the only period that the title names.

    >>> dated(["Target Tahun 1", "Rp Tahun ke-II", "Kode"], ["Renstra Tahun 2025-2029"])
    ('Target Tahun 2025', 'Rp Tahun 2026', 'Kode')
    >>> dated(["Target Tahun 1"], ["Renstra"]), dated(["Target Tahun 7"], ["Renstra 2025 s.d. 2029"])
    (('Target Tahun 1',), ('Target Tahun 7',))
    >>> dated(["Realisasi Tahun n-1", "Target Tahun N+1"], ["Renja", "Tahun 2026"])
    ('Realisasi Tahun 2025', 'Target Tahun 2027')
    """
    if any(found[1] for each in headings for found in _AROUND.finditer(each)) and (own := titled_year(title)):

        def near(found: re.Match[str]) -> str:
            return f"Tahun {int(own) + int(re.sub(' ', '', found[1] or '0'))}"

        headings = [_AROUND.sub(near, each) for each in headings]
    periods = {(int(first), int(last)) for line in title for first, last in _PERIOD.findall(line)}
    if len(periods) != 1:
        return tuple(headings)
    [(first, last)] = periods

    def year(found: re.Match[str]) -> str:
        number = int(found[1]) if found[1] else _ROMAN[found[2].casefold()]
        is_within = 0 < number <= last - first + 1 <= _LONGEST
        return f"Tahun {first + number - 1}" if is_within else found[0]

    return tuple(_NUMBERED.sub(year, heading) for heading in headings)
