from django.urls import path

from . import views

app_name = "curriculum_knowledge_admin"
urlpatterns = [
    path("", views.LearningsView.as_view(), name="index"),
    path("results/", views.LearningsView.as_view(results_only=True), name="index_results"),
    path("debrief/<uuid:pk>/", views.DebriefView.as_view(), name="debrief"),
    path("<uuid:pk>/", views.LearningView.as_view(), name="learning"),
    path("<uuid:pk>/withdraw/", views.WithdrawView.as_view(), name="withdraw"),
]
