"""Action: the smallest things to agree on within a matter: what would mend its facts, and what worked elsewhere."""

import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence

import msgspec

from graph.model import Opd, Program
from graph.reference import nomenclature
from graph.snapshot import PlanGraph, kept
from rules.asking.component import money, plan_year
from rules.asking.output import PEOPLE, counted, counts_things
from rules.finding import Finding, Text
from rules.knowledge import first, known_of
from rules.knowledge.entry import Carrier, Practice
from rules.knowledge.selection import leaves, reach
from rules.recommend.helper import AT_A_DESK, FEW, PARTIES
from rules.recommend.initiative import Action, AskedInstitution, Example, Handed
from rules.recommend.matter import Matter
from rules.recommend.mending import due, mending
from rules.recommend.wording import titled

MOST = 3
"""Actions that an initiative offers: a meeting agrees on few."""
OF_PRACTICES = 1
"""How many of them follow a practice where no fact has one to offer: a practice answers no fact of this region."""
ALIKE = 0.8
"""Share of common work beyond which two practices would have the same people do the same."""
_KELURAHAN = re.compile(r"(?<!desa/)\bkelurahan\b(?!/desa)")
_RW = re.compile(r"\bRW\b")
LEAST = 20_000_000
"""Rupiah that the work of who leads a practice has to have: with less nobody is sent anywhere."""
EXAMPLES = 5
"""Further examples that a reader may open."""
PROVEN = frozenset({"A", "B"})
"""Levels of practices that are recommended."""
_WORTH = {"A": 1.0, "B": 0.8}
_OTHER_LEAD = 0.7
"""What a practice is worth that another OPD would lead than the one that leads the matter."""
_OTHER_THEME = 0.7
"""What a practice is worth to a theme that is not its main one."""


class Worth(msgspec.Struct, frozen=True):
    """An action, and how much it can show, from 0 to 1."""

    action: Action
    worth: float


def actions(plan: PlanGraph, matter: Matter, facts: Sequence[Finding], practised: Iterable[Worth]) -> tuple[Worth, ...]:
    """Give what can be agreed within a matter, the best first: what acts on the work of a fact before what does not.

    ``practised`` are those that follow a practice and have their place here, as ``practices`` gives them.
    """
    told = {id_ for fact in facts for id_ in _work(plan, fact)}
    ordered = sorted(practised, key=lambda each: _place(each, told))
    mended = [Worth(action, fact.sharpness) for fact in facts if (action := mending(plan, matter, fact)) is not None]
    chosen = list(_merged(mended)) or ordered[:OF_PRACTICES]
    return tuple(sorted(chosen, key=lambda each: _place(each, told))[:MOST])


def _merged(mended: Sequence[Worth]) -> Iterator[Worth]:
    """What the same OPDs would agree on is one action on the work of all; the sharpest gives its name."""
    alike: dict[tuple[object, ...], list[Worth]] = {}
    for each in mended:
        alike.setdefault((each.action.opds, each.action.output), []).append(each)
    for first_, *others in alike.values():
        programs = dict.fromkeys((*first_.action.programs, *(id_ for each in others for id_ in each.action.programs)))
        yield msgspec.structs.replace(first_, action=msgspec.structs.replace(first_.action, programs=tuple(programs)))


def _work(plan: PlanGraph, fact: Finding) -> tuple[str, ...]:
    """The work that a fact tells of by name; none where it sums over much."""
    work = tuple(id_ for id_ in fact.nodes if isinstance(plan.nodes[id_], Program))
    return work if len(work) <= PARTIES else ()


def _place(each: Worth, told: set[str]) -> tuple[int, float, str]:
    """Where an action stands: first what mends a fact, then what acts on the work of one, then by worth."""
    place = 0 if each.action.fact else 1 if not told.isdisjoint(each.action.programs) else 2
    return place, -each.worth, each.action.fingerprint


