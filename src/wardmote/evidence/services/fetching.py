import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from wardmote.evidence.engine import LoadReport
from wardmote.evidence.engine.fetching import POLICE_UK, FetchReport, Site, fetch
from wardmote.evidence.services.loading import load_police_files

KINDS = ("street", "outcomes", "stops")
Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Fetched:
    """What came from data.police.uk, and what became of it here; `loaded` is None when nothing came."""

    fetched: FetchReport
    loaded: LoadReport | None


def fetch_police_files(
    *,
    forces: Sequence[str],
    first: str,
    last: str | None = None,
    kinds: Sequence[str] = KINDS,
    into: Path | None = None,
    site: Site = POLICE_UK,
    progress: Progress | None = None,
) -> Fetched:
    """Fetch files from data.police.uk and load them by the same door as any others; run from the shell only.

    `forces` are short names, `first` and `last` months (None: the newest published). The files are kept in `into`;
    without it they wait in the installation's own folder until they are loaded and are then removed. Raises
    engine.fetching.NotFetched when the site cannot be asked: what came until then is there for the next time; and as
    `load_police_files` does.
    """
    folder = into or Path(settings.WARDMOTE_HOME) / "fetched"
    report = fetch(forces=forces, first=first, last=last, into=folder, kinds=kinds, site=site, progress=progress)
    paths = report.paths(folder)
    loaded = load_police_files(actor=None, paths=paths) if paths else None
    if into is None and (loaded is None or loaded.done):
        shutil.rmtree(folder, ignore_errors=True)
    return Fetched(report, loaded)
