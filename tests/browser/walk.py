"""What the steps of the path share: what was made on the way, and the answers that Hana gives."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from tests.browser.people import Person

DORA, NEIL = ("Dora", "Sample"), ("Neil", "Specimen")


@dataclass
class Walk:
    """How far the path has been walked and what it has made: a step needs all that came before it."""

    referral: str = ""
    case: str = ""
    done: int = 0

    @contextmanager
    def step(self, number: int) -> Iterator[None]:
        assert self.done >= number - 1, f"step {self.done + 1} of the path was not finished, so this one cannot begin"
        yield
        self.done = max(self.done, number)


def answer_pages(sender: Person, *, pictures: bool = False) -> None:
    """Answer the pages of a referral about Dora Sample, who fears Neil Specimen, up to *check your answers*."""
    for number, page in enumerate((_who, _causing, _about, _happened, _risk, _consent, _power, _wanted), start=1):
        sender.sees(f"page {number} of 8")
        page(sender)
        if pictures:
            sender.pictures(f"referral-{page.__name__.strip('_')}")
        sender.presses("Save and continue")


def _who(sender: Person) -> None:
    sender.types(given_names="Dora", family_name="Sample", address="Flat 4, Imaginary Court")
    sender.types_date("date_of_birth", 9, 4, 1962)
    sender.chooses("No, it is not safe")


def _causing(sender: Person) -> None:
    sender.chooses("Yes")
    sender.types(given_names="Neil", family_name="Specimen", address="Flat 3, Imaginary Court")
    sender.types_date("date_of_birth", 19, 11, 1984)


def _about(sender: Person) -> None:
    sender.chooses("Neighbour dispute or harassment")


def _happened(sender: Person) -> None:
    sender.types(what_happened="He has been hammering on her door since February. She no longer goes out alone.")


def _risk(sender: Person) -> None:
    sender.chooses("High")
    sender.types(risk_reason="She is afraid to answer the door and he knows when she is alone.")


def _consent(sender: Person) -> None:
    sender.chooses("They were not asked")
    sender.types(not_sought_reason="He would hear of it: he sees who calls at her door.")


def _power(sender: Person) -> None:
    sender.chooses("Preventing crime and disorder")


def _wanted(sender: Person) -> None:
    sender.chooses("Within a week")
    sender.types(wanted="Agree who visits her, and warn him.")
