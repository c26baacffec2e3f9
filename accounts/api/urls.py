from django.urls import path

from accounts.api import views as v

urlpatterns = [
    path("auth/register/", v.Register.as_view()),
    path("auth/verify-email/", v.VerifyEmail.as_view()),
    path("auth/login/", v.Login.as_view()),
    path("auth/refresh/", v.Refresh.as_view()),
    path("auth/switch/", v.Switch.as_view()),
    path("auth/logout/", v.Logout.as_view()),
    path("auth/logout-all/", v.LogoutAll.as_view()),
    path("auth/ws-ticket/", v.WsTicket.as_view()),
    path("users/me/", v.Me.as_view()),
    path("users/me/activity/", v.MyActivity.as_view({"get": "list"})),
    path("organizations/", v.Organizations.as_view({"get": "list"})),
    path("organizations/<uuid:uuid>/", v.Organizations.as_view({"get": "retrieve"})),
]
