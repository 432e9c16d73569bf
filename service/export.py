"""Export: the files of a plan over HTTP, to whoever may read it."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Final

from graphql import GraphQLError
from starlette.requests import Request
from starlette.responses import Response

from graph.store import StoredPlan
from schema import Context
from schema.context import UNAVAILABLE
from schema.export import PLAN, export_files
from service import http
from service.access import SignIn
from service.report.files import File, FileFormat, What, evaluation_file, plan_file

_WHAT: Final = {
    PLAN: What.PLAN,
    "temuan": What.FINDINGS,
    "rekomendasi": What.INITIATIVES,
    "matriks": What.MATRICES,
    "bahan-rapat": What.MEETING,
}
_STATUS: Final = {
    **dict.fromkeys(UNAVAILABLE, 503),
    "UNKNOWN_PLAN": 404,
    "UNKNOWN_REVISION": 404,
    "FORBIDDEN": 403,
}


class Exports:
    """Makes files one after another, each in a thread: setting type and drawing take long, and draw on shared state."""

    def __init__(self, context: Context, sign_in: SignIn) -> None:
        self._context = context
        self._sign_in = sign_in
        self._turn = asyncio.Semaphore(1)

    async def answer(self, request: Request) -> Response:
        """Give a file, or say why not."""
        try:
            context = self._context.acting(await self._sign_in.asker(request.headers))
            file = await self._file(context, request)
        except http.RefusalError as refusal:
            return refusal.response()
        except GraphQLError as error:
            code = str((error.extensions or {}).get("code"))
            return http.RefusalError(_STATUS.get(code, 400), code, error.message).response()
        headers = {"Content-Disposition": f'attachment; filename="{file.name}"', "X-Content-Type-Options": "nosniff"}
        return http.revalidated(request, Response(file.data, media_type=file.media_type, headers=headers))

    async def _file(self, context: Context, request: Request) -> File:
        slug, name = request.path_params["slug"], request.path_params["name"]
        written = request.query_params.get("revision", "")
        if written and not (written.isdecimal() and len(written) < 10):
            raise http.RefusalError(400, "BAD_ARGUMENT", "revision harus nomor revisi.")
        stored = await context.readable(slug)
        number = int(written) if written else stored.revision
        offered = {each.name: each for each in export_files(slug, number)}
        if name not in offered:
            message = f"Berkas {name[:80]!r} tidak ada. Yang ada: {', '.join(offered)}."
            raise http.RefusalError(404, "UNKNOWN_FILE", message)
        what, format_ = _WHAT[name.partition(".")[0]], FileFormat(offered[name].format)
        make = await self._maker(context, stored, number, what, format_)
        async with self._turn:
            return await make()

    async def _maker(
        self, context: Context, stored: StoredPlan, number: int, what: What, format_: FileFormat
    ) -> Callable[[], Awaitable[File]]:
        slug = stored.info.slug
        evaluation = await context.evaluation(slug, number)
        if what is What.PLAN:
            plan = await context.store.snapshot(slug, number)
            return lambda: asyncio.to_thread(plan_file, plan, format_)
        reports = tuple(each for each in await context.store.reports(slug) if each[0] <= number)
        decisions = await context.store.decisions(slug)
        configuration = await context.evaluations.configuration_of(stored)
        return lambda: asyncio.to_thread(
            evaluation_file,
            evaluation,
            what,
            format_,
            reports=reports,
            decisions=decisions,
            configuration=configuration,
        )
