"""Wiring only: settings, the table of addresses, the web server's entry point."""
