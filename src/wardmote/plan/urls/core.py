from django.urls import path

from wardmote.plan.views import plans

urlpatterns = [
    path("", plans.plan_list, name="list"),
    path("<int:plan_id>/", plans.plan, name="plan"),
]
