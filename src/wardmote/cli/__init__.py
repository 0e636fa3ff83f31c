"""`wardmote …`: what can be done from a shell. Each command calls one service or query of a room and prints its answer.

Exit status: 0 done, 1 not done, 2 misused. `--json` prints one object for programs; progress goes to stderr.
"""
