"""The building blocks of all types of the schema: descriptions, scalars, enums and pages of lists."""

from schema.core.apart import apart
from schema.core.described import (
    After,
    Before,
    First,
    Last,
    described_filter,
    described_input,
    described_interface,
    enumeration,
    field,
    old_field,
    said,
    stream,
)
from schema.core.enum import TimeOrder, in_time
from schema.core.error_code import ErrorCode, error_in, failure, invalid, spoken
from schema.core.export_file import PATH, ExportFile, files_of
from schema.core.filtering import either, inside, passing, words_in
from schema.core.kind import NodeKind
from schema.core.language import Language, Tongue
from schema.core.moment import in_utc
from schema.core.naming import alike, cut, suggesting, unknown
from schema.core.page import (
    MOST,
    USUAL,
    Connection,
    Key,
    Place,
    Rows,
    check_slice,
    connection,
    gone,
    key_at,
    numbered,
    ordered,
)
from schema.core.paged import LaterPages, Pages, listed, old_paged, paged
from schema.core.scalar import SCALARS, SPECIFIED, Code, Revision, Rupiah, SentFile, Upload, Year

__all__ = [
    "MOST",
    "PATH",
    "SCALARS",
    "SPECIFIED",
    "USUAL",
    "After",
    "Before",
    "Code",
    "Connection",
    "ErrorCode",
    "ExportFile",
    "First",
    "Key",
    "Language",
    "Last",
    "LaterPages",
    "NodeKind",
    "Pages",
    "Place",
    "Revision",
    "Rows",
    "Rupiah",
    "SentFile",
    "TimeOrder",
    "Tongue",
    "Upload",
    "Year",
    "alike",
    "apart",
    "check_slice",
    "connection",
    "cut",
    "described_filter",
    "described_input",
    "described_interface",
    "either",
    "enumeration",
    "error_in",
    "failure",
    "field",
    "files_of",
    "gone",
    "in_time",
    "in_utc",
    "inside",
    "invalid",
    "key_at",
    "listed",
    "numbered",
    "old_field",
    "old_paged",
    "ordered",
    "paged",
    "passing",
    "said",
    "spoken",
    "stream",
    "suggesting",
    "unknown",
    "words_in",
]
