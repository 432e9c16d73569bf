"""AL08 readiness-missing. A dimension lacks funded work on one of the three elements of smart city readiness.

Why: the guide to smart city masterplans (Ministry of Communication and Informatics, Gerakan Menuju 100 Smart City)
looks at a region's readiness in three elements: structure (people, institutions and budget), infrastructure (physical
and digital) and superstructure (policy, regulation and procedure); where one is missing the other two do not last.
Evidence: the dimension and its funded work. An element is there where the name of a piece of work with a budget, or of
the activity that contains it, has one of the element's words; the words are our own reading and can be set. A
dimension that lacks an element is named itself, else each of its sub-dimensions that lacks one.
Remedy: plan one piece of work on the missing element, or say where else it is done.
"""

from collections.abc import Iterator

from graph.model import Dimension, Level, LinkKind, Program
from graph.snapshot import PlanGraph, kept
from rules.finding import Family, Text
from rules.knowledge.vocabulary import vocabulary
from rules.outline import without_words
from rules.rule import Found, RuleOptions, rule


class Options(RuleOptions, frozen=True, kw_only=True):
    """Which words tell each element, compared by stems; a word that begins with = is compared as it is written."""

    structure: tuple[str, ...] = (
        "pelatihan",
        "bimbingan teknis",
        "diklat",
        "sumber daya manusia",
        "sdm",
        "=kelembagaan",
        "kapasitas",
        "kompetensi",
        "tenaga",
        "kader",
        "penyuluh",
        "petugas",
        "aparatur",
        "pendidik",
        "relawan",
    )
    """People and institutions."""
    infrastructure: tuple[str, ...] = (
        "sarana",
        "prasarana",
        "infrastruktur",
        "rehabilitasi",
        "=pembangunan",
        "gedung",
        "jaringan",
        "aplikasi",
        "sistem informasi",
        "pusat data",
        "=alat",
        "peralatan",
        "kendaraan",
        "=jalan",
        "jembatan",
        "drainase",
        "tempat pemrosesan",
        "laboratorium",
        "pemeliharaan",
    )
    """What is built, bought and kept in order."""
    superstructure: tuple[str, ...] = (
        "kebijakan",
        "peraturan",
        "perda",
        "sop",
        "standar operasional",
        "norma",
        "pedoman",
        "petunjuk teknis",
        "rencana induk",
        "=rencana",
        "=perencanaan",
        "=penyusunan",
        "kurikulum",
        "muatan lokal",
        "masterplan",
        "dokumen",
        "produk hukum",
        "regulasi",
        "tata laksana",
    )
    """Policy, regulation and procedure."""
    no_infrastructure: tuple[str, ...] = (
        "perencanaan pembangunan",
        "pengendalian pembangunan",
        "evaluasi pembangunan",
        "pembangunan daerah",
        "kebijakan",
        "dokumen",
        "pendataan",
    )
    """Words beside which those of infrastructure mean something else."""
    least_work: int = 5
    """Pieces of work of a dimension below which it is too small to be judged."""


ELEMENTS = {
    "structure": Text("struktur (SDM dan kelembagaan)", "structure (people and institutions)"),
    "infrastructure": Text("infrastruktur", "infrastructure"),
    "superstructure": Text("suprastruktur (kebijakan dan tata laksana)", "superstructure (policy and procedure)"),
}
_NAMES = tuple(ELEMENTS)


