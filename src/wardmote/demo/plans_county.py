"""The county's agreement: five priorities on the triangle, each with areas of joint work. Every word is made up."""

from wardmote.demo.plans_types import Part, Row, Theme

_POLICE, _COUNTY, _PROBATION = "Ridgeway Constabulary", "Ridgeway County Council", "Ridgeway Probation"
_YOUTH, _DISTRICT = "Ridgeway Youth Justice", "Downs District Council"
_TOGETHER = f"{_COUNTY} (for the partnership)"


def _areas(*areas: tuple[str, tuple[str, ...], str]) -> tuple[Part, ...]:
    return (Part("", tuple(Row("", what, leads=leads, due=due) for what, leads, due in areas)),)


COUNTY_AGREEMENT = (
    Theme(
        "Priority 1: Tackling abuse and exploitation (Police and crime plan priorities 1, 3, 5)",
        _areas(
            ("Domestic abuse: help for victims", (f"{_COUNTY} (domestic abuse strategy group)",), "Ongoing"),
            ("Sexual exploitation of children", (f"{_COUNTY} (children’s safeguarding board)", _DISTRICT), "Ongoing"),
            ("Female genital mutilation", (f"{_COUNTY} (children’s safeguarding board)",), "Ongoing"),
            ("Financial abuse and doorstep crime", (f"{_COUNTY} (trading standards)",), "Ongoing"),
            ("Human trafficking", (_TOGETHER,), "March 2026"),
            ("Sexual abuse of adults", (_TOGETHER,), "Ongoing"),
            ("The Channel panel", (_TOGETHER,), "Ongoing"),
            (
                "Hate crime, through a task and finish group",
                (f"{_DISTRICT} (for the task and finish group)",),
                "December 2024",
            ),
            ("Online crime", (_POLICE,), "Ongoing"),
        ),
        "VICTIMS",
        "The assessment found abuse to be the largest part of violence, and the least reported.",
    ),
    Theme(
        "Priority 2: Reducing violent crime (Police and crime plan priorities 1, 2, 5)",
        _areas(
            ("The night-time economy", (_DISTRICT, _POLICE), "Ongoing"),
            ("Domestic abuse: work with those who cause it", (f"{_DISTRICT} (lead district)",), "September 2025"),
            ("Alcohol and drugs, with treatment", (f"{_COUNTY} (public health)",), "Ongoing"),
        ),
        "OFFENDERS",
        "Violence outside the home gathers in a few streets and hours.",
    ),
    Theme(
        "Priority 3: Targeting patterns of offending (Police and crime plan priorities 1, 5)",
        _areas(
            ("Keeping young people from offending", (_YOUTH, f"{_COUNTY} (early help)"), "Ongoing"),
            ("Rehabilitation after sentence", (_PROBATION,), "Ongoing"),
            ("Integrated offender management", (_PROBATION, _POLICE), "Quarterly"),
            ("People who pose a high risk, through public protection arrangements", (_PROBATION, _POLICE), "Ongoing"),
            ("Serious youth violence", (_YOUTH,), "Ongoing"),
            ("Burglary", (_POLICE, _DISTRICT), "Quarterly"),
            ("Vehicle crime", (_POLICE, _DISTRICT), "Quarterly"),
            ("Rural crime", (_POLICE, _DISTRICT), "Quarterly"),
        ),
        "OFFENDERS",
        "A small number of people and places account for much of what is recorded.",
    ),
    Theme(
        "Priority 4: Dealing with anti-social behaviour (Police and crime plan priorities 1, 2, 4, 5)",
        _areas(
            ("Prevention and enforcement in the districts", (_DISTRICT,), "Ongoing"),
            ("Using the powers of the Act of 2014", (_DISTRICT,), "Ongoing"),
            ("A safeguarding hub shared by all agencies", (_POLICE, _COUNTY), "March 2025"),
            ("Mental health and anti-social behaviour", (_TOGETHER, "Ridgeway Mental Health Trust"), "Ongoing"),
            ("Cameras in public places", (_DISTRICT,), "Ongoing"),
        ),
        "COMMUNITY",
        "It is what residents name first when they are asked.",
    ),
    Theme(
        "Priority 5: Improving efficiency and effectiveness (Police and crime plan priority 6)",
        _areas(
            ("How the commissioner’s grant is shared out", (_TOGETHER,), "November 2024"),
            ("Planning for the year to come", (_TOGETHER,), "March 2025"),
            ("Data and evidence", (_TOGETHER,), "Ongoing"),
        ),
        "BUSINESS SUPPORT",
        "What is done once for the county need not be done in every district.",
    ),
)
