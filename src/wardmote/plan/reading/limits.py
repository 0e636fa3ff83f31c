"""How much of a file is read. A plan of 200 actions stays far below every one of these."""

MEGABYTE = 1024 * 1024

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

# The child: memory, processor time, time on the clock, and how long its answer may be.
CHILD_MEMORY = 1024 * MEGABYTE
CHILD_SECONDS = 20
WALL_SECONDS = 30
ANSWER_BYTES = 40 * MEGABYTE
CHILD_FILES = 32
