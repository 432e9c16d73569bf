"""Operations that are compiled: worked out once what there is to do, then done without asking again."""

from schema.compiled.execution import CompiledExecution

__all__ = ["CompiledExecution"]
