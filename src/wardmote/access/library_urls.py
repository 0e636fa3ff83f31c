"""The pages of allauth that we use, by the names that allauth looks up. Those we do not name here do not exist."""

from allauth.account import views as account
from allauth.mfa.base import views as second_factor
from django.urls import path, re_path

from wardmote.access.views import second_factor as ours
from wardmote.access.views import security, sign_in

urlpatterns = [
    path("sign-in/", sign_in.SignIn.as_view(), name="account_login"),
    path("sign-out/", sign_in.SignOut.as_view(), name="account_logout"),
    path("suspended/", account.account_inactive, name="account_inactive"),
    path("password-again/", account.reauthenticate, name="account_reauthenticate"),
    path("password/", ours.ChangePassword.as_view(), name="account_change_password"),
    path("password/none/", security.no_password, name="account_set_password"),
    path("password/forgotten/", account.password_reset, name="account_reset_password"),
    path("password/forgotten/sent/", account.password_reset_done, name="account_reset_password_done"),
    path("password/new/done/", account.password_reset_from_key_done, name="account_reset_password_from_key_done"),
    re_path(
        r"^password/new/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        ours.NewPassword.as_view(),
        name="account_reset_password_from_key",
    ),
    path("code/", second_factor.authenticate, name="mfa_authenticate"),
    path("code-again/", second_factor.reauthenticate, name="mfa_reauthenticate"),
    path("second-factor/done/", sign_in.after_second_factor, name="mfa_index"),
    path("authenticator/", ours.SetUpAuthenticator.as_view(), name="mfa_activate_totp"),
    path("authenticator/remove/", ours.RemoveAuthenticator.as_view(), name="mfa_deactivate_totp"),
    path("recovery-codes/", ours.RecoveryCodes.as_view(), name="mfa_view_recovery_codes"),
    path("recovery-codes/new/", ours.NewRecoveryCodes.as_view(), name="mfa_generate_recovery_codes"),
]
