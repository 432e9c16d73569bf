"""Server: the process that answers: it loads, evaluates, listens, says where, and ends in good order."""

import asyncio
import gc
import math
import resource
import socket
import sys
from collections.abc import Callable, Coroutine
from functools import partial
from typing import TYPE_CHECKING, Final, cast

import msgspec
import uvicorn
from starlette.applications import Starlette

from graph.scratch import sweep
from graph.store import Store, StoreError
from rules.configuration import Configuration
from service import demo, logs
from service.access import SignIn
from service.app import create_app
from service.cli.plans import told
from service.cli.work import NOTES
from service.connection import Connection
from service.forgetting import forget_daily
from service.metrics import look_regularly
from service.page.visit import visit
from service.server_settings import ServerSettings
from service.sockets import Sockets
from service.telemetry import Telemetry

if TYPE_CHECKING:
    from service.telemetry.spans import Spans

_TURN_SECONDS: Final = 0.0005
"""How long a thread that computes keeps Python's lock where others wait: a short answer takes several turns of it."""
_FILES: Final = 65_536
"""Files that a process may have open at the same time, where the system lets it."""


class _Server(uvicorn.Server):
    """A server that tells when it listens, and tells its subscribers when it ends."""

    def __init__(
        self,
        config: uvicorn.Config,
        sockets: Sockets,
        stop_seconds: float,
        begun: Callable[[], Coroutine[None, None, None]] | None,
        listens: Callable[[int], None],
    ) -> None:
        super().__init__(config)
        self._sockets = sockets
        self._stop_seconds = stop_seconds
        self._begun = begun
        self._listens = listens
        self._warming: asyncio.Task[None] | None = None

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        if self._warming:
            self._warming.cancel()
        for server in self.servers:
            server.close()  # nobody new comes in; who is here is told, and served to the end
        await self._sockets.close(self._stop_seconds)
        await super().shutdown(sockets)

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            self._listens(self.servers[0].sockets[0].getsockname()[1])
            self._warming = asyncio.create_task(self._begun()) if self._begun else None


async def serve_until_stopped(
    store: Store,
    configuration: Configuration,
    settings: ServerSettings,
    host: str,
    port: int,
    load_example: bool,
    listens: Callable[[str, int], None],
    listener: socket.socket | None = None,
) -> None:
    """Serve a database until the process is told to stop.

    Parameters
    ----------
    listens
        Is called once, with the slug of a plan to ask about and the port.
    listener
        A bound socket that other processes accept connections from as well; where there is none, one is opened.
    """
    sweep()
    sys.setswitchinterval(_TURN_SECONDS)
    slug = demo.FIRST
    if load_example:
        with NOTES.status(f"Memuat contoh {slug} ..."):
            loaded = await demo.load(store, slug)
        if loaded:
            told(slug, *loaded)
    log = logs.set_up(settings.log)
    sign_in = SignIn(store.tokens, settings.access)
    spans = _spans(settings.telemetry)
    app = create_app(
        store,
        configuration,
        settings.limits,
        sign_in,
        settings.live,
        settings.metrics,
        spans,
        log,
        settings.origins,
        settings.hosts,
    )
    stored = await store.plans()
    if stored:
        slug = slug if any(each.info.slug == slug for each in stored) else stored[0].info.slug
        app.state.warming.add(slug)
    config = server_config(app, settings, host, port)
    begun = partial(warm, app, slug) if stored else None
    beside = [asyncio.create_task(each) for each in (forget_daily(store), look_regularly(app.state.metrics))]
    server = _Server(config, app.state.sockets, settings.stop_seconds, begun, partial(listens, slug))
    try:
        await server.serve(None if listener is None else [listener])
    finally:
        for each in beside:
            each.cancel()
        if spans:
            await asyncio.to_thread(spans.close)


async def warm(app: Starlette, slug: str) -> None:
    """Evaluate a plan and visit its page before anyone asks, beside whoever asks meanwhile."""
    try:
        evaluation = await app.state.context.evaluations.get(slug)
        await visit(app.state.answering, slug)
        print(f"{slug}: {len(evaluation.findings)} temuan, {len(evaluation.initiatives)} rekomendasi.", flush=True)
    except StoreError as error:  # whoever asks is told the same
        print(error, file=sys.stderr, flush=True)
    finally:
        app.state.warming.discard(slug)
        gc.freeze()  # plans and schema stay; looking through them for what nobody needs would stop requests for long


def server_config(app: Starlette, settings: ServerSettings, host: str, port: int) -> uvicorn.Config:
    """Give how an application is served: what comes in is bounded before it is kept or unpacked."""
    limits = settings.connections
    limits = msgspec.structs.replace(limits, open=min(limits.open, _room()))
    return uvicorn.Config(
        app,
        host=host,
        port=port,
        http=cast("type[asyncio.Protocol]", partial(Connection, limits=limits)),
        ws_max_size=settings.limits.body,
        ws_per_message_deflate=False,  # what is compressed may be a thousand times as large as what comes
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=bool(settings.proxies),
        forwarded_allow_ips=list(settings.proxies),
        timeout_graceful_shutdown=math.ceil(settings.stop_seconds),
    )


def _room() -> int:
    """How many connections the system's bound on open files leaves room for, beside those of our own."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = _FILES if hard == resource.RLIM_INFINITY else min(hard, _FILES)
    if soft == resource.RLIM_INFINITY or soft > wanted:
        return _FILES
    resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
    return max(1, wanted * 3 // 4)


def _spans(chosen: Telemetry) -> "Spans | None":
    if chosen is Telemetry.OFF:
        return None
    from service.telemetry.spans import Spans  # what nobody asked for costs nobody its import

    return Spans()
