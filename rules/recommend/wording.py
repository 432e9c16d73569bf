"""Wording: what people read of an initiative, in Indonesian and English; every number comes from the evidence."""

from collections.abc import Sequence
from functools import lru_cache

from graph.model import Indicator, Link, Opd, Program, ThemeRole
from graph.snapshot import PlanGraph
from graph.vocabulary import called
from rules.finding import Finding, Gathers, Text
from rules.number import rupiah
from rules.recommend.initiative import CalledPartner, Effect
from rules.recommend.matter import Matter

PARTNERS = 3
"""How many partners the first step names."""


def _others(plan: PlanGraph, matter: Matter) -> list[Opd]:
    return [plan.get(Opd, id_) for id_ in matter.roles if id_ != matter.choice.lead]


def _listed(names: Sequence[str], word: str, most: int = 5) -> str:
    shown = list(names[:most])
    rest = len(names) - len(shown)
    if rest:
        shown.append(f"{rest} " + ("lainnya" if word == "dan" else "others"))
    return shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} {word} {shown[-1]}"


def _names(plan: PlanGraph, matter: Matter, kecamatan: str) -> list[str]:
    """The other OPDs by short name, several kecamatan as one."""
    others = _others(plan, matter)
    territorial = [opd for opd in others if opd.is_territorial]
    names = [opd.label for opd in others if not opd.is_territorial or len(territorial) == 1]
    if len(territorial) > 1:
        names.append(kecamatan.format(len(territorial)))
    return names


def title(plan: PlanGraph, matter: Matter) -> Text:
    """The initiative's title."""
    lead = plan.nodes[matter.choice.lead].label
    names = _names(plan, matter, "{} kecamatan")
    return Text(
        f"{matter.name.id}: {lead} bersama {_listed(names, 'dan')}",
        f"{matter.name.en}: {lead} with {_listed(names, 'and')}",
    )


def _low(name: str) -> str:
    """A name within a sentence."""
    return name[0].lower() + name[1:]


def central_ties(matter: Matter, within: Sequence[Link]) -> list[Link]:
    """The dependencies of a matter, of which some lie within its work, those between its most central work first."""
    tied = matter.links if matter.theme is None else within
    central = {link.source_id: link.weight * link.confidence for link in matter.links} if matter.theme else {}

    def place(link: Link) -> tuple[float, float, str]:
        ends = central.get(link.source_id, 0.0) + central.get(link.target_id, 0.0)
        return -ends * link.confidence, -link.confidence, link.id

    return sorted(tied, key=place)


def _end(plan: PlanGraph, id_: str) -> str:
    """A piece of work with the OPD that runs it."""
    lead = plan.lead(id_)
    return f'"{plan.nodes[id_].label}"' + (f" ({lead.label})" if lead else "")


def why(
    plan: PlanGraph, matter: Matter, tied: Sequence[Link], lagging: Sequence[Indicator], findings: Sequence[Finding]
) -> Text:
    """The reason, plain enough to be read aloud."""
    money = rupiah(sum(program.last_budget for program in matter.programs))
    count = len(matter.programs)
    opds = len({lead.id for program in matter.programs if (lead := plan.lead(program.id))})
    idn = [f"{opds} perangkat daerah menjalankan {count} sub kegiatan senilai {money.id} untuk {_low(matter.name.id)}."]
    eng = [f"{opds} OPDs run {count} sub-activities worth {money.en} for {matter.name.en}."]
    if matter.theme is not None and matter.theme.reason:
        idn.append(matter.theme.reason)
    if tied:
        ends = _end(plan, tied[0].source_id), _end(plan, tied[0].target_id)
        idn.append(f"Ada {len(tied)} ketergantungan antar-OPD di dalamnya; misalnya {ends[0]} memerlukan {ends[1]}.")
        eng.append(f"{len(tied)} dependencies between OPDs lie within it; {ends[0]} needs {ends[1]}, for example.")
    if lagging:
        idn.append(f'{len(lagging)} indikator tertinggal, di antaranya "{lagging[0].name}".')
        eng.append(f'{len(lagging)} indicators are behind, among them "{lagging[0].name}".')
    absent = [finding for finding in findings if finding.gathers is Gathers.ABSENT]
    if absent:
        who = sorted({plan.nodes[opd].label for finding in absent for opd in finding.opds})
        idn.append(f"{_listed(who, 'dan')} belum ikut serta.")
        eng.append(f"{_listed(who, 'and')} take no part yet.")
    return Text(" ".join(idn), " ".join(eng))


