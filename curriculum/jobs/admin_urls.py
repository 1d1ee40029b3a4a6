from django.urls import path

from . import views

app_name = "curriculum_jobs_admin"
urlpatterns = [
    path("", views.JobsView.as_view(), name="index"),
    path("<uuid:pk>/", views.JobView.as_view(), name="job"),
    path("<uuid:pk>/status/", views.status, name="status"),
    path("<uuid:pk>/download/", views.download, name="download"),
    path("<uuid:pk>/cancel/", views.cancel, name="cancel"),
    path("<uuid:pk>/retry/", views.retry, name="retry"),
]
