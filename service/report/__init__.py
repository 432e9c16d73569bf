"""Report: what the rules make of a plan, as files for people and for other programs."""