def practices(plan: PlanGraph, matters: Sequence[Matter]) -> dict[str, tuple[Worth, ...]]:
    """Give, by the id of each matter, the actions that follow a practice and have their place there.

    A practice has one place: the matter to which it is worth most. Of those that the same OPDs would take within one
    matter, or that rest on much the same work anywhere, the best stays.
    """
    best: dict[str, tuple[float, str, Worth]] = {}
    for matter in matters:
        for worth in _practised(plan, matter):
            practice = worth.action.practice
            known = best.get(practice.id) if practice else None
            if practice and (known is None or (-worth.worth, matter.id) < (-known[0], known[1])):
                best[practice.id] = (worth.worth, matter.id, worth)
    found: dict[str, dict[tuple[str, ...], Worth]] = {}
    taken: list[set[str]] = []
    for _, matter_id, worth in sorted(best.values(), key=lambda each: (-each[0], each[2].action.fingerprint)):
        opds, work = tuple(sorted(worth.action.opds)), set(worth.action.programs)
        is_twin = any(len(work & other) > ALIKE * min(len(work), len(other)) for other in taken)
        if not is_twin and opds not in found.setdefault(matter_id, {}):
            found[matter_id][opds] = worth
            taken.append(work)
    return {matter_id: tuple(by_opds.values()) for matter_id, by_opds in found.items()}


def examples(plan: PlanGraph, matter: Matter, taken: Iterable[Action]) -> tuple[Example, ...]:
    """Give what other regions did for a matter, beside what is taken over as an action: the best shown first."""
    own = {action.practice.id for action in taken if action.practice}
    others = [each for each in _of_theme(plan, matter) if each.id not in own]
    return tuple(map(_example, sorted(others, key=lambda each: (each.level, each.id))[:EXAMPLES]))


def _of_theme(plan: PlanGraph, matter: Matter) -> Iterator[Practice]:
    """The practices of other regions that serve a matter."""
    if matter.theme is None:
        return
    theme, own = matter.theme.id.removeprefix("theme/"), _region(plan.info.region_name)
    for practice in known_of(plan).practices:
        if theme in practice.themes and _region(practice.region) != own:
            yield practice


def _region(name: str) -> tuple[str, str]:
    """What tells a region: kota or kabupaten where that is said, and its bare name.

    >>> _region("Kab. Malang"), _region("Kota Malang")
    (('kabupaten', 'malang'), ('kota', 'malang'))
    """
    words = name.casefold().replace(".", " ").split()
    kind = {"kab": "kabupaten", "kabupaten": "kabupaten", "kota": "kota"}.get(words[0] if words else "", "")
    return kind, " ".join(words[1:] if kind else words)


def _practised(plan: PlanGraph, matter: Matter) -> Iterator[Worth]:
    for practice in _of_theme(plan, matter):
        if practice.level in PROVEN:
            worth = _carried(plan, matter, practice)
            if worth is not None:
                yield worth


def _carried(plan: PlanGraph, matter: Matter, practice: Practice) -> Worth | None:
    """The action that follows a practice; None where nobody could hand anything to anybody, where the plan cannot carry
    it, or where the matter's lead has no part in it, or does not lead what is first of another theme.
    """
    inside = {program.id for program in matter.programs}
    found = _carriers(plan, practice, inside)
    missing = [carrier for carrier in practice.carriers if carrier not in {each for each, _, _ in found}]
    opds = {lead.id: lead for _, _, lead in found}
    chosen = tuple(opds)[:PARTIES]
    main = practice.themes[0] == (matter.theme.id.removeprefix("theme/") if matter.theme else "")
    if matter.choice.lead not in chosen[: None if main else 1] or not _is_carried(plan, practice, found, inside):
        return None
    by_field = {carrier.field: lead.id for carrier, _, lead in found}
    worth = _WORTH[practice.level] * (1.0 if main else _OTHER_THEME) * len(found) / len(practice.carriers)
    handovers = tuple(
        Handed(
            giver=by_field[each.giver],
            receiver=by_field[each.receiver],
            what=_here(plan, each.what, each.what_en),
            by=_here(plan, each.by, each.by_en) if each.by else due(plan),
        )
        for each in practice.handovers
        if {each.giver, each.receiver} <= by_field.keys()
        and by_field[each.giver] != by_field[each.receiver]
        and {by_field[each.giver], by_field[each.receiver]} <= set(chosen)
    )
    if not handovers:
        return None
    worth *= 1.0 if chosen[0] == matter.choice.lead else _OTHER_LEAD
    action = Action(
        fingerprint=_fingerprint(matter, practice.id),
        title=_here(plan, practice.title, practice.title_en),
        lead=chosen[0],
        opds=chosen,
        programs=tuple(dict.fromkeys(program.id for _, program, lead in found if lead.id in chosen)),
        output=_here(plan, practice.output, practice.output_en),
        handovers=handovers,
        place=_place_of(plan, practice, [lead for id_, lead in opds.items() if id_ in chosen]),
        measure=_here(plan, practice.measure, practice.measure_en),
        asked=tuple(
            AskedInstitution(
                institution=Text(each.institution, each.institution_en),
                receiver=by_field[each.receiver],
                what=_here(plan, each.what, each.what_en),
            )
            for each in practice.asked
            if by_field.get(each.receiver) in chosen
        ),
        practice=_example(practice),
        missing=_missing([each for each in missing if not any(each.field in lead.mandates for _, _, lead in found)]),
    )
    return Worth(action, round(worth, 4))


