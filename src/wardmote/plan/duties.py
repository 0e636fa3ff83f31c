"""What law asks of a community safety partnership by a day, as data. It is not legal advice: each row names its source.

A change of law is a new row with a later `starts_on`, and an `ends_on` for the old one; a row here is never rewritten.
`confirmed` is False where the text in force was not read, or may have been amended: the page then says so. Days that
the law does not name are those usual at the turn of a plan's year, and say that they are.
"""

from dataclasses import dataclass
from datetime import date

Falls = tuple[tuple[int, int], ...]
# Not when the law began: the first day from which this calendar asks.
ASKED_FROM = date(2023, 4, 1)
QUARTERLY: Falls = ((3, 31), (6, 30), (9, 30), (12, 31))
_USUAL = "The law names no day; this is the usual one."


@dataclass(frozen=True)
class Seed:
    """One duty. `falls` is empty where its day follows from something that happens."""

    code: str
    title: str
    source: str
    evidence_wanted: str
    falls: Falls = ((3, 31),)
    nation: str = "england"
    reach: str = "all"
    when_text: str = _USUAL
    confirmed: bool = False
    starts_on: date = ASKED_FROM


SEEDS = (
    Seed(
        "strategies", "Strategies on crime, drugs, reoffending and violence in force",
        "Crime and Disorder Act 1998, section 6, as amended", "The plan or plans that hold the four strategies",
        falls=((4, 1),), nation="both", confirmed=True,
    ),
    Seed(
        "police-and-crime-objectives", "Regard had to the objectives of the police and crime plan",
        "Crime and Disorder Act 1998, section 6(1A)", "Where the plan says which of those objectives it serves",
        falls=((4, 1),), confirmed=True,
    ),
    Seed(
        "strategy-group", "Strategy group appointed by the responsible authorities",
        "SI 2007/1830, regulation 3, as substituted by SI 2011/1230", "Membership and terms of reference of the group",
        falls=((4, 1),), confirmed=True,
    ),
    Seed(
        "information-sharing", "Information sharing reviewed, with a liaison officer for each authority",
        "SI 2007/1830, regulation 4", "The agreement in force and the list of liaison officers", falls=((4, 1),),
    ),
    Seed(
        "strategic-assessment", "Strategic assessment of crime and disorder made for the group",
        "SI 2007/1830, regulations 5 to 7", "The assessment, and the minute that received it", falls=((1, 31),),
        when_text="Once a year; check whether the yearly rule still stands. The day is the usual one.",
    ),
    Seed(
        "partnership-plan", "Partnership plan revised for the year that begins",
        "SI 2007/1830, regulations 10 and 11", "The adopted plan or its refresh", falls=((4, 1),),
        when_text="A plan for three years, revised before each of them begins.",
    ),
    Seed(
        "plan-summary", "Summary of the partnership plan published", "SI 2007/1830, regulation 13",
        "Where it was published", falls=((4, 30),),
    ),
    Seed(
        "plan-copy", "Copy of the partnership plan sent to the local policing body",
        "SI 2007/1830, regulation 13A, added by SI 2012/2660", "The letter or e-mail with which it was sent",
        falls=((4, 30),), when_text="Once the plan is made, except in the City of London. The end of April is usual.",
        confirmed=True,
    ),
    Seed(
        "county-agreement", "County agreement made from the districts’ assessments",
        "SI 2007/1830, regulations 8 and 9", "The agreement, and the minute that adopted it", falls=((4, 1),),
        reach="county", confirmed=True,
    ),
    Seed(
        "county-agreement-copy", "Copy of the county agreement sent to the local policing body",
        "SI 2007/1830, regulation 9A, added by SI 2012/2660", "The letter or e-mail with which it was sent",
        falls=((4, 30),), reach="county", when_text="Once the agreement is made; the end of April is the usual day.",
        confirmed=True,
    ),
    Seed(
        "public-meeting", "Public meeting held, attended by senior people of each authority",
        "SI 2007/1830, regulation 12 as made; perhaps cut since",
        "When and where it was, how it was publicised, and what was discussed",
        when_text="At least once a year; the end of the financial year is used.",
    ),
    Seed(
        "value-for-money", "Spending of the partnership’s money reviewed for value",
        "SI 2007/1830, regulation 3(5)", "The paper or minute of the review",
    ),
    Seed(
        "scrutiny", "The council’s crime and disorder committee has looked at the work",
        "Police and Justice Act 2006, section 19; SI 2009/942", "The agenda and minutes of the committee",
        nation="both", when_text="At least once in twelve months; the end of the financial year is used.",
    ),
    Seed(
        "scrutiny-response", "Written response to a report of the crime and disorder committee",
        "Police and Justice Act 2006, section 19(8) to (8B); SI 2009/942", "The response and the day it was sent",
        falls=(), nation="both", when_text="Within 28 days of the report, or as soon as is reasonable after.",
    ),
    Seed(
        "quarterly-data", "Depersonalised data disclosed between the authorities",
        "Crime and Disorder Act 1998, section 17A; SI 2007/1831, regulations 2 to 4",
        "What was sent, by whom and to whom; not the data", falls=QUARTERLY,
        when_text="For each quarter, by the end of the quarter after it. The regulations still name older law.",
        confirmed=True,
    ),
    Seed(
        "serious-violence", "Serious violence strategy reviewed and published",
        "Police, Crime, Sentencing and Courts Act 2022, Part 2, Chapter 1", "The strategy as published",
        falls=((1, 31),), nation="both", when_text="The first was due by 31 January 2024, then reviewed each year.",
        starts_on=date(2024, 1, 1),
    ),
    Seed(
        "policing-body-call", "Meeting attended or report made that the local policing body required",
        "SI 2007/1830, regulations 14A and 14B, added by SI 2012/2660", "The request, and what was sent or who came",
        falls=(), when_text="By the day that the local policing body names.",
    ),
    Seed(
        "wales-assessment", "Strategic assessment made under the Welsh regulations", "SI 2007/3076",
        "The assessment, and the minute that received it", falls=((1, 31),), nation="wales",
    ),
    Seed(
        "wales-plan", "Plan made or revised under the Welsh regulations", "SI 2007/3076",
        "The adopted plan or its refresh", falls=((4, 1),), nation="wales",
    ),
)  # fmt: skip
