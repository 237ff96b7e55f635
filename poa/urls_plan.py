"""Routes of the plan: the fixed words go before the numbers, each subject in its own file."""

from django.urls import URLPattern, path

from poa import views
from poa.rutas import catalogos, edicion, privacidad, reprogramacion, traslado, vida

LECTURA: list[URLPattern] = [
    path("poas/", views.poas, name="poas"),
    path("poas/<int:pk>/", views.poa, name="poa"),
    path("poas/<int:pk>/autorizar/", views.poa_autorizar, name="poa_autorizar"),
    path("adscripciones/", views.adscripciones, name="adscripciones"),
]

urlpatterns = [
    *LECTURA,
    *edicion.urlpatterns,
    *vida.urlpatterns,
    *reprogramacion.urlpatterns,
    *traslado.urlpatterns,
    *privacidad.urlpatterns,
    *catalogos.urlpatterns,
]
