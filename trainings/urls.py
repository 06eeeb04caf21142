from django.urls import URLPattern

app_name = "trainings"

urlpatterns: list[URLPattern] = []
