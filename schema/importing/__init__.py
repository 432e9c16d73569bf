"""Import of files into a plan: the input, the preview of what would change, and the mutation."""

from schema.importing.mutation import ImportMutation

__all__ = ["ImportMutation"]
