"""Route of Tesorería's inbox."""

from django.urls import URLPattern, path

from suministros.views import bandeja

urlpatterns: list[URLPattern] = [
    path("suministros/bandeja/", bandeja.bandeja, name="bandeja"),
]
