from wardmote.access.services.accounts import end_sessions, remove_second_factor, restore, suspend
from wardmote.access.services.invitations import AlreadyHasAccount, accept, invite, resend, withdraw
from wardmote.access.services.once import once

__all__ = [
    "AlreadyHasAccount", "accept", "end_sessions", "invite", "once", "remove_second_factor", "resend", "restore",
    "suspend", "withdraw",
]  # fmt: skip
