"""Knowledge: the written entries from which links and themes come, each with its reason and its source."""

from collections.abc import Iterable
from typing import Annotated

import strawberry

from graph import code as codes
from graph import model
from rules.knowledge import DependencyEntry, Selector, ThemeEntry
from rules.knowledge import Knowledge as Entries
from schema.core import Code, Pages, described_input, field, listed, paged, said
from schema.core.described import described
from schema.node import FieldRole, PartnerCall


@described
class WorkSelector:
    """Which work an entry means: below one of some codes, named with one of some words, without others."""

    record: strawberry.Private[Selector]

    @field
    def codes(self) -> list[Code]:
        """Nomenclature codes, or beginnings of codes; work below any of them is meant. None: words alone tell."""
        return [Code(code.removesuffix(".*")) for code in self.record.codes]

    @field
    def words(self) -> list[str]:
        """Words in the name, by their Indonesian stems; one that begins with `=` as it is written."""
        return list(self.record.words)

    @field
    def without(self) -> list[str]:
        """Words that must not stand in the name."""
        return list(self.record.without)


@described
class KnowledgeMember:
    """Which work belongs to a theme, and why."""

    id: str = strawberry.field(description="Its id, as `Link.entry` gives it.")
    selector: WorkSelector = strawberry.field(description="Which work.")
    weight: float = strawberry.field(description="How much it is the work's own matter, 1 to 3.")
    confidence: float | None = strawberry.field(
        description="How sure it is, from 0 to 1; null where that follows from how narrow the codes are."
    )
    reason: str = strawberry.field(description="Why, in Indonesian.")


@described
class KnowledgeTheme:
    """A matter that takes several agencies, as it is written."""

    name_in_addresses: strawberry.Private[str]
    record: strawberry.Private[ThemeEntry]

    @field
    def id(self) -> str:
        """Its id, such as `stunting`."""
        return self.name_in_addresses

    @field
    def name(self) -> str:
        """Its Indonesian name."""
        return self.record.name

    @field
    def name_en(self) -> str:
        """Its English name."""
        return self.record.name_en

    @field
    def reason(self) -> str:
        """Why it takes several agencies, in Indonesian."""
        return self.record.reason

    @field
    def sources(self) -> list[str]:
        """The regulations and guidelines that say so; `judgement` where it is our own judgement."""
        return list(self.record.sources)

    @field
    def roles(self) -> list[FieldRole]:
        """Which fields of government it needs, and as what."""
        return [FieldRole(field=each.field, role=each.role, reason=each.reason) for each in self.record.roles]

    @field
    def partner_calls(self) -> list[PartnerCall]:
        """Which kinds of partner it calls for."""
        return [PartnerCall(kind=each.kind, reason=each.reason) for each in self.record.partners]

    @field
    def members(self) -> list[KnowledgeMember]:
        """Which work belongs to it."""
        return [
            KnowledgeMember(
                id=f"{self.name_in_addresses}/{each.id}",
                selector=WorkSelector(record=each),
                weight=each.weight,
                confidence=each.confidence,
                reason=each.reason,
            )
            for each in self.record.members
        ]


@described
class KnowledgeDependency:
    """What kind of work needs which other, by when, and what goes wrong without it."""

    record: strawberry.Private[DependencyEntry]

    @field
    def id(self) -> str:
        """Its id, as `Link.entry` gives it."""
        return self.record.id

    @field
    def kind(self) -> model.DependencyKind:
        """What the one needs from the other."""
        return self.record.kind

    @field
    def needing(self) -> WorkSelector:
        """The work that needs."""
        return WorkSelector(record=self.record.origin)

    @field
    def needed(self) -> WorkSelector:
        """The work that is needed."""
        return WorkSelector(record=self.record.target)

    @field
    def lag_months(self) -> int:
        """How many months before, what is needed must come."""
        return self.record.lag_months

    @field
    def confidence(self) -> float:
        """How sure it is, from 0 to 1."""
        return self.record.confidence

    @field
    def reason(self) -> str:
        """Why it is so, in Indonesian."""
        return self.record.reason

    @field
    def without(self) -> str:
        """What goes wrong without it, in Indonesian."""
        return self.record.without

    @field
    def source(self) -> str:
        """The regulation or guideline that says so; `judgement` where it is our own judgement."""
        return self.record.source


@described_input
class KnowledgeFilter:
    """Which entries to give; all conditions must hold."""

    code: Code | None = strawberry.field(
        default=None, description="That speak of work with this code, of work below it, or of what it lies below."
    )
    field: str | None = strawberry.field(
        default=None, description="That speak of this field of government (bidang urusan), such as 2.16."
    )
    entry: str | None = strawberry.field(default=None, description="With this id, as `Link.entry` gives it.")
    kind: model.DependencyKind | None = strawberry.field(
        default=None, description="Dependencies of this kind; themes have none."
    )


Which = Annotated[KnowledgeFilter | None, said("Which entries to give.")]


@described
class Knowledge:
    """What is written about the ties between programs, for every region, with a region's own entries laid over it."""

    entries: strawberry.Private[Entries]

    @paged
    def themes(
        self,
        filter: Which = None,
    ) -> Pages[KnowledgeTheme]:
        """The matters that take several agencies, by id."""
        asked = filter or KnowledgeFilter()
        found = [(id_, theme) for id_, theme in self.entries.themes.items() if _theme_fits(id_, theme, asked)]
        return listed(
            found,
            lambda each: KnowledgeTheme(name_in_addresses=each[0], record=each[1]),
            lambda each: each[0],
        )

    @paged
    def dependencies(
        self,
        filter: Which = None,
    ) -> Pages[KnowledgeDependency]:
        """What kinds of work need which others, in the order in which they are written."""
        asked = filter or KnowledgeFilter()
        return listed(
            [each for each in self.entries.dependencies if _dependency_fits(each, asked)],
            lambda each: KnowledgeDependency(record=each),
            lambda each: each.id,
        )


def _theme_fits(id_: str, theme: ThemeEntry, asked: KnowledgeFilter) -> bool:
    spoken = [code for member in theme.members for code in member.codes]
    fields = {role.field for role in theme.roles}
    ids = {id_, f"theme/{id_}", *(f"{id_}/{member.id}" for member in theme.members)}
    return (
        (asked.entry is None or asked.entry in ids)
        and (asked.code is None or _meets(spoken, asked.code))
        and (asked.field is None or asked.field in fields or _meets(spoken, asked.field))
        and asked.kind is None
    )


def _dependency_fits(entry: DependencyEntry, asked: KnowledgeFilter) -> bool:
    spoken = (*entry.origin.codes, *entry.target.codes)
    return (
        (asked.entry is None or asked.entry == entry.id)
        and (asked.kind is None or asked.kind is entry.kind)
        and (asked.code is None or _meets(spoken, asked.code))
        and (asked.field is None or _meets(spoken, asked.field))
    )


def _meets(spoken: Iterable[str], asked: str) -> bool:
    """Whether a code lies below one of some codes, or one of them below it."""
    code = codes.canonical(asked)
    stems = (each.removesuffix(".*") for each in spoken)
    return any(codes.within(code, stem) or codes.within(stem, code) for stem in stems)
