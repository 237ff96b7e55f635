"""Routes of the reprogramaciones: asked, read, decided, their dictamen."""

from django.urls import URLPattern, path

from poa.views import reprogramacion as vista

urlpatterns: list[URLPattern] = [
    path("poas/<int:pk>/reprogramar/", vista.reprogramar, name="reprogramar"),
    path("reprogramaciones/", vista.reprogramaciones, name="reprogramaciones"),
    path("reprogramaciones/<int:pk>/", vista.reprogramacion, name="reprogramacion"),
    path(
        "reprogramaciones/<int:pk>/autorizar/",
        vista.reprogramacion_autorizar,
        name="reprogramacion_autorizar",
    ),
    path(
        "reprogramaciones/<int:pk>/rechazar/", vista.reprogramacion_rechazar, name="reprogramacion_rechazar"
    ),
    path("reprogramaciones/<int:pk>/emitir/", vista.reprogramacion_emitir, name="reprogramacion_emitir"),
    path(
        "reprogramaciones/<int:pk>/dictamen.pdf",
        vista.reprogramacion_dictamen,
        name="reprogramacion_dictamen",
    ),
]
