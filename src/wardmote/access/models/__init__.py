from wardmote.access.models.form_token import FormToken
from wardmote.access.models.invitation import Invitation
from wardmote.access.models.user import User

__all__ = ["FormToken", "Invitation", "User"]
