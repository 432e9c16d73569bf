"""Knowledge: the entries from which links and themes are derived, each with its reason and its source."""

from collections.abc import Iterable
from typing import Annotated

import strawberry

from graph import code as codes
from graph import model
from rules.knowledge import DependencyEntry, Selector, ThemeEntry
from rules.knowledge import Knowledge as Entries
from schema.core import Code, Pages, Rows, described_input, field, listed, numbered, ordered, paged, said, unknown
from schema.core.described import described
from schema.node import FieldRole, PartnerCall, known_code, known_field


@described
class WorkSelector:
    """The work that a knowledge entry applies to: its code lies below one of `codes`, its name has one of `words` and
    none of `without`; an empty list is no condition.
    """

    record: strawberry.Private[Selector]

    @field
    def codes(self) -> list[Code]:
        """Nomenclature codes or beginnings of codes; the work must lie below one of them. Empty if only words count."""
        return [Code(code.removesuffix(".*")) for code in self.record.codes]

    @field
    def words(self) -> list[str]:
        """Words, one of which must stand in the name, compared by their Indonesian stems; a word that begins with `=`
        is compared as written. Empty if only codes count.
        """
        return list(self.record.words)

    @field
    def without(self) -> list[str]:
        """Words that must not stand in the name."""
        return list(self.record.without)


@described
class KnowledgeMember:
    """A knowledge entry that says which work belongs to a theme, and why."""

    id: str = strawberry.field(description="Id of the entry, as in `Link.entry`.")
    selector: WorkSelector = strawberry.field(description="The work that belongs to the theme.")
    weight: float = strawberry.field(description="How strongly the work contributes to the theme, from 1 to 3.")
    confidence: float | None = strawberry.field(
        description="How certain the entry is, from 0 to 1; null if that follows from how narrow the codes are."
    )
    reason: str = strawberry.field(description="Reason, in Indonesian.")


@described
class KnowledgeTheme:
    """A theme as the knowledge entries state it: a matter that needs several OPDs."""

    name_in_addresses: strawberry.Private[str]
    record: strawberry.Private[ThemeEntry]

    @field
    def id(self) -> str:
        """Id of the theme, such as `stunting`."""
        return self.name_in_addresses

    @field
    def name(self) -> str:
        """Name in Indonesian."""
        return self.record.name

    @field
    def name_en(self) -> str:
        """Name in English."""
        return self.record.name_en

    @field
    def reason(self) -> str:
        """Why the theme needs several OPDs, in Indonesian."""
        return self.record.reason

    @field
    def sources(self) -> list[str]:
        """The regulations and guidelines that say so; `judgement` if it is the judgement of Sinergi's authors."""
        return list(self.record.sources)

    @field
    def roles(self) -> list[FieldRole]:
        """The fields of government (bidang urusan) that the theme needs, each with its role."""
        return [FieldRole(field=each.field, role=each.role, reason=each.reason) for each in self.record.roles]

    @field
    def partner_calls(self) -> list[PartnerCall]:
        """The kinds of partner that the theme calls for."""
        return [
            PartnerCall(kind=each.kind, words=list(each.words), reason=each.reason) for each in self.record.partners
        ]

    @field
    def members(self) -> list[KnowledgeMember]:
        """The entries that say which work belongs to the theme."""
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
    """A knowledge entry that says which kind of work needs which other work, how long before, and what goes wrong
    without it.
    """

    record: strawberry.Private[DependencyEntry]

    @field
    def id(self) -> str:
        """Id of the entry, as in `Link.entry`."""
        return self.record.id

    @field
    def kind(self) -> model.DependencyKind:
        """What the needing work needs from the other work."""
        return self.record.kind

    @field
    def needing(self) -> WorkSelector:
        """The work that needs the other work."""
        return WorkSelector(record=self.record.origin)

    @field
    def needed(self) -> WorkSelector:
        """The work that is needed."""
        return WorkSelector(record=self.record.target)

    @field
    def lag_months(self) -> int:
        """Months by which the needed work must come before the work that needs it."""
        return self.record.lag_months

    @field
    def confidence(self) -> float:
        """How certain the entry is, from 0 to 1."""
        return self.record.confidence

    @field
    def reason(self) -> str:
        """Why the work is needed, in Indonesian."""
        return self.record.reason

    @field
    def without(self) -> str:
        """What goes wrong without the needed work, in Indonesian."""
        return self.record.without

    @field
    def source(self) -> str:
        """The regulation or guideline that says so; `judgement` if it is the judgement of Sinergi's authors."""
        return self.record.source


@described_input
class KnowledgeFilter:
    """Filter for knowledge entries; all conditions must hold."""

    code: Code | None = strawberry.field(
        default=None,
        description="Only entries about work with this nomenclature code, about work below it, or about work that it "
        "lies below.",
    )
    field: str | None = strawberry.field(
        default=None,
        description="Only entries about the field of government (bidang urusan) with this code, such as 2.16.",
    )
    entry: str | None = strawberry.field(
        default=None,
        description="Only the theme or dependency with this id, or the theme with the entry of this id, as in "
        "`Link.entry`.",
    )
    kind: model.DependencyKind | None = strawberry.field(
        default=None, description="Only dependencies of this kind; no themes."
    )


Which = Annotated[KnowledgeFilter | None, said("Filter; all entries if left out.")]


@described
class Knowledge:
    """The knowledge entries from which links and themes are derived: those for every region, with a region's own
    entries on top.
    """

    entries: strawberry.Private[Entries]

    @paged
    def themes(
        self,
        filter: Which = None,
    ) -> Pages[KnowledgeTheme]:
        """The themes, by id."""
        asked = _checked(self.entries, filter)
        found = [(id_, theme) for id_, theme in self.entries.themes.items() if _theme_fits(id_, theme, asked)]
        rows = ordered(found, lambda each: (each[0],))
        return listed(rows, lambda each: KnowledgeTheme(name_in_addresses=each[0], record=each[1]))

    @paged
    def dependencies(
        self,
        filter: Which = None,
    ) -> Pages[KnowledgeDependency]:
        """The entries about which work needs which other work, in the order in which they are written."""
        asked = _checked(self.entries, filter)
        every = numbered(self.entries.dependencies)
        found = Rows([each for each in every.items if _dependency_fits(each[1], asked)], every.key)
        return listed(found, lambda each: KnowledgeDependency(record=each[1]))


def known_entry(entries: Entries, given: str, others: Iterable[str] = ()) -> str:
    """Give the id of a knowledge entry, or one of other ids.

    Raises
    ------
    GraphQLError
        Where there is none such: with code ``UNKNOWN_NAME`` and the ids that are like it.
    """
    members = (f"{id_}/{each.id}" for id_, theme in entries.themes.items() for each in theme.members)
    known = {*members, *others}
    known |= {each.id for each in entries.dependencies} | {each.id for each in entries.dimensions}
    known |= {each.id for each in entries.contributions}
    if given not in known:
        raise unknown("entry", given, known)
    return given


def _checked(entries: Entries, asked: KnowledgeFilter | None) -> KnowledgeFilter:
    """See that a filter names what there is."""
    if asked is None:
        return KnowledgeFilter()
    if asked.entry is not None:
        known_entry(entries, asked.entry, (name for id_ in entries.themes for name in (id_, f"theme/{id_}")))
    if asked.field is not None:
        known_field(asked.field, "field")
    if asked.code is not None:
        known_code(None, asked.code, "code")
    return asked


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