@rule(
    "AL08",
    family=Family.ALIGNMENT,
    per=Dimension,
    options=Options,
    message=Text(
        "Dari {work} pekerjaan untuk {dimension}, tidak ada yang berpagu untuk kesiapan {missing}.",
        "Of {work} pieces of work for {dimension_en}, none with a budget is on readiness in {missing_en}.",
    ),
)
def readiness_missing(plan: PlanGraph, dimension: Dimension, options: Options) -> Iterator[Found]:
    """Flag a dimension's missing elements of readiness, and those that only its sub-dimension lacks."""
    work, missing = work_for(plan, dimension), lacking(plan, dimension, options)
    if not missing:
        return
    yield Found(
        opds=tuple(sorted({lead.id for program in work if (lead := plan.lead(program.id))})),
        nodes=(dimension.id, *(program.id for program in work)),
        key="readiness/" + "+".join(missing),
        arguments={
            "work": len(work),
            "dimension": f"{dimension.code} {dimension.name}",
            "dimension_en": f"{dimension.code} {dimension.name_en or dimension.name}",
            "missing": " dan ".join(ELEMENTS[each].id for each in missing),
            "missing_en": " and ".join(ELEMENTS[each].en for each in missing),
        },
    )


def lacking(plan: PlanGraph, dimension: Dimension, options: Options) -> tuple[str, ...]:
    """Give the ``ELEMENTS`` that a dimension lacks, and that the one that contains it does not lack as a whole."""
    above = plan.dimension_above(dimension)
    said = _missing(plan, work_for(plan, above), options) if above.id != dimension.id else ()
    return tuple(each for each in _missing(plan, work_for(plan, dimension), options) if each not in said)


def work_for(plan: PlanGraph, dimension: Dimension) -> tuple[Program, ...]:
    """Give the work without parts that serves a dimension or one of its sub-dimensions, office work aside, by id."""
    return tuple(plan.get(Program, id_) for id_ in _work_below(without_words(plan), dimension.id))


@kept
def _work_below(plan: PlanGraph, dimension: str) -> tuple[str, ...]:
    below = [node.id for node in plan.children(dimension) if isinstance(node, Dimension)]
    return tuple(sorted({program.id for each in (dimension, *below) for program in _own_work(plan, each)}))


@kept
def _own_work(plan: PlanGraph, dimension: str) -> tuple[Program, ...]:
    """The work without parts that serves a dimension itself."""
    found: dict[str, Program] = {}
    for link in plan.into(dimension, LinkKind.CONTRIBUTES):
        program = plan.nodes[link.source_id]
        if isinstance(program, Program) and link.weight > 0 and not program.is_overhead:
            found |= {leaf.id: leaf for leaf in _leaves(plan, program.id)}
    return tuple(found.values())


@kept
def _leaves(plan: PlanGraph, program: str) -> tuple[Program, ...]:
    """The parts of a program that have no parts and serve just what it serves; itself where it has none."""

    def serves_nothing_else(part: Program) -> bool:
        links = plan.out(part.id, LinkKind.CONTRIBUTES)
        return not any(isinstance(plan.nodes[link.target_id], Dimension) for link in links)

    return plan.lowest(plan.get(Program, program), serves_nothing_else)


def _missing(plan: PlanGraph, work: tuple[Program, ...], options: Options) -> tuple[str, ...]:
    """The elements that no funded work is on; none where there is too little work, or no money is known at all."""
    if len(work) < options.least_work or not any(program.years for program in work):
        return ()
    there: set[str] = set()
    for program in work:
        if len(there) == len(ELEMENTS):
            break
        if program.last_budget:
            there |= elements(plan, program, options)
    return tuple(element for element in ELEMENTS if element not in there)


def elements(plan: PlanGraph, program: Program, options: Options) -> frozenset[str]:
    """The elements of readiness that a piece of work is on, as its words tell."""
    words = vocabulary(
        (options.structure, ()), (options.infrastructure, options.no_infrastructure), (options.superstructure, ())
    )
    return frozenset(_NAMES[number] for name in _names(plan, program) for number in words.named(name))


def _names(plan: PlanGraph, program: Program) -> tuple[str, ...]:
    """The names that tell what a piece of work is: its own, and that of the activity that contains it."""
    above = plan.parent(program.id)
    if isinstance(above, Program) and above.level is Level.ACTIVITY:
        return program.name, above.name
    return (program.name,)
