"""Verdict: in one sentence what an index says and why, and what is missing."""

from collections.abc import Iterable
from typing import Final

import msgspec

from rules.alignment.readiness_missing import ELEMENTS
from rules.finding import Text
from rules.number import number, rupiah
from rules.review.alignment import Alignment, AlignmentPart, PartScore

STRONG: Final = 85.0
"""Index from which on a verdict says strong."""
FAIR: Final = 60.0
"""Index from which on it says fair; below it, weak."""

NOTHING_DONE: Final = {
    AlignmentPart.OBJECTIVES: Text("belum ada sasaran yang mempunyai program di sini", "no outcome has a program here"),
    AlignmentPart.MONEY: Text(
        "belum ada pagu yang terkait dengan sasaran maupun dimensi",
        "no money is tied to both an objective and a dimension",
    ),
    AlignmentPart.PROGRAMS: Text(
        "belum ada pekerjaan yang terkait dengan sasaran maupun dimensi",
        "no work is tied to both an objective and a dimension",
    ),
    AlignmentPart.INDICATORS: Text("belum ada indikator yang sesuai jalurnya", "no indicator is on its path yet"),
}


class Standing(msgspec.Struct, frozen=True, kw_only=True):
    """What a verdict rests on beside the index."""

    name: Text
    alignment: Alignment
    is_own: bool
    """Whether what counts is its own whatever is tied, as an agency's; else it shares what is open with others."""
    works: int = 0
    """Pieces of work, office work aside."""
    lacks: Text = Text("belum ada pekerjaan yang dibaca", "no work was read yet")
    """What is said where there are none."""
    unfunded: int = 0
    """Pieces of work without a rupiah; of what was read."""
    judged: int = 0
    behind: int = 0
    without_figures: int = 0
    """Indicators that are doubtful or have no figures."""
    elements: frozenset[str] = frozenset()
    """Elements of readiness that its funded work is on."""
    empty: tuple[Text, ...] = ()
    """Names of its sub-dimensions that no work serves."""
    promised: int = 0
    """Masterplan programs, how many of them no work carries, and how many lack something that they need."""
    uncarried: int = 0
    unready: int = 0
    without_program: int = 0
    """Outcomes of its own without a program."""


def verdict(standing: Standing) -> Text:
    """Say in one sentence how strong it is, and what weighs most against it."""
    index = standing.alignment.index
    name = standing.name
    if index is None:
        return Text(
            f"{name.id}: belum dapat dinilai, karena belum ada yang dibaca untuknya.",
            f"{name.en}: cannot be judged yet, because nothing was read for it.",
        )
    level, written = _level(index), number(index, 1)
    why = _why(standing)
    if standing.works and standing.empty:
        why = _joined((why, _empty(standing)), "; ")
    if standing.uncarried:
        count, every = number(standing.uncarried), number(standing.promised)
        said = Text(
            f"{count.id} dari {every.id} program masterplan belum diusung",
            f"{count.en} of {every.en} masterplan programs are not carried",
        )
        why = _joined((why, said), "; ")
    return Text(
        f"{name.id}: {level.id} ({written.id} dari 100); {why.id}.",
        f"{name.en}: {level.en} ({written.en} of 100); {why.en}.",
    )


def missing(standing: Standing) -> tuple[Text, ...]:
    """Say what is missing, each in a sentence, the gravest first."""
    return tuple(each for each in _missing(standing) if each)


def _missing(standing: Standing) -> Iterable[Text | None]:
    if not standing.works:
        yield _sentence(standing.lacks)
    yield from _promised(standing)
    if not standing.works:
        return
    if standing.empty:
        yield _sentence(_empty(standing))
    yield _counted(standing.without_program, "{} sasaran belum mempunyai program.", "{} outcomes have no program yet.")
    yield _counted(standing.unfunded, "{} pekerjaan tidak berpagu.", "{} pieces of work have no budget.")
    yield _counted(standing.behind, "{} indikator tertinggal dari jalurnya.", "{} indicators are behind their path.")
    yield _counted(
        standing.without_figures,
        "{} indikator tidak dapat dinilai: meragukan, atau tanpa target dan realisasi.",
        "{} indicators cannot be judged: doubtful, or without a target and a realisation.",
    )
    if _is_read(standing, AlignmentPart.READINESS) and len(standing.elements) < len(ELEMENTS):
        yield _sentence(_readiness(standing))


