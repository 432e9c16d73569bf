"""RPJMD file: vision, missions, macro indicators and the outcomes of OPDs, as a YAML document."""

import re
from collections.abc import Iterator
from typing import Any, Final

import msgspec

from graph.intake.cells import measure
from graph.intake.drafting import Draft, free_objective_id, objective_id, put_indicator, slug
from graph.intake.opening.rpjmd_text import Outcome, OutcomeIndicator, Rpjmd
from graph.model import (
    Indicator,
    IndicatorYear,
    Link,
    LinkKind,
    Mark,
    MarkCode,
    Objective,
    ObjectiveLevel,
    Opd,
    Origin,
)
from graph.record import FileProblem, FileRead, Severity

PROPOSAL_CONFIDENCE: Final = 0.5
FORMAT: Final = "rpjmd-yaml"
NAME: Final = "RPJMD (YAML)"
_MOST_TOLD: Final = 10


def read(file: str, data: object, draft: Draft) -> None:
    """Read the document."""
    plan = msgspec.convert(data, Rpjmd)
    if nameless := next(_nameless(plan), None):
        hint = "Tulis isinya, atau hapus bagian itu."
        draft.problem(FileProblem(file=file, reason=f"{nameless} kosong", hint=hint))
        return
    _tree(file, plan, draft)
    for macro in plan.indikator_makro:
        _macro(file, macro, draft)
    outcomes = plan.sasaran_renstra_perangkat_daerah
    rows = len(outcomes.isi) if outcomes else 0
    _name_opds(file, outcomes.isi if outcomes else [], draft)
    for outcome in outcomes.isi if outcomes else ():
        _outcome(file, outcome, draft)
    _tell_unnamed(file, outcomes.isi if outcomes else [], draft)
    draft.files.append(FileRead(file=file, format=FORMAT, rows=rows + 1 + len(plan.misi) + len(plan.indikator_makro)))


def _nameless(plan: Rpjmd) -> Iterator[str]:
    """Say which parts of the document lack the text by which people know them."""
    if not plan.visi.teks.strip():
        yield "teks visi"
    for number, mission in enumerate(plan.misi, 1):
        if not mission.teks.strip() or not slug(mission.kode):
            yield f"kode atau teks misi ke-{number}"
    for number, macro in enumerate(plan.indikator_makro, 1):
        if not slug(str(macro.get("nama", ""))):
            yield f"nama indikator makro ke-{number}"
    outcomes = plan.sasaran_renstra_perangkat_daerah
    for number, outcome in enumerate(outcomes.isi if outcomes else (), 1):
        if not slug(outcome.sasaran):
            yield f"sasaran ke-{number}"


def _tree(file: str, plan: Rpjmd, draft: Draft) -> None:
    vision = Objective(id="objective/visi", level=ObjectiveLevel.VISION, text=plan.visi.teks, source=file)
    draft.put(vision)
    for mission in plan.misi:
        id_ = f"objective/{slug(mission.kode)}"
        draft.put(Objective(id=id_, level=ObjectiveLevel.MISSION, text=mission.teks, code=mission.kode, source=file))
        draft.tie(LinkKind.CONTAINS, vision.id, id_, file)


def _macro(file: str, macro: dict[str, Any], draft: Draft) -> None:
    name, unit = str(macro.get("nama", "")), str(macro.get("satuan", ""))
    id_ = f"indicator/makro/{slug(name)}"
    years = tuple(
        IndicatorYear(year=int(key), realised=measure(str(value), unit=unit))
        for key, value in sorted(macro.items(), key=lambda item: str(item[0]))
        if re.fullmatch(r"(19|20)[0-9]{2}", str(key)) and value is not None
    )
    targets = [value for key, value in macro.items() if str(key).startswith("target_") and value is not None]
    mission = f"objective/{slug(str(macro.get('misi_usulan', '')))}"
    proposed = Mark(
        code=MarkCode.PROPOSED,
        message="Kaitan indikator ini dengan misi adalah usulan, bukan teks RPJMD.",
        file=file,
        value=str(macro.get("misi_usulan", "")),
    )
    draft.put(
        Indicator(
            id=id_,
            name=name,
            unit=unit,
            baseline=years[0].realised if years else None,
            end_target=measure(str(targets[0]), unit=unit) if targets else None,
            years=years,
            marks=(proposed,),
            source=str(macro.get("sumber", "")) or file,
        )
    )
    if draft.node(Objective, mission) is not None:
        draft.link(
            Link(
                kind=LinkKind.MEASURES,
                source_id=id_,
                target_id=mission,
                origin=Origin.INFERRED,
                confidence=PROPOSAL_CONFIDENCE,
                reason=proposed.message,
                source=file,
            )
        )


