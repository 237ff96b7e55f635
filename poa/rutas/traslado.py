"""Routes of bringing a POA in and out, copying and comparing it."""

from django.urls import URLPattern, path

from poa.views import copia, traslado

urlpatterns: list[URLPattern] = [
    path("poas/plantilla.xlsx", traslado.poa_plantilla, name="poa_plantilla"),
    path("poas/traer/", traslado.poa_importar, name="poa_importar"),
    path("poas/traer/confirmar/", traslado.poa_importar_confirmar, name="poa_importar_confirmar"),
    path("poas/traer/word/", traslado.poa_importar_word, name="poa_importar_word"),
    path("poas/<int:pk>/poa.xlsx", traslado.poa_exportar, name="poa_exportar"),
    path("poas/<int:pk>/copiar/", copia.poa_copiar, name="poa_copiar"),
    path("poas/<int:pk>/comparar/", copia.poa_comparar, name="poa_comparar"),
]
