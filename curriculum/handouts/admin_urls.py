from django.urls import path

from . import views

app_name = "curriculum_handouts_admin"
urlpatterns = [path("", views.PrintCentreView.as_view(), name="centre")]
