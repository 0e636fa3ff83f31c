from wardmote.access.models.form_token import FormToken
from wardmote.access.models.user import User

__all__ = ["FormToken", "User"]
