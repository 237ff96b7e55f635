"""Routes of the whole product: each app is named here only as a string."""

from django.urls import include, path

urlpatterns = [
    path("", include("nucleo.urls")),
    path("", include("poa.urls_plan")),
    path("", include("actividades.urls")),
    path("", include("asambleas.urls")),
    path("", include("comites.urls")),
    path("", include("consejos.urls")),
    path("", include("suministros.urls")),
    path("", include("evaluacion.urls")),
]

handler400 = "nucleo.errores_http.error_400"
handler403 = "nucleo.errores_http.error_403"
handler404 = "nucleo.errores_http.error_404"
handler500 = "nucleo.errores_http.error_500"
