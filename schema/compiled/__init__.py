"""Compiled operations: the steps that answer an operation are worked out once and run for every request."""

from schema.compiled.execution import CompiledExecution

__all__ = ["CompiledExecution"]
