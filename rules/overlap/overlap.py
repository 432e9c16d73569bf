"""OV03 overlap. Several OPDs give one kind of service to one group of people.

Why: overlap means that several agencies have similar goals, engage in similar activities to reach them, or target
similar beneficiaries (GAO-15-49SP, 2015): training, aid or data of the same people by several OPDs is to be divided
or joined. Work that is called the same or alike is left to OV04 and OV01; that different services meet on a group is
a matter of working together, not of overlap (SY06). Facilities and kecamatan serve those who come to them and are left
out.
Evidence: the group of people, the kinds of service with the OPDs that give each, and their work: its name or outputs
name the service, and its beneficiaries, name or outputs name the group; both by words, compared by stems.
Remedy: divide the group by place, age or trade, or give the service to one of the OPDs; a supports link of one OPD to
the work of another says that they have agreed.
"""

from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations

import msgspec

from graph.change import Change
from graph.model import Opd, Theme
from graph.snapshot import PlanGraph, PlanInfo
from rules.asking import Comparison, Group, Work, coordinated, groups, named, served
from rules.asking.comparison import comparison
from rules.finding import Family, Text
from rules.knowledge import first
from rules.knowledge.vocabulary import Vocabulary, vocabulary
from rules.outline import without_years
from rules.rule import Found, RuleOptions, rule


