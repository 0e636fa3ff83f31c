"""The strategic assessment as a document: the same blocks for the page and the files."""
