"""How much of a file is read. A plan of 200 actions stays far below every one of these."""

from wardmote.common.confined import MEGABYTE, Limits

# The file as it arrives, and everything that is unpacked from it.
FILE_BYTES = 20 * MEGABYTE
EXPANDED_BYTES = 60 * MEGABYTE
# A part that grows more than this when unpacked is a bomb; parts below the floor are not worth asking.
EXPANSION_RATIO = 200
RATIO_FLOOR = 4 * MEGABYTE
ZIP_ENTRIES = 3_000

# What the tables may hold.
ROWS = 5_000
COLUMNS = 100
TABLES = 500
CELL_CHARACTERS = 10_000
TEXT_CHARACTERS = 5_000_000
# Tables inside cells inside tables.
NESTING = 8

CHILD = Limits(file_bytes=FILE_BYTES, answer_bytes=40 * MEGABYTE)
