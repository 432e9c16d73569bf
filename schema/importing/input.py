"""Import input: what is sent to have files taken in, and how it becomes files, mappings and answers."""

import hashlib
from collections.abc import Sequence
from pathlib import Path

import msgspec
import strawberry

from acts import Refused, unusable
from graph.intake import Mapping, safe_name
from graph.record import RefusedFiles
from schema.core import SentFile, Upload, described_input
from schema.edit import MutationInput

MOST_FILES = 200
"""Files of one import."""
MOST_MAPPINGS = 50
_CHUNK = 256 * 1024


@described_input
class ColumnInput:
    """What one column of a table holds."""

    heading: str = strawberry.field(description="The column's heading in the file; several lines are written as one.")
    column: str = strawberry.field(description="Our name of what it holds, one of `columnNames` of the proposal.")


@described_input
class ConstantInput:
    """What holds for every row of a table and stands in no column."""

    column: str = strawberry.field(description="Our name of what it is, such as `tahun`.")
    value: str = strawberry.field(description="What it is.")


@described_input
class MappingInput:
    """What the columns of a table of no known format hold. It is used for every table that has all its headings."""

    format: str = strawberry.field(default="baris", description="Which of our formats the table then is.")
    columns: list[ColumnInput] = strawberry.field(description="The columns that are to be read.")
    constants: list[ConstantInput] = strawberry.field(
        default_factory=list, description="What holds for every row and stands in no column."
    )


@described_input
class AnswerInput:
    """The answer to a question of an earlier dry run."""

    question: strawberry.ID = strawberry.field(description="`question` of the question.")
    node: strawberry.ID | None = strawberry.field(
        default=None, description="`localId` of the candidate that is meant; null where the name is a new one."
    )


@described_input
class ImportFilesInput(MutationInput):
    """Input of `importFiles`."""

    files: list[Upload] = strawberry.field(description="The files, in any order; a format is known by its headings.")
    whole: bool = strawberry.field(
        default=False, description="The files are the whole plan: what they no longer say goes."
    )
    dry_run: bool = strawberry.field(default=True, description="Say what would change, and change nothing.")
    mappings: list[MappingInput] = strawberry.field(
        default_factory=list, description="What the columns of tables of no known format hold."
    )
    mapping_files: list[Upload] = strawberry.field(
        default_factory=list,
        description="The same as YAML files, as `mapping.yaml` of a proposal and the command line give them.",
    )
    answers: list[AnswerInput] = strawberry.field(
        default_factory=list,
        description="Answers to questions of an earlier dry run; without dry run, every question needs one.",
    )
    reason: str = strawberry.field(default="", description="Why, for the plan's history.")
    progress_id: strawberry.ID | None = strawberry.field(
        default=None, description="An id of the sender's own making, under which it is told how far the import is."
    )


class Received(msgspec.Struct, frozen=True, kw_only=True):
    """A file that was received: where it lies for the time being, and the SHA-256 of its bytes."""

    path: Path
    sha256: str


async def received(files: Sequence[object], folder: Path, field: str) -> tuple[Received, ...]:
    """Write sent files into a folder of their own each; their names are data and lead nowhere.

    Raises
    ------
    Refused
        Where there are too many.
    """
    if len(files) > MOST_FILES:
        raise unusable((field,), "OUT_OF_RANGE", f"Paling banyak {MOST_FILES} berkas sekaligus.")
    found: list[Received] = []
    for number, file in enumerate(files):
        if not isinstance(file, SentFile):  # the scalar has seen to it
            raise TypeError(type(file).__name__)
        place = folder / field / str(number)
        place.mkdir(parents=True)
        path = place / safe_name(file.filename)
        digest = hashlib.sha256()
        with path.open("xb") as stream:
            while chunk := await file.read(_CHUNK):
                digest.update(chunk)
                stream.write(chunk)
        found.append(Received(path=path, sha256=digest.hexdigest()))
    return tuple(found)


def mappings(said: Sequence[MappingInput], files: Sequence[Received]) -> tuple[Mapping, ...]:
    """Give the mappings that were sent, as values or as files.

    Raises
    ------
    Refused
        Where one cannot be used.
    """
    if len(said) > MOST_MAPPINGS:
        raise unusable(("mappings",), "OUT_OF_RANGE", f"Paling banyak {MOST_MAPPINGS} pemetaan sekaligus.")
    found: list[Mapping] = []
    for number, each in enumerate(said):
        mapping = Mapping(
            format=each.format,
            columns={column.heading: column.column for column in each.columns},
            constants={constant.column: constant.value for constant in each.constants},
        )
        try:
            mapping.check()
        except RefusedFiles as refused:
            raise unreadable(refused, ("mappings", number)) from refused
        found.append(mapping)
    for number, file in enumerate(files):
        try:
            found.append(Mapping.load(file.path))
        except RefusedFiles as refused:
            raise unreadable(refused, ("mappingFiles", number)) from refused
    return tuple(found)


def unreadable(refused: RefusedFiles, path: Sequence[str | int]) -> Refused:
    """Give the refusal of a file for what is wrong with it first."""
    return unusable(tuple(path), "UNREADABLE", str(refused.problems[0]))
