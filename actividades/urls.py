"""Routes of the acts."""

from django.urls import path

from actividades import views

urlpatterns = [
    path("actividades/", views.actividades, name="actividades"),
    path("actividades/nueva/", views.actividad_nueva, name="actividad_nueva"),
    path("actividades/serie/", views.actividades_serie, name="actividades_serie"),
    path("actividades/captura/ficha.json", views.captura_ficha, name="captura_ficha"),
    path("actividades/captura/archivo/", views.captura_archivo, name="captura_archivo"),
    path("actividades/captura/enviar/", views.captura_enviar, name="captura_enviar"),
    path("actividades/trabajador.js", views.captura_trabajador, name="captura_trabajador"),
    path("actividades/validar/", views.actividades_validar, name="actividades_validar"),
    path("actividades/importar/", views.actividades_importar, name="actividades_importar"),
    path("actividades/importar/plantilla.csv", views.actividades_plantilla, name="actividades_plantilla"),
    path("actividades/<int:pk>/", views.actividad, name="actividad"),
    path("actividades/<int:pk>/editar/", views.actividad_editar, name="actividad_editar"),
    path("actividades/<int:pk>/validar/", views.actividad_validar, name="actividad_validar"),
    path("actividades/<int:pk>/devolver/", views.actividad_devolver, name="actividad_devolver"),
    path("actividades/<int:pk>/anular/", views.actividad_anular, name="actividad_anular"),
    path("actividades/<int:pk>/excluir/", views.actividad_excluir, name="actividad_excluir"),
    path("actividades/<int:pk>/reincorporar/", views.actividad_reincorporar, name="actividad_reincorporar"),
    path("actividades/<int:pk>/evidencias/", views.evidencia_agregar, name="evidencia_agregar"),
    path("actividades/evidencias/<int:pk>/", views.evidencia, name="evidencia"),
    path("actividades/evidencias/<int:pk>/quitar/", views.evidencia_quitar, name="evidencia_quitar"),
]
