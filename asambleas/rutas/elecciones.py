"""Routes of the votes, the members and their cards."""

from django.urls import URLPattern, path

from asambleas.views import elecciones, integrantes

urlpatterns: list[URLPattern] = [
    path("organos/<int:pk>/elecciones/", elecciones.elecciones, name="elecciones"),
    path("organos/<int:pk>/elecciones/protesta/", elecciones.tomar_protesta, name="tomar_protesta"),
    path(
        "asambleas/<int:pk>/votar/<int:puesto>/<slug:calidad>/",
        elecciones.eleccion_nueva,
        name="eleccion_nueva",
    ),
    path("elecciones/<int:pk>/anular/", elecciones.eleccion_anular, name="eleccion_anular"),
    path("organos/<int:pk>/integrantes/", integrantes.integrantes, name="integrantes"),
    path("integrantes/<int:pk>/terminar/", integrantes.integrante_terminar, name="integrante_terminar"),
    path("integrantes/<int:pk>/sustituir/", integrantes.integrante_sustituir, name="integrante_sustituir"),
    path("integrantes/<int:pk>/credencial/", integrantes.credencial, name="credencial"),
    path("integrantes/<str:codigo>/", integrantes.integrante_publico, name="integrante_publico"),
]
