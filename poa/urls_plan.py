"""Routes of the plan."""

from django.urls import path

from poa import views

urlpatterns = [
    path("poas/", views.poas, name="poas"),
    path("poas/<int:pk>/", views.poa, name="poa"),
    path("poas/<int:pk>/autorizar/", views.poa_autorizar, name="poa_autorizar"),
    path("adscripciones/", views.adscripciones, name="adscripciones"),
]
