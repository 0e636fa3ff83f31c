"""North's plans, and its manager."""

from tests.factories.plan_scene import PlanScene, make_plan_scene
from tests.performance.world import World
from wardmote.access.actor import Actor
from wardmote.partnership.models import Organisation


def north_scene(world: World) -> PlanScene:
    """Make the scene of a plan in North, led by a council and the police."""
    council, police = (
        Organisation.objects.create(slug=name.lower(), name=name, kind=kind)
        for name, kind in (("Downs", "council"), ("Ridge", "police"))
    )
    return make_plan_scene(world.north, council, police)


def manager_of(world: World) -> Actor:
    """Return North's manager."""
    return world.actor(world.user("manager", world.north, "partnership_manager"))
