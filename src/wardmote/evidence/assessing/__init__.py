"""From answers to a strategic assessment: `assemble.whole(inputs)` gives its `data`. No database, no store, no page."""
