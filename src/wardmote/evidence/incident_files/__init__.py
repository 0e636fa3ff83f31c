"""A file of own incidents: read in a limited process, its columns told, its rows checked. No database."""
