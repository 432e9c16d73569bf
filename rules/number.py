"""Number: how numbers are written for people: with a comma for decimals in Indonesian, a point in English."""

from functools import lru_cache

from rules.finding import Text


@lru_cache(maxsize=8192)
def number(value: float, places: int = 0) -> Text:
    """Write a number with so many decimals.

    >>> number(1234.5, 1)
    Text(id='1.234,5', en='1,234.5')
    """
    english = f"{value:,.{places}f}"
    return Text(english.translate(_SWAPPED), english)


def percent(share: float, places: int = 0) -> Text:
    """Write a share of one as percent.

    >>> percent(0.125, 1)
    Text(id='12,5 %', en='12.5%')
    """
    written = number(100 * share, places)
    return Text(f"{written.id} %", f"{written.en}%")


@lru_cache(maxsize=8192)
def rupiah(amount: int) -> Text:
    """Write an amount of money.

    >>> rupiah(2735354500)
    Text(id='Rp 2.735.354.500', en='Rp 2,735,354,500')
    """
    written = number(amount)
    return Text(f"Rp {written.id}", f"Rp {written.en}")


_SWAPPED = str.maketrans(",.", ".,")
