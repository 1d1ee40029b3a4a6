from django.urls import path

from . import views

app_name = "curriculum_reports_admin"
urlpatterns = [
    path("", views.ReportView.as_view(), name="index"),
    path("periods/", views.PeriodsView.as_view(), name="periods"),
    path("periods/results/", views.PeriodsView.as_view(results_only=True), name="periods_results"),
    path("periods/add/", views.AddPeriodView.as_view(), name="add"),
    path("periods/<int:pk>/", views.EditPeriodView.as_view(), name="edit"),
    path("periods/<int:pk>/next/", views.NextStepView.as_view(), name="next_step"),
    path("<int:pk>/", views.ReportView.as_view(), name="period"),
    path("<int:pk>/<slug:code>/", views.ExportView.as_view(), name="export"),
]
