"""Routes of the actas and their acuerdos."""

from django.urls import URLPattern, path

from asambleas.views import actas, acuerdos, firma_acta

urlpatterns: list[URLPattern] = [
    path("organos/<int:pk>/actas/", actas.actas, name="actas"),
    path("organos/<int:pk>/actas/levantar/", actas.acta_levantar, name="acta_levantar"),
    path("organos/<str:folio>/actas/", actas.actas_del_organo, name="actas_publicas"),
    path("actas/<int:pk>/", actas.acta, name="acta"),
    path("actas/<int:pk>/acuerdos/", acuerdos.acta_acuerdos, name="acta_acuerdos"),
    path("actas/<int:pk>/congelar/", actas.acta_congelar, name="acta_congelar"),
    path("actas/<int:pk>/cancelar/", actas.acta_cancelar, name="acta_cancelar"),
    path("actas/<int:pk>/reabrir/", actas.acta_reabrir, name="acta_reabrir"),
    path("actas/<int:pk>/publicar/", actas.acta_publicar, name="acta_publicar"),
    path("actas/<int:pk>/acta.pdf", firma_acta.acta_pdf, name="acta_pdf"),
    path("actas/<int:pk>/version-publica.pdf", firma_acta.acta_publica, name="acta_publica"),
    path("actas/<int:pk>/escaneo.pdf", firma_acta.acta_escaneo, name="acta_escaneo"),
    path("actas/<int:pk>/firmar/", firma_acta.acta_firmar, name="acta_firmar"),
    path("actas/<int:pk>/firmar/preparar/", firma_acta.acta_firmar_preparar, name="acta_firmar_preparar"),
    path("actas/<int:pk>/firmar/terminar/", firma_acta.acta_firmar_terminar, name="acta_firmar_terminar"),
    path("actas/<int:pk>/firmar/adjuntar/", firma_acta.acta_adjuntar, name="acta_adjuntar"),
    path("acuerdos/", acuerdos.acuerdos, name="acuerdos"),
    path("acuerdos/<int:pk>/cumplir/", acuerdos.acuerdo_cumplir, name="acuerdo_cumplir"),
]
