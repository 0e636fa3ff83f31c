from wardmote.partnership.models.agreement import Agreement, Gateway, OrganisationSignature
from wardmote.partnership.models.group import Group, Membership
from wardmote.partnership.models.organisation import Organisation
from wardmote.partnership.models.partnership import District, Partnership

__all__ = [
    "Agreement", "District", "Gateway", "Group", "Membership", "Organisation", "OrganisationSignature", "Partnership",
]  # fmt: skip
