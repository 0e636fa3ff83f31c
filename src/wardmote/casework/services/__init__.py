from wardmote.casework.services.bars import (
    bar_from_case,
    bar_from_person_in_case,
    grant_access,
    lift_case_bar,
    lift_person_bar_in_case,
    revoke_access,
)
from wardmote.casework.services.cases import add_entry, add_update, correct_entry, edit_summary
from wardmote.casework.services.circle import add_agency, change_lead_agency, end_agency
from wardmote.casework.services.drafts import discard_draft, save_draft, start_draft
from wardmote.casework.services.referrals import SubjectGiven, add_information, send_referral, withdraw_referral
from wardmote.casework.services.triage import (
    SubjectMatch,
    accept_referral,
    ask_for_more,
    decline_referral,
    redirect_referral,
)

__all__ = [
    "SubjectGiven", "SubjectMatch", "accept_referral", "add_agency", "add_entry", "add_information", "add_update",
    "ask_for_more", "bar_from_case", "bar_from_person_in_case", "change_lead_agency", "correct_entry",
    "decline_referral", "discard_draft", "edit_summary", "end_agency", "grant_access", "lift_case_bar",
    "lift_person_bar_in_case", "redirect_referral", "revoke_access", "save_draft", "send_referral", "start_draft",
    "withdraw_referral",
]  # fmt: skip