def _name_opds(file: str, outcomes: list[Outcome], draft: Draft) -> None:
    """Where nothing tells which OPDs the region has, make those that the outcomes name, each marked as unlisted.

    Where OPDs are known, one that is not among them is most likely misspelt, and stays a problem.
    """
    if any(all(mark.code is not MarkCode.UNKNOWN_OPD for mark in opd.marks) for opd in draft.known_opds()):
        return
    made = 0
    for name in dict.fromkeys(outcome.opd for outcome in outcomes):
        if not slug(name) or draft.find_opd(name) is not None:
            continue
        message = "Perangkat daerah ini hanya disebut dalam RPJMD; daftar perangkat daerah belum dimuat."
        mark = Mark(code=MarkCode.UNKNOWN_OPD, message=message, file=file, column="opd", value=name)
        draft.put(Opd(id=f"opd/{slug(name)}", name=name, short_name=name, source=file, marks=(mark,)))
        made += 1
    if made:
        draft.problem(
            FileProblem(
                file=file,
                column="opd",
                reason=f"belum ada daftar perangkat daerah; {made} perangkat daerah dibuat dari sebutannya saja",
                hint="Muat juga daftar perangkat daerah, supaya nama dan bidang urusannya dikenal.",
                severity=Severity.WARNING,
            )
        )


def _tell_unnamed(file: str, outcomes: list[Outcome], draft: Draft) -> None:
    """Say of which outcomes indicators were left out because nobody gave them a name."""
    whose = [
        str(number) for number, outcome in enumerate(outcomes, 1) for each in outcome.indikator if not _named(each)
    ]
    if whose:
        shown = ", ".join(dict.fromkeys(whose[:_MOST_TOLD])) + (", ..." if len(whose) > _MOST_TOLD else "")
        reason = f"{len(whose)} indikator tanpa nama tidak dibaca (sasaran ke-{shown})"
        hint = "Isi namanya bila indikator itu ada."
        draft.problem(FileProblem(file=file, reason=reason, hint=hint, severity=Severity.WARNING))


def _named(indicator: OutcomeIndicator) -> bool:
    return bool(slug(indicator.nama))


def _outcome(file: str, outcome: Outcome, draft: Draft) -> None:
    opd = draft.find_opd(outcome.opd)
    if opd is None:
        draft.problem(
            FileProblem(
                file=file,
                column="opd",
                value=outcome.opd,
                reason=f"perangkat daerah pada sasaran {outcome.kode} tidak dikenal",
                hint="Muat juga daftar perangkat daerah, atau perbaiki singkatannya.",
            )
        )
        return
    id_ = free_objective_id(draft, objective_id(opd, outcome.sasaran), outcome.sasaran)
    old = draft.node(Objective, id_)
    text = old.text if old else outcome.sasaran
    source = old.source if old else file
    draft.put(Objective(id=id_, level=ObjectiveLevel.OUTCOME, text=text, code=outcome.kode, source=source))
    draft.tie(LinkKind.LEADS, opd.id, id_, file)
    for each in filter(_named, outcome.indikator):
        put_indicator(
            draft,
            id_,
            each.nama,
            each.satuan,
            None,
            baseline=measure(each.capaian_sampai_tahun_lalu, unit=each.satuan),
            end_target=measure(each.target_akhir_2026, unit=each.satuan),
            source=file,
        )
