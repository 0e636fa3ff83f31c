"""What runs in the background for files handed in: an id in, a service called."""

from django_tasks import task

from wardmote.evidence.services.load_jobs import run_job


@task()
def load_handed_in(job_id: int) -> bool:
    """Load the files of a job; says whether this worker did."""
    return run_job(job_id)