def role_reason(matter: Matter, opd: Opd, role: ThemeRole, work: int) -> Text:
    """Why an OPD, which runs so much of the work, has its role."""
    if opd.id == matter.choice.lead:
        return matter.choice.reason
    wanted = [each for each in (matter.theme.roles if matter.theme else ()) if each.field in opd.mandates]
    reason = next((each.reason for each in wanted if each.reason), "")
    name = called(role)
    return Text(
        f"{opd.label} menjalankan {work} sub kegiatan di sini sebagai {name.id}. {reason}".strip(),
        f"{opd.label} runs {work} sub-activities here as {name.en}.",
    )


@lru_cache(maxsize=4096)
def brings(program: Program, outputs: tuple[Indicator, ...], role: ThemeRole) -> Text:
    """What a program brings to an initiative: its outputs and its money."""
    money = rupiah(program.last_budget) if program.years else Text("-", "-")
    target = next((y.target.text for i in outputs for y in reversed(i.years) if y.target), "")
    unit = outputs[0].unit if outputs else ""
    output = f"{target} {unit}".strip() if target and unit.casefold() not in target.casefold() else target
    name = called(role)
    return Text(
        f"{output or 'keluaran belum ditetapkan'}; pagu {money.id}; {name.id}",
        f"{output or 'no output set'}; budget {money.en}; {name.en}",
    )


def steps(
    plan: PlanGraph,
    matter: Matter,
    tied: Sequence[Link],
    effects: Sequence[Effect],
    partners: Sequence[CalledPartner],
) -> tuple[Text, ...]:
    """The first three steps: who meets, what is put in order first, and what is agreed on."""
    lead = plan.nodes[matter.choice.lead].label
    names = _names(plan, matter, "{} kecamatan")
    others = list(dict.fromkeys(plan.nodes[each.partner].label for each in partners if each.partner))[:PARTNERS]
    with_ = Text(
        f" bersama {_listed(others, 'dan')}" if others else "", f" with {_listed(others, 'and')}" if others else ""
    )
    return (
        Text(
            f"{lead} mengundang {_listed(names, 'dan')}{with_.id} untuk membahas {_low(matter.name.id)}.",
            f"{lead} invites {_listed(names, 'and')}{with_.en} to discuss {matter.name.en}.",
        ),
        _order(plan, tied),
        _agreement(plan, effects),
    )


def _order(plan: PlanGraph, tied: Sequence[Link]) -> Text:
    if not tied:
        return Text(
            "Menyandingkan lokasi, penerima manfaat dan waktu tiap sub kegiatan.",
            "Compare place, beneficiaries and time of each sub-activity.",
        )
    ends = _end(plan, tied[0].target_id), _end(plan, tied[0].source_id)
    rest = len(tied) - 1
    return Text(
        f"Menyepakati jadwal agar {ends[0]} siap sebelum {ends[1]}"
        + (f", lalu {rest} ketergantungan lainnya." if rest else "."),
        f"Agree on dates so that {ends[0]} is ready before {ends[1]}"
        + (f", then on the {rest} other dependencies." if rest else "."),
    )


def _agreement(plan: PlanGraph, effects: Sequence[Effect]) -> Text:
    if not effects:
        return Text(
            "Menetapkan peran, keluaran bersama dan penanggung jawabnya dalam Renja tahun berikutnya.",
            "Set roles, joint outputs and who answers for them in next year's Renja.",
        )
    name = plan.nodes[effects[0].indicator].label
    return Text(
        "Menetapkan peran, keluaran bersama dan penanggung jawabnya dalam Renja tahun berikutnya, "
        f'diukur dengan "{name}".',
        f'Set roles, joint outputs and who answers for them in next year\'s Renja, measured by "{name}".',
    )
