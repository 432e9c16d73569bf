"""Import input: the input of an import, and the files, mappings and answers made from it."""

import hashlib
from collections.abc import Sequence
from pathlib import Path

import msgspec
import strawberry

from acts import Refused, unusable
from acts.refusal import ProblemCode
from graph.intake import Mapping, safe_name
from graph.record import RefusedFiles
from graph.sentence import Sentence, untranslated
from schema.core import SentFile, Upload, described_input
from schema.edit import MutationInput

MOST_FILES = 200
"""Greatest number of files in one import."""
MOST_MAPPINGS = 50
_CHUNK = 256 * 1024


@described_input
class ColumnInput:
    """Meaning of one column of a table."""

    heading: str = strawberry.field(
        description="Heading of the column in the file; a heading of several lines is written on one line."
    )
    column: str = strawberry.field(
        description="Sinergi's name for what the column holds, one of `columnNames` of the proposal."
    )


@described_input
class ConstantInput:
    """A value that holds for every row of a table and stands in no column."""

    column: str = strawberry.field(description="Sinergi's name for the value, such as `tahun`.")
    value: str = strawberry.field(description="The value itself.")


@described_input
class MappingInput:
    """Meaning of the columns of a table of no known format. It applies to every table that has all these headings."""

    format: str = strawberry.field(default="baris", description="The Sinergi format that the table is read as.")
    columns: list[ColumnInput] = strawberry.field(description="The columns to read.")
    constants: list[ConstantInput] = strawberry.field(
        default_factory=list, description="Values that hold for every row and stand in no column."
    )


@described_input
class AnswerInput:
    """Answer to a question of an earlier dry run."""

    question: strawberry.ID = strawberry.field(description="Id of the question, as in `ImportQuestion.question`.")
    node: strawberry.ID | None = strawberry.field(
        default=None, description="`localId` of the candidate that the name means; null if the name is new."
    )


@described_input
class ImportFilesInput(MutationInput):
    """Input of `importFiles`."""

    files: list[Upload] = strawberry.field(
        description="The files, at most 200, in any order; their formats are recognised by their headings."
    )
    whole: bool = strawberry.field(
        default=False,
        description="True: the files are the whole plan; nodes and links that they do not contain are removed.",
    )
    dry_run: bool = strawberry.field(
        default=True, description="True: report what would change, and change nothing. False: change the plan."
    )
    mappings: list[MappingInput] = strawberry.field(
        default_factory=list, description="Meaning of the columns of tables of no known format, at most 50."
    )
    mapping_files: list[Upload] = strawberry.field(
        default_factory=list,
        description="The same as YAML files, as given by `ImportMapping.yaml` of a proposal and by the command line; "
        "at most 200.",
    )
    answers: list[AnswerInput] = strawberry.field(
        default_factory=list,
        description="Answers to questions of an earlier dry run; if `dryRun` is false, every question needs an answer.",
    )
    reason: str = strawberry.field(default="", description="Reason for the import, for the plan's history.")
    progress_id: strawberry.ID | None = strawberry.field(
        default=None,
        description="An id that the client makes up, 8 to 100 characters; `importProgress` reports the progress of "
        "the import under it.",
    )


class Received(msgspec.Struct, frozen=True, kw_only=True):
    """A file that was received: where it lies for the time being, and the SHA-256 of its bytes."""

    path: Path
    sha256: str


async def received(files: Sequence[object], folder: Path, field: str) -> tuple[Received, ...]:
    """Write each uploaded file into a folder of its own; a file's name is data and cannot lead out of it.

    Raises
    ------
    Refused
        Where there are too many.
    """
    if len(files) > MOST_FILES:
        raise unusable(
            (field,),
            ProblemCode.OUT_OF_RANGE,
            Sentence(f"Paling banyak {MOST_FILES} berkas sekaligus.", f"At most {MOST_FILES} files at once."),
        )
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
    """Give the mappings of an input, sent as values or as files.

    Raises
    ------
    Refused
        Where one cannot be used.
    """
    if len(said) > MOST_MAPPINGS:
        raise unusable(
            ("mappings",),
            ProblemCode.OUT_OF_RANGE,
            Sentence(
                f"Paling banyak {MOST_MAPPINGS} pemetaan sekaligus.", f"At most {MOST_MAPPINGS} mappings at once."
            ),
        )
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
    """Give the refusal of a file, with its first problem."""
    return unusable(tuple(path), ProblemCode.UNREADABLE, untranslated(str(refused.problems[0])))
