from django.urls import path

from . import views

app_name = "curriculum_handouts"
urlpatterns = [path("print/<slug:code>/<str:key>/", views.SheetView.as_view(), name="sheet")]
