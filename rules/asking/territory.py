"""Territory: the kecamatan of a region are one family, not as many agencies."""

from collections.abc import Iterable

from graph.model import Opd

FAMILY = "kecamatan"


def families(opds: Iterable[Opd]) -> tuple[str, ...]:
    """Give the parties among some OPDs: each OPD by id, all kecamatan together as one."""
    return tuple(sorted({FAMILY if opd.is_territorial else opd.id for opd in opds}))
