from django.urls import path

from . import views

app_name = "curriculum_handouts_admin"
urlpatterns = [
    path("", views.PrintCentreView.as_view(), name="centre"),
    path("<slug:code>/<str:key>/", views.ChooseView.as_view(), name="choose"),
    path("<slug:code>/<str:key>/estimate/", views.EstimateView.as_view(), name="estimate"),
]
