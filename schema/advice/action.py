"""Action: the smallest thing that OPDs can agree on within an initiative."""

from typing import TYPE_CHECKING, Annotated, Optional

import strawberry

from acts import SeenPlan
from rules.masterplan import served
from rules.recommend import initiative as records
from schema.advice.decision import Decision
from schema.core import Language, Tongue, field
from schema.core.described import described
from schema.node import MasterplanProgram, Opd, Program, all_showing, all_shown, in_language, shown
from schema.request import Info

if TYPE_CHECKING:
    from schema.advice.initiative import Initiative


@described
class Handover:
    """What one OPD hands to another, and by when."""

    record: strawberry.Private[records.Handed]
    seen: strawberry.Private[SeenPlan]

    @field
    def giver(self) -> Opd:
        """The OPD that hands it over."""
        opd: Opd = shown(self.seen, self.record.giver)
        return opd

    @field
    def receiver(self) -> Opd:
        """The OPD that gets it."""
        opd: Opd = shown(self.seen, self.record.receiver)
        return opd

    @field
    def what(self, language: Tongue = Language.ID) -> str:
        """What is handed over."""
        return in_language(self.record.what, language)

    @field
    def by(self, language: Tongue = Language.ID) -> str | None:
        """By when or how often; null if nothing is said of it."""
        return in_language(self.record.by, language) or None


@described
class AskedInstitution:
    """What an institution outside the plan is asked to give, and to which OPD."""

    record: strawberry.Private[records.AskedInstitution]
    seen: strawberry.Private[SeenPlan]

    @field
    def institution(self, language: Tongue = Language.ID) -> str:
        """The usual institution, as "Pengadilan Agama"."""
        return in_language(self.record.institution, language)

    @field
    def receiver(self) -> Opd:
        """The OPD that gets it."""
        opd: Opd = shown(self.seen, self.record.receiver)
        return opd

    @field
    def what(self, language: Tongue = Language.ID) -> str:
        """What it is asked to give."""
        return in_language(self.record.what, language)


@described
class Practice:
    """What another region did across agencies, with its result and its source."""

    record: strawberry.Private[records.Example]

    @field
    def name(self) -> str:
        """What that region calls it."""
        return self.record.name

    @field
    def region(self) -> str:
        """The region that did it."""
        return self.record.region

    @field
    def year(self) -> str | None:
        """When it was first seen; null if unknown."""
        return self.record.year or None

    @field
    def result(self, language: Tongue = Language.ID) -> str:
        """What came of it, as the source says."""
        return in_language(self.record.result, language)

    @field
    def level(self) -> str:
        """How proven it is: A an award, B a figure, C a finalist or an early stage, D a description alone."""
        return self.record.level

    @field
    def source(self) -> str:
        """Address of the page that says so."""
        return self.record.source


@described
class Action:
    """The smallest thing that can be agreed on within an initiative: two to four OPDs, named work, one joint output."""

    record: strawberry.Private[records.Action]
    seen: strawberry.Private[SeenPlan]

    @field
    def fingerprint(self) -> strawberry.ID:
        """Stable identifier of the action: it stays the same as long as its reason and the initiative's matter do.
        `decideInitiative` takes it, so that an action can be accepted by itself.
        """
        return strawberry.ID(self.record.fingerprint)

    @field
    def title(self, language: Tongue = Language.ID) -> str:
        """What is to be done."""
        return in_language(self.record.title, language)

    @field
    async def initiative(
        self,
    ) -> Optional[Annotated["Initiative", strawberry.lazy("schema.advice.initiative")]]:  # noqa: UP045 - lazy
        """The initiative that it is a part of; null if that is not among the recommended ones."""
        from schema.advice.initiative import initiative_of

        return await initiative_of(self.seen, self.record.fingerprint)

    @field
    def lead(self) -> Opd:
        """The OPD that leads the action."""
        opd: Opd = shown(self.seen, self.record.lead)
        return opd

    @field
    def opds(self) -> list[Opd]:
        """All OPDs that take part, the lead first."""
        return all_shown(self.seen, self.record.opds)

    @field
    def programs(self) -> list[Program]:
        """The work that carries the action."""
        return all_shown(self.seen, self.record.programs)

    @field
    def masterplan_programs(self) -> list[MasterplanProgram]:
        """The programs of the Smart City masterplan that its work carries."""
        return all_showing(self.seen, served(self.seen.plan, self.record.programs))

    @field
    def output(self, language: Tongue = Language.ID) -> str:
        """The one thing that comes out of it."""
        return in_language(self.record.output, language)

    @field
    def handovers(self) -> list[Handover]:
        """Who hands what to whom, and by when."""
        return [Handover(record=each, seen=self.seen) for each in self.record.handovers]

    @field
    def asked(self) -> list[AskedInstitution]:
        """Who outside the plan has to give something for it."""
        return [AskedInstitution(record=each, seen=self.seen) for each in self.record.asked]

    @field
    def place(self, language: Tongue = Language.ID) -> str | None:
        """The places, or the list of names, that have to be agreed on; null if none."""
        return in_language(self.record.place, language) or None

    @field
    def measured_by(self, language: Tongue = Language.ID) -> str:
        """What is counted to see that it works."""
        return in_language(self.record.measure, language)

    @field
    def fact(self) -> strawberry.ID | None:
        """Fingerprint of the fact that the action would mend; null if it follows a practice."""
        return strawberry.ID(self.record.fact) if self.record.fact else None

    @field
    def practice(self) -> Practice | None:
        """Where the action was taken before; null if it would mend a fact."""
        return Practice(record=self.record.practice) if self.record.practice else None

    @field
    def missing(self, language: Tongue = Language.ID) -> str | None:
        """What the practice had and this plan has not; null if nothing is missing."""
        return in_language(self.record.missing, language) if self.record.missing else None

    @field
    def here(self, language: Tongue = Language.ID) -> str | None:
        """What the plan says of the work that would carry a practice: its money, its targets and how far it is; null if
        the action would mend a fact.
        """
        return in_language(self.record.here, language) if self.record.here else None

    @field
    async def decision(self, info: Info) -> Decision | None:
        """The latest decision on the action; null if there is none."""
        found = await info.context.decision((self.seen.plan.info.slug, self.record.fingerprint))
        return None if found is None else Decision(record=found, slug=self.seen.plan.info.slug)
