from wardmote.partnership.services.agreements import (
    create_gateway,
    publish_agreement,
    sign_agreement,
    withdraw_signature,
)
from wardmote.partnership.services.beginning import begin
from wardmote.partnership.services.bodies import (
    create_group,
    create_organisation,
    create_partnership,
    join_partnership,
)
from wardmote.partnership.services.memberships import add_membership, end_membership
from wardmote.partnership.services.problem import Problem
from wardmote.partnership.services.switching import switched_to

__all__ = [
    "Problem", "add_membership", "begin", "create_gateway", "create_group", "create_organisation", "create_partnership",
    "end_membership", "join_partnership", "publish_agreement", "sign_agreement", "switched_to", "withdraw_signature",
]  # fmt: skip
