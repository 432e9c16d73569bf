"""Files that become a plan: what is given, what is shown before, what is made."""

from schema.importing.mutation import ImportMutation

__all__ = ["ImportMutation"]
