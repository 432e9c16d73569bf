"""App: the web application: GraphQL and its explorer at one address, and two addresses for health."""

from collections.abc import Iterable
from contextlib import suppress
from typing import TYPE_CHECKING, Final

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.exceptions import ExceptionMiddleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Mount, Route, WebSocketRoute

from acts import ANONYMOUS, STRANGER
from graph.record import StoredPlan
from graph.snapshot import PlanGraph
from graph.store import Store, StoreError
from rules.configuration import DEFAULT, Configuration
from schema import SCHEMA, Context, Evaluations
from schema.core import PATH, SPECIFIED
from schema.limit import DEFAULT as LIMITS
from schema.limit import Limits
from schema.request import Imports, Live, LiveLimits, Proposing, code_of
from service import http, ide, logs, page, scalars
from service.access import SignIn
from service.access_log import AccessLog
from service.answers import Answers, Kept
from service.definition import PATH as DEFINITION
from service.definition import definition
from service.endpoint import Endpoint
from service.export import Exports
from service.files import PageFiles
from service.hosts import Hosts
from service.metrics import PATH as METRICS
from service.metrics import Metrics, MetricsReaders, may_read, refused
from service.origins import shared
from service.revision_token import RevisionToken
from service.shedding import Shedding

if TYPE_CHECKING:
    from service.telemetry.spans import Spans

GRAPHQL: Final = "/graphql"
"""Where GraphQL is answered."""


def create_app(
    store: Store,
    configuration: Configuration = DEFAULT,
    limits: Limits = LIMITS,
    sign_in: SignIn | None = None,
    live: LiveLimits | None = None,
    readers: MetricsReaders = MetricsReaders.TOKEN,
    spans: "Spans | None" = None,
    log: logs.RequestLog | None = None,
    origins: frozenset[str] = frozenset(),
    hosts: frozenset[str] = frozenset(),
) -> Starlette:
    """Make the application over a store; it neither opens nor closes the store."""
    sign_in = sign_in or SignIn(store.tokens)
    reading_open = sign_in.choice.reading_open
    kept = Kept(store.stamps, limits.cached_answers)
    carried = Live(live)
    metrics = Metrics(lambda: carried.open, lambda: kept.size)
    warming: set[str] = set()

    def evaluated(plan: PlanGraph, seconds: float) -> None:
        metrics.evaluated(seconds)
        if spans:
            spans.evaluated(plan, seconds)

    def imported(outcome: str, seconds: float) -> None:
        metrics.imported(outcome)
        if spans:
            spans.imported(outcome, seconds)

    context = Context(
        store,
        Evaluations(store, configuration, timed=evaluated),
        ANONYMOUS if reading_open else STRANGER,
        reading_open=reading_open,
        live=carried,
        imports=Imports(store.bus, ended=imported),
        proposing=Proposing(is_open=sign_in.choice.proposals_open),
    )

    async def healthz(request: Request) -> Response:
        """Whether the process answers."""
        del request
        return JSONResponse({"status": "ok"})

    async def readyz(request: Request) -> Response:
        """Whether the database can be read and written, and what is still warming; where it cannot, why."""
        del request
        fault = await store.fault()
        if fault is None:
            return JSONResponse({"status": "ready"} | ({"warming": sorted(warming)} if warming else {}))
        return JSONResponse({"status": "unavailable", "code": code_of(type(fault)), "message": fault.message}, 503)

    async def measured(request: Request) -> Response:
        """What this process counts and times, for whoever may read it."""
        try:
            if not may_read(readers, request, await sign_in.asker(request)):
                return refused(readers)
        except http.RefusalError as refusal:
            return refusal.response(chosen=http.language(request.headers.get("accept-language")))
        plans: Iterable[StoredPlan] = ()
        with suppress(StoreError):  # the rest is worth reading most when the database is away
            plans = await store.plans()
        return metrics.response(request, plans)

    schema = SCHEMA.within(limits)
    endpoint = Endpoint(spans.over(schema) if spans else schema, context, sign_in, uploads=True)
    endpoint.allowed_origins = origins  # of WebSockets; those of requests are told below
    exports = Exports(context, sign_in)
    shedding = [Middleware(Shedding, context.live.load)]
    app = Starlette(
        routes=[
            Route("/healthz", healthz),
            Route("/readyz", readyz),
            Route(GRAPHQL, endpoint, name="graphql", middleware=shedding),
            WebSocketRoute(GRAPHQL, endpoint),
            Route(PATH + "/{slug}/{name}", exports.answer, middleware=shedding),
            Route(PATH + "/{slug}/rapat/{number:int}/{name}", exports.minutes, middleware=shedding),
            Route(PATH + "/{slug}/pengaruh/{number:int}/{name}", exports.cross_impact, middleware=shedding),
            Route(PATH + "/{slug}/evaluasi/{year:int}/{name}", exports.round, middleware=shedding),
            Route("/sheet", exports.seen, methods=["POST"], middleware=shedding),
            Route("/calendar/{slug}/{opd}.ics", exports.calendar, middleware=shedding),
            *([] if readers is MetricsReaders.OFF else [Route(METRICS, measured)]),
            Route(DEFINITION, definition(is_open=limits.introspection)),
            Route(SPECIFIED, lambda _: HTMLResponse(scalars.PAGE, headers=http.guarded())),
            Mount("/graphql/ide", PageFiles(ide.FOLDER, http.guarded(ide.POLICY)), name="ide"),
            *page.routes(sign_in.choice.oidc),
        ],
    )
    # AccessLog answers what goes wrong itself, so Starlette's outermost layer, which would as well, is left out
    inner = http.Compression(ExceptionMiddleware(app.router))
    answers = Answers(inner, GRAPHQL, kept, sign_in, context.evaluations, limits.body)
    answering = RevisionToken(answers, store.stamps)
    told = [metrics.ended, (log or logs.RequestLog()).ended]
    shielded = Hosts(shared(spans.requests(answering) if spans else answering, origins), hosts)
    app.middleware_stack = AccessLog(shielded, told)
    app.state.context = context
    app.state.sockets = endpoint.sockets
    app.state.metrics = metrics
    app.state.warming = warming
    app.state.answering = answering
    return app
