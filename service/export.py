"""Export: the files of a plan, its meetings and its evaluation rounds over HTTP, to whoever may read them."""

from collections.abc import Awaitable, Callable, Mapping
from functools import partial
from typing import Final, ParamSpec, TypeVar

from graphql import GraphQLError
from starlette.requests import Request
from starlette.responses import Response

from acts import (
    Operation,
    Processes,
    assessed,
    may_read,
    may_somewhere,
    readable_round,
    takes_part,
)
from graph.export import ASSESSED, CROSS_IMPACT, EXPORTS, MINUTES, Export, File, FileFormat, Offered, What, plan_file
from graph.model import Opd
from graph.record import StoredPlan, round_of
from graph.sentence import Sentence, untranslated
from rules.assessment import AssessmentError
from schema import Context
from schema.core import ErrorCode, failure, invalid
from schema.limit import Limits
from schema.meeting import readable_tasks
from schema.node import node_id
from schema.request import UNAVAILABLE, Full, Places, or_error
from service import http
from service.access import SignIn
from service.calendar import MEDIA_TYPE, calendar
from service.report.files import evaluation_file, minutes_file, round_file, scored_file, template_file
from service.report.seen import seen_file

P = ParamSpec("P")
R = TypeVar("R")
T = TypeVar("T", bound=Offered)
_OFFERED: Final = {each.name: each for each in EXPORTS}
_OF_MEETINGS: Final = {each.name: each for each in MINUTES}
_OF_CROSS_IMPACTS: Final = {each.name: each for each in CROSS_IMPACT}
_OF_ROUNDS: Final = {each.name: each for each in ASSESSED}
_CHOSEN_FROM: Final = {What.MEETING, What.FINDINGS, What.INITIATIVES}
"""Files that may be of chosen recommendations and findings alone."""
_RETRY_SECONDS: Final = 20
_MOST_SEEN: Final = 16_777_216
"""Bytes of a table that someone looks at."""
_STATUS: Final = {
    **dict.fromkeys(UNAVAILABLE, 503),
    ErrorCode.UNKNOWN_CROSS_IMPACT: 404,
    ErrorCode.UNKNOWN_MEETING: 404,
    ErrorCode.UNKNOWN_NAME: 404,
    ErrorCode.UNKNOWN_PLAN: 404,
    ErrorCode.UNKNOWN_REVISION: 404,
    ErrorCode.UNKNOWN_ROUND: 404,
    ErrorCode.FORBIDDEN: 403,
}


