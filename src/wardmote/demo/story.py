"""What has happened before a newcomer arrives, told only through the services that a practitioner's pages use.

Everybody in it is invented and called Sample or Specimen.
"""

from dataclasses import dataclass
from datetime import date

from wardmote.access.actor import Actor
from wardmote.casework import services as casework
from wardmote.casework.queries import get_triaged_referral
from wardmote.casework.services import SubjectGiven, SubjectMatch
from wardmote.casework.types import Case
from wardmote.demo.cast import Cast
from wardmote.demo.people import JOINT, OVAL, SOUTH, VALE, VALE_JOINT, WINCHESTER
from wardmote.registers.services import record_warning


@dataclass(frozen=True)
class Concern:
    """A referral to be sent: by whom, about whom, and in what words."""

    sender: str
    category: str
    what: str
    risk: str
    why: str
    subjects: tuple[SubjectGiven, ...]
    consent: str = "given"
    consent_reason: str = ""
    urgency: str = "panel"
    wanted: str = "Agencies to agree who does what."
    gateway: str = "cda-115"


ROSA = SubjectGiven("victim", "Rosa", "Sample", date(1958, 6, 4), "Flat 2, Imaginary Court", "no")
NEIL = SubjectGiven("alleged_perpetrator", "Neil", "Specimen", date(1984, 11, 19), "Flat 3, Imaginary Court", "unknown")
NEIGHBOURS = Concern(
    "hana", "neighbour",
    "Banging on the shared wall at night, shouting through the letterbox and rubbish left at her door since Christmas. "
    "She has stopped going out after dark.",
    "high", "She lives alone, is unwell and says she is afraid to answer the door.", (ROSA, NEIL), urgency="week",
)  # fmt: skip
CUCKOOING = Concern(
    "mina", "exploitation",
    "Visitors at all hours in the flat of a man with a learning disability. He says they are friends and has lost his "
    "key, his phone and most of his money.",
    "high", "He cannot make them leave and has been hurt before.",
    (SubjectGiven("victim", "Albie", "Sample", date(1991, 2, 27), "9 Nowhere Street", "no"),),
    consent="not_sought", consent_reason="The visitors are with him whenever we call.", gateway="dpa-sch1-safeguarding",
)  # fmt: skip
GARAGES = Concern(
    "ada", "asb",
    "Three residents report fires and motorbikes behind the garages most evenings. Each names the same young adult.",
    "medium", "One fire reached a fence.",
    (SubjectGiven("person_of_concern", "Jude", "Specimen", date(2005, 9, 8), "14 Made-up Road"),),
    consent="refused", consent_reason="He was told about the panel and did not want to take part.",
)  # fmt: skip
RESIDENTS = Concern(
    "hana", "asb",
    "Loud music and threats to two neighbours over a shared drive. Letters and mediation were tried.",
    "standard", "It has not become violent.",
    (SubjectGiven("alleged_perpetrator", "Carl", "Specimen", date(1977, 1, 30), "2 Pretend Close"),),
    consent="not_sought", consent_reason="Asking could have made things worse for the neighbours.",
)  # fmt: skip
SECOND_ROSA = Concern(
    "vi", "harm",
    "She rang our helpline twice this month, low and not sleeping. She says next door has started again.",
    "medium", "She talks of giving up her home.",
    (SubjectGiven("victim", "Rosa", "Samples", date(1958, 6, 4), "Imaginary Court", "no"),),
)  # fmt: skip
OVAL_CASE = Concern(
    "wyn", "asb", "A car park used for racing on Friday nights; drivers come from outside the district.",
    "medium", "A pedestrian was nearly hit.",
    (SubjectGiven("person_of_concern", "Sol", "Specimen", date(2002, 3, 3), "1 Fictional Way"),),
    consent="not_sought", consent_reason="Enforcement is being planned.",
)  # fmt: skip
VALE_CASE = Concern(
    "vera", "hate", "Abuse shouted at a family from a passing car, three times in a fortnight.",
    "medium", "The children no longer walk to school.",
    (SubjectGiven("victim", "Ines", "Sample", date(1986, 7, 15), "3 Invented Lane", "yes"),),
)  # fmt: skip