def _is_carried(
    plan: PlanGraph, practice: Practice, found: list[tuple[Carrier, Program, Opd]], inside: set[str]
) -> bool:
    """Whether a plan can carry a practice: two OPDs or more have work for it, some of it for the matter, the first of
    them money worth a meeting; all who would hand something over are among them, and what it presumes is there.
    """
    opds = dict.fromkeys(lead.id for _, _, lead in found)
    if len(opds) < 2 or not any(program.id in inside for _, program, _ in found):
        return False
    given = money(plan, found[0][1])
    givers = {each.giver for each in practice.handovers}
    return (
        (given is None or given >= LEAST)
        and givers <= {carrier.field for carrier, _, _ in found}
        and all(_is_there(plan, tuple(opds)[:PARTIES], words) for words in practice.presumes)
    )


def _carriers(plan: PlanGraph, practice: Practice, inside: set[str]) -> list[tuple[Carrier, Program, Opd]]:
    """The work that carries each part of a practice, and who leads it, in the order of the parts; those that fewest
    could carry choose first, so that each has an agency of its own where one is there.
    """
    work = {carrier: _carrying(plan).get(carrier, ()) for carrier in practice.carriers}
    could = {carrier: len({lead.id for each in work[carrier] if (lead := plan.lead(each.id))}) for carrier in work}
    found: dict[Carrier, tuple[Program, Opd]] = {}
    for carrier in sorted(practice.carriers, key=could.__getitem__):
        program = _best(plan, carrier, work[carrier], inside, {lead.id for _, lead in found.values()})
        lead = plan.lead(program.id) if program else None
        if program and lead and (program.id in inside or not lead.is_territorial):
            found[carrier] = program, lead  # which kecamatan it would be follows from nothing in the plan
    return [(carrier, *found[carrier]) for carrier in practice.carriers if carrier in found]


def _is_there(plan: PlanGraph, opds: Iterable[str], words: tuple[str, ...]) -> bool:
    """Whether work or outputs of some OPDs, or partners of the region, name what goes by some words."""
    if any(first(partner.name, words) for partner in plan.partners):
        return True
    return any(_says(plan, id_, words) for id_ in opds)


@kept
def _says(plan: PlanGraph, opd: str, words: tuple[str, ...]) -> bool:
    """Whether work of an OPD, or what it makes, goes by some words."""
    return any(first(said, words) for program in plan.led_by(opd) for said in _said(plan, program))


def _said(plan: PlanGraph, program: Program) -> Iterator[str]:
    """What some work is called, and what it makes."""
    yield program.name
    yield from (indicator.name for indicator in plan.indicators_of(program.id))


