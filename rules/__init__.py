"""What a plan means: knowledge, rules, findings, initiatives."""
