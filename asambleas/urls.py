"""Routes of what comités and consejos share, by subject."""

from asambleas.rutas import actas, asambleas, asistencia, ciudadanos, convocatorias, elecciones, pasos, reglas

urlpatterns = [
    *asambleas.urlpatterns,
    *convocatorias.urlpatterns,
    *actas.urlpatterns,
    *asistencia.urlpatterns,
    *ciudadanos.urlpatterns,
    *elecciones.urlpatterns,
    *pasos.urlpatterns,
    *reglas.urlpatterns,
]
