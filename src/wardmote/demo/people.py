"""The people of the demonstration. All are called Example, so that nobody takes them for somebody."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Holding:
    """A role somebody holds: in a partnership and, for a panel or board, in that group."""

    partnership: str
    role: str
    group: str = ""


@dataclass(frozen=True)
class DemoPerson:
    """Somebody a newcomer can be. `about` says in one line what they will find."""

    key: str
    name: str
    job: str
    organisation_slug: str
    about: str
    holdings: tuple[Holding, ...]

    @property
    def email(self) -> str:
        return f"{self.key}@example.invalid"

    @property
    def organisation(self) -> str:
        return ORGANISATIONS[self.organisation_slug][0]


SOUTH, VALE, COUNTY, WINCHESTER = "south-oxfordshire", "vale-of-white-horse", "ridgeway", "winchester"
JOINT, VALE_JOINT, OVAL = "south-joint-tasking", "vale-joint-tasking", "winchester-oval"
BOARD, SOUTH_BOARD = "ridgeway-board", "south-board"

ORGANISATIONS = {
    "ridgeway-constabulary": ("Ridgeway Constabulary", "police"),
    "ridgeway-council": ("Ridgeway County Council", "council"),
    "downs-council": ("Downs District Council", "council"),
    "larkfield-homes": ("Larkfield Homes", "housing"),
    "ridgeway-health": ("Ridgeway Mental Health Trust", "health"),
    "ridgeway-probation": ("Ridgeway Probation", "probation"),
    "ridgeway-youth-justice": ("Ridgeway Youth Justice", "youth_justice"),
    "ridgeway-fire": ("Ridgeway Fire and Rescue", "fire"),
    "harbour-voices": ("Harbour Voices", "voluntary"),
    "itchen-council": ("Itchen City Council", "council"),
    "itchen-constabulary": ("Itchen Constabulary", "police"),
}

PEOPLE = (
    DemoPerson("hana", "Hana Example", "Housing officer", "larkfield-homes",
               "Sends a concern from her phone and has an action to do.",
               (Holding(SOUTH, "practitioner"),)),
    DemoPerson("ada", "Ada Example", "Panel administrator", "downs-council",
               "Triages referrals, prepares the panel and writes its minutes.",
               (Holding(SOUTH, "administrator", JOINT),)),
    DemoPerson("chris", "Chris Example", "Panel chair", "downs-council",
               "Chairs the joint tasking panel and answers for its decisions.",
               (Holding(SOUTH, "chair", JOINT), Holding(COUNTY, "board_member", BOARD))),
    DemoPerson("petra", "Petra Example", "Neighbourhood sergeant", "ridgeway-constabulary",
               "Represents the police on the panel; says what they know.",
               (Holding(SOUTH, "representative", JOINT),)),
    DemoPerson("henry", "Henry Example", "Housing manager", "larkfield-homes",
               "Represents the landlord on the panel.",
               (Holding(SOUTH, "representative", JOINT),)),
    DemoPerson("mina", "Mina Example", "Mental health nurse", "ridgeway-health",
               "Represents health; has a case another agency cannot see.",
               (Holding(SOUTH, "representative", JOINT),)),
    DemoPerson("paul", "Paul Example", "Probation officer", "ridgeway-probation",
               "Deputy for probation; not in every circle.",
               (Holding(SOUTH, "deputy", JOINT),)),
    DemoPerson("vi", "Vi Example", "Victim support worker", "harbour-voices",
               "Refers people and sees only what became of it.",
               (Holding(SOUTH, "referrer"),)),
    DemoPerson("mo", "Mo Example", "Partnership manager", "downs-council",
               "Runs the plan, the membership and the agreement.",
               (Holding(SOUTH, "partnership_manager"), Holding(COUNTY, "partnership_manager"),
                Holding(VALE, "partnership_manager"))),
    DemoPerson("ana", "Ana Example", "Analyst", "ridgeway-council",
               "Looks after crime records and indicators.",
               (Holding(COUNTY, "analyst"), Holding(SOUTH, "analyst"), Holding(VALE, "analyst"))),
    DemoPerson("bea", "Bea Example", "Councillor and board member", "ridgeway-council",
               "Sees the plan, the quarter and the report, with small numbers suppressed.",
               (Holding(SOUTH, "board_member", SOUTH_BOARD), Holding(COUNTY, "board_member", BOARD))),
    DemoPerson("dee", "Dee Example", "Data protection officer", "ridgeway-council",
               "Sees who did and saw what, and no case.",
               (Holding(SOUTH, "data_protection_officer"),)),
    DemoPerson("sid", "Sid Example", "System administrator", "downs-council",
               "Manages accounts and cannot read cases.",
               (Holding(SOUTH, "system_administrator"),)),
    DemoPerson("vera", "Vera Example", "Panel administrator in the Vale", "downs-council",
               "The same work in the neighbouring district, which sees none of this one.",
               (Holding(VALE, "administrator", VALE_JOINT),)),
    DemoPerson("wyn", "Wyn Example", "Panel administrator in Winchester", "itchen-council",
               "Another partnership altogether, with its OVAL panel.",
               (Holding(WINCHESTER, "administrator", OVAL), Holding(WINCHESTER, "partnership_manager"))),
)  # fmt: skip

BY_KEY = {each.key: each for each in PEOPLE}