def _promised(standing: Standing) -> Iterable[Text | None]:
    every = number(standing.promised)
    yield _counted(
        standing.uncarried,
        f"{{}} dari {every.id} program masterplan belum diusung pekerjaan mana pun.",
        f"{{}} of {every.en} masterplan programs are carried by no work.",
    )
    yield _counted(
        standing.unready,
        f"{{}} dari {every.id} program masterplan belum siap seluruhnya.",
        f"{{}} of {every.en} masterplan programs are not wholly ready.",
    )


def _level(index: float) -> Text:
    if index >= STRONG:
        return Text("kuat", "strong")
    return Text("cukup", "fair") if index >= FAIR else Text("lemah", "weak")


def _why(standing: Standing) -> Text:
    weakest = standing.alignment.weakest
    if not standing.works:
        return standing.lacks
    if weakest is None or weakest.score == 100:
        return Text("tidak ada yang terbuka", "nothing is left open")
    if weakest.part is AlignmentPart.READINESS:
        return _readiness(standing)
    if weakest.part is AlignmentPart.INDICATORS and standing.behind:
        return Text(
            f"{standing.behind} dari {standing.judged} indikator yang dinilai tertinggal",
            f"{standing.behind} of the {standing.judged} indicators judged are behind",
        )
    return (_own if standing.is_own else _shared)(weakest)


def _own(weakest: PartScore) -> Text:
    """What is left open of its own."""
    done, left_open = weakest.done or 0, weakest.open or 0.0
    every = done + left_open
    match weakest.part:
        case AlignmentPart.MONEY:
            left, of = rupiah(round(left_open)), rupiah(round(every))
            return Text(
                f"{left.id} dari {of.id} belum terkait dengan sasaran dan dimensi",
                f"{left.en} of {of.en} are not tied to an objective and a dimension",
            )
        case AlignmentPart.PROGRAMS:
            return Text(
                f"{left_open:.0f} dari {every:.0f} pekerjaan belum terkait dengan sasaran dan dimensi",
                f"{left_open:.0f} of {every:.0f} pieces of work are not tied to an objective and a dimension",
            )
        case AlignmentPart.OBJECTIVES:
            return Text(
                f"{left_open:.0f} dari {every:.0f} sasaran belum mempunyai program",
                f"{left_open:.0f} of {every:.0f} outcomes have no program yet",
            )
    return NOTHING_DONE[AlignmentPart.INDICATORS]


def _shared(weakest: PartScore) -> Text:
    """What little is done, beside what is open in the plan."""
    done = weakest.done or 0
    if not done:
        return NOTHING_DONE[weakest.part]
    match weakest.part:
        case AlignmentPart.MONEY:
            money = rupiah(done)
            return Text(
                f"baru {money.id} yang terkait dengan sasaran maupun dimensi",
                f"only {money.en} are tied to both an objective and a dimension",
            )
        case AlignmentPart.PROGRAMS:
            return Text(
                f"baru {done} pekerjaan yang terkait dengan sasaran maupun dimensi",
                f"only {done} pieces of work are tied to both an objective and a dimension",
            )
        case AlignmentPart.OBJECTIVES:
            return Text(
                f"baru {done} sasaran yang mempunyai program di sini",
                f"only {done} outcomes have a program here",
            )
    return Text(f"baru {done} indikator yang sesuai jalurnya", f"only {done} indicators are on their path")


def _readiness(standing: Standing) -> Text:
    lacking = [text for element, text in ELEMENTS.items() if element not in standing.elements]
    return Text(
        "tidak ada pekerjaan berpagu untuk kesiapan " + ", ".join(each.id for each in lacking),
        "no work with a budget is on readiness in " + ", ".join(each.en for each in lacking),
    )


def _empty(standing: Standing) -> Text:
    names = _joined(standing.empty, ", ")
    return Text(f"subdimensi {names.id} belum dilayani pekerjaan apa pun", f"no work serves {names.en}")


def _counted(count: int, one: str, other: str) -> Text | None:
    return Text(one.format(number(count).id), other.format(number(count).en)) if count else None


def _sentence(said: Text) -> Text:
    begun = said.begun()
    return Text(f"{begun.id}.", f"{begun.en}.")


def _joined(texts: Iterable[Text], between: str) -> Text:
    every = tuple(texts)
    return Text(between.join(each.id for each in every), between.join(each.en for each in every))


def _is_read(standing: Standing, part: AlignmentPart) -> bool:
    return any(each.part is part and each.score is not None for each in standing.alignment.parts)
