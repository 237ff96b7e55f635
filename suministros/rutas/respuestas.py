"""Routes with which Tesorería answers one request."""

from django.urls import URLPattern, path

from suministros.views import asignaciones, respuestas

_UNA = "suministros/bandeja/<int:pk>/"

urlpatterns: list[URLPattern] = [
    path(_UNA, respuestas.atender_solicitud, name="atender_solicitud"),
    path(f"{_UNA}acusar/", respuestas.atender_acusar, name="atender_acusar"),
    path(f"{_UNA}vehiculo/", asignaciones.atender_vehiculo, name="atender_vehiculo"),
    path(f"{_UNA}combustible/", asignaciones.atender_combustible, name="atender_combustible"),
    path(f"{_UNA}material/", asignaciones.atender_material, name="atender_material"),
    path(f"{_UNA}entrega/", asignaciones.atender_entrega, name="atender_entrega"),
    path(f"{_UNA}compra/", asignaciones.atender_compra, name="atender_compra"),
    path(f"{_UNA}negar/", respuestas.atender_negar, name="atender_negar"),
    path(f"{_UNA}devolver/", respuestas.atender_devolver, name="atender_devolver"),
    path(f"{_UNA}retirar/", respuestas.atender_retirar, name="atender_retirar"),
    path(f"{_UNA}cerrar/", respuestas.atender_cerrar, name="atender_cerrar"),
]
