"""Reports: chosen, read on the page, taken away as files; and the check of a table's totals."""
