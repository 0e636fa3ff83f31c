from django.urls import path

from wardmote.partnership import views

app_name = "partnership"
urlpatterns = [
    path("", views.about, name="about"),
    path("agreement/", views.agreement, name="agreement"),
    path("agreement/sign/", views.agreement_sign, name="agreement_sign"),
    path("agreement/signatures/<int:signature_id>/withdraw/", views.agreement_withdraw, name="agreement_withdraw"),
    path("switch/", views.switch, name="switch"),
    path("members/add/", views.membership_add, name="membership_add"),
    path("members/<int:membership_id>/end/", views.membership_end, name="membership_end"),
]
