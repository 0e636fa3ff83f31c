from pathlib import Path

import pytest

from tests.evidence.explore.explore_world import load_world, records


@pytest.fixture(scope="package")
def explored_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The store of the invented district; nothing in this folder changes it."""
    folder = tmp_path_factory.mktemp("explored")
    load_world(folder / "evidence", folder / "inbox", records())
    return folder
