"""Parties: how the OPDs of a finding are called together, several kecamatan as one."""

from collections.abc import Iterable

from graph.model import Opd
from rules.asking.territory import FAMILY


def named(opds: Iterable[Opd]) -> str:
    """Give the labels of some OPDs in the order of their ids; more than one kecamatan as their number, last.

    >>> from graph.model import Opd
    >>> named([Opd(id=name, name=name, short_name=name, mandates=(field,)) for name, field in
    ...        (("Dinkes", "1.02"), ("Utara", "7.01"), ("Barat", "7.01"))])
    'Dinkes, 2 kecamatan'
    """
    ordered = sorted({opd.id: opd for opd in opds}.values(), key=lambda opd: opd.id)
    territorial = [opd for opd in ordered if opd.is_territorial]
    names = [opd.label for opd in ordered if not opd.is_territorial or len(territorial) == 1]
    if len(territorial) > 1:
        names.append(f"{len(territorial)} {FAMILY}")
    return ", ".join(names)
