from django.urls import path

from . import views

app_name = "curriculum_people_admin"
urlpatterns = [
    path("", views.MembersView.as_view(), name="members"),
    path("results/", views.MembersView.as_view(results_only=True), name="members_results"),
    path("<int:pk>/", views.MemberView.as_view(), name="member"),
    path("<int:pk>/remove/", views.RemoveView.as_view(), name="remove"),
    path("invite/", views.InviteView.as_view(), name="invite"),
    path("invitations/", views.InvitationsView.as_view(), name="invitations"),
    path("invitations/<uuid:pk>/", views.WithdrawView.as_view(), name="withdraw"),
]
