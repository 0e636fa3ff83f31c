import json
import logging
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest

from wardmote.cli.main import main


@dataclass
class Said:
    """What a command printed, and its exit status."""

    status: int
    out: str
    err: str

    @property
    def data(self) -> dict[str, Any]:
        """The one object that `--json` prints; anything beside it fails the test."""
        return json.loads(self.out)


@pytest.fixture
def wardmote(capfd: pytest.CaptureFixture[str]) -> Iterator[Callable[..., Said]]:
    """Run a command as the shell would and return what it said."""

    def run(*arguments: object) -> Said:
        status = main([str(each) for each in arguments])
        said = capfd.readouterr()
        return Said(status, said.out, said.err)

    level, mask = logging.getLogger("wardmote").level, os.umask(0o022)
    yield run
    os.umask(mask)
    logging.getLogger("wardmote").setLevel(level)
