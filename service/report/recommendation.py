"""Recommendation: the pages on one initiative, up to the columns of what was decided, empty where nothing was."""

from collections.abc import Iterator

from graph.model import Money, Opd, Program
from graph.record import Decision
from graph.snapshot import PlanGraph
from graph.vocabulary import VOCABULARY, called
from rules.asking import named
from rules.finding import Finding
from rules.recommend import Initiative
from rules.recommend.initiative import Action, CalledPartner, Team
from service.report import decided, words
from service.report.document import Block, Facts, Grid, Heading, Paragraph, Steps, on_paper

MOST_EVIDENCE = 10
MOST_PROGRAMS = 25
MOST_SOURCES = 2


def recommendation(
    plan: PlanGraph, initiative: Initiative, decision: Decision | None = None, *, on_new_page: bool = True
) -> Iterator[Block]:
    """Why, who, with which programs and money, on what evidence, what it is worth, first steps, and the decision."""
    yield Heading(text=f"{initiative.rank}. {initiative.title.id}", level=2, on_new_page=on_new_page)
    yield from _opening(initiative)
    yield Paragraph(text=initiative.why.id)
    yield Facts(items=tuple(_facts(plan, initiative)))
    yield from _actions(plan, initiative)
    yield from _people(plan, initiative)
    yield from _components(plan, initiative)
    yield from on_paper(_programs(plan, initiative))
    yield from on_paper(_evidence(plan, initiative))
    yield from on_paper(_score(initiative))
    yield Heading(text="Langkah pertama", level=3)
    yield Steps(items=tuple(step.id for step in initiative.steps))
    yield Heading(text="Keputusan rapat", level=3)
    written = decided.columns(decision, plan.info.region_code)
    yield Grid(headings=decided.COLUMNS, rows=(written,), widths=(0.11, 0.11, 0.11, 0.43, 0.24), blank=1.6)


def _facts(plan: PlanGraph, initiative: Initiative) -> Iterator[tuple[str, str]]:
    yield "OPD penanggung jawab", f"{plan.nodes[initiative.lead].label}. {initiative.lead_reason.id}"
    if initiative.runner_up:
        yield "Pilihan kedua", plan.nodes[initiative.runner_up].label
    if initiative.invited:
        guests = "; ".join(f"{each.name}: {each.reason.id}" for each in initiative.invited)
        yield "Diundang", guests
    if initiative.team:
        yield "Tim" if initiative.team.checked else "Tim yang lazim", _team(initiative.team)
    money = initiative.money
    if money.year is not None:
        yield f"Khusus untuk ini, {money.year}", words.rupiah(money.specific).id
        yield f"Turut menyentuh, {money.year}", words.rupiah(money.touching).id
    if initiative.doubts:
        yield "Catatan", "; ".join(called(each).id for each in initiative.doubts)
    yield "Dimensi", ", ".join(plan.nodes[id_].label for id_ in initiative.dimensions) or "-"
    yield "Hasil cepat", "ya" if initiative.quick_win else "tidak"
    yield "Sidik", initiative.fingerprint


def _opening(initiative: Initiative) -> Iterator[Block]:
    """The facts that open it, or that there are none."""
    if initiative.facts:
        yield Steps(items=tuple(each.message.id for each in initiative.facts))
    else:
        yield Paragraph(text="Tanpa fakta tajam.", remark=True)


def _team(team: Team) -> str:
    said = f"{team.name.id}; ketua {team.chair.id}; sekretariat {team.secretariat.id}"
    return f"{said} ({team.regulation})" if team.regulation else said


def _actions(plan: PlanGraph, initiative: Initiative) -> Iterator[Block]:
    """What can be agreed on: who, with which work, what comes out, who hands what to whom, how it is measured."""
    if not initiative.actions:
        return
    yield Heading(text="Yang dapat disepakati", level=3)
    yield Grid(
        headings=("Tindakan", "OPD", "Keluaran dan ukuran", "Serah terima"),
        rows=tuple(
            (
                _title(each),
                ", ".join(plan.nodes[id_].label for id_ in each.opds),
                f"{each.output.id}. Diukur: {each.measure.id}",
                "; ".join((*_handed(plan, each), *_asked(plan, each))) or "-",
            )
            for each in initiative.actions
        ),
        widths=(0.27, 0.15, 0.31, 0.27),
    )


def _title(action: Action) -> str:
    practice = action.practice
    if practice is None:
        return action.title.id
    return f"{action.title.id} (pernah di {practice.region}: {practice.result.id})"


def _handed(plan: PlanGraph, action: Action) -> Iterator[str]:
    """Who hands what to whom; those who hand over the same are told together."""
    givers: dict[tuple[str, str, str], list[Opd]] = {}
    for each in action.handovers:
        givers.setdefault((each.receiver, each.what.id, each.by.id), []).append(plan.get(Opd, each.giver))
    for (receiver, what, by), opds in givers.items():
        when = f", {by}" if by else ""
        yield f"{named(opds)} kepada {plan.nodes[receiver].label}: {what}{when}"


def _asked(plan: PlanGraph, action: Action) -> Iterator[str]:
    for each in action.asked:
        yield f"diminta dari {each.institution.id} untuk {plan.nodes[each.receiver].label}: {each.what.id}"


def _components(plan: PlanGraph, initiative: Initiative) -> Iterator[Block]:
    """What the matter takes, who owns each part, and how it stands."""
    if not initiative.components:
        return
    yield Heading(text="Bagian-bagiannya", level=3)
    yield Grid(
        headings=("Bagian", "Pemilik", "Keadaan"),
        rows=tuple(
            (
                f"{each.name.id} (pokok)" if each.essential else each.name.id,
                plan.nodes[each.owner].label if each.owner else "tidak ada dalam daftar",
                called(each.state, "ComponentState").id if each.state else "pagu tidak tercantum",
            )
            for each in initiative.components
        ),
        widths=(0.5, 0.3, 0.2),
    )


