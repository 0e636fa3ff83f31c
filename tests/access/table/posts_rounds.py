"""What a visitor sends to the pages of a round, filled in rightly."""

from datetime import timedelta
from typing import Any

from tests.factories.visitors import Scene
from wardmote.common import clock


def rounds(s: Scene, name: str) -> dict[str, Any]:
    """Return the fields of a right form for the addresses of rounds; nothing for any other."""
    on = clock.today() + timedelta(days=7)
    key = f"action-{s.led.pk}"
    answer = {
        f"{key}-status_id": s.status.pk, f"{key}-rag": "green", f"{key}-short_text": "It goes well.",
        f"{key}-started_from": 0, "save": key,
    }  # fmt: skip
    forms: dict[str, dict[str, Any]] = {
        "plan:ask": answer,
        "plan:ask_keep": answer,
        "plan:round_due": {"due_on-day": on.day, "due_on-month": on.month, "due_on-year": on.year},
        "plan:round_sign_off": {"reason": "They will answer next time"},
        "plan:round_reopen": {"reason": "A figure was wrong"},
        "plan:round_send_back": {"words": "Please say more"},
    }
    return forms.get(name, {})
