"""A plan's file, read in a limited process."""

from dataclasses import replace

from wardmote.common.confined import MEGABYTE, ChildEnded, How, ask_child
from wardmote.plan.reading import limits
from wardmote.plan.reading.types import CannotRead, PlanFile

_DIED = "The file could not be read: reading it was stopped because it needed more than a plan should. Save it anew."
_WORDS = {
    How.DIED: _DIED,
    How.TOO_LONG: "The file took too long to read. Take out what is not the plan, or save it anew, and try again.",
    How.TOO_MUCH: "The file holds more than any plan. Take out what is not the plan and try again.",
    How.NOT_STARTED: "The file could not be read: no process could be started for it. Try again.",
}
_WORKER = "wardmote.plan.reading.worker"


def read_in_child(
    content: bytes, *, name: str, seconds: float = limits.CHILD.wall_seconds, worker: str = _WORKER
) -> PlanFile:
    """Read bytes in a child that ends with them. Raises CannotRead however the child ends without an answer."""
    # Refused here already, so that nothing huge is handed over.
    if len(content) > limits.FILE_BYTES:
        raise CannotRead(f"The file is larger than {limits.FILE_BYTES // MEGABYTE} MB.")
    try:
        said = ask_child(worker, content, replace(limits.CHILD, wall_seconds=seconds), name=name)
        if "refused" in said:
            raise CannotRead(str(said["refused"]))
        return PlanFile.from_dict(said["file"])
    except ChildEnded as ended:
        raise CannotRead(_WORDS[ended.how]) from ended
    except (ValueError, KeyError, TypeError) as error:
        raise CannotRead(_DIED) from error
