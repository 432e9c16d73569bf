"""Parties: how the OPDs of a finding are called together, several kecamatan as one."""

from collections.abc import Iterable, Sequence

from graph.model import Opd
from rules.asking.territory import FAMILY


def named(opds: Iterable[Opd]) -> str:
    """Give the labels of some OPDs in the order of their ids; more than one kecamatan as their number, last.

    >>> from graph.model import Opd
    >>> named([Opd(id=name, name=name, short_name=name, mandates=(field,)) for name, field in
    ...        (("Dinkes", "1.02"), ("Utara", "7.01"), ("Barat", "7.01"))])
    'Dinkes, 2 kecamatan'
    """
    return ", ".join(names(sorted({opd.id: opd for opd in opds}.values(), key=lambda opd: opd.id)))


def names(opds: Sequence[Opd]) -> list[str]:
    """Give the labels of some OPDs in their order; more than one kecamatan as their number, last."""
    territorial = sum(opd.is_territorial for opd in opds)
    if territorial < 2:
        return [opd.label for opd in opds]
    return [*(opd.label for opd in opds if not opd.is_territorial), f"{territorial} {FAMILY}"]
