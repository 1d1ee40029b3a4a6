from django.urls import path

from . import views

app_name = "curriculum_handover_admin"
urlpatterns = [
    path("", views.HandoverView.as_view(), name="index"),
    path("export/", views.export, name="export"),
    path("import/<uuid:pk>/", views.confirm, name="confirm"),
]
