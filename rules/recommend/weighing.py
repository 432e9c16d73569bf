"""Weighing: what the weights of a score mean, and how the ranks stand with other ones."""

from collections.abc import Sequence
from typing import Final

import msgspec
from msgspec.structs import replace

from graph.sentence import Sentence
from rules.configuration import Weights
from rules.finding import Text
from rules.recommend.initiative import Initiative
from rules.recommend.score import with_stability

MOST: Final = 10.0
"""The largest weight; only the ratios of weights matter."""


MEANINGS: Final[dict[str, Text]] = {
    "facts": Text(
        "Seberapa tajam fakta dari baris rencana yang membukanya, dan berapa.",
        "How sharp the facts are that the plan's rows say of it, and how many.",
    ),
    "effect": Text(
        "Seberapa banyak indikator yang dapat digerakkan, terutama yang tertinggal, dan sasaran yang terbantu.",
        "How many indicators it can move, those that are behind above all, and how many outcomes it serves.",
    ),
    "priority": Text(
        "Apakah hal ini pokok rencana itu sendiri, disebut dalam sasaran daerah, dan menjadi urusan sebuah tim tetap.",
        "Whether it is the plan's own subject, named by the region's objectives, and the matter of a standing team.",
    ),
    "service": Text(
        "Seberapa banyak pekerjaannya melayani warga, bukan menunjang pemerintahan sendiri.",
        "How much of its work serves people and does not support the government itself.",
    ),
    "money": Text(
        "Berapa bagian uangnya yang khusus untuk hal ini, bukan yang turut menyentuhnya.",
        "What share of its money is for the matter itself, not for work that only touches it.",
    ),
    "completeness": Text(
        "Berapa bagian pokoknya yang dikerjakan, didanai, dan pemiliknya ikut serta.",
        "How many of its essential parts are done, are paid for, and have their owner at the table.",
    ),
    "practice": Text(
        "Seberapa terbukti di daerah lain tindakan yang dapat dijalankan di sini.",
        "How proven elsewhere the action is that can be taken here.",
    ),
    "feasibility": Text(
        "Apakah pekerjaannya berpagu, dan apakah jumlah pihaknya masih mudah dikoordinasikan.",
        "Whether the work has a budget, and whether the parties are few enough to coordinate.",
    ),
    "confidence": Text("Seberapa yakin keterkaitan yang mendasarinya.", "How sure the links are that it rests on."),
}
"""What each part of the score values, by its name, in the order in which they stand."""


def reweighed(initiatives: Sequence[Initiative], weights: Weights) -> tuple[Initiative, ...]:
    """Rank initiatives anew with other weights: their parts stay; totals, ranks and intervals follow.

    Raises
    ------
    ValueError
        Where a weight is not between 0 and the largest one, or none is above 0.
    """
    given: dict[str, float] = msgspec.to_builtins(weights)
    if not all(0 <= weight <= MOST for weight in given.values()) or not any(given.values()):
        raise ValueError(
            Sentence(
                f"Setiap bobot harus 0 sampai {MOST:.0f}, dan paling sedikit satu lebih dari 0.",
                f"Each weight must be 0 to {MOST:.0f}, and at least one above 0.",
            )
        )
    known = sorted(initiatives, key=lambda each: each.theme)
    scores = with_stability(
        [tuple(replace(part, weight=given[part.name]) for part in each.score.parts) for each in known],
        [each.tier for each in known],
    )
    ordered = sorted(zip(known, scores, strict=True), key=lambda each: (each[0].tier, -each[1].total, each[0].theme))
    return tuple(replace(each, score=score, rank=rank) for rank, (each, score) in enumerate(ordered, start=1))
