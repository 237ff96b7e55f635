"""Routes of the notices: the public page is by code, those of staff by number under another prefix."""

from django.urls import URLPattern, path

from asambleas.views import convocatorias, convocatorias_publicas

_UNA = "asambleas/convocatorias/<int:pk>/"

urlpatterns: list[URLPattern] = [
    path("organos/<int:pk>/convocatorias/", convocatorias.convocatorias, name="convocatorias"),
    path(
        "organos/<int:pk>/convocatorias/nueva/", convocatorias.convocatoria_nueva, name="convocatoria_nueva"
    ),
    path(_UNA, convocatorias.convocatoria, name="convocatoria"),
    path(f"{_UNA}corregir/", convocatorias.convocatoria_editar, name="convocatoria_editar"),
    path(f"{_UNA}publicar/", convocatorias.convocatoria_publicar, name="convocatoria_publicar"),
    path(f"{_UNA}cancelar/", convocatorias.convocatoria_cancelar, name="convocatoria_cancelar"),
    path(f"{_UNA}cartel.pdf", convocatorias.convocatoria_cartel, name="convocatoria_cartel"),
    path(
        "convocatorias/<str:codigo>/",
        convocatorias_publicas.convocatoria_publicada,
        name="convocatoria_publicada",
    ),
    path(
        "convocatorias/<str:codigo>/asamblea.ics",
        convocatorias_publicas.convocatoria_ics,
        name="convocatoria_ics",
    ),
]
