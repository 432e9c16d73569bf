"""A region's own rules; the tuple ``RULES`` is what the entry point ``sinergi.rules`` looks for."""

from own_rules.many_sub_activities import many_sub_activities
from own_rules.own_priority import own_priority

RULES = (many_sub_activities, own_priority)
