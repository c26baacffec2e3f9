from django.urls import path

from accounts.api import account, histories, invitations, organizations, privacy, signing_in, teams

one = "organizations/<uuid:uuid>/"

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
    path(one + "history/", histories.OrganizationHistory.as_view({"get": "list"})),
    path(one + "history/as-of/", histories.OrganizationHistory.as_view({"get": "as_of"})),
    path(one + "history/revert/", histories.OrganizationHistory.as_view({"post": "revert"})),
    path(one, organizations.Organizations.as_view({"get": "retrieve", "patch": "partial_update"})),
    path(one + "leave/", organizations.Leave.as_view()),
    path(one + "members/", organizations.Members.as_view({"get": "list"})),
    path(
        one + "members/<uuid:user>/",
        organizations.Members.as_view({"patch": "partial_update", "delete": "destroy"}),
    ),
    path(one + "teams/", teams.Teams.as_view({"get": "list", "post": "create"})),
    path(one + "invitations/", invitations.Invitations.as_view({"get": "list", "post": "create"})),
    path(one + "invitations/import/", invitations.ManyInvitations.as_view()),
    path("invitations/<uuid:uuid>/", invitations.OneInvitation.as_view({"delete": "destroy"})),
    path("invitations/<uuid:uuid>/resend/", invitations.OneInvitation.as_view({"post": "resend"})),
    path("auth/invitations/accept/", invitations.Accept.as_view()),
    path("teams/<uuid:uuid>/", teams.OneTeam.as_view({"get": "retrieve", "patch": "partial_update"})),
    path("teams/<uuid:uuid>/members/", teams.Places.as_view({"get": "list"})),
    path("teams/<uuid:uuid>/members/<uuid:user>/", teams.OnePlace.as_view()),
]
