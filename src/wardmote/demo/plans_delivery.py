"""A year's delivery plan in nine business areas: links, due months, sponsors, progress and ratings. Every word is made up."""

from wardmote.demo.plans_types import Part, Row, Theme

_CHAIR, _DEPUTY, _POLICY, _FINANCE = "Board chair", "Chair and deputy", "Head of policy", "Head of finance"
_OFFICE, _OFFICERS = "Head of office", "Senior officers"
_LEADS = {
    "c": "communications lead", "p": "policy lead", "s": "partnership support lead", "v": "victims’ services lead",
    "k": "counselling project lead", "r": "performance lead", "g": "grants lead", "a": "accountant",
    "t": "treasury lead", "i": "internal audit lead", "o": "governance lead", "f": "finance lead",
}  # fmt: skip
_RATINGS = {"c": "(C)", "g": "green", "a": "amber", "r": "red", "": ""}


def _row(ref: str, what: str, links: str, due: str, sponsor: str, lead: str, rag: str, *status: str) -> Row:
    return Row(
        ref, what, leads=(f"Ridgeway County Council ({_LEADS[lead]})",), due=due, links=links, sponsor=sponsor,
        status=status, rag=_RATINGS[rag],
    )  # fmt: skip


def _area(number: int, title: str, *rows: Row) -> Theme:
    return Theme(f"Business Area {number}: {title}", (Part("", rows),))


