"""Place: where in the region a piece of work is, as its location says."""

import re
from collections import Counter, defaultdict

import msgspec

from graph.model import Program
from graph.reference import normalised
from graph.snapshot import PlanGraph, kept
from rules.knowledge import first
from rules.knowledge.selection import leaves

KINDS = frozenset({"kab", "kabupaten", "kota", "kec", "kecamatan", "kel", "kelurahan", "desa", "kampung"})
"""Words before a place's name that are no part of it."""
EVERYWHERE = ("=semua", "=seluruh", "=se kota", "=se kabupaten")
"""Words that say that no single place is meant."""
OFFICES = ("=kantor", "=dinas", "=badan", "=sekretariat", "=inspektorat", "=bagian", "=gedung", "=jl", "=jalan")
"""Words of an address, which is no place of work."""
OFFICE_WORK = 5
"""Pieces of located work of an OPD from which on it is asked whether one place is that of its office."""
OFFICE_SHARE = 0.8
"""Share of an OPD's located work at one place from which on that is taken for its office."""


class Place(msgspec.Struct, frozen=True):
    """The names in a location, from the larger to the smaller; none of them where the whole region is meant."""

    names: tuple[str, ...]

    @property
    def is_everywhere(self) -> bool:
        """Whether the whole region is meant."""
        return not self.names

    def meets(self, other: "Place") -> bool:
        """Whether the one place is the other or lies in it."""
        return set(self.names) <= set(other.names) or set(other.names) <= set(self.names)


class Places:
    """Where the located work of one plan is; what is written on all of an OPD's work is its office, and left out."""

    def __init__(self, plan: PlanGraph) -> None:
        self._region = bare(plan.info.region_name)
        self._territories = sorted({bare(opd.name) for opd in plan.opds if opd.is_territorial} - {"", self._region})
        self._at: dict[str, Place] = {}
        by_opd: dict[str, list[tuple[Program, Place]]] = defaultdict(list)
        read: dict[str, Place | None] = {"": None}
        for program in leaves(plan):
            if program.location not in read:
                read[program.location] = self._read(program.location)
            place, lead = read[program.location], plan.lead(program.id)
            if place is not None and lead is not None:
                by_opd["" if lead.is_territorial else lead.id].append((program, place))
        for id_, work in by_opd.items():
            most, count = Counter(place for _, place in work).most_common(1)[0]
            is_office = len(work) >= OFFICE_WORK and count >= OFFICE_SHARE * len(work) and not most.is_everywhere
            self._at |= {program.id: place for program, place in work if not (id_ and is_office and place == most)}

    def of(self, program: Program) -> Place | None:
        """Where a piece of work is; None where it does not say."""
        return self._at.get(program.id)

    def _read(self, location: str) -> Place | None:
        names = [name for name in self._territories if first(location, ("=" + name,))]
        is_everywhere = False
        for part in re.split(r"[,;/()]|\bdan\b", location):
            name = bare(part)
            is_everywhere |= name == self._region or first(part, EVERYWHERE) is not None
            is_name = len(name) > 2 and name != self._region and not any(char.isdigit() for char in name)
            if is_name and not first(part, (*EVERYWHERE, *OFFICES)):
                names.append(name)
        return Place(tuple(dict.fromkeys(names))) if names or is_everywhere else None


@kept
def places(plan: PlanGraph) -> Places:
    """Where the located work of a plan is."""
    return Places(plan)


def bare(name: str) -> str:
    """Give a place's name without the words for its kind.

    >>> bare("Kec. Utara"), bare("Kabupaten Hulu Utara")
    ('utara', 'hulu utara')
    """
    words = normalised(name).split()
    while words and words[0] in KINDS:
        words.pop(0)
    return " ".join(words)
