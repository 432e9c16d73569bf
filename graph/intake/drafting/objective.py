"""Objective: the objectives that agencies' own plans name, each led by its OPD."""

import hashlib

from graph.intake.drafting.draft import Draft, slug
from graph.model import LinkKind, Objective, ObjectiveLevel, Opd
from graph.reference import normalised


def objective_id(opd: Opd, text: str) -> str:
    """The id of an OPD's objective: the same for every spelling in other case or punctuation."""
    return f"objective/{opd.id.removeprefix('opd/')}/{slug(normalised(text))}"


def free_objective_id(draft: Draft, id_: str, text: str) -> str:
    """The id, or with a digest of the text where another objective that begins alike has it."""
    old = draft.node(Objective, id_)
    if old is None or normalised(old.text) == normalised(text):
        return id_
    return f"{id_}-{hashlib.sha256(normalised(text).encode()).hexdigest()[:6]}"


def put_objective(draft: Draft, opd: Opd, text: str, source: str) -> str:
    """Add the objective of an OPD where it is not there yet, led by the OPD; give its id."""
    id_ = free_objective_id(draft, objective_id(opd, text), text)
    if draft.node(Objective, id_) is None:
        draft.put(Objective(id=id_, level=ObjectiveLevel.OUTCOME, text=text, source=source))
        draft.tie(LinkKind.LEADS, opd.id, id_, source)
    return id_
