"""Our own pages of the account. Those that allauth finds by name are in library_urls."""

from django.urls import path

from wardmote.access.views import accounts, invitations, security, sign_in

app_name = "access"
urlpatterns = [
    path("second-factor/", sign_in.second_factor, name="second_factor"),
    path("signed-out/", sign_in.signed_out, name="signed_out"),
    path("sign-out-everywhere/", sign_in.sign_out_everywhere, name="sign_out_everywhere"),
    path("keep-alive/", sign_in.keep_alive, name="keep_alive"),
    path("security/", security.security, name="security"),
    path("invitation/accepted/", invitations.invitation_accepted, name="invitation_accepted"),
    path("invitation/<str:token>/", invitations.accept_invitation, name="accept_invitation"),
    path("people/", accounts.accounts, name="accounts"),
    path("people/invite/", accounts.invite, name="invite"),
    path("people/<int:user_id>/", accounts.account, name="account"),
    path("people/<int:user_id>/suspend/", accounts.suspend, name="suspend"),
    path("people/<int:user_id>/restore/", accounts.restore, name="restore"),
    path("people/<int:user_id>/end-sessions/", accounts.end_sessions, name="end_sessions"),
    path("people/<int:user_id>/remove-second-factor/", accounts.remove_second_factor, name="remove_second_factor"),
    path("people/<int:user_id>/invite-again/", accounts.resend, name="invite_again"),
    path("people/<int:user_id>/withdraw-invitation/", accounts.withdraw, name="invite_withdraw"),
]
