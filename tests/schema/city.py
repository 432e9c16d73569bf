"""A small city in a store, and people who ask and change it over the schema."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from acts import EVERYWHERE, Actor, Role
from graph.change import ChangeSet, PutLink, PutNode
from graph.model import (
    Indicator,
    Level,
    Link,
    LinkKind,
    Measure,
    Money,
    Objective,
    ObjectiveLevel,
    Opd,
    Program,
    ProgramYear,
)
from graph.reference import framework, nomenclature
from graph.snapshot import PlanInfo
from graph.store import Store
from schema import SCHEMA, Context, Evaluations

INFO = PlanInfo(
    slug="kota", title="Rencana Kota", region_code="00.01", region_name="Kota Contoh", start_year=2025, end_year=2029
)
OTHER = PlanInfo(
    slug="lain", title="Rencana Lain", region_code="00.02", region_name="Kabupaten Lain", start_year=2025, end_year=2029
)
TODAY = date(2026, 3, 1)
PLANNER = Actor(name="ani", roles={INFO.region_code: Role.PLANNER})
COLLEAGUE = Actor(name="budi", roles={INFO.region_code: Role.PLANNER})
ADMINISTRATOR = Actor(name="citra", roles={EVERYWHERE: Role.ADMINISTRATOR})

AGENCIES = {
    "diskominfo": ("Dinas Komunikasi dan Informatika", "2.16", ("2.16.03.2.01.0003", "2.16.03.2.02.0007")),
    "dinsos": ("Dinas Sosial", "1.06", ("1.06.05.2.02.0001",)),
    "disdukcapil": ("Dinas Kependudukan dan Pencatatan Sipil", "2.12", ("2.12.04.2.01.0002",)),
    "bkpsdm": ("Badan Kepegawaian", "5.03", ("5.03.02.2.01.0010",)),
    "dkk": ("Dinas Kesehatan", "1.02", ("1.02.02.2.03.0002",)),
}


def program(opd: str, code: str, level: Level = Level.SUB_ACTIVITY) -> Program:
    """A program as the nomenclature names it."""
    entry = nomenclature().find(code)
    money = ProgramYear(year=2025, budget=Money(text="1.000.000", amount=1_000_000))
    return Program(
        id=f"program/{opd}/{code}", code=code, level=level, name=entry.name if entry else code, years=(money,)
    )


def beginning() -> ChangeSet:
    """The first revision of the city."""
    dimensions, contained = framework()
    nodes: list[Any] = list(dimensions)
    links: list[Link] = list(contained)

    def tie(kind: LinkKind, source: str, target: str) -> None:
        links.append(Link(kind=kind, source_id=source, target_id=target, source="berkas"))

    for name, (title, field, codes) in AGENCIES.items():
        nodes.append(Opd(id=f"opd/{name}", name=title, short_name=name.upper(), mandates=(field,)))
        for code in codes:
            nodes.append(program(name, code))
            tie(LinkKind.LEADS, f"opd/{name}", f"program/{name}/{code}")
    above = program("diskominfo", "2.16.03", Level.PROGRAM)
    nodes += [above, Objective(id="objective/layanan", level=ObjectiveLevel.OUTCOME, text="Layanan publik digital")]
    nodes.append(
        Indicator(
            id="indicator/spbe", name="Indeks SPBE", unit="indeks", baseline=Measure(text="2,1", low=2.1, high=2.1)
        )
    )
    tie(LinkKind.LEADS, "opd/diskominfo", above.id)
    tie(LinkKind.CONTAINS, above.id, "program/diskominfo/2.16.03.2.01.0003")
    tie(LinkKind.ALIGNS, above.id, "objective/layanan")
    tie(LinkKind.MEASURES, "indicator/spbe", above.id)
    changes = (*(PutNode(node=node) for node in nodes), *(PutLink(link=link) for link in links))
    return ChangeSet(changes=changes, author="impor", reason="berkas")


class City:
    """The store and whoever asks."""

    def __init__(self, store: Store, evaluations: Evaluations) -> None:
        self.store = store
        self.context = Context(store, evaluations)

    async def answer(self, query: str, actor: Actor | None = PLANNER, **variables: Any) -> Any:
        """The data and the errors of an answer; an actor of None is someone who did not sign in."""
        context = self.context if actor is None else self.context.acting(actor)
        return await SCHEMA.execute(query, variable_values=variables, context_value=context)

    async def ask(self, query: str, actor: Actor | None = PLANNER, **variables: Any) -> dict[str, Any]:
        """The data of an answer without errors."""
        answer = await self.answer(query, actor, **variables)
        assert answer.errors is None, answer.errors
        assert answer.data is not None
        data: dict[str, Any] = answer.data
        return data

    async def do(
        self, mutation: str, input_: Mapping[str, Any], shows: str = "", actor: Actor | None = PLANNER
    ) -> dict[str, Any]:
        """Do one mutation on the city and give its payload."""
        name = INPUTS.get(mutation, mutation[0].upper() + mutation[1:] + "Input")
        query = f"mutation($input: {name}!) {{ {mutation}(input: $input) {{ {shows} {PAYLOAD} }} }}"
        found: dict[str, Any] = (await self.ask(query, actor, input={"plan": INFO.slug} | dict(input_)))[mutation]
        return found

    async def revision(self) -> int:
        """The latest revision."""
        return (await self.store.plan(INFO.slug)).revision


PAYLOAD = """revision clientMutationId errors { __typename ... on Problem { message }
    ... on ValidationProblem { path code } ... on NotFound { path } ... on Forbidden { role }
    ... on RevisionConflict { expected actual changes(first: 100) { totalCount nodes { action localId label } } } }"""
INPUTS = {
    **{f"remove{kind}": "RemoveNodeInput" for kind in
       ("Dimension", "Objective", "Indicator", "Program", "Opd", "Partner", "Asset", "Theme", "Masterplan",
        "MasterplanProgram")},
    **dict.fromkeys(("removeLink", "confirmLink", "rejectLink"), "LinkDeed"),
    "removeFromAgenda": "AgendaItemDeed",
    "closeCrossImpact": "CrossImpactDeed",
    **dict.fromkeys(("publishScenario", "discardScenario"), "ScenarioDeed"),
}  # fmt: skip


async def city(address: str) -> City:
    """A city of one revision, beside another region's empty plan."""
    store = Store.open(address)
    await store.upgrade()
    await store.create_plan(INFO)
    await store.create_plan(OTHER)
    await store.apply(INFO.slug, beginning())
    return City(store, Evaluations(store, today=lambda: TODAY))