class Service(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A kind of service and the words that name it; a word that begins with = is compared as it is written."""

    id: str
    name: str
    name_en: str
    words: tuple[str, ...]
    without: tuple[str, ...] = ()
    """Words beside which the others mean something else."""


SERVICES = (
    Service(
        id="pelatihan",
        name="pelatihan",
        name_en="training",
        words=("=pelatihan", "=kursus", "=magang", "peningkatan keterampilan", "peningkatan kapasitas"),
        without=("aparatur", "asn", "penyuluh", "kelembagaan", "lembaga"),
    ),
    Service(
        id="pendampingan",
        name="pendampingan dan pembinaan",
        name_en="mentoring",
        words=("=pendampingan", "=pembinaan", "=pemberdayaan"),
        without=("pembinaan dan pengawasan", "lembaga", "kelembagaan", "koordinasi"),
    ),
    Service(
        id="penyuluhan",
        name="penyuluhan dan edukasi",
        name_en="public education",
        words=("=penyuluhan", "=sosialisasi", "=edukasi", "=kampanye", "kie", "komunikasi informasi dan edukasi"),
        without=("balai", "kelembagaan", "penyuluh"),
    ),
    Service(
        id="bantuan",
        name="bantuan",
        name_en="aid",
        words=("=bantuan", "=hibah", "=santunan", "=beasiswa", "=subsidi", "=permakanan"),
        without=("bantuan hukum", "bantuan keuangan"),
    ),
    Service(
        id="pembiayaan",
        name="pembiayaan dan permodalan",
        name_en="finance",
        words=("=pembiayaan", "=permodalan", "=pendanaan", "=modal usaha"),
        without=("penanaman modal",),
    ),
    Service(
        id="pemasaran",
        name="promosi dan pemasaran",
        name_en="promotion and marketing",
        words=("=pemasaran", "=promosi", "=pameran", "=bazar"),
        without=("promosi kesehatan", "promosi jabatan"),
    ),
    Service(
        id="pendataan",
        name="pendataan",
        name_en="registration",
        words=("=pendataan", "pengumpulan data", "pencatatan data", "penyediaan data", "=data dan informasi"),
    ),
    Service(
        id="kemitraan",
        name="fasilitasi kemitraan",
        name_en="partnerships",
        words=("=kemitraan",),
    ),
    Service(
        id="izin",
        name="fasilitasi perizinan dan sertifikasi",
        name_en="help with permits and certificates",
        words=("fasilitasi kemudahan perizinan", "=sertifikasi", "kekayaan intelektual", "sertifikat halal"),
    ),
)
"""What agencies give to people, by the words of the nomenclature; our own reading."""


class Options(RuleOptions, frozen=True, kw_only=True):
    """Which services and groups are looked for, and when OPDs overlap."""

    alike: float = 0.8
    """Likeness of names (Dice) from which on a pair is left to the rules on alike and duplicate work."""
    papers: tuple[str, ...] = ("=pelaksanaan kebijakan", "=perumusan kebijakan", "=penyusunan kebijakan")
    """Words of work on papers, which serves nobody itself."""
    ignore: tuple[str, ...] = ()
    """Ids of services or groups that are left out."""
    services: tuple[Service, ...] = SERVICES
    """The kinds of service, each with its words."""


class _Meeting(msgspec.Struct, frozen=True):
    """A service that OPDs give to one group, with the pairs of their work that overlap."""

    service: Service
    pairs: tuple[tuple[Work, Work], ...]

    @property
    def opds(self) -> tuple[Opd, ...]:
        """The OPDs whose work overlaps."""
        return tuple({each.opd.id: each.opd for pair in self.pairs for each in pair}.values())


@rule(
    "OV03",
    family=Family.OVERLAP,
    per=PlanInfo,
    options=Options,
    sees=without_years,
    message=Text(
        'Potensi tumpang tindih pada {group}: {services}. Misalnya "{one}" ({opd}) dan "{other}" ({other_opd}).',
        'Possible overlap on {group_en}: {services_en}. For example "{one}" ({opd}) and "{other}" ({other_opd}).',
    ),
)
def overlap(plan: PlanGraph, _: PlanInfo, options: Options) -> Iterator[Found]:
    """Flag groups of people that get one kind of service from several OPDs, once for each group."""
    compared = comparison(plan)
    words = vocabulary(*((service.words, service.without) for service in options.services))
    serving: dict[tuple[str, str], list[Work]] = defaultdict(list)
    for work in compared.work:
        given = () if first(work.program.name, options.papers) else _given(plan, work, words, options)
        people = served(plan, work.program) if given else ()
        for service in given:
            for group_id in people:
                serving[group_id, service.id].append(work)
    for group in groups():
        if group.id in options.ignore:
            continue
        met = [
            _Meeting(service, pairs)
            for service in options.services
            if (pairs := tuple(_overlapping(compared, serving.get((group.id, service.id), []), options)))
        ]
        if met:
            yield _found(plan, group, met)


def _given(plan: PlanGraph, work: Work, words: Vocabulary, options: Options) -> list[Service]:
    """The kinds of service that a piece of work names itself or in its outputs."""
    texts = (work.program.name, *(indicator.name for indicator in plan.indicators_of(work.program.id)))
    given = {number for text in texts for number in words.named(text)}
    return [each for number, each in enumerate(options.services) if number in given and each.id not in options.ignore]


def _overlapping(comparison: Comparison, work: list[Work], options: Options) -> Iterator[tuple[Work, Work]]:
    """The pairs of different OPDs that are neither alike by name nor settled between the two."""
    for one, other in combinations(work, 2):
        if one.opd.id != other.opd.id and one.likeness(other) < options.alike and not comparison.is_settled(one, other):
            yield one, other


def _found(plan: PlanGraph, group: Group, met: list[_Meeting]) -> Found:
    of: dict[str, set[str]] = defaultdict(set)
    for each in (each for meeting in met for pair in meeting.pairs for each in pair):
        of[each.opd.id].add(each.program.id)
    order = sorted(of, key=lambda id_: (-len(of[id_]), id_))
    theme = f"theme/{group.theme}"
    is_theme = isinstance(plan.nodes.get(theme), Theme)
    one, other = met[0].pairs[0]
    return Found(
        opds=tuple(order),
        nodes=(*((theme,) if is_theme else ()), *(program for id_ in order for program in sorted(of[id_]))),
        key=theme if is_theme else f"beneficiaries/{group.id}",
        arguments={
            "services": "; ".join(f"{each.service.name} oleh {named(each.opds)}" for each in met),
            "services_en": "; ".join(f"{each.service.name_en} by {named(each.opds)}" for each in met),
            "group": group.name,
            "group_en": group.name_en or group.name,
            "one": one.program.name,
            "opd": one.opd.label,
            "other": other.program.name,
            "other_opd": other.opd.label,
        },
        remedy=_agreements(plan, met),
    )


def _agreements(plan: PlanGraph, met: list[_Meeting]) -> tuple[Change, ...]:
    """The changes that write down that the later of two OPDs, by id, takes part in the work of the earlier."""
    needed: dict[tuple[str, str], None] = {}
    for one, other in (pair for meeting in met for pair in meeting.pairs):
        first_one, second = sorted((one, other), key=lambda work: (work.opd.id, work.program.id))
        needed[second.opd.id, first_one.program.id] = None
    return tuple(change for opd, program in sorted(needed) for change in coordinated(plan, opd, (program,)))
