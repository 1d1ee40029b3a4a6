from django.urls import path

from . import views

app_name = "curriculum_attendance_admin"
urlpatterns = [
    path("", views.SessionsView.as_view(), name="index"),
    path("results/", views.SessionsView.as_view(results_only=True), name="index_results"),
    path("plan/", views.PlanView.as_view(), name="plan"),
    path("<uuid:pk>/", views.SessionView.as_view(), name="session"),
    path("<uuid:pk>/change/", views.ChangeView.as_view(), name="change"),
]
