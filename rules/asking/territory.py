"""Territory: the kecamatan of a region are one family, not as many agencies."""

from collections.abc import Iterable

from graph.model import Opd

FAMILY = "kecamatan"


def party_of(opd: Opd) -> str:
    """Give the party that an OPD is: all kecamatan together are one, any other is one by itself, by its id."""
    return FAMILY if opd.is_territorial else opd.id


def families(opds: Iterable[Opd]) -> tuple[str, ...]:
    """Give the parties among some OPDs."""
    return tuple(sorted(set(map(party_of, opds))))
