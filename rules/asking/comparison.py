"""Comparison: how alike the work of two OPDs is, and whether it is for the same people.

The words are those of GAO-15-49SP (2015): overlap is work with similar goals, activities or beneficiaries,
duplication the same activity or service for the same beneficiaries. The rules of this family take each pair of work
at one step only: the same work for the same people (OV04); else work that is called alike (OV01); else work of one
kind for one group of people (OV03).
"""

from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import cache, cached_property
from itertools import combinations
from math import ceil

import msgspec

from graph.model import LinkKind, Opd, Program
from graph.snapshot import PlanGraph, kept
from rules.asking.beneficiaries import groups, named_in
from rules.asking.place import places
from rules.knowledge import first, is_routine, known_of
from rules.knowledge.selection import leaves
from rules.knowledge.vocabulary import Vocabulary
from rules.knowledge.words import stems

SMALL = frozenset(stems("dan di yang untuk pada dalam bagi oleh atau serta dengan dari ke secara melalui"))
"""Stems that only join others."""
OFFICE = frozenset(
    stems(
        "pengelolaan penyelenggaraan pelaksanaan penyusunan koordinasi sinkronisasi fasilitasi peningkatan "
        "pengembangan penguatan penyediaan layanan sistem informasi kegiatan lainnya kewenangan cakupan tingkat "
        "wilayah daerah kabupaten kota satu hasil dokumen jenis lingkup"
    )
)
"""Stems of what work is called in any office; they say nothing of its matter."""
PEOPLE = frozenset(
    stems(
        "masyarakat warga penduduk kabupaten kota daerah wilayah lingkup seluruh semua dinas badan kantor opd skpd "
        "perangkat aparatur asn pegawai kelompok kecamatan kelurahan desa pelaku kerja organisasi sekretariat "
        "inspektorat uptd jumlah orang"
    )
)
"""Stems in a field of beneficiaries that name no group of people."""
FACILITIES = ("=rsud", "=rumah sakit", "=uptd", "=upt", "=blud", "=puskesmas")
"""Words in an OPD's name that tell a facility: like a kecamatan, it serves those who come to its own place."""


class Work(msgspec.Struct, frozen=True, kw_only=True):
    """A piece of work of one OPD, with what it is called."""

    program: Program
    opd: Opd
    words: frozenset[str]
    """Stems of the whole name."""
    matter: frozenset[str]
    """Those of them that tell the matter."""

    def likeness(self, other: "Work") -> float:
        """Twice the stems of the matter in common as a share of those of both (Dice), from 0 to 1."""
        whole = len(self.matter) + len(other.matter)
        return 2 * len(self.matter & other.matter) / whole if whole else 0.0


class Comparison:
    """The work of one plan that can overlap: routine, facilities and kecamatan left out."""

    def __init__(self, plan: PlanGraph) -> None:
        self._plan = plan
        self._served: dict[str, frozenset[str]] = {}
        self.work = tuple(_work(plan))
        """In the order of ids."""

    @cached_property
    def duplicates(self) -> tuple[tuple[Work, Work], ...]:
        """The pairs of different OPDs that are called the same and serve the same people."""
        return tuple(self._duplicates())

    def _duplicates(self) -> Iterator[tuple[Work, Work]]:
        by_words: dict[frozenset[str], list[Work]] = defaultdict(list)
        for each in self.work:
            by_words[each.words].append(each)
        for alike in by_words.values():
            for one, other in combinations(alike, 2):
                if one.opd.id != other.opd.id and self.serves_same(one, other) and not self.is_settled(one, other):
                    yield one, other

    def alike(self, likeness: float, least_words: int) -> Iterator[tuple[Work, Work]]:
        """The pairs of different OPDs whose matters are alike, each once, in the order of ids.

        Only work that shares one of its rarer stems is compared: so alike, two names must (prefix filtering, Chaudhuri,
        Ganti and Kaushik 2006).
        """
        work = [each for each in self.work if len(each.matter) >= least_words]
        often = Counter(stem for each in work for stem in each.matter)
        by_stem: dict[str, list[Work]] = defaultdict(list)
        for each in work:
            least = ceil(likeness / (2 - likeness) * len(each.matter) - 1e-9)
            rare = sorted(each.matter, key=lambda stem: (often[stem], stem))[: len(each.matter) - least + 1]
            others = {other.program.id: other for stem in rare for other in by_stem[stem]}
            for _, other in sorted(others.items()):
                if other.opd.id != each.opd.id and each.likeness(other) >= likeness:
                    yield other, each
            for stem in rare:
                by_stem[stem].append(each)

    def serves_same(self, one: Work, other: Work) -> bool:
        """Whether both say that they serve the same people; where neither says whom, whether their places meet."""
        mine, theirs = self._people(one), self._people(other)
        if mine or theirs:
            return bool(mine & theirs)
        at, there = places(self._plan).of(one.program), places(self._plan).of(other.program)
        return at is not None and there is not None and at.meets(there)

    def is_settled(self, one: Work, other: Work) -> bool:
        """Whether the one OPD is said to support the other's work, or the one work is a step after the other."""
        for mine, theirs in ((one, other), (other, one)):
            if any(tie.source_id == mine.opd.id for tie in self._plan.into(theirs.program.id, LinkKind.SUPPORTS)):
                return True
            needs = self._plan.out(mine.program.id, LinkKind.DEPENDS_ON)
            if any(tie.target_id == theirs.program.id and tie.lag_months > 0 for tie in needs):
                return True
        return False

    def _people(self, work: Work) -> frozenset[str]:
        """Whom a piece of work names: groups of people by id, and what else its beneficiaries say."""
        known = self._served.get(work.program.id)
        if known is None:
            own = (self._plan.info.region_name, work.opd.name, work.opd.short_name, *work.opd.aliases)
            named = frozenset(stems(work.program.beneficiaries)) - {stem for text in own for stem in stems(text)}
            known = served(self._plan, work.program) | (named - PEOPLE - SMALL)
            self._served[work.program.id] = known
        return known


@kept
def comparison(plan: PlanGraph) -> Comparison:
    """The work of a plan that can overlap."""
    return Comparison(plan)


def served(plan: PlanGraph, program: Program) -> frozenset[str]:
    """The groups of people, by id, that a piece of work names in its beneficiaries, its name or its outputs."""
    return frozenset(groups()[number].id for number in named_in(_people(), plan, program))


@cache
def _people() -> Vocabulary:
    return Vocabulary(tuple((group.words, group.without) for group in groups()))


def _work(plan: PlanGraph) -> Iterator[Work]:
    known = known_of(plan)
    for program in leaves(plan):
        lead = plan.lead(program.id)
        if (
            lead is None
            or lead.is_territorial
            or first(lead.name, FACILITIES)
            or is_routine(program.name, known, "work")
        ):
            continue
        words = frozenset(stems(program.name)) - SMALL
        yield Work(program=program, opd=lead, words=words, matter=words - OFFICE)
