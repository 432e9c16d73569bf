"""Given: what the values of arguments cost, for each is read, looked up, and asked of rows, as often as it is given."""

from collections.abc import Mapping
from typing import Final

OBJECT: Final = 50
"""Price of an object inside a value, such as a filter in a filter, which is asked of every row."""
LETTERS: Final = 100
"""Letters of a text that count as much as a thing in a list, which counts 1."""
NONE_KNOWN: Final[Mapping[int, int]] = {}


def weight(value: object, known: Mapping[int, int] = NONE_KNOWN) -> int:
    """Give the price of a value: of the things in its lists, the objects inside it and the letters of its texts.

    Parameters
    ----------
    value
        The value, as it came with the request.
    known
        Weights of values that may stand in it, by their ``id``: a variable may be long, and named many times.

    Examples
    --------
    >>> weight("Dinas"), weight(["Dinas", "Badan"]), weight({"text": "air"}), weight({"not": {"text": "air"}})
    (0, 2, 0, 50)
    """
    found, waiting = 0, [value]
    while waiting:
        one = waiting.pop()
        if id(one) in known:
            found += known[id(one)]
        elif isinstance(one, dict | list):
            inside = list(one.values()) if isinstance(one, dict) else one
            found += len(one) if isinstance(one, list) else 0
            found += OBJECT * sum(isinstance(each, dict) for each in inside)
            waiting += inside
        elif isinstance(one, str):
            found += len(one) // LETTERS
    return found
