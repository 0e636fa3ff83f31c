"""What was done and seen, by whom and for what purpose. Append-only, chained, and written with the act itself.

Words: a *row* is one act; the *head* is the newest row's number and hash; the *chain* is every row back to the first.
"""
