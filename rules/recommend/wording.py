"""Wording: what people read of an initiative, in Indonesian and English; every number comes from the evidence."""

from collections.abc import Collection, Sequence
from functools import lru_cache

from graph.model import Indicator, Opd, Program, ThemeRole
from graph.reference import is_minimum_service
from graph.snapshot import PlanGraph
from graph.vocabulary import called
from rules.asking import names
from rules.asking.component import pieces
from rules.finding import Text
from rules.number import rupiah
from rules.recommend.initiative import Action, CalledPartner, Effect, Invited, Money, Team
from rules.recommend.matter import Matter
from rules.recommend.score import Grounds

PARTNERS = 3
"""How many partners the first step names."""


NAME = 80
"""Letters of a name that a title shows."""


def _others(plan: PlanGraph, matter: Matter, seated: Collection[str]) -> list[Opd]:
    return [plan.get(Opd, id_) for id_ in matter.roles if id_ != matter.choice.lead and id_ in seated]


def _listed(names: Sequence[str], word: str, most: int = 5) -> str:
    shown = list(names[:most])
    rest = len(names) - len(shown)
    if rest:
        shown.append(f"{rest} " + ("lainnya" if word == "dan" else "others"))
    return shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} {word} {shown[-1]}"


def title(plan: PlanGraph, matter: Matter, action: Action | None, guests: Sequence[Invited]) -> Text:
    """The initiative's title: its matter, and the best thing to agree on within it with who does it, its lead first."""
    if action is None:
        lead = plan.nodes[matter.choice.lead].label
        others = names(_others(plan, matter, matter.roles)) or [each.name for each in guests if each.opd]
        return Text(
            f"{matter.name.id}: {lead} bersama {_listed(others, 'dan')}",
            f"{matter.name.en}: {lead} with {_listed(others, 'and')}",
        )
    first_ = matter.choice.lead if matter.choice.lead in action.opds else action.lead
    others = names([plan.get(Opd, id_) for id_ in action.opds if id_ != first_])
    lead = plan.nodes[first_].label
    return Text(
        f"{matter.name.id}: {_low(action.title.id)} ({lead} bersama {_listed(others, 'dan')})",
        f"{matter.name.en}: {_low(action.title.en)} ({lead} with {_listed(others, 'and')})",
    )


def _low(name: str) -> str:
    """A name within a sentence; one that begins with an abbreviation stays."""
    return name if name[:2].isupper() else name[:1].lower() + name[1:]


def why(plan: PlanGraph, matter: Matter, grounds: Grounds, guests: Sequence[Invited], team: Team | None) -> Text:
    """The reason, plain enough to be read aloud: the facts first, then who works on it for what, and who is missing."""
    facts: list[Text | None] = [fact.message for fact in grounds.facts]
    said = (
        *(facts or [_indicators(grounds.lagging)]),
        _work(plan, matter, grounds.money),
        _reason(matter),
        _gaps(guests),
        _standing(team),
    )
    told = [each for each in said if each is not None]
    return Text(" ".join(each.id for each in told), " ".join(each.en for each in told if each.en))


def _indicators(lagging: Sequence[Indicator]) -> Text | None:
    if not lagging:
        return None
    return Text(
        f'{len(lagging)} indikator tertinggal, di antaranya "{lagging[0].name}".',
        f'{len(lagging)} indicators are behind, among them "{lagging[0].name}".',
    )


def _work(plan: PlanGraph, matter: Matter, money: Money) -> Text:
    """Who works on the matter, and for how much in which year: for itself, and touching it."""
    work = (
        [piece.program for piece in pieces(plan, matter.theme) if piece.is_specific]
        if matter.theme
        else matter.programs
    )
    opds = len({lead.id for program in work if (lead := plan.lead(program.id))})
    count = len(work)
    idn = f"{opds} perangkat daerah menjalankan {count} sub kegiatan khusus untuk {_low(matter.name.id)}"
    eng = f"{opds} OPDs run {count} sub-activities for {_low(matter.name.en)} itself"
    if money.year is None:
        return Text(f"{idn}; pagunya tidak tercantum.", f"{eng}; their budgets are not given.")
    stages = _stages(money)
    idn += f", {rupiah(money.specific).id} pada {money.year}{stages.id}"
    eng += f", {rupiah(money.specific).en} in {money.year}{stages.en}"
    if money.touching:
        idn += f"; pekerjaan senilai {rupiah(money.touching).id} turut menyentuhnya"
        eng += f"; work worth {rupiah(money.touching).en} touches it"
    return Text(f"{idn}.", f"{eng}.")


def _stages(money: Money) -> Text:
    """Of which stages of the budget a sum is; nothing where no source names one."""
    known = [called(stage, "BudgetStage") if stage else Text("tanpa tahap", "no stage") for stage, _ in money.stages]
    if not any(stage for stage, _ in money.stages):
        return Text("", "")
    return Text(
        f" (pagu {_listed([each.id for each in known], 'dan')})",
        f" ({_listed([each.en for each in known], 'and')} budget)",
    )


def _reason(matter: Matter) -> Text | None:
    reason = matter.theme.reason if matter.theme else ""
    return Text(reason, "") if reason else None


def _gaps(guests: Sequence[Invited]) -> Text | None:
    if not guests:
        return None
    return Text(
        "Undang " + "; ".join(f"{each.name} ({each.reason.id})" for each in guests) + ".",
        "Invite " + "; ".join(f"{each.name} ({each.reason.en})" for each in guests) + ".",
    )


