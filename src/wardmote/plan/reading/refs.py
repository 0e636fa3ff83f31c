"""Numbers that are unique in the plan: as printed where they can be, made where they must be, and always said."""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from string import ascii_lowercase

from wardmote.plan.reading.drafts import Draft
from wardmote.plan.reading.header_words import plain
from wardmote.plan.reading.priorities import number_in
from wardmote.plan.reading.types import one_line

_SIMPLE = re.compile(r"^(?:\d{1,3}|[A-Za-z])$")
_POINTED = re.compile(r"^(\d+(?:\.\d+)*)\.(\d+)$")


def printed(text: str) -> str:
    """Return a ref as printed without the stop or brackets around it."""
    clean = one_line(text).strip("()[] ").rstrip(".:")
    return re.sub(r"\s*([.\-/])\s*", r"\1", clean)


def number_drafts(drafts: Sequence[Draft]) -> list[str]:
    """Return a ref for each draft, in order, adding a warning to every one that was not as printed."""
    groups: dict[tuple[int, int], list[Draft]] = defaultdict(list)
    for draft in drafts:
        draft.ref = printed(draft.ref)
        groups[draft.group].append(draft)
    prefixes = _prefixes(list(groups.values())) if _begin_again(list(groups.values())) else {}
    numbers = _Numbers()
    for group, members in groups.items():
        _number_group(members, prefixes.get(group, ""), numbers)
    _number_rest(drafts, numbers)
    _say_strays(drafts)
    return [numbers.refs[id(draft)] for draft in drafts]


def _say_strays(drafts: Sequence[Draft]) -> None:
    """Say of 4.1 under Business Area 3 that the two do not agree, where the others' numbers do."""
    numbered = [
        (draft, found[1].split(".")[0], number)
        for draft in drafts
        if (found := _POINTED.match(draft.ref)) and (number := number_in(draft.priority))
    ]
    strays = [(draft, own) for draft, own, number in numbered if own != number]
    if len(strays) * 2 >= len(numbered):
        return
    for draft, own in strays:
        draft.warnings.append(
            f"Its number begins with {own}, yet it stands under “{draft.priority[:60]}”: is a heading missing?"
        )


@dataclass
class _Numbers:
    """The refs given so far, by draft, and all that are taken."""

    refs: dict[int, str] = field(default_factory=dict)
    taken: set[str] = field(default_factory=set)

    counted: dict[str, int] = field(default_factory=dict)

    def free(self, start: str) -> str:
        """Return `start` with the next number that makes a ref nobody has."""
        number = self.counted.get(start, 0) + 1
        while f"{start}{number}" in self.taken:
            number += 1
        self.counted[start] = number
        return f"{start}{number}"

    def give(self, draft: Draft, ref: str, said: str = "") -> None:
        """Give a draft its ref, with what is to be said about it."""
        self.refs[id(draft)] = ref
        self.taken.add(ref)
        if said:
            draft.warnings.append(said)


def _begin_again(groups: Sequence[Sequence[Draft]]) -> bool:
    """Return whether the numbers begin again in each part: two parts begin alike and mean different actions."""
    firsts: dict[str, Draft] = {}
    for members in groups:
        numbered = [draft for draft in members if draft.ref]
        if not numbered or not all(_SIMPLE.match(draft.ref) for draft in numbered):
            continue
        first = numbered[0]
        other = firsts.setdefault(first.ref.lower(), first)
        if other is not first and plain(other.action) != plain(first.action) and first.ref.lower() in ("1", "a"):
            return True
    return False


def _prefixes(groups: Sequence[Sequence[Draft]]) -> dict[tuple[int, int], str]:
    """Return what goes before the numbers of each part: the number in its heading, or which part it is."""
    own = {members[0].group: number_in(members[0].objective) or number_in(members[0].priority) for members in groups}
    if all(own.values()) and len(set(own.values())) == len(own):
        return own
    own = {members[0].group: number_in(members[0].priority) for members in groups}
    if all(own.values()) and len(set(own.values())) == len(own):
        return own
    return {group: str(at) for at, group in enumerate(own, start=1)}


def _number_group(members: Sequence[Draft], prefix: str, numbers: _Numbers) -> None:
    before = ""
    for draft in members:
        if not draft.ref:
            continue
        ref = _after_nine(draft, before, numbers.taken)
        if prefix and _SIMPLE.match(ref):
            made = f"{prefix}.{ref}"
            draft.warnings.append(f"Printed as {ref}; made {made}, because the numbers begin again in each part.")
            ref = made
        if draft.under_ref:
            ref = _lettered(ref, numbers)
            draft.warnings.append(f"It stands with another action under the number {draft.ref}; {ref} was made.")
        numbers.give(draft, ref)
        before = draft.ref


def _after_nine(draft: Draft, before: str, taken: set[str]) -> str:
    """Mend 1.10 and 1.20, which a spreadsheet that takes them for numbers turns into 1.1 and 1.2."""
    this, last = _POINTED.match(draft.ref), _POINTED.match(before)
    if not this or not last or this[1] != last[1] or draft.ref not in taken:
        return draft.ref
    made = f"{this[1]}.{this[2]}0"
    if int(this[2]) * 10 != int(last[2]) + 1 or made in taken:
        return draft.ref
    draft.warnings.append(f"Printed as {draft.ref} after {before}; read as {made}.")
    draft.ref = made
    return made


def _number_rest(drafts: Sequence[Draft], numbers: _Numbers) -> None:
    """Make refs for actions without: by priority where no action has one, else after the action above."""
    if not numbers.taken:
        return _by_priority(drafts, numbers)
    above, table = "", 0
    for draft in drafts:
        if draft.group[0] != table:
            above, table = "", draft.group[0]
        if id(draft) in numbers.refs:
            above = numbers.refs[id(draft)]
            continue
        made = _lettered(above, numbers) if above else numbers.free("N")
        numbers.give(draft, made, f"It has no number in the file; {made} was made.")
    return None


def _by_priority(drafts: Sequence[Draft], numbers: _Numbers) -> None:
    order = list(dict.fromkeys(draft.priority for draft in drafts))
    printed_numbers = [number_in(priority) for priority in order]
    if not all(printed_numbers) or len(set(printed_numbers)) < len(order):
        printed_numbers = [str(at) for at in range(1, len(order) + 1)]
    parts = dict(zip(order, printed_numbers, strict=True))
    counts: dict[str, int] = defaultdict(int)
    for draft in drafts:
        counts[draft.priority] += 1
        number = str(counts[draft.priority])
        made = f"{parts[draft.priority]}.{number}" if len(order) > 1 or draft.priority else number
        numbers.give(draft, made, f"The file numbers no actions; {made} was made.")


def _lettered(ref: str, numbers: _Numbers) -> str:
    """Return the first free of 7a, 7b, … and, once the letters are used up, 7-1, 7-2, …"""
    found = next((f"{ref}{letter}" for letter in ascii_lowercase if f"{ref}{letter}" not in numbers.taken), "")
    return found or numbers.free(f"{ref}-")
