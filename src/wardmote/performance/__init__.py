"""Indicators and what they did, quarter by quarter.

Words: an *indicator* is a measure that a partnership watches, with what a rise would mean; a *reading* is its count in
one quarter as one reader may see it; *direction of travel* compares it with the same quarter a year before.
"""
