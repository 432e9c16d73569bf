"""Tools: what writes the pages that show what the code says, and what draws samples for readers."""
