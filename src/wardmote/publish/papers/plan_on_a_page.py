"""The plan on one page that lies on its side: its priorities side by side, under each its actions in short and its
indicators. Where all actions have no room, the first ones stand and the rest are counted.
"""

from collections.abc import Iterator, Sequence

from wardmote.common.documents import Block, Document, Heading, Line, Panel, Panels, Paragraph
from wardmote.common.documents.pdf import page_count
from wardmote.publish import parts
from wardmote.publish.data import Action, Figure, ReportData
from wardmote.publish.figures import action_rated, rated

# Actions a priority, the letters of each, and indicators, tried from the roomiest on until the page holds them.
_TRIES = ((14, 90, 8), (10, 80, 6), (8, 70, 5), (6, 60, 4), (5, 50, 3), (4, 45, 3), (3, 40, 2), (2, 36, 2), (1, 30, 1),
          (0, 0, 1), (0, 0, 0))  # fmt: skip
_OTHERS = "Watched beside the actions"


def write(data: ReportData) -> Document:
    """Return the page: the fullest that fits one sheet."""
    for limits in _TRIES:
        made = _document(data, *limits)
        if page_count(made) == 1:
            break
    return made


def _document(data: ReportData, actions: int, letters: int, indicators: int) -> Document:
    return parts.document(
        data, title="Plan on a page", landscape=True, blocks=[*_blocks(data, actions, letters, indicators)]
    )  # fmt: skip


def _blocks(data: ReportData, actions: int, letters: int, indicators: int) -> Iterator[Block]:
    plans = list(dict.fromkeys(each.plan for each in data.now.actions))
    yield Heading(1, plans[0] if len(plans) == 1 else "Priorities, actions and indicators")
    yield from parts.warnings(data)
    groups = list(parts.by_priority(data.now.actions))
    if not groups:
        yield Paragraph(parts.NO_ACTIONS)
    figures = list(data.now.figures)
    panels = []
    for plan, priority, held in groups:
        refs = {each.ref for each in held}
        own = [each for each in figures if each.plan_ref and each.plan_ref in refs]
        figures = [each for each in figures if each not in own]
        title = priority if len(plans) == 1 else f"{plan}: {priority}"
        panels.append(_panel(title, held, own, actions, letters, indicators))
    if figures:
        panels.append(Panel(_OTHERS, [("Indicators", _indicators(figures, indicators * 2))]))
    yield Panels(panels, across=_across(len(panels)))


def _across(panels: int) -> int:
    """Up to five columns in one row; more panels stand in rows of like length."""
    rows = -(-panels // 5) or 1
    return -(-panels // rows) or 1


def _panel(
    title: str, actions: Sequence[Action], figures: Sequence[Figure], most: int, letters: int, indicators: int
) -> Panel:
    lines = [
        Line(f"{each.ref} {parts.shortened(each.wording, letters)}", action_rated(each) if _is_rated(each) else None)
        for each in actions[:most]
    ]
    left = len(actions) - len(lines)
    if left:
        lines.append(Line(f"and {left} more in the plan" if lines else _tally(actions)))
    groups = [("Actions", lines)]
    if figures:
        groups.append(("Indicators", _indicators(figures, indicators)))
    return Panel(parts.shortened(title, 80), groups)


def _is_rated(action: Action) -> bool:
    return action.means == "done" or action.rag not in ("", "grey")


def _tally(actions: Sequence[Action]) -> str:
    done, late = sum(each.means == "done" for each in actions), sum(each.late for each in actions)
    return f"{len(actions)} actions: {done} done, {late} late"


def _indicators(figures: Sequence[Figure], most: int) -> list[Line]:
    lines = [Line(f"{each.name}: {each.text}", rated(each.rag)) for each in figures[:most]]
    if len(figures) > most:
        lines.append(Line(f"and {len(figures) - most} more on the scorecard" if most else f"{len(figures)} indicators"))
    return lines