def _standing(team: Team | None) -> Text | None:
    if team is None:
        return None
    if team.checked:
        return Text(
            f"Ini urusan {team.name.id} ({team.regulation}).",
            f"It is the matter of the {team.name.en} ({team.regulation}).",
        )
    return Text(f"Tim yang lazim untuk ini: {team.name.id}.", f"The usual team for it: {team.name.en}.")


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
def brings(program: Program, outputs: tuple[Indicator, ...], role: ThemeRole | None) -> Text:
    """What a program brings to an initiative: its outputs, its money, and the role of its OPD where that has one; and
    that it is a minimum service.
    """
    money = _paid(program)
    target = next((y.target.text for i in outputs for y in reversed(i.years) if y.target), "")
    unit = outputs[0].unit if outputs else ""
    output = f"{target} {unit}".strip() if target and unit.casefold() not in target.casefold() else target
    name = called(role) if role else Text("belum ikut serta", "takes no part yet")
    first = Text("; SPM", "; minimum service (SPM)") if is_minimum_service(program.code) else Text("", "")
    return Text(
        f"{output or 'keluaran belum ditetapkan'}; {money.id}; {name.id}{first.id}",
        f"{output or 'no output set'}; {money.en}; {name.en}{first.en}",
    )


def _paid(program: Program) -> Text:
    """What a program gets in its last year: Rp 0 is no amount, and one that cannot be true is none either."""
    given = program.years[-1].budget if program.years else None
    if given is None or given.amount is None:
        return Text("pagu tidak tercantum", "no budget given")
    if not given.plausible:
        return Text(f"pagu tidak masuk akal: {given.text}", f"a budget that cannot be true: {given.text}")
    if given.amount == 0:
        return Text("belum didanai", "not funded")
    stage = program.years[-1].stage
    if stage is None:
        return Text(f"pagu {rupiah(given.amount).id}", f"budget {rupiah(given.amount).en}")
    name = called(stage, "BudgetStage")
    return Text(f"pagu {name.id} {rupiah(given.amount).id}", f"{name.en} budget {rupiah(given.amount).en}")


def titled(name: str) -> str:
    """Give a name as an institution writes it: each word with a capital but the small ones, acronyms as they are.

    >>> titled("kementerian kelautan dan perikanan"), titled("BPJS kesehatan")
    ('Kementerian Kelautan dan Perikanan', 'BPJS Kesehatan')
    """
    return " ".join(
        word if word.isupper() or word in _SMALL else word[:1].upper() + word[1:] for word in name.split(" ")
    )


_SMALL = frozenset({"dan", "di", "pada", "untuk", "serta"})


def steps(
    plan: PlanGraph,
    matter: Matter,
    action: Action | None,
    seated: Collection[str],
    guests: Sequence[Invited],
    effects: Sequence[Effect],
    partners: Sequence[CalledPartner],
) -> tuple[Text, ...]:
    """The first three steps: who of those with a seat and of the guests meets, what is handed over first, and what is
    agreed on.
    """
    lead = plan.nodes[matter.choice.lead].label
    meeting = [*names(_others(plan, matter, seated)), *(each.name for each in guests if each.opd)]
    called_ = list(dict.fromkeys(plan.nodes[each.partner].label for each in partners if each.partner))[:PARTNERS]
    with_ = Text(
        f" bersama {_listed(called_, 'dan')}" if called_ else "", f" with {_listed(called_, 'and')}" if called_ else ""
    )
    return (
        Text(
            f"{lead} mengundang {_listed(meeting, 'dan')}{with_.id} untuk membahas {_low(matter.name.id)}.",
            f"{lead} invites {_listed(meeting, 'and')}{with_.en} to discuss {_low(matter.name.en)}.",
        ),
        _first(plan, action),
        _agreement(plan, action, effects),
    )


def _first(plan: PlanGraph, action: Action | None) -> Text:
    """What is handed over, or what is laid side by side where no action says."""
    if action is None or not action.handovers:
        return Text(
            "Menyandingkan lokasi, penerima manfaat dan waktu tiap sub kegiatan.",
            "Compare place, beneficiaries and time of each sub-activity.",
        )
    handed = action.handovers[0]
    giver, receiver = (plan.nodes[id_].label for id_ in (handed.giver, handed.receiver))
    by = Text(f" ({handed.by.id})" if handed.by.id else "", f" ({handed.by.en})" if handed.by.en else "")
    return Text(
        f"{giver} menyerahkan kepada {receiver}: {handed.what.id}{by.id}.",
        f"{giver} hands to {receiver}: {handed.what.en}{by.en}.",
    )


def _agreement(plan: PlanGraph, action: Action | None, effects: Sequence[Effect]) -> Text:
    if action is not None:
        return Text(
            f"Menyepakati keluaran bersama: {_low(action.output.id)}; diukur dengan: {_low(action.measure.id)}.",
            f"Agree on the joint output: {_low(action.output.en)}; measured by: {_low(action.measure.en)}.",
        )
    sure = [each for each in effects if each.doubt is None]
    if not sure:
        return Text(
            "Menetapkan peran, keluaran bersama dan penanggung jawabnya dalam Renja tahun berikutnya.",
            "Set roles, joint outputs and who answers for them in next year's Renja.",
        )
    name = plan.nodes[sure[0].indicator].label
    return Text(
        "Menetapkan peran, keluaran bersama dan penanggung jawabnya dalam Renja tahun berikutnya, "
        f'diukur dengan "{name}".',
        f'Set roles, joint outputs and who answers for them in next year\'s Renja, measured by "{name}".',
    )


def short(name: str) -> str:
    """Give a name that fits into a title: cut at a word where it is long."""
    if len(name) <= NAME:
        return name
    return name[:NAME].rsplit(" ", 1)[0].rstrip(" ,(/") + " …"
