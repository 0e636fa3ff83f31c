"""Where a signed-in person lands: my work, and what stands around every page."""