class Story:
    """Tells it in order and keeps the cases by name."""

    def __init__(self, cast: Cast) -> None:
        self.cast = cast
        self.cases: dict[str, Case] = {}

    def tell(self) -> None:
        """Everything but the panel of February, which panel_story tells."""
        with self.cast.on(date(2024, 2, 6)):
            self.cases["residents"] = self._accepted(RESIDENTS, circle={"ridgeway-constabulary": "Attended twice"})
        with self.cast.on(date(2024, 3, 12)):
            self._warn("residents", date(2024, 3, 12), "Amplified music after 11 at night on nine dates.")
        with self.cast.on(date(2025, 1, 20)):
            self.cases["neighbours"] = self._accepted(
                NEIGHBOURS,
                circle={"ridgeway-constabulary": "Took two reports", "ridgeway-health": "Knows the victim"},
            )
        with self.cast.on(date(2025, 2, 3)):
            self.cases["cuckooing"] = self._accepted(
                CUCKOOING, circle={"ridgeway-constabulary": "Visits the address", "downs-council": "Housing options"}
            )
            self.cases["garages"] = self._accepted(GARAGES, circle={"ridgeway-constabulary": "Patrols the garages"})
        self._warnings_of_the_quarter()
        self._elsewhere()
        with self.cast.on(date(2025, 3, 18)):
            self.send(SECOND_ROSA, SOUTH, JOINT)

    def actor(self, key: str, partnership: str = SOUTH) -> Actor:
        return self.cast.play(key, partnership)

    def send(self, concern: Concern, partnership: str, panel: str) -> str:
        """Send a referral as its sender and return its reference."""
        places = self.cast.places
        return casework.send_referral(
            actor=self.actor(concern.sender, partnership), panel_id=places.groups[panel].pk, category=concern.category,
            what_happened=concern.what, risk_level=concern.risk, risk_reason=concern.why, urgency=concern.urgency,
            wanted=concern.wanted, consent=concern.consent, consent_reason=concern.consent_reason,
            gateway_id=places.gateways[concern.gateway].pk, subjects=concern.subjects,
        ).reference  # fmt: skip

    def _accepted(
        self, concern: Concern, *, circle: dict[str, str], partnership: str = SOUTH, panel: str = JOINT,
        administrator: str = "ada",
    ) -> Case:  # fmt: skip
        actor = self.actor(administrator, partnership)
        referral = get_triaged_referral(actor, self.send(concern, partnership, panel))
        case = casework.accept_referral(
            actor=actor, reference=referral.reference, words="Thank you. The panel has taken this on.",
            matches=[SubjectMatch(subject.pk) for subject in referral.subjects.all()],
        )  # fmt: skip
        for slug, reason in circle.items():
            casework.add_agency(
                actor=actor, reference=case.reference, organisation_id=self.cast.organisation(slug), reason=reason
            )
        return case

    def _warnings_of_the_quarter(self) -> None:
        with self.cast.on(date(2025, 2, 11)):
            self._warn("garages", date(2025, 2, 11), "Lighting fires behind the garages on four evenings.")
        with self.cast.on(date(2025, 3, 6)):
            self._warn("neighbours", date(2025, 3, 6), "Striking the shared wall between midnight and five.")
            casework.add_update(
                actor=self.actor("petra"), reference=self.cases["neighbours"].reference,
                text="Body-worn video kept from the visit on 5 March. No arrest.",
            )  # fmt: skip

    def _warn(self, name: str, issued_on: date, conduct: str) -> None:
        case = self.cases[name]
        subject = case.subjects.exclude(role="victim").select_related("person").get()
        record_warning(
            actor=self.actor("ada"), reference=case.reference, person_id=subject.person.public_id,
            issued_by_id=self.cast.organisation("downs-council"), issued_on=issued_on, conduct=conduct,
            required="To stop this conduct and keep away from the neighbours' doors.",
        )  # fmt: skip

    def _elsewhere(self) -> None:
        with self.cast.on(date(2025, 3, 3)):
            self._accepted(VALE_CASE, circle={"ridgeway-constabulary": "Looks for the car"}, partnership=VALE,
                           panel=VALE_JOINT, administrator="vera")  # fmt: skip
            self._accepted(OVAL_CASE, circle={"itchen-constabulary": "Leads enforcement"}, partnership=WINCHESTER,
                           panel=OVAL, administrator="wyn")  # fmt: skip
