"""The building blocks of all types of the schema: descriptions, scalars, enums and pages of lists."""

from schema.core.described import (
    After,
    Before,
    First,
    Last,
    described_input,
    described_interface,
    enumeration,
    field,
    old_field,
    said,
    stream,
)
from schema.core.enum import Language, TimeOrder, Tongue, in_time
from schema.core.kind import NodeKind
from schema.core.page import MOST, USUAL, Connection, Place, check_slice, connection, invalid, number_at, page_at
from schema.core.paged import LaterPages, Pages, listed, old_paged, paged
from schema.core.scalar import SCALARS, SPECIFIED, Code, Revision, Rupiah, SentFile, Upload, Year

__all__ = [
    "MOST",
    "SCALARS",
    "SPECIFIED",
    "USUAL",
    "After",
    "Before",
    "Code",
    "Connection",
    "First",
    "Language",
    "Last",
    "LaterPages",
    "NodeKind",
    "Pages",
    "Place",
    "Revision",
    "Rupiah",
    "SentFile",
    "TimeOrder",
    "Tongue",
    "Upload",
    "Year",
    "check_slice",
    "connection",
    "described_input",
    "described_interface",
    "enumeration",
    "field",
    "in_time",
    "invalid",
    "listed",
    "number_at",
    "old_field",
    "old_paged",
    "page_at",
    "paged",
    "said",
    "stream",
]
