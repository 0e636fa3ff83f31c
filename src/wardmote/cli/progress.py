import sys
import time
from typing import TextIO


class Progress:
    """Says on stderr how far a long command is: one line rewritten on a terminal, now and then a new one elsewhere."""

    def __init__(self, stream: TextIO | None = None, *, every: float = 5.0) -> None:
        self.stream = stream or sys.stderr
        self.terminal = self.stream.isatty()
        self.every = every
        self.said = time.monotonic()
        self.width = 0

    def __call__(self, text: str) -> None:
        now = time.monotonic()
        if now - self.said < (0.1 if self.terminal else self.every):
            return
        self.said = now
        if self.terminal:
            self.stream.write("\r" + text.ljust(self.width))
            self.width = len(text)
        else:
            self.stream.write(text + "\n")
        self.stream.flush()

    def count(self, noun: str) -> "Counter":
        """Return a callback taking (done, in all) that reports them as so many `noun`."""
        return Counter(self, noun)

    def close(self) -> None:
        """Clear the line on a terminal, so that what follows starts on a clean one."""
        if self.width:
            self.stream.write("\r" + " " * self.width + "\r")
            self.stream.flush()
            self.width = 0


class Counter:
    def __init__(self, progress: Progress, noun: str) -> None:
        self.progress, self.noun = progress, noun

    def __call__(self, done: int, total: int) -> None:
        self.progress(f"{done:,} of {total:,} {self.noun}")
