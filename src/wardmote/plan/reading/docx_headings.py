"""Which headings hold at a place of a Word file."""

from dataclasses import dataclass, field

from wardmote.plan.reading.priorities import is_priority, says_priority
from wardmote.plan.reading.running_heads import is_running_head

# A plain line that names a priority ranks below whatever looks like a heading.
_PLAIN = 300
# What may stand between such a line and its table: a few short lines, such as `Progress so far`.
_SHORT, _LINES = 60, 2


@dataclass
class Headings:
    """The headings so far, outermost first, each with its level."""

    held: list[tuple[int, str]] = field(default_factory=list)
    # Whether anything but headings stood since the last of them.
    _since: bool = True
    _seen: list[str] = field(default_factory=list)
    _plain: str = ""
    _between: int = 0
    _listed: bool = False

    def copy(self) -> "Headings":
        """Return headings to go on from, as inside a text box."""
        return Headings(list(self.held))

    def line(self, text: str, level: int | None, *, bullet: bool) -> None:
        """Take in a paragraph. Protective markings and page numbers are as if they were not there."""
        if is_running_head(text, beside=self._seen):
            return
        if level is not None:
            self._heading(text, level)
            return
        self._since = True
        if says_priority(text) and not bullet:
            # Where priorities are listed one under another, none of them is the heading of what follows.
            self._listed = bool(self._plain) or self._listed
            self._plain, self._between = "" if self._listed else text, 0
            return
        self._listed = False
        self._between += 1
        if len(text) > _SHORT or self._between > _LINES or text.endswith((".", ";")):
            self._plain = ""

    def above_table(self) -> list[str]:
        """Return the headings above a table that stands here."""
        if self._plain:
            # It takes the place of the priority before it, or stands under whatever holds.
            at = next((at for at, (_, text) in enumerate(self.held) if is_priority(text)), len(self.held))
            level = self.held[at][0] if at < len(self.held) else _PLAIN
            self.held = [*(each for each in self.held[:at] if each[0] < level), (level, self._plain)]
        self._plain, self._listed, self._since = "", False, True
        return [text for _, text in self.held]

    def _heading(self, text: str, level: int) -> None:
        self._seen.append(text)
        last = self.held[-1] if self.held else (0, "")
        # "Priority 2: Homes" and right beneath it, of the same level, "What was done": the first still holds.
        if not self._since and last[0] == level and is_priority(last[1]) and not is_priority(text):
            self.held.append((level, text))
        else:
            self.held = [*(each for each in self.held if each[0] < level), (level, text)]
        self._since = False
