"""Routes of the rules of new órganos, and of the posts of one."""

from django.urls import URLPattern, path

from asambleas.views import reglas

urlpatterns: list[URLPattern] = [
    path("organos/reglas/", reglas.reglas_de_organos, name="reglas_de_organos"),
    path("organos/reglas/<slug:clave>/", reglas.regla_de_organo, name="regla_de_organo"),
    path("organos/<int:pk>/puestos/", reglas.puestos_de_organo, name="puestos_de_organo"),
]
