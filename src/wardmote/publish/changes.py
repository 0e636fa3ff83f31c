"""What changed between two quarters, and between what was published and what is known now."""

from collections.abc import Sequence
from dataclasses import dataclass

from wardmote.publish.data import Action, Figure, Revision, Snapshot


def changed_figures(before: Sequence[Figure], now: Sequence[Figure]) -> list[tuple[Figure, Figure]]:
    """Return the pairs (then, now) of indicators whose rating or direction changed."""
    known = {each.key: each for each in before}
    pairs = [(known[each.key], each) for each in now if each.key in known]
    return [(then, each) for then, each in pairs if (then.rag, then.long) != (each.rag, each.long)]


def revised(published: Snapshot, known: Snapshot) -> list[Revision]:
    """Return the figures of a closed round that read otherwise today."""
    pairs = [(each, known.figure(each.key)) for each in published.figures]
    return [
        Revision(then.name, published.quarter, then.text, now.text, published.edition, then.public and now.public)
        for then, now in pairs
        if now is not None and now.text != then.text
    ]


@dataclass(frozen=True)
class ActionNews:
    """What became of the actions since the last report. Each list is in the order of the plan."""

    done: tuple[Action, ...] = ()
    stopped: tuple[Action, ...] = ()
    late: tuple[Action, ...] = ()
    new: tuple[Action, ...] = ()
    gone: tuple[Action, ...] = ()

    @property
    def any(self) -> bool:
        return bool(self.done or self.stopped or self.late or self.new or self.gone)


def action_news(before: Sequence[Action], now: Sequence[Action]) -> ActionNews:
    """Return which actions were done, stopped, became late, are new, and are no longer in the plan."""
    known = {each.key: each for each in before}
    present = {each.key for each in now}

    def turned(means: str) -> tuple[Action, ...]:
        return tuple(each for each in now if each.means == means and (_then(known, each) or "") != means)

    return ActionNews(
        done=turned("done"),
        stopped=turned("stopped"),
        late=tuple(each for each in now if each.late and not (each.key in known and known[each.key].late)),
        new=tuple(each for each in now if each.key not in known),
        gone=tuple(each for each in before if each.key not in present and not each.over),
    )


def _then(known: dict[tuple[str, str], Action], action: Action) -> str | None:
    then = known.get(action.key)
    return then.means if then else None
