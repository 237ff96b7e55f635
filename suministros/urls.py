"""Routes of the supplies, by subject."""

from django.urls import URLPattern

from suministros.rutas import almacen, bandeja, direccion, fondos, respuestas, vehiculos

urlpatterns: list[URLPattern] = [
    *direccion.urlpatterns,
    *bandeja.urlpatterns,
    *respuestas.urlpatterns,
    *vehiculos.urlpatterns,
    *almacen.urlpatterns,
    *fondos.urlpatterns,
]
