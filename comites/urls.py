"""Routes of the comités de obra."""

from comites.rutas import comites

urlpatterns = [*comites.urlpatterns]
