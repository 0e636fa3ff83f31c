import argparse
import hashlib
from pathlib import Path

from wardmote.cli.answers import Answer, NotDone
from wardmote.cli.demo import build as build_demo
from wardmote.cli.progress import Progress


def add_to(commands: "argparse._SubParsersAction[argparse.ArgumentParser]", common: argparse.ArgumentParser) -> None:
    command = commands.add_parser(
        "prepare",
        parents=[common],
        help="make everything ready to serve: checks, tables, static files, the demonstration where it is one",
    )
    command.set_defaults(command=run_prepare)


def run_prepare(options: argparse.Namespace, progress: Progress) -> Answer:
    return Answer("Ready.", prepare(progress))


def prepare(progress: Progress) -> dict[str, object]:
    """Bring the installation to where it can serve, doing only what is not done yet. Raises NotDone saying why not."""
    from django.conf import settings

    _make_folders()
    _reach_database()
    progress("Checking…")
    _check()
    progress("Bringing the tables up to date…")
    migrated = _migrate()
    progress("Collecting static files…")
    collected = _collect_static()
    duties = _write_duties()
    demo = build_demo(progress) if settings.DEMO else False
    return {
        "home": str(settings.WARDMOTE_HOME), "migrations": migrated, "static": collected, "demo": demo,
        "duties": duties,
    }  # fmt: skip


def _make_folders() -> None:
    """Make the folder where data lives."""
    from django.conf import settings

    home = Path(settings.WARDMOTE_HOME)
    try:
        home.mkdir(parents=True, exist_ok=True)
        (home / "logs").mkdir(exist_ok=True)
    except OSError as error:
        raise NotDone(
            f"{home} cannot be written to ({error.strerror}). Name another folder in WARDMOTE_HOME."
        ) from error


def _reach_database() -> None:
    from django.db import OperationalError, connection

    try:
        connection.ensure_connection()
    except OperationalError as error:
        why = str(error).strip().splitlines()[0]
        raise NotDone(f"The database cannot be reached: {why}. Is DATABASE_URL right, and is the server up?") from error


def _check() -> None:
    from django.core import checks

    found = checks.run_checks(databases=["default"])
    wrong = [check for check in found if check.level >= checks.ERROR]
    if wrong:
        raise NotDone("\n".join(f"{check.id}: {check.msg} {check.hint or ''}".strip() for check in wrong))


def _migrate() -> int:
    """Apply what is not applied, and return how many migrations that was."""
    from django.core.management import call_command
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if plan:
        call_command("migrate", interactive=False, verbosity=0)
    call_command("createcachetable", verbosity=0)
    return len(plan)


def _write_duties() -> int:
    """Write the statutory calendar's duties that are not there yet, and return how many that was."""
    from wardmote.plan.services.calendar import ensure_duties

    return ensure_duties()


def _collect_static() -> bool:
    """Collect the static files unless they are, byte for byte as far as size and time tell, what was collected last."""
    from django.conf import settings
    from django.contrib.staticfiles.finders import get_finders
    from django.core.management import call_command

    seen = hashlib.sha256()
    for finder in get_finders():
        for name, storage in finder.list([]):
            file = Path(storage.path(name)).stat()
            seen.update(f"{name}\0{file.st_size}\0{file.st_mtime_ns}\n".encode())
    stamp = Path(settings.WARDMOTE_HOME) / "static.stamp"
    if stamp.exists() and stamp.read_text() == seen.hexdigest() and Path(settings.STATIC_ROOT).is_dir():
        return False
    stamp.unlink(missing_ok=True)
    call_command("collectstatic", interactive=False, verbosity=0, clear=True)
    stamp.write_text(seen.hexdigest())
    return True
