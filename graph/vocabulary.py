"""Vocabulary: what people call each value of an enumeration, in Indonesian and English; findings, reports, command line
and page all read ``vocabulary.toml``.
"""

from collections.abc import Iterable, Mapping
from enum import Enum
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Final, TypeVar

import msgspec

E = TypeVar("E", bound=Enum)


class Text(msgspec.Struct, frozen=True):
    """One sentence or name in both languages."""

    id: str
    en: str

    def begun(self) -> "Text":
        """Give it as it stands at the beginning of a line.

        >>> Text("dunia usaha", "business").begun()
        Text(id='Dunia usaha', en='Business')
        """
        return Text(self.id[:1].upper() + self.id[1:], self.en[:1].upper() + self.en[1:])


VOCABULARY: Final[Mapping[str, Mapping[str, Text]]] = msgspec.toml.decode(
    Path(__file__).with_name("vocabulary.toml").read_bytes(), type=dict[str, dict[str, Text]]
)
"""All words: by the name of the enumeration in the API, then by the name of the value."""


@cache
def words(of: type[E], name: str = "") -> Mapping[E, Text]:
    """Give what all values of an enumeration are called, in its order.

    Parameters
    ----------
    name
        What the API calls the enumeration where its class is called otherwise.

    Raises
    ------
    ValueError
        Where a value has no word, or there is a word for none.
    """
    found = words_of((each.name for each in of), name or of.__name__)
    return MappingProxyType({each: found[each.name] for each in of})


def words_of(names: Iterable[str], section: str) -> Mapping[str, Text]:
    """Give what the names of a section are called: each of them and no other, else it is a ``ValueError``."""
    wanted, found = dict.fromkeys(names), VOCABULARY.get(section, {})
    if wrong := sorted(wanted.keys() ^ found.keys()):
        raise ValueError(f"vocabulary.toml, {section}: {', '.join(wrong)}")
    return MappingProxyType({each: found[each] for each in wanted})


def called(value: Enum, name: str = "") -> Text:
    """Give what one value is called; ``name`` as for ``words``.

    >>> from graph.model import PartnerKind
    >>> called(PartnerKind.PRIVATE).id
    'dunia usaha'
    """
    return words(type(value), name)[value]
