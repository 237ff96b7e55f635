"""Routes of what a dirección asks, receives and reads of its supplies."""

from django.urls import URLPattern, path

from suministros.views import dinero, papeles, pedir, recibir, solicitudes, tramite

urlpatterns: list[URLPattern] = [
    path("suministros/", solicitudes.suministros, name="suministros"),
    path("suministros/oficio/", pedir.oficio_nuevo, name="oficio_nuevo"),
    path("suministros/requisicion/", pedir.requisicion_nueva, name="requisicion_nueva"),
    path("suministros/lo-que-queda/", dinero.lo_que_queda, name="lo_que_queda"),
    path("suministros/combustible/", dinero.bitacora_de_combustible, name="bitacora_de_combustible"),
    path("suministros/<int:pk>/", solicitudes.solicitud, name="solicitud"),
    path("suministros/<int:pk>/corregir/", pedir.solicitud_editar, name="solicitud_editar"),
    path("suministros/<int:pk>/autorizacion/", tramite.pedir_autorizacion, name="solicitud_autorizacion"),
    path("suministros/<int:pk>/enviar/", tramite.enviar, name="solicitud_enviar"),
    path("suministros/<int:pk>/devolver/", tramite.devolver, name="solicitud_devolver"),
    path("suministros/<int:pk>/cancelar/", tramite.cancelar, name="solicitud_cancelar"),
    path("suministros/<int:pk>/causa/", tramite.causa, name="solicitud_causa"),
    path("suministros/<int:pk>/compra/", tramite.pedir_compra, name="solicitud_compra"),
    path("suministros/<int:pk>/recibir/", recibir.recibir, name="solicitud_recibir"),
    path("suministros/<int:pk>/regreso/", recibir.regreso, name="solicitud_regreso"),
    path("suministros/<int:pk>/carga/", recibir.carga, name="solicitud_carga"),
    path("suministros/<int:pk>/pdf/", papeles.solicitud_pdf, name="solicitud_pdf"),
    path("suministros/<int:pk>/compra/pdf/", papeles.compra_pdf, name="compra_pdf"),
    path("suministros/vales/<int:pk>/pdf/", papeles.vale_pdf, name="vale_pdf"),
    path("suministros/entregas/<int:pk>/firma/", recibir.entrega_firma, name="entrega_firma"),
    path("suministros/entregas/<int:pk>/recibo/", recibir.entrega_recibo, name="entrega_recibo"),
    path("suministros/cargas/<int:pk>/ticket/", recibir.carga_ticket, name="carga_ticket"),
    path("suministros/momentos/<int:pk>/contar/", tramite.momento_contar, name="momento_contar"),
    path("vale/<str:codigo>/", papeles.vale_publico, name="vale_publico"),
]