@kept
def _carrying(plan: PlanGraph) -> dict[Carrier, tuple[Program, ...]]:
    """The work of a plan that each carrier of a practice means, in the order of ids."""
    known = known_of(plan)
    carriers = {known.selectors.numbers[each]: each for practice in known.practices for each in practice.carriers}
    found: dict[Carrier, list[Program]] = {}
    for program in leaves(plan):
        for meant in known.selectors.meaning(program.name, reach(plan, program)):
            if meant.number in carriers:
                found.setdefault(carriers[meant.number], []).append(program)
    return {carrier: tuple(programs) for carrier, programs in found.items()}


def _best(
    plan: PlanGraph, carrier: Carrier, work: Iterable[Program], inside: set[str], taken: set[str]
) -> Program | None:
    """Of work that can carry a practice, and is neither without money nor for a handful of people, that of an OPD with
    the mandate that carries nothing of it yet, with a place or a day, within the matter, with the most money.
    """

    def place(program: Program) -> tuple[bool, bool, bool, bool, int, str]:
        lead = plan.lead(program.id)
        holds, carries = lead is not None and carrier.field in lead.mandates, lead is not None and lead.id in taken
        is_desk = first(program.name, AT_A_DESK) is not None
        return not holds, carries, is_desk, program.id not in inside, -(money(plan, program) or 0), program.id

    paid = (each for each in work if plan.lead(each.id) and money(plan, each) != 0)
    return min((each for each in paid if _is_worth_it(plan, each)), key=place, default=None)


def _is_worth_it(plan: PlanGraph, program: Program) -> bool:
    """Whether some work is for more people than a note would do for, and has not made this year what it is to make."""
    wanted = plan_year(plan)
    people: list[float] = []
    made: list[bool] = []
    for each in plan.indicators_of(program.id):
        aim = next((year for year in each.years if year.year == wanted), None)
        target = aim.target.number if aim and aim.target else None
        if aim is None or not target or not counts_things(each.unit):
            continue
        made.append(bool(aim.realised and (aim.realised.number or 0) >= target))
        if counted(each.unit) in PEOPLE:
            people.append(target)
    return not (people and max(people) < FEW) and not (made and all(made))


def _here(plan: PlanGraph, said: str, said_en: str) -> Text:
    """What a practice says, in the words of the region: a kota has kelurahan, a kabupaten mostly desa and dusun."""
    kind = _region(plan.info.region_name)[0]
    if kind == "kota":
        return Text(*(each.replace("desa/kelurahan", "kelurahan") for each in (said, said_en)))
    if kind == "kabupaten":
        return Text(*(_RW.sub("dusun/RW", _KELURAHAN.sub("desa/kelurahan", each)) for each in (said, said_en)))
    return Text(said, said_en)


def _place_of(plan: PlanGraph, practice: Practice, leads: Iterable[Opd]) -> Text:
    """Where to begin; of the kecamatan with the one that has most money for it."""
    place = _here(plan, practice.place, practice.place_en)
    for lead in leads:
        if lead.is_territorial:
            place = Text(
                f"{place.id}; dimulai di {lead.label}, yang pagunya untuk ini terbesar; lainnya menurut daftar itu",
                f"{place.en}; beginning in {lead.label}, which has most money for it; others follow from that list",
            )
    return place


def _missing(carriers: Sequence[Carrier]) -> Text | None:
    """What a practice had and this plan has not: work of which fields."""
    if not carriers:
        return None
    fields = ", ".join(dict.fromkeys(_called(each.field) for each in carriers))
    return Text(
        f"bagian {fields} belum tampak dalam rencana untuk ini", f"the part of {fields} is not seen in the plan yet"
    )


def _called(field: str) -> str:
    """The name of a field as people say it, without the words that all of them begin with."""
    name = titled(nomenclature().fields.get(field, field).lower())
    return name.removeprefix("Urusan Pemerintahan Bidang ").removeprefix("Unsur ").removesuffix(" Administrasi")


def _example(practice: Practice) -> Example:
    return Example(
        id=practice.id,
        name=practice.name,
        region=practice.region,
        year=practice.year,
        result=Text(practice.result, practice.result_en),
        level=practice.level,
        source=practice.source,
    )


def _fingerprint(matter: Matter, reason: str) -> str:
    return hashlib.sha256(f"action\n{matter.id}\n{reason}".encode()).hexdigest()[:16]