class Exports:
    """Makes files in processes of their own, for setting type and drawing take long.

    So many may wait and no more, and whoever leaves gives up their place.
    """

    def __init__(self, context: Context, sign_in: SignIn) -> None:
        self._context = context
        self._sign_in = sign_in
        self._processes = Processes(context.live.limits.processes)
        self._places = Places(context.live.limits.exports, context.live.limits.exports_per_reader)

    async def answer(self, request: Request) -> Response:
        """Give a file of a plan, or say why not."""
        return await self._answer(request, self._file)

    async def minutes(self, request: Request) -> Response:
        """Give the minutes of a meeting, or its items as slides, or say why not."""
        return await self._answer(request, self._minutes)

    async def round(self, request: Request) -> Response:
        """Give a round of the yearly evaluation, or say why not."""
        return await self._answer(request, self._round)

    async def cross_impact(self, request: Request) -> Response:
        """Give a cross-impact round, or say why not."""
        return await self._answer(request, self._cross_impact)

    async def calendar(self, request: Request) -> Response:
        """Give the calendar of an agency, or say why not."""
        return await self._answer(request, self._calendar)

    async def seen(self, request: Request) -> Response:
        """Give the table that someone looks at as a workbook, or say why not."""
        return await self._answer(request, self._seen)

    async def _answer(self, request: Request, file_of: Callable[[Context, Request], Awaitable[File]]) -> Response:
        chosen = http.language(request.headers.get("accept-language"))
        try:
            context = self._context.acting(await self._sign_in.asker(request))
            context.address = http.address(request)
            file = await or_error(file_of(context, request))
        except http.RefusalError as refusal:
            return refusal.response(chosen=chosen)
        except GraphQLError as error:
            code = ErrorCode((error.extensions or {})["code"])
            message = untranslated(error.message) if not isinstance(error.message, Sentence) else error.message
            return http.RefusalError(_STATUS.get(code, 400), code, message).response(chosen=chosen)
        headers = {"Content-Disposition": f'attachment; filename="{file.name}"', "X-Content-Type-Options": "nosniff"}
        return http.revalidated(request, Response(file.data, media_type=file.media_type, headers=headers))

    async def _file(self, context: Context, request: Request) -> File:
        slug, name = request.path_params["slug"], request.path_params["name"]
        written = request.query_params.get("revision", "")
        if written and not (written.isdecimal() and len(written) < 10):
            raise _bad(Sentence("revision harus nomor revisi.", "revision must be the number of a revision."))
        stored = await context.readable(slug)
        number = int(written) if written else stored.revision
        export = _of(_OFFERED, name)
        only = frozenset(each for each in request.query_params.get("only", "").split(",") if each)
        make = await self._maker(context, stored, number, export, only)
        return await self._made(context, request, make.func, *make.args, **make.keywords)

    async def _minutes(self, context: Context, request: Request) -> File:
        slug, name, number = (request.path_params[each] for each in ("slug", "name", "number"))
        seen = await context.seen(slug)
        meeting = await context.store.meetings.get(slug, number)
        if not may_read(context.actor, seen.plan.info.region_code, meeting):
            message = Sentence(
                "Sebelum rapat ditutup, hanya perencana dan yang diundang yang berhak membacanya.",
                "Before the meeting is closed only planners and those who are invited may read it.",
            )
            raise failure(ErrorCode.FORBIDDEN, message)
        export = _of(_OF_MEETINGS, name)
        if meeting.is_closed:
            seen = await context.seen(slug, meeting.revision)
        tasks = [each for each in await context.store.tasks.all(slug) if each.meeting == meeting.id]

        data = await self._made(context, request, minutes_file, seen.plan, meeting, tasks, export.format)
        return File(
            name=f"{slug}-rapat-{number}-{export.subject}.{export.ending}", media_type=export.media_type, data=data
        )

    async def _round(self, context: Context, request: Request) -> File:
        slug, name, year = (request.path_params[each] for each in ("slug", "name", "year"))
        seen = await context.seen(slug)
        sees_drafts = context.may(Operation.ASSESS, seen.plan.info.region_code)
        store, plan = context.store, seen.plan
        found = await readable_round(store, slug, year, sees_drafts=sees_drafts)
        offered = _of(_OF_ROUNDS, name)
        configuration = context.evaluations.configuration
        try:
            made = await assessed(store, configuration, plan, found, sees_drafts=sees_drafts)
        except AssessmentError as error:
            raise invalid(error.problems[0]) from error
        tasks = [each for each in await readable_tasks(context, seen) if round_of(each.about) == year]

        data = await self._made(context, request, round_file, plan, made, tasks, offered.format)
        file = f"{slug}-{offered.subject}-{year}.{offered.ending}"
        return File(name=file, media_type=offered.media_type, data=data)

    async def _cross_impact(self, context: Context, request: Request) -> File:
        slug, name, number = (request.path_params[each] for each in ("slug", "name", "number"))
        seen = await context.seen(slug)
        of = await context.store.cross_impacts.get(slug, number)
        region = seen.plan.info.region_code
        if not may_read(context.actor, region, of):
            message = Sentence(
                "Sebelum putaran ditutup, hanya perencana dan perangkat daerah yang diundang yang berhak membacanya.",
                "Before the round is closed only planners and agencies that are invited may read it.",
            )
            raise failure(ErrorCode.FORBIDDEN, message)
        offered = _of(_OF_CROSS_IMPACTS, name)
        scores = (await context.store.cross_impacts.scores(slug, [number]))[number]
        names_judges = takes_part(context.actor, region, of)

        data = await self._made(
            context, request, scored_file, seen.plan, of, scores, offered.format, names_judges=names_judges
        )
        file = f"{slug}-{offered.subject}-{number}.{offered.ending}"
        return File(name=file, media_type=offered.media_type, data=data)

    async def _calendar(self, context: Context, request: Request) -> File:
        seen = await context.seen(request.path_params["slug"])
        info = seen.plan.info
        opd = node_id(seen, request.path_params["opd"], Opd, "opd")
        meetings = [
            each
            for each in await context.store.meetings.all(info.slug)
            if each.invites((opd,)) and may_read(context.actor, info.region_code, each)
        ]
        tasks = [each for each in await readable_tasks(context, seen) if each.opd == opd]
        name = seen.plan.nodes[opd].label
        data = calendar(info.slug, f"{name} – {info.title}", meetings, tasks)
        return File(name=f"{info.slug}-{opd.rpartition('/')[2]}.ics", media_type=MEDIA_TYPE, data=data)

    async def _seen(self, context: Context, request: Request) -> File:
        if not may_somewhere(context.actor, Operation.READ):
            message = Sentence("Masuk dahulu untuk mengunduh tabel.", "Sign in to download tables.")
            raise failure(ErrorCode.FORBIDDEN, message)
        most = http.check_body(request.headers, Limits(body=_MOST_SEEN), uploads=False)
        body = await Request(request.scope, http.bounded(request.receive, most)).body()
        try:
            return await self._made(context, request, seen_file, body)
        except ValueError as error:
            raise invalid(
                Sentence(f"Tabel ini tidak terbaca: {error}", f"This table cannot be read: {error}")
            ) from error

    async def _made(
        self, context: Context, request: Request, make: Callable[P, R], *args: P.args, **named: P.kwargs
    ) -> R:
        """Make a file, or what stands in it, when it is its turn.

        Raises
        ------
        RefusalError
            503 where too many wait, of this reader or of all.
        ClientDisconnect
            Where whoever asked has left; what was begun is ended.
        """
        try:
            with self._places.place(context.reader):
                return await http.unless_left(request, self._processes.run(make, *args, **named))
        except Full as full:
            message = Sentence(
                f"Sudah {full.actual} berkas menunggu dibuat. Coba lagi sebentar lagi.",
                f"{full.actual} files are waiting to be made already. Try again in a moment.",
            )
            headers = {"Retry-After": str(_RETRY_SECONDS)}
            raise http.RefusalError(503, ErrorCode.TOO_MANY_EXPORTS, message, headers) from full

    async def _maker(
        self, context: Context, stored: StoredPlan, number: int, export: Export, only: frozenset[str]
    ) -> partial[File]:
        slug = stored.info.slug
        if only and export.what not in _CHOSEN_FROM:
            raise _bad(
                Sentence(
                    "only hanya untuk bahan rapat, temuan dan rekomendasi.",
                    "only is for the meeting paper, findings and recommendations.",
                )
            )
        seen = await context.seen(slug, number)
        if export.what is What.PLAN:
            plan = await context.store.snapshot(slug, number)
            return partial(plan_file, plan, export.format)
        if export.what is What.TEMPLATE:
            plan = await context.store.snapshot(slug, number)
            return partial(template_file, plan, export)
        evaluation = await seen.evaluation()
        known = {
            *(each.fingerprint for each in evaluation.initiatives),
            *(each.fingerprint for each in evaluation.findings),
        }
        if gone := sorted(only - known):
            raise _bad(
                Sentence(
                    f"Pada revisi {number} tidak ada rekomendasi atau temuan dengan sidik {gone[0][:80]}.",
                    f"Revision {number} has no recommendation or finding with the fingerprint {gone[0][:80]}.",
                )
            )
        reports = tuple(each for each in await context.store.reports(slug) if each[0] <= number)
        decisions = await context.store.decisions(slug)
        configuration = await context.evaluations.configuration_of(stored)
        is_book = export.what is What.MASTERPLAN and export.format in {FileFormat.DOCX, FileFormat.PDF}
        is_compared = is_book and number > 1  # of the tables no change is told
        before = (await context.seen(slug, number - 1)).plan if is_compared else None
        return partial(
            evaluation_file,
            evaluation,
            export,
            reports=reports,
            decisions=decisions,
            configuration=configuration,
            before=before,
            only=only,
        )


def _bad(message: Sentence) -> http.RefusalError:
    return http.RefusalError(400, ErrorCode.BAD_ARGUMENT, message)


def _of(offered: Mapping[str, T], name: str) -> T:
    """Give what is offered under a name.

    Raises
    ------
    RefusalError
        404 where nothing is.
    """
    if name in offered:
        return offered[name]
    there = ", ".join(offered)
    message = Sentence(
        f"Berkas {name[:80]!r} tidak ada. Yang ada: {there}.", f"There is no file {name[:80]!r}. There are: {there}."
    )
    raise http.RefusalError(404, ErrorCode.UNKNOWN_FILE, message)
