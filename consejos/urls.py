"""Routes of the consejos ciudadanos."""

from consejos.rutas import consejos

urlpatterns = [*consejos.urlpatterns]
