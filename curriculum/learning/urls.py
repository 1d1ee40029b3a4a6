from django.urls import path

from . import views

app_name = "curriculum_learning"
urlpatterns = [
    path("l/<slug:code>/", views.short, name="short"),
    path("l/<slug:code>/qr/", views.share, name="share"),
    path("sound/<int:document_id>/<str:filename>", views.recording, name="recording"),
]
