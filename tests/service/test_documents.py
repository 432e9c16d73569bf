"""A document becomes DOCX, PDF and slides by one set of blocks; each writer writes every block, and always the same."""

import io
import re
from collections.abc import Callable, Iterator

import docx
import msgspec
import pdfplumber
import pptx
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from service.report.document import (
    Block,
    Document,
    Facts,
    Grid,
    Heading,
    Matrix,
    Paragraph,
    Picture,
    Signature,
    Signatures,
    Steps,
    on_paper,
)
from service.report.docx import word
from service.report.figure import blank, png
from service.report.layout import table
from service.report.pdf import pdf
from service.report.pptx import slides
from tests.clock import later

PNG = png(blank(4, 2))
CENTIMETRE = 360_000


def _in_word(data: bytes) -> Iterator[str]:
    made = docx.Document(io.BytesIO(data))
    for block in made.iter_inner_content():
        if isinstance(block, docx.table.Table):
            yield from (cell.text for row in block.rows for cell in row.cells)
        else:
            yield block.text
    yield from (shape._inline.docPr.get("descr") for shape in made.inline_shapes)
    yield from (each.text for each in made.sections[0].footer.paragraphs)


def _in_pdf(data: bytes) -> Iterator[str]:
    with pdfplumber.open(io.BytesIO(data)) as made:
        yield from (page.extract_text() for page in made.pages)


def _in_slides(data: bytes) -> Iterator[str]:
    for slide in pptx.Presentation(io.BytesIO(data)).slides:
        for shape in slide.shapes:
            if shape.has_table:
                yield from (cell.text for row in shape.table.rows for cell in row.cells)
            elif shape.has_text_frame:
                yield shape.text_frame.text
            else:
                yield shape._element.nvPicPr.cNvPr.get("descr")


WRITERS: dict[str, tuple[Callable[[Document], bytes], Callable[[bytes], Iterator[str]]]] = {
    "docx": (word, _in_word),
    "pdf": (pdf, _in_pdf),
    "pptx": (slides, _in_slides),
}
writers = pytest.mark.parametrize("kind", WRITERS)


def _document(*blocks: Block) -> Document:
    return Document(title="Bahan rapat", subtitle="Kota Contoh", footer="Kota Contoh · revisi 1", blocks=blocks)


def _said(kind: str, *blocks: Block) -> str:
    """Everything that a file says, without white space: lines are broken where each writer likes."""
    write, read = WRITERS[kind]
    return re.sub(r"\s+", "", "".join(read(write(_document(*blocks)))))


BLOCKS: dict[str, tuple[Block, tuple[str, ...]]] = {
    "heading": (Heading(text="Cakupan", level=2), ("Cakupan",)),
    "lower heading": (Heading(text="Langkah", level=3), ("Langkah",)),
    "paragraph": (Paragraph(text="Ada <b> & 3 ketergantungan."), ("Ada<b>&3ketergantungan.",)),
    "steps": (Steps(items=("Mengundang DKK", "Menetapkan peran")), ("1", "MengundangDKK", "2", "Menetapkanperan")),
    "facts": (Facts(items=(("Pagu", "Rp 12"), ("Tempat", ""))), ("Pagu", "Rp12", "Tempat")),
    "grid": (
        Grid(
            headings=("No", "Nama"), rows=(("1", "Banjir"), ("2", "Sampah")), widths=(0.2, 0.8), numbers=frozenset({0})
        ),
        ("No", "Nama", "1", "Banjir", "2", "Sampah"),
    ),
    "matrix": (
        Matrix(
            corner="OPD", columns=("Tata", "Hidup"), rows=("DKK", "DLH"), numbers=((0, 7), (1234, 0)), caption="Jumlah"
        ),
        ("OPD", "Tata", "Hidup", "DKK", "7", "DLH", "1.234", "Jumlah"),
    ),
    "picture": (Picture(png=PNG, width=4, height=2, caption="Keterkaitan", alternative="Dua OPD"), ("Keterkaitan",)),
    "signatures": (
        Signatures(
            places=(
                Signature(position="Notulis"), Signature(position="Pimpinan", name="Ani"), Signature(position="DKK")
            )
        ),
        ("Notulis", "(......", "Pimpinan", "Ani", "DKK"),
    ),
}  # fmt: skip


def test_the_blocks_under_test_are_all_that_there_are() -> None:
    assert {type(block) for block, _ in BLOCKS.values()} == set(Block.__subclasses__())


@writers
@pytest.mark.parametrize("name", BLOCKS)
def test_every_writer_writes_every_block(kind: str, name: str) -> None:
    block, wanted = BLOCKS[name]
    said = _said(kind, block)
    for text in ("Bahanrapat", "KotaContoh", "KotaContoh·revisi1" if kind != "pptx" or name else "", *wanted):
        assert text in said
    if name == "picture" and kind != "pdf":
        assert "DuaOPD" in said


@writers
def test_a_block_that_nobody_knows_is_refused(kind: str) -> None:
    class Poem(Block, frozen=True, kw_only=True):
        pass

    with pytest.raises(TypeError, match="Poem"):
        WRITERS[kind][0](_document(Poem()))


TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=("Cs",)), max_size=80) | st.sampled_from(
    ("Sangatpanjang" * 60, "a\nb", "=1+1", "x" * 2000, "kata " * 500)
)

NAMES = st.text(st.characters(codec="utf-8", exclude_categories=("Cs",)), max_size=25)
"""What we call columns ourselves: never long."""


@st.composite
def blocks(draw: st.DrawFn) -> Block:  # noqa: PLR0911 - one for each kind
    kind = draw(st.sampled_from(sorted(each.__name__ for each in Block.__subclasses__() if each.__name__ != "Poem")))
    count = draw(st.integers(1, 30))
    if kind == "Heading":
        return Heading(text=draw(TEXTS), level=draw(st.integers(1, 3)), on_new_page=draw(st.booleans()))
    if kind == "Paragraph":
        return Paragraph(text=draw(TEXTS), remark=draw(st.booleans()))
    if kind == "Steps":
        return Steps(items=tuple(draw(st.lists(TEXTS, max_size=4))))
    if kind == "Facts":
        return Facts(items=tuple(draw(st.lists(st.tuples(TEXTS, TEXTS), min_size=1, max_size=5))))
    if kind == "Grid":
        row = st.tuples(TEXTS, TEXTS, TEXTS)
        rows = (draw(row),) * count
        blank = draw(st.sampled_from((0.0, 1.2)))
        return Grid(headings=draw(st.tuples(NAMES, NAMES, NAMES)), rows=rows, widths=(0.2, 0.5, 0.3), blank=blank)
    if kind == "Matrix":
        names = tuple(draw(st.lists(NAMES, min_size=1, max_size=8)))
        numbers = ((draw(st.integers(0, 10**6)),) * len(names),) * count
        return Matrix(corner="", columns=names, rows=(draw(TEXTS),) * count, numbers=numbers, caption=draw(TEXTS))
    if kind == "Signatures":
        return Signatures(places=tuple(Signature(position=draw(TEXTS), name=draw(TEXTS)) for _ in range(count % 5 + 1)))
    height = draw(st.sampled_from((1.0, 9.0, 24.0)))
    return Picture(png=PNG, width=17, height=height, caption=draw(TEXTS), alternative=draw(TEXTS))


# What fails is not made smaller: each trial sets three documents, and their blocks are told as they are.
@settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=[phase for phase in Phase if phase is not Phase.shrink],
)
@given(st.lists(blocks(), max_size=4))
def test_any_document_becomes_every_kind_of_file_and_the_same_bytes_at_another_time(drawn: list[Block]) -> None:
    document = _document(*drawn)
    for write, _ in WRITERS.values():
        made = write(document)
        with later():
            assert write(document) == made
    for slide in pptx.Presentation(io.BytesIO(slides(document))).slides:
        for shape in slide.shapes:
            assert shape.left >= 0
            assert shape.left + shape.width <= 33.9 * CENTIMETRE
            assert shape.top + shape.height <= 19.06 * CENTIMETRE


def test_slides_begin_at_headings_and_a_long_table_goes_on_under_its_head() -> None:
    rows = tuple((str(number), f"Baris {number}") for number in range(60))
    data = slides(
        _document(
            Heading(text="Satu"),
            Grid(headings=("No", "Isi"), rows=rows, widths=(0.2, 0.8)),
            Heading(text="Dua", level=2),
            Heading(text="Bagian", level=3),
            Paragraph(text="Selesai."),
        )
    )
    made = pptx.Presentation(io.BytesIO(data))
    titles = [slide.shapes.title.text for slide in made.slides]
    assert titles[:3] == ["Bahan rapat", "Satu", "Satu (lanjutan)"]
    assert titles[-1] == "Dua"
    tables = [shape.table for slide in made.slides for shape in slide.shapes if shape.has_table]
    assert all(each.cell(0, 1).text == "Isi" for each in tables)
    found = [each.cell(at, 1).text for each in tables for at in range(1, len(each.rows))]
    assert found == [text for _, text in rows]
    assert "Bagian" in [shape.text_frame.text for shape in made.slides[-1].shapes if shape.has_text_frame]
    assert all(not slide.has_notes_slide for slide in made.slides)


def test_what_is_only_for_paper_is_not_on_slides() -> None:
    paper = tuple(on_paper((Paragraph(text="Rincian"), Facts(items=(("Sidik", "abc"),)))))
    for kind in WRITERS:
        said = _said(kind, Heading(text="Ringkasan"), *paper)
        assert ("Rincian" in said, "Sidik" in said) == ((False, False) if kind == "pptx" else (True, True)), kind


def test_a_matrix_is_the_darker_the_larger_and_empty_where_there_is_nothing() -> None:
    matrix = Matrix(corner="OPD", columns=("A", "B", "C"), rows=("DKK",), numbers=((0, 1, 9),), caption="")
    _, [_, none, few, many] = table(matrix).rows
    assert (none.text, none.fill) == ("", "")
    assert few.fill > many.fill, "a lighter colour has the larger number"
    assert (few.ink, many.ink) == ("222222", "FFFFFF")
    assert not any(cell.fill for cell in table(msgspec.structs.replace(matrix, numbers=((0, 0, 0),))).rows[1])
