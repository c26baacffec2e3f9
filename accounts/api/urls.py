from django.urls import path

from accounts.api import account, histories, organizations, privacy, signing_in

urlpatterns = [
    path("auth/register/", signing_in.Register.as_view()),
    path("auth/verify-email/", signing_in.VerifyEmail.as_view()),
    path("auth/login/", signing_in.Login.as_view()),
    path("auth/refresh/", signing_in.Refresh.as_view()),
    path("auth/switch/", signing_in.Switch.as_view()),
    path("auth/logout/", signing_in.Logout.as_view()),
    path("auth/logout-all/", signing_in.LogoutAll.as_view()),
    path("auth/ws-ticket/", signing_in.WsTicket.as_view()),
    path("users/me/", account.Me.as_view()),
    path("users/me/activity/", account.MyActivity.as_view({"get": "list"})),
    path("users/me/export/", privacy.MyExport.as_view()),
    path("users/me/consents/", privacy.MyConsents.as_view({"get": "list", "post": "create"})),
    path("organizations/", organizations.Organizations.as_view({"get": "list"})),
    path("organizations/<uuid:uuid>/", organizations.Organizations.as_view({"get": "retrieve"})),
    path("organizations/<uuid:uuid>/history/", histories.OrganizationHistory.as_view({"get": "list"})),
    path("organizations/<uuid:uuid>/history/as-of/", histories.OrganizationHistory.as_view({"get": "as_of"})),
    path("organizations/<uuid:uuid>/history/revert/", histories.OrganizationHistory.as_view({"post": "revert"})),
]
