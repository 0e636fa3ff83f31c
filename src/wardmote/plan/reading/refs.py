"""Numbers that are unique in the plan: as printed where they can be, made where they must be, and always said."""

import re
from collections import defaultdict
from collections.abc import Sequence

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
    refs: dict[int, str] = {}
    for group, members in groups.items():
        _number_group(members, prefixes.get(group, ""), refs)
    _number_rest(drafts, refs)
    return [refs[id(draft)] for draft in drafts]


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


def _number_group(members: Sequence[Draft], prefix: str, refs: dict[int, str]) -> None:
    before = ""
    for draft in members:
        if not draft.ref:
            continue
        ref = _after_nine(draft, before, refs)
        if prefix and _SIMPLE.match(ref):
            made = f"{prefix}.{ref}"
            draft.warnings.append(f"Printed as {ref}; made {made}, because the numbers begin again in each part.")
            ref = made
        if draft.under_ref:
            ref = _lettered(ref, set(refs.values()))
            draft.warnings.append(f"It stands with another action under the number {draft.ref}; {ref} was made.")
        refs[id(draft)] = ref
        before = draft.ref


def _after_nine(draft: Draft, before: str, refs: dict[int, str]) -> str:
    """Mend 1.10 and 1.20, which a spreadsheet that takes them for numbers turns into 1.1 and 1.2."""
    this, last = _POINTED.match(draft.ref), _POINTED.match(before)
    if not this or not last or this[1] != last[1] or draft.ref not in refs.values():
        return draft.ref
    made = f"{this[1]}.{this[2]}0"
    if int(this[2]) * 10 != int(last[2]) + 1 or made in refs.values():
        return draft.ref
    draft.warnings.append(f"Printed as {draft.ref} after {before}; read as {made}.")
    draft.ref = made
    return made


def _number_rest(drafts: Sequence[Draft], refs: dict[int, str]) -> None:
    """Make refs for actions without: by priority where no action has one, else after the action above."""
    taken = set(refs.values())
    if not taken:
        return _by_priority(drafts, refs)
    above = ""
    for draft in drafts:
        if id(draft) in refs:
            above = refs[id(draft)]
            continue
        made = _lettered(above, taken) if above else _free("N", taken)
        taken.add(made)
        refs[id(draft)] = made
        draft.warnings.append(f"It has no number in the file; {made} was made.")
    return None


def _by_priority(drafts: Sequence[Draft], refs: dict[int, str]) -> None:
    order = list(dict.fromkeys(draft.priority for draft in drafts))
    numbers = [number_in(priority) for priority in order]
    if not all(numbers) or len(set(numbers)) < len(numbers):
        numbers = [str(at) for at in range(1, len(order) + 1)]
    counts: dict[str, int] = defaultdict(int)
    for draft in drafts:
        part = numbers[order.index(draft.priority)]
        counts[part] += 1
        made = f"{part}.{counts[part]}" if len(order) > 1 or draft.priority else str(counts[part])
        refs[id(draft)] = made
        draft.warnings.append(f"The file numbers no actions; {made} was made.")


def _lettered(ref: str, taken: set[str]) -> str:
    letters = "abcdefghijklmnopqrstuvwxyz"
    return next((f"{ref}{letter}" for letter in letters if f"{ref}{letter}" not in taken), _free(f"{ref}-", taken))


def _free(start: str, taken: set[str]) -> str:
    number = 1
    while f"{start}{number}" in taken:
        number += 1
    return f"{start}{number}"
