"""Routes of writing the POA by hand."""

from django.urls import path

from poa.views import edicion, edicion_bloques, rejilla

_EDITAR = "poas/<int:pk>/editar/"

urlpatterns = [
    path("poas/nuevo/", edicion.poa_nuevo, name="poa_nuevo"),
    path(_EDITAR, edicion.poa_editar, name="poa_editar"),
    path(f"{_EDITAR}hoja/<slug:parte>/", edicion.poa_editar_hoja, name="poa_editar_hoja"),
    path(f"{_EDITAR}foda/", edicion.poa_editar_foda, name="poa_editar_foda"),
    path(f"{_EDITAR}bloques/", edicion_bloques.poa_editar_bloques, name="poa_editar_bloques"),
    path(f"{_EDITAR}bloques/<int:bloque>/", edicion_bloques.poa_editar_bloque, name="poa_editar_bloque"),
    path(f"{_EDITAR}lineas/<int:linea>/", edicion_bloques.poa_editar_linea, name="poa_editar_linea"),
    path(f"{_EDITAR}programacion/", rejilla.poa_editar_programacion, name="poa_editar_programacion"),
    path(f"{_EDITAR}ordenar/", edicion.poa_editar_ordenar, name="poa_editar_ordenar"),
    path(f"{_EDITAR}borrar/", edicion.poa_editar_borrar, name="poa_editar_borrar"),
]
