"""Routes of the rights of a citizen over their data."""

from django.urls import URLPattern, path

from asambleas.views import ciudadanos

urlpatterns: list[URLPattern] = [
    path("privacidad/ciudadania/", ciudadanos.ciudadania, name="ciudadania"),
    path("privacidad/ciudadania/expediente/", ciudadanos.ciudadania_expediente, name="ciudadania_expediente"),
    path("privacidad/ciudadania/exportar/", ciudadanos.ciudadania_exportar, name="ciudadania_exportar"),
    path("privacidad/ciudadania/anonimizar/", ciudadanos.ciudadania_anonimizar, name="ciudadania_anonimizar"),
]
