"""App: the web application: GraphQL and its explorer at one address, and two addresses for health."""

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from graph.store import Store
from rules.configuration import DEFAULT, Configuration
from schema import SCHEMA, Context, Evaluations
from service import ide
from service.endpoint import Endpoint


def create_app(store: Store, configuration: Configuration = DEFAULT) -> Starlette:
    """Make the application over a store; it neither opens nor closes the store."""
    context = Context(store, Evaluations(store, configuration))

    async def healthz(request: Request) -> Response:
        """Whether the process answers."""
        del request
        return JSONResponse({"status": "ok"})

    async def readyz(request: Request) -> Response:
        """Whether the database is reachable and migrated."""
        del request
        ready = await store.ready()
        return JSONResponse({"status": "ready" if ready else "unavailable"}, 200 if ready else 503)

    async def home(request: Request) -> Response:
        """The explorer is the first page until there is a better one."""
        return RedirectResponse(request.url_for("graphql"))

    app = Starlette(
        routes=[
            Route("/", home),
            Route("/healthz", healthz),
            Route("/readyz", readyz),
            Route("/graphql", Endpoint(SCHEMA, context), name="graphql"),
            Mount("/graphql/ide", StaticFiles(directory=ide.FOLDER), name="ide"),
        ]
    )
    app.state.context = context
    return app
