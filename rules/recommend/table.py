"""Table: who must sit at it for a matter: the owners of its components, whom to invite, and its standing team."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from graph.figure import by_stage
from graph.model import Opd, Program, Theme, ThemeRole
from graph.reference import nomenclature
from graph.snapshot import PlanGraph, kept
from rules.asking import RANK, holders
from rules.asking.component import Part, State, components, is_specific, money, pieces, plan_year
from rules.finding import Text
from rules.knowledge import first, known_of
from rules.knowledge.entry import StandingTeam
from rules.recommend.initiative import Action, Invited, Money, Participant, Standing, Team
from rules.recommend.matter import Matter
from rules.recommend.wording import role_reason


def standings(plan: PlanGraph, matter: Matter) -> tuple[Standing, ...]:
    """Give the components of a matter as the plan does them, in the order in which its theme names them."""
    if matter.theme is None:
        return ()
    return tuple(
        Standing(
            component=part.component.id,
            name=Text(part.component.name, part.component.name_en),
            field=part.component.fields[0],
            owner=_owner(part),
            essential=part.component.essential,
            state=part.state,
            programs=tuple(piece.program.id for piece in part.pieces),
        )
        for part in components(plan, matter.theme)
    )


def seats(
    plan: PlanGraph, matter: Matter, actions: Sequence[Action], work: Mapping[str, int]
) -> dict[str, Participant]:
    """Give everyone who takes part a seat for its share in an action; who has none is told the outcome: nobody sits for
    an hour and neither gives nor receives. ``work`` counts the work of each.
    """
    acting = {id_ for action in actions for id_ in action.opds}
    found: dict[str, Participant] = {}
    for id_, role in matter.roles.items():
        opd, count = plan.get(Opd, id_), work.get(id_, 0)
        if not actions or id_ == matter.choice.lead or id_ in acting:
            found[id_] = Participant(opd=id_, role=role, reason=role_reason(matter, opd, role, count))
        else:
            reason = Text(
                f"{opd.label} diberi tahu hasilnya: {count} sub kegiatannya untuk hal ini.",
                f"{opd.label} is told the outcome: {count} of its sub-activities are for the matter.",
            )
            found[id_] = Participant(opd=id_, role=ThemeRole.SUPPORTING, reason=reason, is_told=True)
    return dict(sorted(found.items(), key=lambda each: (RANK[each[1].role], each[0])))


def invited(plan: PlanGraph, matter: Matter, actions: Sequence[Action]) -> tuple[Invited, ...]:
    """Give who takes no part and is needed: for a component that is theirs and that nobody does, or for an action."""
    found = list(_invited(plan, matter, acts=bool(actions)))
    told = {*matter.roles, *(each.opd for each in found)}
    for action in actions:
        for id_ in action.opds:
            if id_ not in told:
                told.add(id_)
                reason = Text(f'turut dalam "{action.title.id}"', f'takes part in "{action.title.en}"')
                found.append(Invited(opd=id_, name=plan.get(Opd, id_).label, reason=reason))
    return tuple(found)


def _invited(plan: PlanGraph, matter: Matter, *, acts: bool) -> Iterator[Invited]:
    """Who holds a part that nobody does; where there is something to act on, only one that the matter needs."""
    told: set[str] = set()
    for part in components(plan, matter.theme) if matter.theme else ():
        owners = {opd.id for opd in part.owners}
        is_open = part.state is State.MISSING or (part.component.essential and not part.owners)
        if acts and not part.component.essential:
            continue
        if any(opd.is_territorial for opd in part.owners[:1]):
            continue  # what all kecamatan owe is no one's gap
        if not is_open or not owners.isdisjoint(matter.roles):
            continue
        name = Text(part.component.name, part.component.name_en)
        if part.owners:
            opd = part.owners[0]
            if opd.id not in told:
                told.add(opd.id)
                reason = Text(
                    f'celah: memegang "{name.id}", tetapi belum ada pekerjaannya dalam rencana; diminta menjawab siapa '
                    "mengerjakannya",
                    f'a gap: it holds "{name.en}" and has no work on it in the plan; it is asked who does it',
                )
                yield Invited(opd=opd.id, name=opd.label, reason=reason)
        elif part.component.essential:
            field = part.component.fields[0]
            called = f"{nomenclature().fields.get(field, field)} ({field})"
            if called not in told:
                told.add(called)
                yield Invited(
                    opd="",
                    name=called,
                    reason=Text(
                        f'memegang "{name.id}"; bidang ini tidak ada di daftar perangkat daerah',
                        f'holds "{name.en}"; nobody in the list of OPDs has this field',
                    ),
                )


def _owner(part: Part) -> str:
    """Who holds a part: of several OPDs of its field the one that has work on it, else the first."""
    at_work = {piece.opd.id for piece in part.pieces if piece.is_specific}
    ids = [opd.id for opd in part.owners]
    return next((id_ for id_ in ids if id_ in at_work), ids[0] if ids else "")


def team(plan: PlanGraph, matter: Matter, action: Action | None) -> Team | None:
    """Give the standing team whose matter it is, of the first action where there is one; None where there is none."""
    if matter.theme is None:
        return None
    theme = matter.theme.id.removeprefix("theme/")
    work = (
        [plan.get(Program, id_).name for id_ in action.programs] if action else [each.name for each in matter.programs]
    )
    said = " | ".join((action.title.id, action.output.id, *work) if action else work)
    for each in known_of(plan).teams:
        if theme in each.themes and (not each.words or first(said, each.words)):
            return _team(plan, each)
    return None


def _team(plan: PlanGraph, entry: StandingTeam) -> Team:
    holding = holders(plan, entry.secretariat_field) if entry.secretariat_field else ()
    return Team(
        id=entry.id,
        name=Text(entry.name, entry.name_en),
        regulation=entry.regulation if entry.checked else "",
        checked=entry.checked,
        chair=Text(entry.chair, entry.chair_en),
        secretariat=Text(entry.secretariat, entry.secretariat_en),
        secretary=holding[0].id if holding else "",
        duties=tuple(map(Text, entry.duties, entry.duties_en)),
    )


def counted(plan: PlanGraph, matter: Matter) -> Money:
    """Give what a matter gets in the plan's latest year: for itself, and through work that only touches it."""
    if matter.theme is None:
        return _money(plan, matter.programs, ())
    work = pieces(plan, matter.theme)
    specific = [piece.program for piece in work if piece.is_specific]
    return _money(plan, specific, [piece.program for piece in work if not piece.is_specific])


