"""Wardmote: the one system in which a community safety partnership does its work."""
