"""Routes of the store."""

from django.urls import URLPattern, path

from suministros.views import almacen

_A = "suministros/almacen/"

urlpatterns: list[URLPattern] = [
    path(_A, almacen.almacen, name="almacen"),
    path(f"{_A}nuevo/", almacen.articulo_nuevo, name="articulo_nuevo"),
    path(f"{_A}<int:pk>/", almacen.articulo, name="articulo"),
    path(f"{_A}<int:pk>/editar/", almacen.articulo_editar, name="articulo_editar"),
    path(f"{_A}<int:pk>/entrada/", almacen.articulo_entrada, name="articulo_entrada"),
    path(f"{_A}<int:pk>/ajuste/", almacen.articulo_ajuste, name="articulo_ajuste"),
]
