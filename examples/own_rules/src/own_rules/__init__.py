"""A region's own rules; the tuple ``RULES`` is what the entry point ``sinergi.rules`` looks for."""

from own_rules.many_sub_activities import many_sub_activities

RULES = (many_sub_activities,)
