"""The kinds of report there are."""

from collections.abc import Callable
from dataclasses import dataclass

from wardmote.common.documents import Document
from wardmote.publish.data import Audience, ReportData
from wardmote.publish.papers import (
    annual,
    compliance,
    delivery_plan,
    exceptions,
    outcomes,
    plan_on_a_page,
    quarterly,
    scorecard,
)


@dataclass(frozen=True)
class Kind:
    """A kind of report.

    `year` says that it reports a financial year; `calendar` that it reports duties and no figures; `tables` that there
    is something for Excel.
    """

    key: str
    title: str
    about: str
    write: Callable[[ReportData], Document]
    year: bool = False
    calendar: bool = False
    tables: bool = True
    audiences: tuple[Audience, ...] = tuple(Audience)


KINDS = {
    kind.key: kind
    for kind in (
        Kind("quarterly", "Quarterly performance report",
             "A page that can be read alone, what changed since the last, then every indicator and action.",
             quarterly.write),
        Kind("exceptions", "Exception report",
             "Only what is red, worsening or late, with what will be done about it and by whom.", exceptions.write),
        Kind("scorecard", "Scorecard", "One row an indicator: figures, target, RAG, trend and direction.",
             scorecard.write),
        Kind("outcomes", "Scorecard of shared outcomes",
             "Outcomes side by side: whether each indicator improved, and which agencies are accountable.",
             outcomes.write),
        Kind("plan-on-a-page", "Plan on a page", "Priorities, actions in short and indicators, on one sheet.",
             plan_on_a_page.write, tables=False),
        Kind("delivery-plan", "Delivery plan", "Every action with its links, due day, sponsor, lead, status and RAG.",
             delivery_plan.write),
        Kind("annual", "Annual report for scrutiny",
             "What was promised and done over a financial year, and how the indicators moved.", annual.write,
             year=True),
        Kind("compliance", "Compliance statement",
             "What law and the partnership’s own rules asked for in a financial year, and what came of it.",
             compliance.write, year=True, calendar=True, audiences=(Audience.MEMBER,)),
    )
}  # fmt: skip
