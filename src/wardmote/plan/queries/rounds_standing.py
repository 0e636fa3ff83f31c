"""What a quarter's round would hold today, whether or not it was ever opened: for the draft of a report."""

from wardmote.common.periods import Quarter
from wardmote.plan.models import ReportingRound
from wardmote.plan.queries.rounds_figures import Rows, watched
from wardmote.plan.queries.rounds_items import Item, actions_in_force, items_of


def standing_items(partnership_id: int, quarter: Quarter) -> list[Item]:
    """Return every action in force and every indicator watched, with the answers that stand; figures are the public's.

    Without a round there are no answers.
    """
    found = ReportingRound.objects.filter(partnership_id=partnership_id, quarter=quarter.slug).first()
    if found is not None:
        return items_of(found)
    rows = Rows(partnership_id, quarter)
    return [
        *(Item(quarter, action=each) for each in actions_in_force(partnership_id, quarter)),
        *(Item(quarter, indicator=each, rows=rows) for each in watched(partnership_id, quarter)),
    ]
