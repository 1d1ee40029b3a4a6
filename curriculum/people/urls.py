from django.urls import path

from .public_views import AcceptView

app_name = "curriculum_people"
urlpatterns = [path("join/<str:token>/", AcceptView.as_view(), name="accept")]
