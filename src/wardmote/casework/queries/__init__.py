from wardmote.casework.queries.case_list import CaseRow, Filters, Page, list_cases
from wardmote.casework.queries.cases import case_page, cases_visible_to, get_case, get_case_quietly
from wardmote.casework.queries.referrals import (
    get_draft,
    get_own_referral,
    get_triaged_referral,
    own_drafts,
    own_referrals,
    referrals_for_triage,
    triage_clock,
    triaged_referrals,
)

__all__ = [
    "CaseRow", "Filters", "Page", "case_page", "cases_visible_to", "get_case", "get_case_quietly", "get_draft",
    "get_own_referral", "get_triaged_referral", "list_cases", "own_drafts", "own_referrals",
    "referrals_for_triage", "triage_clock", "triaged_referrals",
]  # fmt: skip
