"""Nomenclature codes: what a code such as ``2.16.03.2.02.0009`` says, in any of the spellings in use.

Source: the classification, codification and nomenclature of regional planning and finance
(Permendagri 90/2019 and the decrees that update it, Kepmendagri 050-5889/2021 and 900.1.15.5-1317/2023).
"""

from functools import lru_cache
from typing import Final, Literal

Level = Literal["field", "program", "activity", "sub_activity"]

OVERHEAD_PROGRAM: Final = "X.XX.01"
_LEVEL_BY_PARTS: Final[dict[int, Level]] = {2: "field", 3: "program", 5: "activity", 6: "sub_activity"}
_WHOSE: Final = {
    "1": "provinsi",
    "3": "khusus Papua",
    "4": "khusus Papua",
    "5": "khusus DI Yogyakarta",
    "7": "khusus Aceh",
}


@lru_cache(maxsize=65536)
def canonical(code: str) -> str:
    """Give the one spelling of a code that all comparisons use.

    Two-digit sub-activity numbers become four-digit, a fourth part written ``02`` becomes ``2``, and the overhead
    program of a field (``2.16.01``) becomes ``X.XX.01``.

    >>> canonical("2.16.03.02.02.09")
    '2.16.03.2.02.0009'
    >>> canonical("2.16.01.2.01")
    'X.XX.01.2.01'
    >>> canonical("².16.03")
    '².16.03'
    """
    parts = code.strip().strip(".").upper().split(".")
    if len(parts) >= 2 and parts[0].isdecimal():
        parts[0] = str(int(parts[0]))
    if len(parts) >= 3 and parts[2] == "01":
        parts[0], parts[1] = "X", "XX"
    if len(parts) >= 4:
        parts[3] = parts[3].lstrip("0") or "0"
    if len(parts) >= 6 and parts[5].isdecimal():
        parts[5] = parts[5].zfill(4)
    return ".".join(parts)


@lru_cache(maxsize=65536)
def level(code: str) -> Level | None:
    """Say which level of the nomenclature a code stands on, or None where it is no such code.

    >>> level("2.16.03"), level("2.16.03.2.02.0009"), level("house")
    ('program', 'sub_activity', None)
    """
    parts = code.split(".")
    if not all(part.isalnum() for part in parts) or not (parts[0].isdecimal() or parts[0] == "X"):
        return None
    return _LEVEL_BY_PARTS.get(len(parts))


@lru_cache(maxsize=65536)
def field(code: str) -> str:
    """Give the bidang urusan (field) of a code.

    >>> field("2.16.03.2.02.0009")
    '2.16'
    """
    return ".".join(code.split(".")[:2])


def program(code: str) -> str:
    """Give the program code that a code belongs to.

    >>> program("2.16.03.2.02.0009")
    '2.16.03'
    """
    return ".".join(code.split(".")[:3])


def parent(code: str) -> str | None:
    """Give the code one level up, or None for a field.

    >>> parent("2.16.03.2.02.0009"), parent("2.16.03.2.02"), parent("2.16")
    ('2.16.03.2.02', '2.16.03', None)
    """
    parts = code.split(".")
    up = {6: 5, 5: 3, 3: 2}.get(len(parts))
    return ".".join(parts[:up]) if up else None


@lru_cache(maxsize=65536)
def is_overhead(code: str) -> bool:
    """Say whether a code belongs to the overhead program that every OPD runs for itself (X.XX.01).

    >>> is_overhead("2.16.01.2.01.0001"), is_overhead("2.16.03")
    (True, False)
    """
    return canonical(code).startswith(OVERHEAD_PROGRAM)


def whose(code: str) -> str:
    """Say whose an activity or sub-activity is by the fourth part of its code; empty for that of any kabupaten or kota.

    Read from the activities of the nomenclature, not from a decree: those of 3 and 4 are for Papua's own people (OAP),
    those of 5 name the Kasultanan, those of 7 Aceh.

    >>> whose("1.01.02.3.01.0041"), whose("1.01.02.2.01.0041"), whose("2.09.03.1.01")
    ('khusus Papua', '', 'provinsi')
    """
    parts = code.split(".")
    return _WHOSE.get(parts[3], "") if len(parts) > 3 else ""


def within(code: str, pattern: str) -> bool:
    """Say whether a code is the pattern's or lies below it; ``1.03.06.*`` and ``1.03.06`` mean the same.

    >>> within("1.03.06.2.01.0003", "1.03.06.*"), within("1.03.1", "1.03.10")
    (True, False)
    """
    stem = pattern.removesuffix(".*")
    return code == stem or code.startswith(stem + ".")
