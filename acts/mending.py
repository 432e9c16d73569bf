"""Mending: what a rule proposes for a finding is made, or put into a scenario."""

from typing import Final

from acts.draft import Draft
from acts.refusal import Path, ProblemCode, missing, unusable
from graph.sentence import Sentence
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
    for change in settled(draft.plan, finding.remedy):
        draft.make(change, _PATH)


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
