"""Opening: any file that planners have becomes grids of cells, or is refused; what the cells mean is not asked here."""

from graph.intake.opening.child import Reader
from graph.intake.opening.exported import Exported
from graph.intake.opening.kind import FileKind, display_name, kind_of
from graph.intake.opening.opener import Document

__all__ = ["Document", "Exported", "FileKind", "Reader", "display_name", "kind_of"]
