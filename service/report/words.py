"""Words: how sources, numbers and long names are written in reports, in the Indonesian of planners."""

from rules.knowledge.entry import JUDGEMENT
from rules.number import rupiah

__all__ = ["count", "decimal", "named", "rupiah", "short"]


def named(source: str) -> str:
    """Name a source, or several parted by semicolons; our own judgement is called that.

    >>> named("UU 18/2008"), named("judgement")
    ('UU 18/2008', 'pertimbangan penyusun pengetahuan, tanpa sumber tertulis')
    """
    own = "pertimbangan penyusun pengetahuan, tanpa sumber tertulis"
    return "; ".join(own if part == JUDGEMENT else part for part in source.split("; "))


def count(number: int) -> str:
    """Write a whole number as people there write it.

    >>> count(1234567)
    '1.234.567'
    """
    return f"{number:,}".replace(",", ".")


def decimal(number: float, places: int = 2) -> str:
    """Write a number with a decimal comma.

    >>> decimal(1234.5), decimal(0.6831)
    ('1.234,50', '0,68')
    """
    return f"{number:,.{places}f}".translate(str.maketrans(",.", ".,"))


def short(text: str, most: int) -> str:
    """Cut a text at a word where it is longer than there is room for.

    >>> short("Dinas Pekerjaan Umum dan Penataan Ruang", 24)
    'Dinas Pekerjaan Umum …'
    """
    plain = " ".join(text.split())
    if len(plain) <= most:
        return plain
    cut = plain[: most - 1].rsplit(" ", 1)[0] if " " in plain[: most - 1] else plain[: most - 2]
    return f"{cut.removesuffix(' dan')} …"
