"""What rooms above give a strategic assessment, and take from it. Filled at start-up; evidence knows none of them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from wardmote.access.actor import Actor, Decision


@dataclass(frozen=True)
class Recommended:
    """A priority about to be handed over: its wording, why, and which assessment it comes from."""

    number: int
    wording: str
    why: str


@dataclass(frozen=True)
class HandOver:
    """Everything a draft priority needs to know of where it came from."""

    assessment: str
    address: str
    findings: str
    made_on: str
    priorities: Sequence[Recommended]


@dataclass(frozen=True)
class Drafts:
    """What the rooms above do. Values that they give are plain: they are frozen with the assessment.

    `pestel(partnership_id, to_month)` lists {factor, text, effect}; `last_plan(partnership_id, to_month)` is the
    account of the plans in force, empty where there was none; `may_draft(actor)` decides who makes drafts;
    `drafts(actor)` are the draft plans to choose from, as (reference, title); `make(actor, plan_ref, title, handed)`
    makes priorities in a draft plan, or in a new one called `title` where `plan_ref` is empty, and returns a reference
    for each, in order; `address(reference)` is where such a priority is read.
    """

    pestel: Callable[[int, str], list[dict[str, Any]]]
    last_plan: Callable[[int, str], dict[str, Any]]
    may_draft: Callable[[Actor], Decision]
    drafts: Callable[[Actor], list[tuple[str, str]]]
    make: Callable[[Actor, str, str, HandOver], list[str]]
    address: Callable[[str], str]


_given: list[Drafts] = []


def register(drafts: Drafts) -> None:
    """Say who gives; called once, at start-up. A second call takes the place of the first."""
    _given[:] = [drafts]


def given() -> Drafts | None:
    """Return what the rooms above do; None where no such room is there."""
    return _given[0] if _given else None
