"""The people of the demonstration. All are invented, as their surname says, and so is each organisation."""

from dataclasses import dataclass

COUNTY, NEIGHBOUR = "example-county", "neighbour-county"
PANEL, BOARD, NEIGHBOUR_PANEL = "example-panel", "example-board", "neighbour-panel"


@dataclass(frozen=True)
class DemoRole:
    """A role held in a partnership, in `group` where it is a seat; all by slug or key."""

    role: str
    group: str | None = None
    partnership: str = COUNTY


@dataclass(frozen=True)
class DemoPerson:
    """Somebody a visitor can sign in as: who they are, and in one sentence what there is to try."""

    key: str
    name: str
    job: str
    organisation_slug: str
    organisation: str
    memberships: tuple[DemoRole, ...]
    about: str

    @property
    def email(self) -> str:
        """An address that no mail can reach."""
        return f"{self.key}@example.org"


_COUNCIL = ("example-council", "Example District Council")
_POLICE = ("example-police", "Example Police")
_HOMES = ("example-homes", "Example Homes")

PEOPLE: tuple[DemoPerson, ...] = (
    DemoPerson(
        "hana", "Hana Example", "Housing officer", *_HOMES,
        (DemoRole("referrer"), DemoRole("practitioner")),
        "Sends a concern about a person in fear of a neighbour, and does what the panel asks of her.",
    ),
    DemoPerson(
        "ada", "Ada Example", "Panel administrator", *_COUNCIL, (DemoRole("administrator", PANEL),),
        "Triages referrals, prepares the monthly panel and types its minutes.",
    ),
    DemoPerson(
        "cyrus", "Cyrus Example", "Panel chair", *_COUNCIL, (DemoRole("chair", PANEL),),
        "Chairs the panel and answers for what it decides.",
    ),
    DemoPerson(
        "petra", "Petra Example", "Police neighbourhood sergeant", *_POLICE,
        (DemoRole("representative", PANEL), DemoRole("practitioner")),
        "Speaks for the police on the panel and answers research.",
    ),
    DemoPerson(
        "asif", "Asif Example", "Anti-social behaviour officer", *_COUNCIL,
        (DemoRole("representative", PANEL), DemoRole("practitioner")),
        "Records warnings and other powers used on a case.",
    ),
    DemoPerson(
        "hugo", "Hugo Example", "Tenancy manager", *_HOMES, (DemoRole("representative", PANEL),),
        "Speaks for the housing association on the panel.",
    ),
    DemoPerson(
        "helen", "Helen Example", "Safeguarding nurse", "example-health", "Example Health Trust",
        (DemoRole("representative", PANEL),),
        "Speaks for health on the panel, and may say that she cannot share, because.",
    ),
    DemoPerson(
        "priya", "Priya Example", "Probation officer", "example-probation", "Example Probation",
        (DemoRole("representative", PANEL),),
        "Speaks for probation on the panel.",
    ),
    DemoPerson(
        "violet", "Violet Example", "Victim support worker", "example-victims", "Example Victim Support",
        (DemoRole("deputy", PANEL),),
        "Stands in for the voluntary sector on the panel.",
    ),
    DemoPerson(
        "magnus", "Magnus Example", "Partnership manager", *_COUNCIL, (DemoRole("partnership_manager"),),
        "Runs the plan, the memberships and the agreement; sees no case.",
    ),
    DemoPerson(
        "anya", "Anya Example", "Analyst", *_POLICE, (DemoRole("analyst"),),
        "Loads police files and reads what they show; sees no case.",
    ),
    DemoPerson(
        "bryn", "Bryn Example", "Councillor and board member", *_COUNCIL, (DemoRole("board_member", BOARD),),
        "Reads the quarter’s page and its report.",
    ),
    DemoPerson(
        "dara", "Dara Example", "Data protection officer", *_COUNCIL, (DemoRole("data_protection_officer"),),
        "Sees who did and saw what, never what a case says.",
    ),
    DemoPerson(
        "silas", "Silas Example", "System administrator", *_COUNCIL, (DemoRole("system_administrator"),),
        "Invites people, suspends accounts and ends sessions; sees no case.",
    ),
    DemoPerson(
        "nora", "Nora Example", "Panel administrator elsewhere", "neighbour-council", "Neighbour District Council",
        (DemoRole("administrator", NEIGHBOUR_PANEL, NEIGHBOUR),),
        "Works in another partnership, from which nothing of this one can be seen.",
    ),
)  # fmt: skip
BY_KEY = {person.key: person for person in PEOPLE}
