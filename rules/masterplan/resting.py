"""Resting: what a masterplan program rested on at an earlier revision and that is no longer as it was.

A masterplan is reviewed when RPJMD, agencies or Renja change. What is gone from a plan no rule can see; here the plan
of before stands beside that of now.
"""

from collections.abc import Iterator

from graph.model import Objective, Opd, Program
from graph.reference import normalised
from graph.snapshot import PlanGraph
from rules.finding import Text


def unsettled(before: PlanGraph, now: PlanGraph, id_: str) -> tuple[Text, ...]:
    """Give what became of the objectives, the lead and the work of a masterplan program since an earlier revision.

    Parameters
    ----------
    before, now
        The plan at the earlier revision, and as it is.
    id_
        A program of the plan as it is; one that is new since has nothing to tell.
    """
    if id_ not in before.nodes:
        return ()
    return (*_objectives(before, now, id_), *_lead(before, now, id_), *_carriers(before, now, id_))


def _objectives(before: PlanGraph, now: PlanGraph, id_: str) -> Iterator[Text]:
    for old in before.objectives_of(id_):
        new = now.nodes.get(old.id)
        if not isinstance(new, Objective):
            yield Text(
                f'Sasaran yang didukungnya, "{old.text}", tidak ada lagi di RPJMD; ubah: kaitkan dengan penggantinya.',
                f'The objective that it served, "{old.text}", left the RPJMD; change it: tie it to what came instead.',
            )
            continue
        if normalised(new.text) != normalised(old.text):
            yield Text(
                f'Sasaran yang didukungnya, "{old.text}", kini berbunyi "{new.text}"; ubah: periksa kecocokannya.',
                f'The objective that it serves, "{old.text}", now reads "{new.text}"; change it: see whether it fits.',
            )
        if old.priority and not new.priority:
            yield Text(
                f'Sasaran yang didukungnya, "{new.text}", bukan prioritas lagi; ubah: tinjau jangka dan targetnya.',
                f'The objective that it serves, "{new.text}", is no priority any more; change it: review its term '
                "and its targets.",
            )


def _lead(before: PlanGraph, now: PlanGraph, id_: str) -> Iterator[Text]:
    old = before.lead(id_)
    if old is not None and not isinstance(now.nodes.get(old.id), Opd):
        yield Text(
            f"Penanggung jawabnya, {old.label}, tidak ada lagi; ubah: tetapkan OPD-nya.",
            f"Its lead, {old.label}, is no more; change it: name its OPD.",
        )


def _carriers(before: PlanGraph, now: PlanGraph, id_: str) -> Iterator[Text]:
    for old in before.carriers_of(id_):
        new = now.nodes.get(old.id)
        if not isinstance(new, Program):
            yield Text(
                f'Pengusungnya, "{old.name}", tidak ada lagi di Renja; ubah: tetapkan pengusung lain.',
                f'The work that carried it, "{old.name}", left the Renja; change it: name another one.',
            )
        elif old.last_budget and not new.last_budget:
            yield Text(
                f'Pengusungnya, "{new.name}", tidak berpagu lagi; ubah: pastikan anggarannya.',
                f'The work that carries it, "{new.name}", has no budget any more; change it: make sure of its money.',
            )
