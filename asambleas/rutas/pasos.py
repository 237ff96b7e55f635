"""Routes of the steps."""

from django.urls import URLPattern, path

from asambleas.views import pasos

urlpatterns: list[URLPattern] = [
    path("pasos/", pasos.pasos_por_decidir, name="pasos"),
    path("pasos/<int:pk>/", pasos.paso, name="paso"),
    path("pasos/<int:pk>/aprobar/", pasos.paso_aprobar, name="paso_aprobar"),
    path("pasos/<int:pk>/retirar/", pasos.paso_retirar, name="paso_retirar"),
    path("pasos/<int:pk>/devolver/", pasos.paso_devolver, name="paso_devolver"),
    path("pasos/<int:pk>/anular/", pasos.paso_anular, name="paso_anular"),
    path("pasos/<int:pk>/contar/", pasos.paso_contar, name="paso_contar"),
    path("pasos/evidencias/<int:pk>/", pasos.paso_evidencia, name="paso_evidencia"),
]
