"""What the leads of South Oxfordshire said in the round of October to December 2024. Every word is made up."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Said:
    """An answer: `of` is an action's number or an indicator's key. A remedial action is its words, day and who."""

    of: str
    short: str
    status: str = "under-way"
    rag: str = "green"
    full: str = ""
    public: bool = True
    remedy: tuple[str, date, str] | None = None


_MAY = date(2025, 5, 30)
COUNCIL = (
    Said("1", "The panel met each month and closed six cases. Attendance is good but for one agency.",
         full="Eleven cases were heard at three meetings. The agency that came once has been written to."),
    Said("2", "No warning was needed this quarter. The two of the autumn before are being kept."),
    Said("3", "Two of three towns have a scheme; the third has its places and waits for champions.", rag="amber",
         full="Nineteen places are signed up. The volunteers’ training day in November was called off because of the "
         "storm and is set again for February."),
    Said("4", "Outreach kept its pace over the winter holidays, when it matters most."),
    Said("5", "Repairs were asked for more often than last autumn, and most were done within the week."),
    Said("6", "All recommendations due this quarter are carried out."),
    Said("7", "The procedure is drafted and not agreed: two providers want different rules for out-of-hours calls.",
         status="at-risk", rag="red", public=False,
         full="One provider asks for a deposit that the team cannot promise. The other would accept the draft today.",
         remedy=("Meet both providers with the housing lead and settle the out-of-hours rule.", date(2025, 2, 28),
                 "downs-council")),
    Said("8", "The November campaign reached four schools and the market."),
    Said("9", "Forty-one staff of three agencies were trained."),
    Said("10", "The protocol is agreed and in use since October.", status="done", rag="complete"),
    Said("11", "The county group’s two decisions are carried out in both districts."),
    Said("12", "The card is designed and is being tried with the refuse crews.", rag="amber",
         full="Crews found the first version too long. The second has three questions."),
    Said("13", "Two village evenings and one joint operation with farmers."),
    Said("14", "Visits were made to every burgled home within nine days on average.",
         full="The aim is seven days. The two weeks around Christmas made the difference."),
    Said("15", "Advice on fraud went to every parish magazine."),
    Said("16", "One of the two workshops was held; nine parents came.", rag="amber",
         full="The second is moved to an evening, which parents asked for."),
    Said("17", "One project is running and the second is being chosen.", public=False),
    Said("18", "The play was seen in three schools. Pupils ask for time to talk afterwards, and get it."),
    Said("19", "Five hotels were tried with a test booking; three did what they should.", rag="amber",
         full="The two that did not were visited the same week and have trained their evening staff."),
    Said("20", "Carried out as the county group asked."),
    Said("21", "Two charities were supported and reached about sixty people."),
    Said("22", "One of two training days was held. Three reporting places are open."),
    Said("23", "Five homes are filled. One resident found work in December."),
    Said("24", "The second alcohol partnership is put off: its chair moved away.", status="at-risk", rag="amber",
         public=False),
    Said("25", "Not begun: it starts when the three towns’ winter meetings are over.", status="not-started"),
    Said("27", "The yearly check of each agency is half done."),
    Said("28", "All three panels were attended."),
    Said("outreach", "About as many people came forward as in the autumn before."),
    Said("warnings", "None was needed: first visits were enough.", public=False),
)  # fmt: skip
POLICE = (
    Said("26", "Four addresses were visited each week with housing. One line was closed in December.", public=False,
         full="The house that was closed has been let again to a family."),
    Said("burglary", "Each burglary is followed by a visit, and the map is looked at every week."),
    Said("hate-crime", "Reports hold at the level reached since the web page opened."),
    Said("licensed-premises", "Incidents rose from October, nearly all around one late bar.",
         full="Eleven of the calls in December were to the same door. Its licence is under review.",
         remedy=("Review of the late bar’s licence, and a joint visit each Friday until it is heard.", _MAY,
                 "ridgeway-constabulary")),
)  # fmt: skip
LANDLORD = (
    Said("homes-safe", "Nearly every home was done within the week, since a second joiner covers leave."),
)  # fmt: skip
# For what turns out red or worse by the figures that are loaded, real or invented.
OTHERWISE = ("Look with the analyst at where and when it happens, and go there first.", _MAY)
SENT_BACK = "Which addresses were visited, without naming them: homes, shops, or both?"
AGAIN = "Four homes were visited each week with housing. One line was closed in December."
