"""What runs in the background for assessments: an id in, a service called."""

from django_tasks import task

from wardmote.evidence.services.assessments import make


@task()
def make_assessment(assessment_id: int) -> bool:
    """Make an assessment that waits; says whether this worker did."""
    return make(assessment_id) is not None
