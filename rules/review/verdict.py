"""Verdict: in one sentence what an index says and why, and what is missing."""

from collections.abc import Iterable, Iterator
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

NOT_READ: Final = Text("belum ada yang dibaca untuknya", "nothing was read for it")
SHORT: Final = {
    AlignmentPart.OBJECTIVES: Text("sasaran", "outcomes"),
    AlignmentPart.MONEY: Text("rupiah", "money"),
    AlignmentPart.PROGRAMS: Text("pekerjaan", "work"),
    AlignmentPart.INDICATORS: Text("indikator", "indicators"),
    AlignmentPart.READINESS: Text("kesiapan", "readiness"),
}
ELSEWHERE: Final = Text(
    "tidak ada miliknya yang terbuka, selain bagiannya dari yang terbuka di rencana",
    "nothing of its own is left open, only its part of what is open in the plan",
)
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
    works: int = 0
    """Pieces of work, office work aside."""
    lacks: Text = Text("belum ada pekerjaan yang dibaca", "no work was read yet")
    """What is said where there are none."""
    unread: Text = NOT_READ
    """Why it cannot be judged, where there is no index."""
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
    """Masterplan programs, how many no work carries, lack something that they need, or do not say what they need."""
    uncarried: int = 0
    unready: int = 0
    unsaid: int = 0
    without_program: int = 0
    """Outcomes of its own without a program."""


def verdict(standing: Standing) -> Text:
    """Say in one sentence how strong it is, and what weighs most against it."""
    index = standing.alignment.index
    name = standing.name
    if index is None:
        return Text(
            f"{name.id}: belum dapat dinilai, karena {standing.unread.id}.",
            f"{name.en}: cannot be judged yet, because {standing.unread.en}.",
        )
    level, written = _level(index), number(index, 1)
    why, without = _joined(_reasons(standing), "; "), _without(standing.alignment)
    return Text(
        f"{name.id}: {level.id} ({written.id} dari 100{without.id}); {why.id}.",
        f"{name.en}: {level.en} ({written.en} of 100{without.en}); {why.en}.",
    )


def _without(alignment: Alignment) -> Text:
    """What the index says nothing of, since nothing was read for it."""
    unread = [SHORT[part.part] for part in alignment.parts if part.score is None]
    if not unread:
        return Text("", "")
    return Text(
        f", dihitung tanpa {', '.join(each.id for each in unread)}",
        f", not counting {', '.join(each.en for each in unread)}",
    )


def _reasons(standing: Standing) -> Iterator[Text]:
    is_whole = bool(standing.works) and standing.alignment.index == 100
    if not (is_whole and (standing.uncarried or standing.empty)):
        yield _why(standing)
    if standing.works and standing.empty:
        yield _empty(standing)
    if standing.uncarried:
        count, every = number(standing.uncarried), number(standing.promised)
        yield Text(
            f"{count.id} dari {every.id} program masterplan belum diusung",
            f"{count.en} of {every.en} masterplan programs are not carried",
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
    yield _counted(
        standing.unsaid,
        f"Kesiapan {{}} dari {every.id} program masterplan belum diisi.",
        f"The readiness of {{}} of {every.en} masterplan programs is not filled in yet.",
    )


def _level(index: float) -> Text:
    if index >= STRONG:
        return Text("kuat", "strong")
    return Text("cukup", "fair") if index >= FAIR else Text("lemah", "weak")


def _why(standing: Standing) -> Text:
    weakest = standing.alignment.weakest
    if not standing.works:
        return standing.lacks
    if weakest is None:
        return Text("tidak ada yang terbuka", "nothing is left open") if standing.alignment.index == 100 else ELSEWHERE
    if weakest.part is AlignmentPart.READINESS:
        return _readiness(standing)
    if weakest.part is AlignmentPart.INDICATORS and standing.behind:
        return Text(
            f"{standing.behind} dari {standing.judged} indikator yang dinilai tertinggal",
            f"{standing.behind} of the {standing.judged} indicators judged are behind",
        )
    return _left(weakest) if weakest.left else NOTHING_DONE[weakest.part]


def _left(weakest: PartScore) -> Text:
    """What is left open of its own."""
    left, every = weakest.left, (weakest.done or 0) + weakest.left
    match weakest.part:
        case AlignmentPart.MONEY:
            money, of = rupiah(left), rupiah(every)
            return Text(
                f"{money.id} dari {of.id} belum terkait dengan sasaran dan dimensi",
                f"{money.en} of {of.en} are not tied to an objective and a dimension",
            )
        case AlignmentPart.PROGRAMS:
            return Text(
                f"{left} dari {every} pekerjaan belum terkait dengan sasaran dan dimensi",
                f"{left} of {every} pieces of work are not tied to an objective and a dimension",
            )
        case AlignmentPart.OBJECTIVES:
            return Text(
                f"{left} dari {every} sasaran belum mempunyai program",
                f"{left} of {every} outcomes have no program yet",
            )
    return NOTHING_DONE[AlignmentPart.INDICATORS]


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
