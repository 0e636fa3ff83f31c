"""What the offender, victim and location panel has set itself to do. Every word is made up."""

from wardmote.demo.plans_types import Part, Row, Theme

_COUNCIL, _POLICE = "Itchen City Council", "Itchen Constabulary"

PANEL = (
    Theme(
        "Meeting on the last Thursday",
        (
            Part(
                "",
                (
                    Row("1", "Meet each month, on the last Thursday as a rule, on offenders, victims and places.",
                        ("meetings held of those planned",), (_COUNCIL, _POLICE), "Monthly"),
                    Row("2", "Send somebody who may decide to every meeting, or a briefing where nobody can come.",
                        ("agencies at the table or briefed, of all that belong there",), (_COUNCIL, _POLICE),
                             "Monthly"),
                    Row("3", "Ask further agencies in where a case needs them.", ("agencies asked in",), (_COUNCIL,),
                        "Ongoing"),
                    Row("4", "Review the terms of reference, and who administers the panel, together.",
                        ("terms reviewed and agreed",), (_COUNCIL,), "March 2026"),
                ),
            ),
        ),
    ),
    Theme(
        "Plans that change something",
        (
            Part(
                "",
                (
                    Row("5", "Write an action plan for each person and place, and keep it true as things change.",
                        ("cases with a plan that was looked at in the last month", "actions done by the day agreed"),
                        (_COUNCIL, _POLICE), "Ongoing"),
                    Row("6", "Pass people on to the groups that meet about families, risk and tasking, and hear back.",
                        ("onward referrals made", "onward referrals answered"), (_COUNCIL,), "Quarterly"),
                    Row("7", "Use community protection warnings where support was offered and not taken.",
                        ("warnings issued",), (_COUNCIL, _POLICE), "Ongoing"),
                    Row("8", "Visit homes after a burglary, and those at risk of one.", ("homes visited",), (_POLICE,),
                        "September 2025"),
                ),
            ),
        ),
    ),
    Theme(
        "Information that is safe with us",
        (
            Part(
                "",
                (
                    Row("9", "Sign the information-sharing agreement at every meeting, and keep what was signed.",
                        ("meetings at which everybody signed",), (_COUNCIL,), "Monthly"),
                    Row("10", "Keep agendas, minutes and updates in one secure place, and nowhere else.",
                        ("papers found outside it",), (_COUNCIL, _POLICE), "Ongoing"),
                    Row("11", "Delete e-mails and working copies after six months, or at the half-yearly review.",
                        ("reviews done of the two due in the year",), (_COUNCIL,), "September 2024"),
                ),
            ),
        ),
    ),
)  # fmt: skip
