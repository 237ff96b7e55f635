"""Routes of the attendance list."""

from django.urls import URLPattern, path

from asambleas.views import asistencia, lista

urlpatterns: list[URLPattern] = [
    path("asambleas/trabajador.js", asistencia.asistencia_trabajador, name="asistencia_trabajador"),
    path("asambleas/<int:pk>/lista/", asistencia.asistencia, name="asistencia"),
    path("asambleas/<int:pk>/lista/enviar/", asistencia.asistencia_enviar, name="asistencia_enviar"),
    path("asambleas/<int:pk>/lista/completa/", lista.asistencia_completa, name="asistencia_completa"),
    path("asambleas/<int:pk>/lista/escaneo/", lista.asistencia_escaneo, name="asistencia_escaneo"),
    path("asambleas/<int:pk>/lista.pdf", lista.asistencia_lista, name="asistencia_lista"),
    path("asambleas/asistentes/<int:pk>/quitar/", lista.asistente_quitar, name="asistente_quitar"),
    path("asambleas/asistentes/<int:pk>/firma.png", lista.asistente_firma, name="asistente_firma"),
]
