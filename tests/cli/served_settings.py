"""An installation without the demonstration, whose making would take longer than all that is tested with it."""

from wardmote.config.settings.demo import *  # noqa: F403 - settings modules extend one another by name

DEMO = False
