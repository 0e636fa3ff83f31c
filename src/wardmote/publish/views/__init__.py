"""The quarterly report: read on the page, taken away as a file."""
