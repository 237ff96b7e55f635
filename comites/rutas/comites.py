"""Routes of the comités, for staff and for the public."""

from django.urls import URLPattern, path

from comites.views import comites, entrega, publico, reportes

urlpatterns: list[URLPattern] = [
    path("comites/", comites.comites, name="comites"),
    path("comites/nuevo/", comites.comite_nuevo, name="comite_nuevo"),
    path("comites/tipos-de-obra/", comites.tipos_de_obra, name="tipos_de_obra"),
    path("comites/tipos-de-obra/<int:pk>/", comites.tipo_de_obra_activar, name="tipo_de_obra_activar"),
    path("organos/<int:pk>/comite/", comites.comite, name="comite"),
    path("organos/<int:pk>/obra/", comites.obra_editar, name="obra_editar"),
    path("organos/<int:pk>/obra/cancelar/", comites.comite_cancelar, name="comite_cancelar"),
    path("organos/<int:pk>/entrega/", entrega.entrega, name="entrega"),
    path("entregas/fotos/<int:pk>/", entrega.entrega_foto, name="entrega_foto"),
    path("entregas/observaciones/<int:pk>/", entrega.observacion_atender, name="observacion_atender"),
    path("organos/<int:pk>/reportes/", reportes.reportes, name="reportes"),
    path("organos/<int:pk>/reportes/nuevo/", reportes.reporte_nuevo, name="reporte_nuevo"),
    path("reportes/<int:pk>/", reportes.reporte, name="reporte"),
    path("reportes/<int:pk>/turnar/", reportes.reporte_turnar, name="reporte_turnar"),
    path("reportes/<int:pk>/contestar/", reportes.reporte_contestar, name="reporte_contestar"),
    path("reportes/<int:pk>/cerrar/", reportes.reporte_cerrar, name="reporte_cerrar"),
    path("reportes/<int:pk>/descartar/", reportes.reporte_descartar, name="reporte_descartar"),
    path("obras/", publico.obras, name="obras"),
    path("obras/<int:pk>/reportar/", publico.reportar, name="reportar"),
    path("seguimiento/", publico.seguimiento, name="seguimiento"),
]
