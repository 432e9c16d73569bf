"""Progress: the progress of imports, reported to the user who sent the files, by an id that the client made up."""

import asyncio
from collections import OrderedDict
from collections.abc import AsyncGenerator, Callable, Iterator
from contextlib import contextmanager
from typing import Final

import msgspec
import strawberry

from acts import Workers
from graph import intake
from graph.intake import Step as ImportStep
from graph.sentence import Sentence
from graph.store import Bus
from schema.core import ErrorCode, enumeration, invalid
from schema.core.described import described
from schema.limit.error import beyond

TOO_MANY: Final = ErrorCode.TOO_MANY_IMPORTS
SHORTEST_ID: Final = 8
LONGEST_ID: Final = 100
_KEPT: Final = 256
_LONGEST_WORDS: Final = 500
_PAUSE_SECONDS: Final = 0.1
_THREADS: Final = 32
"""More threads than imports that a process carries out at the same time."""


IMPORT_STEP = enumeration(
    ImportStep,
    {
        "READING": "The files are being read.",
        "COMPARING": "The files are being compared with the plan.",
        "WRITING": "The changes are being written.",
        "EVALUATING": "The rules are being evaluated.",
        "DONE": "The import, or the dry run, is complete; the subscription ends.",
        "REFUSED": "The import was refused and nothing was written; the subscription ends.",
    },
    name="ImportStep",
)
ENDS: Final = frozenset({ImportStep.DONE, ImportStep.REFUSED})


class Progress(msgspec.Struct, frozen=True):
    """Progress of an import."""

    step: ImportStep
    done: int = 0
    total: int | None = None
    file: str | None = None
    message: str | None = None


@described
class ImportProgress:
    """Progress of an import."""

    step: ImportStep = strawberry.field(description="The step that the import is at.")
    done: int = strawberry.field(description="Number of files, rows or changes that the step has done.")
    total: int | None = strawberry.field(
        description="Number of files, rows or changes of the step in all; null if unknown."
    )
    file: str | None = strawberry.field(
        description="Name of the file that the step is at; null if it concerns no single file."
    )
    message: str | None = strawberry.field(
        description="A message about the step, in Indonesian; null if there is none."
    )


class Reporter:
    """Reports the progress of one import; may be called from any thread, at any rate."""

    def __init__(self, imports: "Imports", topic: str) -> None:
        self._imports = imports
        self._topic = topic
        self._loop = asyncio.get_running_loop()

    def __call__(
        self,
        step: ImportStep,
        done: int = 0,
        total: int | None = None,
        file: str | None = None,
        message: str | None = None,
    ) -> None:
        """Report the progress."""
        words = (each and each[:_LONGEST_WORDS] for each in (file, message))
        progress = Progress(step, done, total, *words)
        self._loop.call_soon_threadsafe(self._imports.put, self._topic, progress)


class Imports:
    """The imports of a process. Only the latest progress of each counts: a slow subscriber misses the others."""

    def __init__(self, bus: Bus, ended: Callable[[str, float], None] = lambda _, __: None) -> None:
        self.ended = ended
        """Called at the end of each import with how it ended (written, tried, refused or failed) and its seconds."""
        self._bus = bus
        self._running = 0
        self.workers = Workers(_THREADS, "import")
        """The threads that compare imports; a stopped import counts as running until its thread has ended."""
        self._latest: OrderedDict[str, Progress] = OrderedDict()
        self._telling: dict[str, asyncio.Task[None]] = {}

    @contextmanager
    def running(self, most: int) -> Iterator[None]:
        """Carry out one import, unless too many are being carried out already.

        Raises
        ------
        GraphQLError
            With code ``TOO_MANY_IMPORTS``.
        """
        actual = self._running + self.workers.left
        if actual >= most:
            message = Sentence(
                "Layanan ini sedang mengimpor {actual} kiriman; paling banyak {limit}. Coba lagi sebentar lagi.",
                "This service is carrying out {actual} imports; at most {limit}. Try again in a moment.",
            )
            raise beyond(TOO_MANY, message, most, actual)
        self._running += 1
        try:
            yield
        finally:
            self._running -= 1

    def reporter(self, actor: str, id_: str | None) -> intake.Progress:
        """Give the reporter of an import; a silent one if the import has no id.

        Raises
        ------
        GraphQLError
            Where the id is none.
        """
        return intake.silent if id_ is None else Reporter(self, _topic(actor, id_))

    def put(self, topic: str, progress: Progress) -> None:
        """Publish the progress of an import: at once in this process, a few times a second in others."""
        self._latest[topic] = progress
        self._latest.move_to_end(topic)
        while len(self._latest) > _KEPT:
            self._latest.popitem(last=False)
        self._bus.tell_here(topic, msgspec.json.encode(progress).decode())
        if topic not in self._telling:
            self._telling[topic] = asyncio.create_task(self._tell_others(topic))

    async def follow(self, actor: str, id_: str) -> AsyncGenerator[Progress, None]:
        """Yield the progress of an import until it ends; the import may begin later.

        Raises
        ------
        GraphQLError
            Where the id is none.
        """
        topic = _topic(actor, id_)
        latest = self._latest.get(topic)
        news = asyncio.Event()
        if latest is not None:
            news.set()

        def heard(message: str) -> None:
            nonlocal latest
            latest = msgspec.json.decode(message, type=Progress)
            news.set()

        with self._bus.listening(topic, heard):
            while latest is None or latest.step not in ENDS or news.is_set():
                await news.wait()
                news.clear()
                if latest is not None:
                    yield latest

    async def _tell_others(self, topic: str) -> None:
        told: Progress | None = None
        while (latest := self._latest.get(topic)) is not told and latest is not None:
            await self._bus.tell_others(topic, msgspec.json.encode(latest).decode())
            told = latest
            await asyncio.sleep(_PAUSE_SECONDS)
        del self._telling[topic]


def _topic(actor: str, id_: str) -> str:
    """Give the topic of an import; it holds the user's name, so that nobody follows the imports of others by id."""
    if not SHORTEST_ID <= len(id_) <= LONGEST_ID or not id_.isprintable():
        message = Sentence(
            f"id harus {SHORTEST_ID} sampai {LONGEST_ID} huruf, misalnya UUID baru.",
            f"id must have {SHORTEST_ID} to {LONGEST_ID} letters, such as a new UUID.",
        )
        raise invalid(message)
    return f"import/{actor}/{id_}"
