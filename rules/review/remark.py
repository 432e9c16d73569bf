"""Remark: what a review says of itself: what was not read, and so is left out of it."""

from collections.abc import Iterator
from typing import Final

from graph.model import DimensionLevel, ObjectiveLevel
from rules.finding import Text
from rules.number import number, rupiah
from rules.review.alignment import Alignment, AlignmentPart
from rules.review.material import Material, agencies_read

LEFT_OUT: Final = {
    AlignmentPart.OBJECTIVES: Text(
        "Sasaran belum dibaca; bagian sasaran tidak ikut dihitung.",
        "No outcomes were read; the part on objectives is left out.",
    ),
    AlignmentPart.MONEY: Text(
        "Pagu belum dibaca; bagian rupiah tidak ikut dihitung.", "No budgets were read; the part on money is left out."
    ),
    AlignmentPart.PROGRAMS: Text(
        "Pekerjaan belum dibaca; bagian program tidak ikut dihitung.",
        "No work was read; the part on programs is left out.",
    ),
    AlignmentPart.INDICATORS: Text(
        "Tidak ada indikator yang dapat dinilai; bagian indikator tidak ikut dihitung.",
        "No indicator can be judged; the part on indicators is left out.",
    ),
    AlignmentPart.READINESS: Text(
        "Pekerjaan berpagu atau dimensi belum dibaca; bagian kesiapan tidak ikut dihitung.",
        "No funded work or no dimensions were read; the part on readiness is left out.",
    ),
}


def remarks(material: Material, whole: Alignment, waiting: int) -> tuple[Text, ...]:
    """Say what was not read, or is read but not counted; so many outcomes wait for a mission."""
    left_out = (LEFT_OUT[part.part] for part in whole.parts if part.score is None)
    return (*_of_years(material), *left_out, *_of_plan(material, waiting))


def _of_years(material: Material) -> Iterator[Text]:
    found = agencies_read(material.plan)
    unread = ", ".join(str(year) for year in material.scope.years if year not in found)
    if unread:
        yield Text(f"Belum dibaca: {unread}.", f"Not read yet: {unread}.")
    read = {year: opds for year, opds in found.items() if material.counts(year)}
    every = frozenset[str]().union(*found.values())
    for year, opds in read.items():
        if opds != every:
            yield Text(
                f"{year} baru dibaca sebagian: {len(opds)} dari {len(every)} perangkat daerah.",
                f"{year} was read in part only: {len(opds)} of {len(every)} OPDs.",
            )
    if len(read) > 1:
        years = ", ".join(map(str, read))
        yield Text(f"Rupiah adalah jumlah {years}.", f"Rupiah are the sum of {years}.")


def _of_plan(material: Material, waiting: int) -> Iterator[Text]:
    plan = material.plan
    if not plan.dimensions(DimensionLevel.DIMENSION):
        yield Text("Rencana tidak memuat dimensi.", "The plan has no dimensions.")
    if not plan.masterplan_programs:
        yield Text(
            "Program masterplan belum dimuat; yang dijanjikan masterplan tidak dapat dibandingkan.",
            "No masterplan programs were loaded; what the masterplan promises cannot be compared.",
        )
    unplaced = sum(not plan.placed_in(each.id) for each in plan.masterplan_programs)
    if unplaced:
        every = number(len(plan.masterplan_programs))
        yield Text(
            f"{number(unplaced).id} dari {every.id} program masterplan belum ditempatkan di suatu dimensi, "
            "sehingga tidak ada di halaman dimensi mana pun.",
            f"{number(unplaced).en} of {every.en} masterplan programs stand in no dimension yet, "
            "and so on no dimension's page.",
        )
    if not any(each.level is ObjectiveLevel.MISSION for each in plan.objectives):
        yield Text("Misi belum dibaca.", "No missions were read.")
    if waiting:
        outcomes = sum(each.level is ObjectiveLevel.OUTCOME for each in plan.objectives)
        without, among = number(waiting), number(outcomes)
        yield Text(
            f"{without.id} dari {among.id} sasaran belum ditempatkan di bawah misi; usulannya perlu dikonfirmasi.",
            f"{without.en} of {among.en} outcomes stand under no mission yet; what is proposed is to be confirmed.",
        )
    silent = len(material.indicators) - len(material.judged)
    if silent:
        share, known = number(silent), number(len(material.indicators))
        yield Text(
            f"{share.id} dari {known.id} indikator tidak dapat dinilai: meragukan, atau tanpa target dan realisasi.",
            f"{share.en} of {known.en} indicators cannot be judged: doubtful, or without a target and a realisation.",
        )
    implausible = [
        row.budget.amount
        for work in material.works
        for row in work.program.years
        if material.counts(row.year) and row.budget and row.budget.amount is not None and not row.budget.plausible
    ]
    if implausible:
        amount = rupiah(sum(implausible))
        yield Text(
            f"{len(implausible)} pagu yang tidak masuk akal ({amount.id}) tidak dijumlahkan.",
            f"{len(implausible)} budgets that cannot be true ({amount.en}) are left out of the sums.",
        )
    beyond = [work.beyond for work in material.works if work.beyond]
    if beyond:
        amount = rupiah(sum(beyond))
        yield Text(
            f"{len(beyond)} realisasi melebihi pagunya ({amount.id}) dan tidak dijumlahkan; periksa di berkas asalnya.",
            f"{len(beyond)} realisations exceed their budgets ({amount.en}) and are left out of the sums; "
            "check them in their file.",
        )
