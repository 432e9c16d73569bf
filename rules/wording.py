"""Wording: what people read of an initiative, in Indonesian and English; every number comes from the evidence."""

from collections.abc import Sequence

from graph.model import Indicator, Opd, Program, ThemeRole
from graph.snapshot import PlanGraph
from rules.finding import Finding, Text
from rules.matter import Matter, dependencies_within
from rules.number import rupiah

ROLE_NAMES = {
    ThemeRole.LEAD: Text("penanggung jawab", "lead"),
    ThemeRole.CORE: Text("pelaksana inti", "core"),
    ThemeRole.SUPPORTING: Text("pendukung", "supporting"),
}


def _others(plan: PlanGraph, matter: Matter) -> list[Opd]:
    return [plan.get(Opd, id_) for id_ in matter.roles if id_ != matter.choice.lead]


def _listed(names: Sequence[str], word: str, most: int = 4) -> str:
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


def why(plan: PlanGraph, matter: Matter, lagging: Sequence[Indicator], findings: Sequence[Finding]) -> Text:
    """The reason, plain enough to be read aloud."""
    money = sum(p.budget(p.years[-1].year) for p in matter.programs if p.years)
    tied = matter.links if matter.theme is None else dependencies_within(plan, matter.programs)
    count = len(matter.programs)
    opds = len(matter.roles)
    idn = [
        f"{opds} perangkat daerah menjalankan {count} sub kegiatan senilai {rupiah(money)} untuk "
        f"{matter.name.id[0].lower() + matter.name.id[1:]}."
    ]
    eng = [f"{opds} OPDs run {count} sub-activities worth {rupiah(money)} for {matter.name.en}."]
    if matter.theme is not None and matter.theme.reason:
        idn.append(matter.theme.reason)
    if tied:
        first = max(tied, key=lambda link: (link.confidence, link.id))
        ends = (plan.nodes[first.source_id].label, plan.nodes[first.target_id].label)
        idn.append(f'{len(tied)} di antaranya saling menunggu; misalnya "{ends[0]}" memerlukan "{ends[1]}".')
        eng.append(f'{len(tied)} ties of waiting lie between them; "{ends[0]}" needs "{ends[1]}", for example.')
    if lagging:
        idn.append(f'{len(lagging)} indikator tertinggal, di antaranya "{lagging[0].name}".')
        eng.append(f'{len(lagging)} indicators are behind, among them "{lagging[0].name}".')
    absent = [finding for finding in findings if finding.rule == "SY02"]
    if absent:
        who = sorted({plan.nodes[opd].label for finding in absent for opd in finding.opds})
        idn.append(f"{_listed(who, 'dan')} belum ikut serta.")
        eng.append(f"{_listed(who, 'and')} take no part yet.")
    return Text(" ".join(idn), " ".join(eng))


def role_reason(plan: PlanGraph, matter: Matter, opd: Opd, role: ThemeRole) -> Text:
    """Why an OPD has its role."""
    if opd.id == matter.choice.lead:
        return matter.choice.reason
    own = [program for program in matter.programs if (lead := plan.lead(program.id)) and lead.id == opd.id]
    wanted = [each for each in (matter.theme.roles if matter.theme else ()) if each.field in opd.mandates]
    reason = next((each.reason for each in wanted if each.reason), "")
    name = ROLE_NAMES[role]
    return Text(
        f"{opd.label} menjalankan {len(own)} sub kegiatan di sini sebagai {name.id}. {reason}".strip(),
        f"{opd.label} runs {len(own)} sub-activities here as {name.en}.",
    )


def brings(plan: PlanGraph, program: Program, role: ThemeRole) -> Text:
    """What a program brings to an initiative: its output and its money."""
    money = rupiah(program.budget(program.years[-1].year)) if program.years else "-"
    outputs = plan.indicators_of(program.id)
    target = next((y.target.text for i in outputs for y in reversed(i.years) if y.target), "")
    unit = outputs[0].unit if outputs else ""
    output = f"{target} {unit}".strip() if target and unit.casefold() not in target.casefold() else target
    name = ROLE_NAMES[role]
    return Text(
        f"{output or 'keluaran belum ditetapkan'}; pagu {money}; {name.id}",
        f"{output or 'no output set'}; budget {money}; {name.en}",
    )


def steps(plan: PlanGraph, matter: Matter) -> tuple[Text, ...]:
    """The first three steps."""
    lead = plan.nodes[matter.choice.lead].label
    names = _names(plan, matter, "{} kecamatan")
    tied = matter.links if matter.theme is None else dependencies_within(plan, matter.programs)
    second = (
        Text(
            f"Menyepakati jadwal untuk {len(tied)} pekerjaan yang saling menunggu.",
            f"Agree on dates for {len(tied)} pieces of work that wait for each other.",
        )
        if tied
        else Text(
            "Menyandingkan lokasi, sasaran penerima dan waktu tiap sub kegiatan.",
            "Compare place, beneficiaries and time of each sub-activity.",
        )
    )
    return (
        Text(
            f"{lead} mengundang {_listed(names, 'dan')} untuk membahas {matter.name.id}.",
            f"{lead} invites {_listed(names, 'and')} to discuss {matter.name.en}.",
        ),
        second,
        Text(
            "Menetapkan peran, keluaran bersama dan penanggung jawab dalam Renja tahun berikutnya.",
            "Set roles, joint outputs and who answers for them in next year's Renja.",
        ),
    )
