import argparse
import logging
import sys
from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils.crypto import get_random_string

from wardmote.cli.answers import Answer
from wardmote.cli.progress import Progress


def add_to(commands: "argparse._SubParsersAction[argparse.ArgumentParser]", common: argparse.ArgumentParser) -> None:
    work = commands.add_parser("work", help="do the background work and the daily round until stopped")
    work.set_defaults(command=run_work)
    chase = commands.add_parser("chase", parents=[common], help="send one day's chasers; each goes once only")
    chase.add_argument("--day", type=_day, metavar="YYYY-MM-DD", help="the working day (today)")
    chase.set_defaults(command=run_chase)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{text!r} is not a date; write it as 2025-03-24") from error


def run_work(options: argparse.Namespace, progress: Progress) -> Answer:
    """Take tasks from the queue one after another until SIGTERM or SIGINT, finishing the one in hand."""
    from django_tasks.signals import task_finished
    from django_tasks_db.management.commands.db_worker import Worker

    from wardmote.casework.services.chasing import queue_daily_round
    from wardmote.evidence.services.incident_removal import queue_daily_removal
    from wardmote.plan.services.rounds_chasing import queue_daily_rounds

    _log_failures_to_a_file()
    task_finished.connect(_say_if_failed)
    queue_daily_round()
    queue_daily_rounds()
    queue_daily_removal()
    worker = Worker(
        queue_names=["default"], excluded_queue_names=[], interval=1, batch=False, backend_name="default",
        startup_delay=False, max_tasks=None, worker_id=get_random_string(32),
    )  # fmt: skip
    worker.configure_signals()
    try:
        worker.run()
    except SystemExit:
        # How the library ends while it waits for work: that is our ordinary end.
        return Answer("")
    return Answer("")


def run_chase(options: argparse.Namespace, progress: Progress) -> Answer:
    from wardmote.casework.services.chasing import send_chasers
    from wardmote.common import clock
    from wardmote.plan.services.rounds_chasing import run_rounds

    day = options.day or clock.today()
    sent, rounds = send_chasers(day=day), run_rounds(day)
    said = f"{sent:,} chasers sent for {day:%A} {day.day} {day:%B %Y}."
    if rounds:
        said += f" {rounds:,} messages sent about quarterly rounds."
    return Answer(said, {"day": day.isoformat(), "sent": sent, "rounds": rounds})


def _log_failures_to_a_file() -> None:
    """Keep the library's tracebacks out of the terminal, and its farewell too."""
    handler = logging.FileHandler(Path(settings.WARDMOTE_HOME) / "logs" / "work.log", encoding="utf-8")
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    for name in ("django_tasks", "django_tasks_db"):
        logger = logging.getLogger(name)
        logger.addHandler(handler)
        logger.propagate = False


def _say_if_failed(sender: object, task_result: Any, **kwargs: object) -> None:
    from django_tasks import TaskResultStatus

    if task_result.status == TaskResultStatus.FAILED:
        log = Path(settings.WARDMOTE_HOME) / "logs" / "work.log"
        print(f"A background task failed: {task_result.task.module_path}. All of it is in {log}", file=sys.stderr)
