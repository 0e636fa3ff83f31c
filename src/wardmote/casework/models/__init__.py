from wardmote.casework.models.action import CaseAction, CaseDecision, ChaserSent
from wardmote.casework.models.case import (
    Case,
    CaseAccess,
    CaseAgency,
    CaseBar,
    CaseGrant,
    CaseSubject,
    ChronologyEntry,
)
from wardmote.casework.models.choices import Category, RiskLevel, SubjectRole
from wardmote.casework.models.counter import ReferenceCounter
from wardmote.casework.models.panel_item import PanelItem, ResearchRequest
from wardmote.casework.models.referral import Referral, ReferralDraft, ReferralSubject

__all__ = [
    "Case",
    "CaseAccess",
    "CaseAction",
    "CaseAgency",
    "CaseBar",
    "CaseDecision",
    "CaseGrant",
    "CaseSubject",
    "Category",
    "ChaserSent",
    "ChronologyEntry",
    "PanelItem",
    "ReferenceCounter",
    "Referral",
    "ReferralDraft",
    "ReferralSubject",
    "ResearchRequest",
    "RiskLevel",
    "SubjectRole",
]  # fmt: skip
