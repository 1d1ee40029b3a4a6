from django.urls import path

from . import views

app_name = "curriculum_attendance_admin"
urlpatterns = [
    path("", views.SessionsView.as_view(), name="index"),
    path("results/", views.SessionsView.as_view(results_only=True), name="index_results"),
    path("plan/", views.PlanView.as_view(), name="plan"),
    path("kits/", views.KitsView.as_view(), name="kits"),
    path("kits/estimate/", views.KitsEstimateView.as_view(), name="kits_estimate"),
    path(
        "kits/<uuid:pk>/<str:reference>/<str:name>",
        views.KitFileView.as_view(),
        name="kit_file",
    ),
    path("<uuid:pk>/", views.SessionView.as_view(), name="session"),
    path("<uuid:pk>/change/", views.ChangeView.as_view(), name="change"),
    path("<uuid:pk>/postpone/", views.PostponeView.as_view(), name="postpone"),
    path("<uuid:pk>/cancel/", views.CancelView.as_view(), name="cancel"),
    path("<uuid:pk>/suspend/", views.SuspendView.as_view(), name="suspend"),
    path("<uuid:pk>/reopen/", views.ReopenView.as_view(), name="reopen"),
    path("<uuid:pk>/count/", views.CountView.as_view(), name="count"),
    path("<uuid:pk>/entries/", views.EntriesView.as_view(), name="entries"),
    path("<uuid:pk>/totals/", views.TotalsView.as_view(), name="totals"),
    path("<uuid:pk>/close/", views.CloseView.as_view(), name="close"),
    path("<uuid:pk>/correct/", views.CorrectView.as_view(), name="correct"),
    path("conflicts/<uuid:pk>/", views.ConflictView.as_view(), name="conflict"),
]