def _people(plan: PlanGraph, initiative: Initiative) -> Iterator[Block]:
    yield Heading(text="Perangkat daerah dan perannya", level=3)
    yield Grid(
        headings=("Perangkat daerah", "Peran", "Alasan"),
        rows=tuple(
            (plan.nodes[each.opd].label, called(each.role).id, each.reason.id) for each in initiative.participants
        ),
        widths=(0.25, 0.17, 0.58),
    )
    if initiative.partners:
        yield Grid(
            headings=("Mitra", "Jenis", "Alasan"),
            rows=tuple(
                (
                    plan.nodes[each.partner].label if each.partner else _usual(each),
                    called(each.partner_kind).id,
                    each.reason.id,
                )
                for each in initiative.partners
            ),
            widths=(0.25, 0.17, 0.58),
        )


def _usual(partner: CalledPartner) -> str:
    return f"{partner.usual} (tidak ada dalam daftar)" if partner.usual else "belum ada dalam daftar"


def _programs(plan: PlanGraph, initiative: Initiative) -> Iterator[Block]:
    yield Heading(text="Program dan pagu", level=3)
    quoted = {id_ for fact in initiative.facts for id_ in fact.nodes}
    quoted |= {id_ for action in initiative.actions for id_ in action.programs}
    rows, left, total, doubtful = [], 0, 0, False
    for number, each in enumerate(initiative.programs):
        program = plan.get(Program, each.program)
        year = program.years[-1] if program.years else None
        money = year.budget if year else None
        total += money.counted if money else 0
        doubtful |= money is not None and not money.plausible
        also = f" (dihitung juga pada {', '.join(plan.nodes[id_].label for id_ in each.also)})" if each.also else ""
        if number < MOST_PROGRAMS or each.program in quoted:
            rows.append((program.code or "-", program.name + also, plan.nodes[each.opd].label, _written(money)))
        else:
            left += 1
    if left:
        rows.append(("", f"dan {left} lainnya", "", ""))
    rows.append(("", "Jumlah", "", words.rupiah(total).id))
    yield Grid(
        headings=("Kode", "Program, kegiatan, sub kegiatan", "OPD", "Pagu"),
        rows=tuple(rows),
        widths=(0.18, 0.42, 0.2, 0.2),
        numbers=frozenset({3}),
    )
    yield Paragraph(
        text="Tercantum menurut bagiannya, yang menentukan lebih dahulu; uang di atas menghitung semuanya.",
        remark=True,
    )
    if doubtful:
        yield Paragraph(text="* Tidak masuk akal; ditulis seperti di berkasnya dan tidak dijumlahkan.", remark=True)


def _written(money: Money | None) -> str:
    if money is None:
        return "-"
    if money.amount == 0 and money.plausible:
        return "belum didanai"
    if money.amount is None or not money.plausible:
        return f"{money.text} *" if money.amount is not None else f"{money.text} (tidak terbaca)"
    return words.rupiah(money.amount).id


def _evidence(plan: PlanGraph, initiative: Initiative) -> Iterator[Block]:
    yield Heading(text="Bukti dukung", level=3)
    found = initiative.findings
    yield Grid(
        headings=("Aturan", "Temuan", "Dasar"),
        rows=tuple((each.rule, each.message.id, _basis(plan, each)) for each in found[:MOST_EVIDENCE]),
        widths=(0.1, 0.57, 0.33),
    )
    if len(found) > MOST_EVIDENCE:
        rest = f"{len(found) - MOST_EVIDENCE} temuan lain ada pada ekspor rekomendasi, sidik {initiative.fingerprint}."
        yield Paragraph(text=rest, remark=True)


def _basis(plan: PlanGraph, finding: Finding) -> str:
    """What the evidence rests on: the sources of its links, else of its nodes."""
    links = [plan.links[id_].source for id_ in finding.links if id_ in plan.links]
    nodes = [plan.nodes[id_].source for id_ in finding.nodes if id_ in plan.nodes]
    sources = list(dict.fromkeys(source for source in links or nodes if source))
    told = [words.short(words.named(source), 110) for source in sources[:MOST_SOURCES]]
    return "; ".join(told) + (f"; dan {len(sources) - MOST_SOURCES} lainnya" if len(sources) > MOST_SOURCES else "")


def _score(initiative: Initiative) -> Iterator[Block]:
    score = initiative.score
    yield Heading(text="Skor", level=3)
    yield Grid(
        headings=("Bagian", "Nilai", "Bobot", "Penjelasan"),
        rows=(
            *(
                (
                    VOCABULARY["ScorePart"][part.name].id,
                    words.decimal(part.value),
                    words.decimal(part.weight, 1),
                    part.explanation.id,
                )
                for part in score.parts
            ),
            ("Skor", words.decimal(score.total), "", _stability(initiative)),
        ),
        widths=(0.18, 0.1, 0.1, 0.62),
        numbers=frozenset({1, 2}),
    )


def _stability(initiative: Initiative) -> str:
    best, worst = initiative.score.best_rank, initiative.score.worst_rank
    if best == worst:
        return f"Tetap peringkat {best} bila salah satu bobot dibagi dua atau dikalikan dua."
    return f"Peringkat {best} sampai {worst} bila salah satu bobot dibagi dua atau dikalikan dua."
