"""Template: our own workbook, one sheet per concept, for people who have no file that can be read."""


def template() -> bytes:
    """Give the workbook as XLSX; the same bytes every time.

    Its sheets are OPD, Sasaran, Program, Indikator, Mitra and Keterkaitan; ``read_files`` reads it once filled in.
    """
    from graph.intake.template_book import written

    return written()
