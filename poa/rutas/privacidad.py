"""Routes of personal data: the aviso de privacidad, and the rights of a person over their data."""

from django.urls import URLPattern, path

from poa.views import privacidad

urlpatterns: list[URLPattern] = [
    path("aviso-de-privacidad/", privacidad.aviso_de_privacidad, name="aviso_de_privacidad"),
    path(
        "aviso-de-privacidad/<int:version>/",
        privacidad.aviso_de_privacidad,
        name="aviso_de_privacidad_version",
    ),
    path("catalogos/aviso-de-privacidad/", privacidad.aviso_publicar, name="aviso_publicar"),
    path("catalogos/personas/<int:pk>/exportar/", privacidad.persona_exportar, name="persona_exportar"),
    path("catalogos/personas/<int:pk>/anonimizar/", privacidad.persona_anonimizar, name="persona_anonimizar"),
]
