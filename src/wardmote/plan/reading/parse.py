"""From bytes to tables, in this very process: for the child, and for tests that do not need one."""

from collections.abc import Callable

from wardmote.plan.reading.csv_reader import read_csv
from wardmote.plan.reading.docx_reader import read_docx
from wardmote.plan.reading.grids import Reading
from wardmote.plan.reading.kind import kind_of
from wardmote.plan.reading.tables import find_tables
from wardmote.plan.reading.types import CannotRead, PlanFile
from wardmote.plan.reading.xlsx_reader import read_xlsx

_READERS: dict[str, Callable[[bytes], Reading]] = {"docx": read_docx, "xlsx": read_xlsx, "csv": read_csv}
_NAME_CHARACTERS = 200


def parse(content: bytes, *, name: str) -> PlanFile:
    """Read a file's bytes. Raises CannotRead, in plain words, and nothing else."""
    kind = kind_of(content, name)
    try:
        return find_tables(_READERS[kind](content), name=name[:_NAME_CHARACTERS], kind=kind)
    except CannotRead:
        raise
    except MemoryError:
        raise CannotRead("The file takes more memory to read than a plan should.") from None
    except RecursionError:
        raise CannotRead("The file's tables stand inside one another too deep to be a plan.") from None
    except Exception as error:
        # A file made to break a reader may do so in any way; whoever chose it is owed words, not a trace.
        raise CannotRead(
            f"The file could not be understood ({type(error).__name__}). Save it anew and try again."
        ) from error
