"""Routes of the acts."""

from django.urls import path

from actividades import views

urlpatterns = [
    path("actividades/", views.actividades, name="actividades"),
    path("actividades/nueva/", views.actividad_nueva, name="actividad_nueva"),
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
