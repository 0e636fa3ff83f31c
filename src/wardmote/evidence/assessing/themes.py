"""Themes: the crime types that the police print, grouped as a partnership speaks of them. A table that is printed."""

from dataclasses import dataclass

ASB = "Anti-social behaviour"


@dataclass(frozen=True)
class Theme:
    """A group of crime types. `crime` is False of incidents, which are in no total of crime.

    `aim` is what a priority for it would be called. `polarity` as in methods.direction: of `context` more or fewer
    records say as much about police work as about the problem. `rest` is what no priority can be made of.
    """

    key: str
    name: str
    types: tuple[str, ...]
    aim: str
    polarity: str = "less_is_better"
    note: str = ""
    crime: bool = True
    rest: bool = False


THEMES = (
    Theme(
        "violence", "Violence and sexual offences", ("Violence and sexual offences", "Violent crime"),
        "Prevent violence and sexual offences, and support those who are harmed",
        note="One heading for everything from harassment to homicide; stalking and abuse at home are within it. It "
        "cannot be divided with the published files. “Violent crime” was its name until May 2013.",
    ),
    Theme(
        "robbery_weapons", "Robbery and weapons", ("Robbery", "Possession of weapons"),
        "Reduce robbery and the carrying of weapons",
        note="Possession of weapons is mostly found by search, so it rises and falls with police activity.",
    ),
    Theme("burglary", "Burglary", ("Burglary",), "Reduce burglary of homes and businesses"),
    Theme("vehicle", "Vehicle crime", ("Vehicle crime",), "Reduce theft of and from vehicles"),
    Theme("shoplifting", "Shoplifting", ("Shoplifting",), "Reduce theft from shops and violence towards those in them"),
    Theme(
        "theft", "Other theft", ("Other theft", "Bicycle theft", "Theft from the person"),
        "Reduce theft from people and of their property",
    ),
    Theme(
        "damage", "Criminal damage and arson", ("Criminal damage and arson",), "Reduce criminal damage and arson",
    ),
    Theme(
        "public_order", "Public order", ("Public order", "Public disorder and weapons"),
        "Make public places safe from disorder and hate",
        note="“Public disorder and weapons” was its name, with weapons in it, until May 2013.",
    ),
    Theme(
        "drugs", "Drugs", ("Drugs",), "Reduce the harm that drugs do", polarity="context",
        note="Recorded where the police look for it: a rise may be more policing.",
    ),
    Theme(
        "other", "Other crime", ("Other crime",), "Other crime", polarity="context", rest=True,
        note="What stands under no other heading. It is counted, and no priority is made of it.",
    ),
    Theme(
        "asb", "Antisocial behaviour", (ASB,), "Reduce antisocial behaviour and the harm it does", crime=False,
        note="Incidents reported to the police, not crimes: in no total of crime. Forces record them differently, and "
        "what is reported to councils is not among them.",
    ),
)  # fmt: skip
BY_KEY = {theme.key: theme for theme in THEMES}
CRIME_THEMES = tuple(theme for theme in THEMES if theme.crime)
TOTAL_KEY, TOTAL_NAME = "all_crime", "All recorded crime"
