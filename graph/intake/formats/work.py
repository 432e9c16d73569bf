"""Work: the columns of a program, an activity and a sub-activity, whose codes may stand in pieces beside each other."""

from typing import Final

from graph.intake.cells import Content
from graph.intake.recognising import Column

_CODE: Final = r"kode (?:rekening |nomenklatur )?"
_LEVEL: Final = r"(?:urusan(?: pemerintahan)?|bidang(?: urusan)?|program|kegiatan|sub ?kegiatan)"
CODE: Final = Column("kode", rf"kode(?: rekening)?(?: {_LEVEL})?", Content.CODE, key=True, joined=".")
"""A code that may stand over several columns, one for each of its levels."""
FIELD_CODES: Final = (
    Column("kode_urusan", rf"{_CODE}urusan(?: pemerintahan)?", Content.CODE, key=True),
    Column("kode_bidang", rf"{_CODE}bidang(?: urusan)?", Content.CODE, key=True),
)
"""What stands above programs, as far as their codes are put together with it."""
OF_WORK: Final = r"(?: (?:(?:sub ?)?kegiatan|program|keluaran|output|outcome|hasil))?"
"""What a heading may add of whose indicator or target it is."""
WORK: Final = (
    *FIELD_CODES,
    Column("kode_program", rf"{_CODE}program", Content.CODE, key=True),
    Column("program", r"(?:nama )?program", key=True),
    Column("kode_kegiatan", rf"{_CODE}kegiatan", Content.CODE, key=True),
    Column("kegiatan", r"(?:nama )?kegiatan", key=True),
    Column("kode_sub_kegiatan", rf"{_CODE}sub ?kegiatan", Content.CODE, key=True),
    Column("sub_kegiatan", r"(?:nama )?sub ?kegiatan", key=True),
)
