"""The one way in: a file's bytes or its path, read in the limited child."""

from pathlib import Path

from wardmote.plan.reading import limits
from wardmote.plan.reading.child import read_in_child
from wardmote.plan.reading.types import CannotRead, PlanFile


def read_plan_file(source: bytes | Path, *, name: str) -> PlanFile:
    """Read a Word, Excel or CSV file in a limited child. Raises CannotRead, in plain words, and nothing else."""
    if isinstance(source, bytes):
        return read_in_child(source, name=name)
    try:
        with source.open("rb") as file:
            content = file.read(limits.FILE_BYTES + 1)
    except OSError as error:
        raise CannotRead("The file cannot be opened. Is it there, and may you read it?") from error
    return read_in_child(content, name=name)
