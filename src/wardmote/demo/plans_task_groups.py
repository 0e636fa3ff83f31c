"""Four task groups' actions, numbered from 1 in each, many without a date yet. Every word is made up."""

from wardmote.demo.plans_types import Part, Row, Theme

_COUNCIL, _POLICE = "Itchen City Council", "Itchen Constabulary"


def _group(title: str, objective: str, lead: str, *actions: tuple[str, str]) -> Theme:
    rows = tuple(Row(str(number), what, due=due) for number, (what, due) in enumerate(actions, 1))
    return Theme(title, (Part(objective, rows, lead=lead),))


TASK_GROUPS = (
    _group(
        "1. Domestic abuse",
        "One domestic abuse service that victims reach alike wherever they live, with work for those who cause it.",
        _COUNCIL,
        ("Write one strategy on domestic abuse with all partners", "Sept 2024"),
        ("Tie the strategy’s group to the strategy group above it", ""),
        ("Agree what every area offers as a minimum", ""),
        ("Co-ordinate the work in one consistent way", ""),
        ("Commission independent advisers, 180 hours a week over three areas", "April 2024"),
        ("Build one service for survivors", ""),
        ("Offer programmes for those who cause abuse everywhere", ""),
        ("Find out how outreach workers and advisers work together", ""),
        ("Look at how risk conferences are run", ""),
        ("Weigh up a family justice centre and other ways of giving the service", ""),
        ("Look at what is counted, and report what went well too", ""),
        ("Tell those who write assessments of crimes that hide abuse, such as “honour” crimes", ""),
        ("Evaluate how the advisers have done", "April 2025"),
    ),
    _group(
        "2. Anti-social behaviour",
        "One way of recording incidents, and better work across council borders.",
        _COUNCIL,
        ("Develop one scheme for recording incidents", ""),
        ("Make reporting open to everybody", ""),
        ("Write one information-sharing protocol that suits every agency", ""),
        ("Say how better reports can shape strategies", ""),
        ("Compare ways of dealing with it, and find what helps most", ""),
        ("Look at how tasking works between enforcement agencies and partnerships", ""),
        ("Look into one legal service that all partners can use", ""),
        ("See that something holds the improved co-ordination together", ""),
    ),
    _group(
        "3. Integrated offender management",
        "One service for offending that comes of drink and drugs, and one consistent scheme for those who offend most.",
        _POLICE,
        ("Specify treatment for drink and drugs with clear ways in from the courts", "Mar 2024"),
        ("Build one model for prolific offenders, drug intervention and drink", "Phase 1. Dec 2024"),
        ("Tie it to the work on anti-social behaviour and on abuse", "Mar 2025"),
        ("Open more ways in that are not enforcement", "Mar 2025"),
        ("Tell those inside and outside how it goes", "June 2024"),
        ("Train practitioners", "Oct 2024"),
        ("Collect better data, from the Home Office too", "Oct 2024"),
        ("Offer short talks on drinking in many places, emergency departments included", "tbc"),
        ("Get data on drink-related assaults from emergency departments to analysts", "tbc"),
        ("Back local work on drink-related disorder", "Ongoing"),
        ("Back lessons for young people on drink and drugs", "tbc"),
        ("Keep looking for money for the joint service", "Ongoing"),
        ("Agree one way of choosing who is on the scheme and who comes off it", "Apr 2024"),
    ),
    _group(
        "4. Crime analysis",
        "Crime figures that the public can read, and better data and tools for those who plan.",
        _POLICE,
        ("Write district assessments by one method, joined where that helps", "Sept 2024"),
        ("Bring partners’ data into assessments and analyses", ""),
        ("Set standards for assessments, performance figures and problem profiles", ""),
        ("Work with the data board on figures for the public and tools for partners", ""),
    ),
)
