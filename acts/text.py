"""Text: what a person writes, made fit to be kept."""

from typing import Final

from acts.refusal import Path, ProblemCode, unusable
from graph.sentence import Sentence

LONGEST: Final = 10_000
"""Letters of one text."""


def text(value: str, path: Path, longest: int = LONGEST) -> str:
    """Give a text without blanks around it and without the characters that no database keeps.

    Raises
    ------
    Refused
        Where it is too long.
    """
    if len(value) > longest:
        raise unusable(
            path,
            ProblemCode.OUT_OF_RANGE,
            Sentence(
                f"Teks terlalu panjang; paling banyak {longest} huruf.",
                f"The text is too long; at most {longest} letters.",
            ),
        )
    return value.strip().replace("\0", "").encode(errors="replace").decode()


def required(value: str, path: Path, longest: int = LONGEST) -> str:
    """Give a text that must not be empty.

    Raises
    ------
    Refused
        Where it is empty or too long.
    """
    found = text(value, path, longest)
    if not found:
        raise unusable(
            path, ProblemCode.REQUIRED, Sentence(f"{path[-1]} harus diisi.", f"{path[-1]} must be filled in.")
        )
    return found


def camel(name: str) -> str:
    """The name of a field as clients spell it.

    >>> camel("short_name")
    'shortName'
    """
    first, *others = name.split("_")
    return first + "".join(word.capitalize() for word in others)
