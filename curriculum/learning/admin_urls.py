from django.urls import path

from .admin_views import recording, reports
from .admin_views.advice import advice
from .admin_views.drafts import DraftPdfView
from .admin_views.law import LawReviewView

app_name = "curriculum_learning_admin"
urlpatterns = [
    path("advice/<str:app_label>/<str:model_name>/<str:language>/", advice, name="advice"),
    path("law/<int:pk>/", LawReviewView.as_view(), name="law_review"),
    path("drafts/<int:page_id>/<slug:code>.pdf", DraftPdfView.as_view(), name="draft_pdf"),
    path("recordings/", recording.record, name="record"),
    path("recordings/<int:document_id>/", recording.state, name="recording_state"),
]
for name, view in (
    ("translations", reports.TranslationsBehindView),
    ("lessons", reports.LessonsToLookAtView),
    ("citations", reports.CitationsView),
):
    urlpatterns += [
        path(f"{name}/", view.as_view(), name=name),
        path(f"{name}/results/", view.as_view(results_only=True), name=f"{name}_results"),
    ]