def _money(plan: PlanGraph, specific: Iterable[Program], touching: Iterable[Program]) -> Money:
    specific = tuple(specific)
    known = {program.id: money(plan, program) for program in specific}
    years = (year for program in specific for year in program.years if year.year == plan_year(plan))
    implausible = (
        program.id
        for program in specific
        if any(year.budget and not year.budget.plausible for year in program.years if year.year == plan_year(plan))
    )
    return Money(
        year=plan_year(plan),
        specific=sum(filter(None, known.values())),
        touching=sum(money(plan, program) or 0 for program in touching),
        stages=tuple(by_stage(years).items()),
        left_out=tuple(implausible),
    )


def also(plan: PlanGraph, matter: Matter, program: str) -> tuple[str, ...]:
    """Give the ids of the other themes that a piece of work is for as well."""
    own = matter.theme.id if matter.theme else ""
    return tuple(id_ for id_ in _themes_of(plan).get(program, ()) if id_ != own)


@kept
def _themes_of(plan: PlanGraph) -> dict[str, tuple[str, ...]]:
    """The themes that each piece of work is for."""
    found: dict[str, list[str]] = {}
    for theme in plan.of(Theme):
        for piece in pieces(plan, theme):
            if is_specific(piece.tie):
                found.setdefault(piece.program.id, []).append(theme.id)
    return {id_: tuple(themes) for id_, themes in found.items()}
