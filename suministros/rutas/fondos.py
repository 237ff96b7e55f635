"""Routes of the money."""

from django.urls import URLPattern, path

from suministros.views import fondos, fondos_cambios

_F = "suministros/fondos/"

urlpatterns: list[URLPattern] = [
    path(_F, fondos.fondos, name="fondos"),
    path("suministros/comparacion/", fondos.comparacion_suministros, name="comparacion_suministros"),
    path(f"{_F}techo/", fondos_cambios.fondo_techo, name="fondo_techo"),
    path(f"{_F}inversiones/", fondos_cambios.inversiones, name="inversiones_sin_fondo"),
    path(f"{_F}inversiones/<int:pk>/", fondos_cambios.inversion_abrir, name="inversion_abrir"),
    path(f"{_F}<int:pk>/", fondos.fondo, name="fondo"),
    path(f"{_F}<int:pk>/ampliar/", fondos_cambios.fondo_ampliar, name="fondo_ampliar"),
    path(f"{_F}<int:pk>/reducir/", fondos_cambios.fondo_reducir, name="fondo_reducir"),
    path(f"{_F}<int:pk>/transferir/", fondos_cambios.fondo_transferir, name="fondo_transferir"),
    path("suministros/rubros/", fondos_cambios.rubros, name="rubros"),
    path("suministros/rubros/nuevo/", fondos_cambios.rubro_nuevo, name="rubro_nuevo"),
    path("suministros/rubros/<int:pk>/", fondos_cambios.rubro_editar, name="rubro_editar"),
]