MAR, DEC, OCT, ON = "Mar 2025", "Dec 2024", "Oct 2024", "Ongoing"
DELIVERY = (
    _area(
        1, "Talking with the public",
        _row("1.1", "Plan the year’s messages around the priorities", "2", MAR, _DEPUTY, "c", "g",
             "The calendar stands.", "Awareness weeks are added as they are named."),
        _row("1.2", "Plan events at which people meet the partnership", "2", MAR, _DEPUTY, "c", "a",
             "Four places are being looked at."),
        _row("1.3", "Tell more people of the victims’ portal", "2", MAR, _POLICY, "c", "g", "An online campaign is written.",
             "Posters follow when the hub is open."),
        _row("1.4", "Build a network of safe places to ask for help", "2", MAR, _POLICY, "c", "a",
             "Waits for the new officer."),
        _row("1.5", "Warn older people of fraud through that network", "2", MAR, _POLICY, "c", "a",
             "Waits for the new officer."),
        _row("1.6", "Open places where hate crime can be reported", "2", MAR, _POLICY, "c", "a",
             "Waits for the new officer."),
        _row("1.7", "Use the campaign against hate through the year", "2", MAR, _POLICY, "c", "r",
             "Not begun: the post was empty until January."),
        _row("1.8", "Run a campaign on domestic abuse that brings help sooner", "2", MAR, _POLICY, "c", "a",
             "Will follow the review of what happens between a call and a court."),
        _row("1.9", "Ask groups who are seldom heard before deciding", "2", MAR, _POLICY, "c", "g",
             "Older people and three community groups have been asked."),
        _row("1.10", "Help the public to know online crime, with the police", "2", MAR, _POLICY, "c", "g",
             "Goes out with the police’s own campaign."),
        _row("1.11", "Look again at how progress is published", "", DEC, _POLICY, "c", "c", "Done in November."),
    ),
    _area(
        2, "Partnerships",
        _row("2.1", "See new ways for victims from the police into services", "", MAR, _CHAIR, "p", "a",
             "The project board meets monthly.", "An analyst has been found."),
        _row("2.2", "Agree a new formula for the community safety fund", "", OCT, _FINANCE, "f", "r",
             "Waits for the national formula, which is late."),
        _row("2.3", "Make it plainer what councils do with the fund", "", MAR, _FINANCE, "s", "g",
             "Grant agreements ask for spending plans at the start of the year."),
        _row("2.4", "Work closer with the boards of each area", "1 - 2", MAR, _DEPUTY, "p", "a",
             "A list of boards is made; who goes to which is not settled."),
        _row("2.5", "Share what is learned from Prevent", "4", MAR, _POLICY, "s", "g",
             "Managers agreed on a network that meets online."),
        _row("2.6", "Lead the local criminal justice board towards joined-up work", "1", MAR, _CHAIR, "p", "g",
             "Each of its groups has a policy officer."),
    ),
    _area(
        3, "Commissioning",
        _row("3.1", "Plan one hub for victims and witnesses", "1", MAR, _CHAIR, "p", "a",
             "The plan is written anew; rooms and computers are not settled."),
        _row("3.2", "Start the specialist counselling service, with its case system", "1", "July 2024", _POLICY, "k", "c",
             "Referrals are open."),
        _row("3.3", "Find who gives support to every victim from next April", "1", OCT, _CHAIR, "p", "g",
             "The specification was shown to those who may bid."),
        _row("3.4", "Extend contracts that would end next year", "1", "Sept 2024", _POLICY, "v", "a",
             "Two are extended.", "One is being talked about."),
        _row("3.5", "Replace services whose contracts are not extended", "1", MAR, _CHAIR, "p", "g",
             "One will be bought anew (see 3.3)."),
        _row("3.6", "Agree this year’s funding of domestic abuse services", "3", "Aug 2024", _POLICY, "v", "c", "Agreed."),
        _row("3.7", "Agree this year’s support for victims of hate crime", "2", "Apr 2024", _POLICY, "c", "c", "Agreed."),
        _row("3.8", "Agree this year’s support for victims of slavery", "1", "May 2024", _POLICY, "p", "a",
             "One of two projects found money; the other is still looking."),
        _row("3.9", "Say how specialist services will be bought in years to come", "1 - 3", "Sept 2024", _CHAIR, "p", "a",
             "Services by need rather than by crime are talked about with councils."),
        _row("3.10", "Spend the tenth of the fund that is kept for the whole county", "1 - 5", "June 2024", _FINANCE, "p", "g",
             "Up to £150,000 for work with those who cause abuse.", "Up to £75,000 each for two further themes."),
        _row("3.11", "Run the project for minority and refugee women", "1 & 3", "June 2024", _POLICY, "v", "g",
             "A grant of £400,000 was won."),
        _row("3.12", "Check each service that is paid for, once a year", "", OCT, _OFFICERS, "p", "g",
             "The method was tried on one contract."),
    ),
    _area(
        4, "Policy",
        _row("4.1", "Learn to look further ahead at crime", "", DEC, _OFFICERS, "p", "a",
             "Districts’ priorities were set beside the county’s."),
        _row("4.2", "Help to write a strategy on female genital mutilation", "2", MAR, _POLICY, "v", "g",
             "All who should be there met in June."),
        _row("4.3", "Carry out what the review of domestic abuse services says", "3", MAR, _POLICY, "v", "a",
             "The review is late by two months."),
        _row("4.4", "Weigh up one governance for police and fire", "5", MAR, "Deputy chair", "f", "a",
             "Money set aside and advisers found.", "Consultation waits for the draft."),
    ),
    _area(
        5, "Performance",
        _row("5.1", "Publish the annual report", "", "May 2024", _POLICY, "r", "c", "Published in June."),
        _row("5.2", "Take part in the police’s reviews of their services", "", "Aug 2024", _POLICY, "r", "c",
             "Places are taken in the first reviews."),
        _row("5.3", "Renew how performance is watched", "", OCT, _POLICY, "r", "a",
             "Begun; takes in what the reviews taught (see 5.2)."),
    ),
    _area(
        6, "Resources",
        _row("6.1", "Give the property fund out in public rounds", "", MAR, _FINANCE, "g", "g", "The second round is open."),
        _row("6.2", "Give out the fund of the county’s high sheriff", "", MAR, _FINANCE, "f", "c", "Paid in May."),
        _row("6.3", "Look again at every draft budget", "", OCT, _FINANCE, "f", "g", "Done over the summer."),
        _row("6.4", "Draft next year’s delivery plan", "", MAR, _CHAIR, "f", "a", "First draft in April."),
    ),
    _area(
        7, "Money",
        _row("7.1", "Close the year’s accounts by 14 May", "", "May 2024", _FINANCE, "a", "c", "Closed."),
        _row("7.2", "See the accounts audited and published", "", "Sept 2024", _FINANCE, "a", "c", "Signed in July."),
        _row("7.3", "Send the whole-government return", "", "Sept 2024", _FINANCE, "t", "a",
             "Late; a new day was agreed."),
        _row("7.4", "Publish the plan for the next three years’ money", "", "Jan 2025", _FINANCE, "f", "g", "Published."),
        _row("7.5", "Set the budget and the precept", "", "Jan 2025", _FINANCE, "f", "c", "Set in January."),
        _row("7.6", "Bring the office’s own budgets up to date", "", OCT, _FINANCE, "a", "g",
             "Capital was looked at in July."),
        _row("7.7", "Send every grant return in time", "", ON, _FINANCE, "a", "g", "All in time so far."),
        _row("7.8", "Send every statutory return in time", "", ON, _FINANCE, "a", "g", "All in time so far."),
        _row("7.9", "Work out the year’s partly exempt tax", "", OCT, _FINANCE, "a", "a", "Follows the accounts."),
        _row("7.10", "Claim back tax where that is right", "", ON, _FINANCE, "a", "g", "One claim won, one under way."),
        _row("7.11", "Keep to the treasury strategy", "", ON, _FINANCE, "t", "c", "Checked each month."),
        _row("7.12", "Be ready for the new finance system", "", ON, _FINANCE, "a", "a", "Each stage so far was met."),
        _row("7.13", "Keep the apprenticeship account", "", ON, _FINANCE, "a", "c", "Opened, and looked at monthly."),
        _row("7.14", "Answer the tax inspection", "", MAR, _FINANCE, "a", "g", "Rated low risk; two points open."),
    ),
    _area(
        8, "Internal audit",
        _row("8.1", "Bring last year’s audit report to the committee", "", "June 2024", _FINANCE, "i", "c",
             "Taken in June."),
        _row("8.2", "Tell the committee each quarter how audits and their actions go", "", ON, _FINANCE, "i", "g",
             "The next report goes in June."),
        _row("8.3", "Assess the audit team against the public standards, also from outside", "", DEC, _FINANCE, "i", "g",
             "Assessed from within; those from outside came in October."),
        _row("8.4", "Publish next year’s audit plan", "", MAR, _FINANCE, "i", "a", "Out for comment."),
    ),
    _area(
        9, "Governance",
        _row("9.1", "Publish the governance statement", "", "June 2024", _FINANCE, "o", "c", "Published with the accounts."),
        _row("9.2", "See its actions done", "", "Quarterly", _FINANCE, "o", "g", "None was needed this year."),
        _row("9.3", "Keep the framework of governance up to date", "", MAR, _FINANCE, "o", "g", "No change so far."),
        _row("9.4", "Run the custody visitors’ scheme", "", ON, _OFFICE, "t", "c", "The year’s report is written."),
        _row("9.5", "Be ready for new duties on complaints", "", "June 2025", _FINANCE, "o", "a",
             "A working group is being put together."),
        _row("9.6", "Publish all that the law on transparency asks for", "", "June 2025", _FINANCE, "o", "c",
             "The scheme was renewed."),
        _row("9.7", "Be in order with data protection", "", "May 2025", _FINANCE, "o", "a", "Gaps are being listed."),
    ),
)  # fmt: skip
