"""Conflict: programs that work against each other."""
