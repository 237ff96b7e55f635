"""Routes of vehicles and distances."""

from django.urls import URLPattern, path

from suministros.views import vehiculos

_V = "suministros/vehiculos/"

urlpatterns: list[URLPattern] = [
    path("suministros/calendario/", vehiculos.calendario_vehiculos, name="calendario_vehiculos"),
    path(_V, vehiculos.vehiculos, name="vehiculos"),
    path(f"{_V}nuevo/", vehiculos.vehiculo_nuevo, name="vehiculo_nuevo"),
    path(f"{_V}<int:pk>/", vehiculos.vehiculo_editar, name="vehiculo_editar"),
    path(f"{_V}<int:pk>/odometro/", vehiculos.vehiculo_odometro, name="vehiculo_odometro"),
    path("suministros/distancias/", vehiculos.distancias, name="distancias"),
    path("suministros/distancias/<int:pk>/", vehiculos.distancia, name="distancia"),
]
