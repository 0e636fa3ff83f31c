"""Which organisation a lead's text is taken for."""

import pytest

from wardmote.partnership.models import Organisation
from wardmote.plan.services.importing_leads import chosen_leads, guess_leads

NAMES = ("Downs District Council", "Downs Fire and Rescue", "Larkfield Homes", "Ridgeway Constabulary")
BODIES = [Organisation(pk=pk, slug=str(pk), name=name) for pk, name in enumerate(NAMES, 1)]


@pytest.mark.parametrize(
    ("text", "name", "how"),
    [
        ("Larkfield Homes", "Larkfield Homes", "The same name"),
        ("The LARKFIELD homes", "Larkfield Homes", "The same name"),
        ("Downs District Council community safety team (projects officer)", "Downs District Council", "stands in it"),
        ("Downs Fire & Rescue", "Downs Fire and Rescue", "The same name"),
        ("DDC", "Downs District Council", "initials"),
        ("Ridgway Constabulary", "Ridgeway Constabulary", "like it"),
        ("Rescue", None, "No organisation"),
        ("Council", None, "No organisation"),
        ("", None, "No organisation"),
    ],
)
def test_a_text_is_taken_for_an_organisation(text: str, name: str | None, how: str) -> None:
    guess = guess_leads([text], BODIES)[text]
    assert (NAMES[guess.organisation_id - 1] if guess.organisation_id else None) == name
    assert how in guess.how


def test_each_text_is_asked_once_and_a_person_s_choice_stands() -> None:
    guesses = guess_leads(["Larkfield Homes", "DDC", "Larkfield Homes"], BODIES)
    assert list(guesses) == ["Larkfield Homes", "DDC"]
    assert chosen_leads(guesses, {"DDC": 0}) == {"Larkfield Homes": 3, "DDC": None}
    assert chosen_leads(guesses, {"DDC": 4}) == {"Larkfield Homes": 3, "DDC": 4}
