"""The strategic assessment that the analyst made of the demonstration's records, her words and the scores people gave.

The figures are counted from whatever records are loaded, real or invented; so the words claim nothing about them.
"""

from wardmote.demo.cast import Cast
from wardmote.demo.figures import LAST
from wardmote.demo.people import SOUTH, WINCHESTER
from wardmote.evidence.queries.assessments import assessments_visible_to
from wardmote.evidence.services.assessment_words import save_words
from wardmote.evidence.services.assessments import ask_for, give_score, make

# theme, criterion, score, what it rests on
_SCORES = (
    ("violence", "leverage", 4, "The joint tasking panel and two commissioned services bear on it."),
    ("burglary", "leverage", 3, "Police lead; target hardening is with the council."),
    ("asb", "leverage", 5, "Nothing else depends as much on what landlords, police and council do together."),
    ("shoplifting", "leverage", 3, "A business crime group meets; it has no funds."),
    ("vehicle", "leverage", 2, "Signs and advice; otherwise a matter for the police."),
    ("asb", "concern", 4, "Named most often at the open day of January 2025 (invented for the demonstration)."),
    ("burglary", "concern", 3, "Named by farms and village halls at the open day (invented for the demonstration)."),
    ("violence", "concern", 3, "Named by young people at the open day (invented for the demonstration)."),
)
_WORDS = {
    "summary": (
        "This text was invented for the demonstration. Here the analyst says in her own words what the board should "
        "take from the figures, and what she would not conclude from them."
    ),
    "changes": (
        "Invented for the demonstration: likely reasons stand here. A shop chain began to report every theft; a town "
        "centre lost its evening patrol; a burglary team was brought back. Each needs somebody who can confirm it."
    ),
    "outlook": (
        "Invented for the demonstration: two new estates will be lived in within the year, and the youth club’s grant "
        "ends in September."
    ),
}


def is_assessed(cast: Cast) -> bool:
    """Say whether the demonstration's assessment is there."""
    return assessments_visible_to(cast.play("ana", SOUTH)).exists()


def tell_the_assessments(cast: Cast) -> None:
    """Make an assessment of two partnerships as their analysts would, and write in the first."""
    ana = cast.play("ana", SOUTH)
    south = cast.places.partnerships[SOUTH]
    for theme, criterion, score, reason in _SCORES:
        give_score(actor=ana, partnership=south, theme=theme, criterion=criterion, score=score, reason=reason)
    made = ask_for(actor=ana, partnership=south, to=LAST)
    make(made.pk)
    for section, text in _WORDS.items():
        save_words(actor=ana, public_id=made.public_id, section=section, text=text, started_from=0)
    make(ask_for(actor=None, partnership=cast.places.partnerships[WINCHESTER], to=LAST).pk)
