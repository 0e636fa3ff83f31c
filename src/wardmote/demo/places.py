"""The invented partnerships: a county over two districts, another elsewhere, who takes part and what they signed.

The districts are real places, so that real open crime figures can stand beside the invented cases; every organisation
and person is made up.
"""

from dataclasses import dataclass, field
from datetime import date, time

from django.contrib.auth import get_user_model

from wardmote.access.types import User
from wardmote.demo.people import (
    BOARD,
    COUNTY,
    JOINT,
    ORGANISATIONS,
    OVAL,
    PEOPLE,
    SOUTH,
    SOUTH_BOARD,
    VALE,
    VALE_JOINT,
    WINCHESTER,
)
from wardmote.meetings.services import create_series, plan_meetings
from wardmote.partnership import services
from wardmote.partnership.types import Gateway, Group, Organisation, Partnership

BEGAN = date(2023, 4, 1)

# Everybody in a county partnership takes part in its districts; the fire service has not signed yet.
RIDGEWAY = [slug for slug in ORGANISATIONS if not slug.startswith("itchen")]
ITCHEN = ["itchen-council", "itchen-constabulary"]
NOT_SIGNED = {"ridgeway-fire"}

PARTNERSHIPS = {
    COUNTY: ("Ridgeway Safer Communities Partnership", None, (), RIDGEWAY),
    SOUTH: ("South Oxfordshire Safety Partnership", COUNTY, ("South Oxfordshire",), RIDGEWAY),
    VALE: ("Vale of White Horse Safety Partnership", COUNTY, ("Vale of White Horse",), RIDGEWAY),
    WINCHESTER: ("Winchester Safety Partnership", None, ("Winchester",), ITCHEN),
}
GROUPS = {
    JOINT: (SOUTH, "JT", "Joint tasking panel", "joint_tasking"),
    SOUTH_BOARD: (SOUTH, "SB", "South Oxfordshire board", "board"),
    VALE_JOINT: (VALE, "VJ", "Vale joint tasking panel", "joint_tasking"),
    OVAL: (WINCHESTER, "OV", "OVAL panel", "oval"),
    BOARD: (COUNTY, "RB", "Safer communities board", "board"),
}
# Law as dated data. Sources: the Acts named; each date is when the provision came into force for these purposes.
GATEWAYS = (
    ("cda-115", "Preventing crime and disorder", "Crime and Disorder Act 1998, section 115", date(1998, 9, 30)),
    ("cda-17", "A council’s or police body’s duty to prevent crime", "Crime and Disorder Act 1998, section 17",
     date(1998, 9, 30)),
    ("ukgdpr-6-1-e", "A task in the public interest", "UK GDPR, Article 6(1)(e), with the Data Protection Act 2018, "
     "section 8", date(2018, 5, 25)),
    ("dpa-sch1-safeguarding", "Safeguarding children or adults at risk",
     "Data Protection Act 2018, Schedule 1, paragraph 18", date(2018, 5, 25)),
)  # fmt: skip
AGREEMENT = (
    "We share what is needed, and no more than is needed, to prevent crime, disorder and harm.\n\n"
    "Each of us says under which gateway we share, keeps what we receive safe, and uses it for nothing else.\n\n"
    "What is said in the confidential part of a panel stays with those who need it for their work. "
    "Anyone with an interest in a case says so and leaves the room.\n\n"
    "A request from somebody to see what is held about them goes to the organisation that gave the information."
)


@dataclass
class Places:
    """What was made, by slug or key."""

    organisations: dict[str, Organisation] = field(default_factory=dict)
    partnerships: dict[str, Partnership] = field(default_factory=dict)
    groups: dict[str, Group] = field(default_factory=dict)
    gateways: dict[str, Gateway] = field(default_factory=dict)
    users: dict[str, User] = field(default_factory=dict)


def make_places() -> Places:
    """Make everything, through the same services as a real installation, by the system setting itself up."""
    places = Places()
    for slug, (name, kind) in ORGANISATIONS.items():
        places.organisations[slug] = services.create_organisation(
            actor=None, slug=slug, name=name, kind=kind, contact_email=f"{slug}@example.invalid"
        )
    for code, name, source, starts_on in GATEWAYS:
        places.gateways[code] = services.create_gateway(
            actor=None, code=code, name=name, source=source, starts_on=starts_on
        )
    for slug in PARTNERSHIPS:
        _partnership(places, slug)
    for slug, (partnership, code, name, kind) in GROUPS.items():
        places.groups[slug] = services.create_group(
            actor=None, partnership=places.partnerships[partnership], slug=slug, code=code, name=name, kind=kind,
            terms_review_on=date(2026, 3, 31),
        )  # fmt: skip
    _people(places)
    _series(places)
    return places


def _partnership(places: Places, slug: str) -> None:
    name, parent, districts, members = PARTNERSHIPS[slug]
    made = services.create_partnership(
        actor=None, slug=slug, name=name, parent=places.partnerships[parent] if parent else None, districts=districts
    )
    places.partnerships[slug] = made
    for member in members:
        services.join_partnership(actor=None, partnership=made, organisation=places.organisations[member])
    agreement = services.publish_agreement(
        actor=None, partnership=made, version="2.0", title="Information-sharing agreement", text=AGREEMENT,
        gateways=places.gateways.values(), starts_on=BEGAN, review_on=date(2026, 3, 31),
    )  # fmt: skip
    for member in members:
        if member not in NOT_SIGNED:
            services.sign_agreement(
                actor=None, agreement=agreement, organisation=places.organisations[member],
                signatory="The chief officer", signed_on=BEGAN,
            )  # fmt: skip


def _people(places: Places) -> None:
    for person in PEOPLE:
        user = get_user_model().objects.create_user(email=person.email, name=person.name)
        places.users[person.key] = user
        for holding in person.holdings:
            services.add_membership(
                actor=None, user=user, organisation=places.organisations[person.organisation_slug],
                partnership=places.partnerships[holding.partnership], role=holding.role, starts_on=BEGAN,
                group=places.groups[holding.group] if holding.group else None,
            )  # fmt: skip


def _series(places: Places) -> None:
    # Only the meeting of February is told, so no other stands in the past as if nobody had come.
    for slug, title, rule, starts_on in (
        (JOINT, "Joint tasking panel", "FREQ=MONTHLY;BYDAY=-1TH", date(2025, 2, 1)),
        (VALE_JOINT, "Vale joint tasking panel", "FREQ=MONTHLY;BYDAY=-1WE", date(2025, 3, 24)),
        (OVAL, "OVAL panel", "FREQ=MONTHLY;BYDAY=-1TH", date(2025, 3, 24)),
        (SOUTH_BOARD, "South Oxfordshire board", "FREQ=YEARLY;BYMONTH=3,7,11;BYDAY=2TU", date(2025, 3, 24)),
    ):
        series = create_series(
            actor=None, group_id=places.groups[slug].pk, title=title, rule=rule, starts_on=starts_on,
            starts_at=time(10, 0), place="Meeting room 1, with a link for those who join from elsewhere", quorum=3,
            cut_off_days=2,
        )  # fmt: skip
        plan_meetings(actor=None, series=series, until=date(2025, 9, 30))
