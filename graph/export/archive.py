"""Archive: ZIP files whose bytes follow from their contents alone, so that equal plans give equal files."""

import io
import re
import zipfile
from collections.abc import Mapping
from typing import Final

LONG_AGO: Final = (1980, 1, 1, 0, 0, 0)
"""The earliest time that a ZIP file can hold; it stands on every part."""

_TIMES: Final = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")
_LONG_AGO: Final = rb"\g<1>1980-01-01T00:00:00Z"

MOST_BYTES: Final = 512 * 1024 * 1024
"""What an archive may hold unpacked; a plan with a million links stays below it."""


def packed(files: Mapping[str, bytes]) -> bytes:
    """Give a ZIP file of the given files, in the given order."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            entry = zipfile.ZipInfo(name, LONG_AGO)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, data)
    return out.getvalue()


def unpacked(data: bytes) -> dict[str, bytes]:
    """Give the files of a ZIP file.

    Raises
    ------
    ValueError
        Where it is no ZIP file, is damaged, or would unpack to more than a plan needs.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > MOST_BYTES:
                raise ValueError("Berkas ini terlalu besar setelah dibuka; ekspor ulang rencananya.")
            return {entry.filename: archive.read(entry) for entry in archive.infolist()}
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError) as error:
        raise ValueError("Berkas ini rusak atau bukan arsip ZIP; ekspor ulang rencananya.") from error


def settled(data: bytes) -> bytes:
    """Give the same office file (XLSX, DOCX, PPTX) without the time at which it was made."""
    return packed({name: _TIMES.sub(_LONG_AGO, part) for name, part in unpacked(data).items()})
