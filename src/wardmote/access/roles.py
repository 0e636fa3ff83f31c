"""Roles, as a manager would read them. A role is what it may do; where and when is the membership's business."""

from dataclasses import dataclass

from wardmote.access.permissions import Permission

P = Permission


@dataclass(frozen=True)
class Role:
    """A named set of permissions. `in_group` roles are held in one panel or board, the others in a partnership."""

    key: str
    name: str
    describes: str
    permissions: frozenset[P]
    in_group: bool = False


_PRACTICE = frozenset(
    {
        P.REFERRAL_SEND, P.CASE_VIEW, P.CASE_UPDATE, P.ACTION_DO, P.RESEARCH_ANSWER, P.REGISTER_RECORD,
        P.PLAN_VIEW, P.PERFORMANCE_VIEW, P.PARTNERSHIP_VIEW,
    }
)  # fmt: skip
_SEAT = _PRACTICE | {P.PANEL_ATTEND, P.PLAN_UPDATE}
_CHAIRING = _SEAT | {P.CASE_VIEW_PANEL, P.REFERRAL_TRIAGE, P.CASE_MANAGE}
_OVERSIGHT = frozenset({P.PLAN_VIEW, P.PERFORMANCE_VIEW, P.REPORT_MAKE, P.EVIDENCE_VIEW, P.PARTNERSHIP_VIEW})

REFERRER = Role("referrer", "Referrer", "Sends concerns and sees what became of their own.",
                frozenset({P.REFERRAL_SEND}))  # fmt: skip
PRACTITIONER = Role("practitioner", "Practitioner", "Works on the cases their agency is in the circle of.", _PRACTICE)
REPRESENTATIVE = Role("representative", "Representative", "Speaks for their agency on a panel.", _SEAT, in_group=True)
DEPUTY = Role("deputy", "Deputy", "Stands in for their agency’s representative.", _SEAT, in_group=True)
CHAIR = Role("chair", "Chair", "Chairs a panel and answers for its decisions.", _CHAIRING, in_group=True)
DEPUTY_CHAIR = Role("deputy_chair", "Deputy chair", "Chairs when the chair cannot.", _CHAIRING, in_group=True)
ADMINISTRATOR = Role("administrator", "Panel administrator", "Triages, prepares and minutes a panel.",
                     _CHAIRING | {P.PANEL_PREPARE, P.PANEL_MINUTE}, in_group=True)  # fmt: skip
OBSERVER = Role("observer", "Observer", "Sits in the open part of a meeting.", frozenset({P.PANEL_ATTEND}),
                in_group=True)  # fmt: skip
BOARD_MEMBER = Role("board_member", "Board member", "Sees the plan, performance and reports.", _OVERSIGHT,
                    in_group=True)  # fmt: skip
PARTNERSHIP_MANAGER = Role("partnership_manager", "Partnership manager", "Runs the partnership’s plan and membership.",
                           _OVERSIGHT | {P.PARTNERSHIP_MANAGE, P.PLAN_UPDATE, P.READING_ENTER,
                                         P.EVIDENCE_LOAD})  # fmt: skip
ANALYST = Role("analyst", "Analyst", "Works with crime records and indicators.",
               _OVERSIGHT | {P.READING_ENTER, P.EVIDENCE_LOAD, P.INCIDENT_USE})  # fmt: skip
DATA_PROTECTION_OFFICER = Role("data_protection_officer", "Data protection officer",
                               "Sees who did and saw what, never what a case says.",
                               frozenset({P.AUDIT_VIEW, P.PARTNERSHIP_VIEW}))  # fmt: skip
SYSTEM_ADMINISTRATOR = Role("system_administrator", "System administrator", "Manages accounts, never cases.",
                            frozenset({P.ACCOUNT_MANAGE, P.PARTNERSHIP_VIEW}))  # fmt: skip

ROLES: dict[str, Role] = {
    role.key: role
    for role in (
        REFERRER, PRACTITIONER, REPRESENTATIVE, DEPUTY, CHAIR, DEPUTY_CHAIR, ADMINISTRATOR, OBSERVER, BOARD_MEMBER,
        PARTNERSHIP_MANAGER, ANALYST, DATA_PROTECTION_OFFICER, SYSTEM_ADMINISTRATOR,
    )
}  # fmt: skip
# Capacities that a person who attends a meeting can sit in.
SEATED = frozenset(key for key, role in ROLES.items() if P.PANEL_ATTEND in role.permissions and key != "observer")
