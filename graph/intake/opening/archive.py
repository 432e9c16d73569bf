"""Archive: the zip around a workbook, looked through before any library reads it."""

import struct
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, Final
from xml.parsers.expat import ExpatError

from graph.intake.limits import MIB, Limits
from graph.intake.opening.reach import Reach
from graph.record import RefusedFiles, refusal

_FREE: Final = 4 * MIB
"""Parts up to this size may be packed as tightly as they like."""
_CHUNK: Final = 64 * 1024
_ENCRYPTED: Final = 0x1
_HEADER: Final = struct.Struct("<4s22xHH")
_SIGNATURE: Final = b"PK\x03\x04"
_FORBIDDEN: Final = tuple(
    word.encode(encoding) for word in ("<!DOCTYPE", "<!ENTITY") for encoding in ("utf-8", "utf-16-le", "utf-16-be")
)
_DAMAGED: Final = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    NotImplementedError,
    ValueError,
    EOFError,
    OSError,
    OverflowError,
    ExpatError,
)


def check_archive(path: Path, file: str, limits: Limits) -> frozenset[str]:
    """Give the names of the parts of an archive once they are known to be harmless.

    Every part is unpacked once, counted and thrown away, so that neither what the archive says of itself nor what it
    really holds can be larger than may be.

    Raises
    ------
    RefusedFiles
        Where it is damaged, locked, a zip bomb, names parts outside itself, its XML declares entities, or a cell lies
        far outside what a sheet may hold.
    """
    try:
        with zipfile.ZipFile(path) as archive, path.open("rb") as raw:
            parts = archive.infolist()
            _check_directory(parts, file, path.stat().st_size, limits)
            total = 0
            for part in parts:
                total += _check_part(raw, part, file, limits)
                if total > limits.unpacked:
                    raise _bomb(file)
            return frozenset(part.filename for part in parts)
    except RefusedFiles:
        raise
    except _DAMAGED as error:
        raise refusal(file, "berkas ini rusak atau terpotong", "Buka dan simpan ulang, lalu coba lagi.") from error


def _bomb(file: str) -> RefusedFiles:
    return refusal(
        file,
        "isi berkas ini jauh lebih besar daripada berkasnya (bom zip)",
        "Simpan ulang lembar yang diperlukan saja sebagai XLSX.",
    )


def _check_directory(parts: list[zipfile.ZipInfo], file: str, size: int, limits: Limits) -> None:
    """Check what the archive says of itself."""
    if len(parts) > limits.members or sum(part.file_size for part in parts) > limits.unpacked:
        raise _bomb(file)
    if sum(part.compress_size for part in parts) > size or len({part.header_offset for part in parts}) < len(parts):
        raise _bomb(file)
    for part in parts:
        name = part.filename
        if name.startswith(("/", "\\")) or "\\" in name or ":" in name or ".." in name.split("/"):
            raise refusal(
                file, "berkas ini menyebut bagian di luar dirinya", "Berkas ini tidak dibuat oleh lembar kerja."
            )
        if part.flag_bits & _ENCRYPTED:
            raise refusal(file, "berkas ini terkunci sandi", "Hapus sandinya, simpan ulang, lalu coba lagi.")
        if part.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
            raise refusal(file, "berkas ini dikemas dengan cara yang tidak biasa", "Simpan ulang sebagai XLSX.")
        if part.file_size > _FREE and part.file_size > limits.ratio * max(part.compress_size, 1):
            raise _bomb(file)


def _check_part(raw: BinaryIO, part: zipfile.ZipInfo, file: str, limits: Limits) -> int:
    """Unpack one part, count it, look for entities in its XML and for how far its cells reach; give its real size."""
    is_xml = part.filename.casefold().endswith((".xml", ".rels", ".vml"))
    reach = Reach(part.filename, file, limits)
    size = 0
    tail = b""
    for chunk in _unpacked(raw, part):
        size += len(chunk)
        if size > part.file_size or size > limits.unpacked:
            raise _bomb(file)
        if is_xml:
            seen = tail + chunk
            if any(word in seen for word in _FORBIDDEN):
                raise refusal(
                    file, "XML di dalam berkas ini memuat entitas", "Berkas ini tidak dibuat oleh lembar kerja."
                )
            tail = seen[-32:]
            reach.see(chunk)
    reach.end()
    if size != part.file_size:
        raise zipfile.BadZipFile(part.filename)
    return size


def _unpacked(raw: BinaryIO, part: zipfile.ZipInfo) -> Iterator[bytes]:
    raw.seek(part.header_offset)
    signature, name_length, extra_length = _HEADER.unpack(raw.read(_HEADER.size))
    if signature != _SIGNATURE:
        raise zipfile.BadZipFile(part.filename)
    raw.seek(name_length + extra_length, 1)
    left = part.compress_size
    inflater = zlib.decompressobj(-zlib.MAX_WBITS) if part.compress_type == zipfile.ZIP_DEFLATED else None
    while left > 0:
        packed = raw.read(min(left, _CHUNK))
        if not packed:
            raise EOFError(part.filename)
        left -= len(packed)
        if inflater is None:
            yield packed
            continue
        while packed:
            yield inflater.decompress(packed, 16 * _CHUNK)
            packed = inflater.unconsumed_tail
