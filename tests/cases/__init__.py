"""Files that people had trouble with, each with its right result."""
