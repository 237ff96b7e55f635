"""Routes of the assemblies."""

from django.urls import URLPattern, path

from asambleas.views import asambleas

urlpatterns: list[URLPattern] = [
    path("asambleas/<int:pk>/", asambleas.asamblea, name="asamblea"),
    path("asambleas/<int:pk>/quorum/", asambleas.asamblea_quorum, name="asamblea_quorum"),
    path("asambleas/<int:pk>/no-celebrada/", asambleas.asamblea_no_celebrar, name="asamblea_no_celebrar"),
    path("asambleas/<int:pk>/cerrar/", asambleas.asamblea_cerrar, name="asamblea_cerrar"),
    path("asambleas/<int:pk>/explicacion/", asambleas.asamblea_explicacion, name="asamblea_explicacion"),
    path("asambleas/<int:pk>/autoridades/", asambleas.asamblea_autoridades, name="asamblea_autoridades"),
]
