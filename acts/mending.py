"""Mending: what a rule proposes for a finding is made, or put into a scenario."""

from collections.abc import Iterable, Sequence
from typing import Final

from acts.draft import Draft
from acts.refusal import Path, ProblemCode, missing, unusable
from graph.change import RemoveLink, RemoveNode
from graph.sentence import Sentence
from rules.engine import Evaluation
from rules.finding import Finding
from rules.scenario import settled

_PATH: Final[Path] = ("fingerprint",)


async def mend(draft: Draft, fingerprint: str) -> None:
    """Draft what a rule proposes to mend a finding.

    Raises
    ------
    Refused
        Where there is no such finding, or where its rule proposes nothing.
    """
    finding = await mendable(draft, fingerprint)
    draft.reason = f"{finding.rule}: {finding.message.id}"
    _mend(draft, finding, _PATH)


async def mend_all(draft: Draft, fingerprints: Sequence[str], path: Path) -> None:
    """Draft what is proposed for findings, initiatives and actions; what nothing is proposed for changes nothing.

    Raises
    ------
    Refused
        Where there is none of a fingerprint.
    """
    if not fingerprints:
        return
    evaluation = await (await draft.linked()).evaluation()
    for number, fingerprint in enumerate(fingerprints):
        place = (*path, number)
        found = _findings(evaluation, fingerprint)
        if found is None:
            raise missing(
                place,
                Sentence(
                    f"{fingerprint} tidak ada di rencana {draft.desk.slug}.",
                    f"{fingerprint} is not in plan {draft.desk.slug}.",
                ),
            )
        for finding in found:
            _mend(draft, finding, place)


def _findings(evaluation: Evaluation, fingerprint: str) -> Iterable[Finding] | None:
    """The findings that something stands for: itself, those of an initiative, or those that an action would mend.

    An action would mend its fact, and what else was found among its agencies alone.
    """
    if finding := evaluation.finding(fingerprint):
        return (finding,)
    initiative = evaluation.initiative(fingerprint)
    if initiative is None:
        return None
    if initiative.fingerprint == fingerprint:
        return initiative.findings
    action = next(each for each in initiative.actions if each.fingerprint == fingerprint)
    return [
        each
        for each in initiative.findings
        if each.fingerprint == action.fact or (each.opds and set(each.opds) <= set(action.opds))
    ]


def _mend(draft: Draft, finding: Finding, path: Path) -> None:
    """Draft a finding's remedy; what another remedy removed already is not removed again."""
    for change in settled(draft.plan, finding.remedy):
        match change:
            case RemoveLink(id=id_) if id_ not in draft.links:
                continue
            case RemoveNode(id=id_) if id_ not in draft.nodes:
                continue
        draft.make(change, path)


async def mendable(draft: Draft, fingerprint: str) -> Finding:
    """The finding that is to be mended.

    Raises
    ------
    Refused
        Where there is none, or where its rule proposes nothing.
    """
    found = (await (await draft.linked()).evaluation()).finding(fingerprint)
    if found is None:
        raise missing(
            _PATH,
            Sentence(
                f"Temuan {fingerprint} tidak ada di rencana {draft.desk.slug}.",
                f"There is no finding {fingerprint} in plan {draft.desk.slug}.",
            ),
        )
    if not found.remedy:
        raise unusable(
            _PATH,
            ProblemCode.NO_REMEDY,
            Sentence(
                f"Aturan {found.rule} tidak mengusulkan perubahan untuk temuan ini.",
                f"Rule {found.rule} proposes no changes for this finding.",
            ),
        )
    return found
