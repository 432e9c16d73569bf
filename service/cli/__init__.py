"""The command line ``sinergi``."""

from service.cli.main import app, main

__all__ = ["app", "main"]
