"""Routes of the life of a POA: sent, observed, authorised, signed, reprogrammed."""

from django.urls import URLPattern, path

from poa.views import vida

urlpatterns: list[URLPattern] = [
    path("poas/<int:pk>/enviar/", vida.poa_enviar, name="poa_enviar"),
    path("poas/<int:pk>/observar/", vida.poa_observar, name="poa_observar"),
    path("poas/<int:pk>/hoja.pdf", vida.poa_pdf, name="poa_pdf"),
    path("poas/<int:pk>/escaneos/<slug:casilla>/", vida.poa_escaneo, name="poa_escaneo"),
    path("poas/<int:pk>/firmar/", vida.poa_firmar, name="poa_firmar"),
    path("poas/<int:pk>/firmar/preparar/", vida.poa_firmar_preparar, name="poa_firmar_preparar"),
    path("poas/<int:pk>/firmar/terminar/", vida.poa_firmar_terminar, name="poa_firmar_terminar"),
    path("poas/<int:pk>/firmar/imprimir/", vida.poa_imprimir, name="poa_imprimir"),
    path("poas/<int:pk>/firmar/adjuntar/", vida.poa_adjuntar, name="poa_adjuntar"),
    path("poas/<int:pk>/firmar/cancelar/", vida.poa_imprimir_cancelar, name="poa_imprimir_cancelar"),
    path("poas/<int:pk>/firmar/devolver/", vida.poa_hoja_devolver, name="poa_hoja_devolver"),
]
