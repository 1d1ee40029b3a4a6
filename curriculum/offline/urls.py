"""At the root, whatever the language: a worker answers for addresses below its own."""

from django.urls import path

from . import views

app_name = "curriculum_offline"
urlpatterns = [
    path("sw.js", views.worker, name="worker"),
    path("salir/", views.notes, name="notes"),
]
