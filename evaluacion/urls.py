"""Routes of the evaluation and of the public verification."""

from django.urls import path

from evaluacion.views import firmar, informe, inicio, revision, trimestre, verificacion

urlpatterns = [
    path("", inicio.inicio, name="inicio"),
    path("por-decidir/", inicio.por_decidir, name="por_decidir"),
    path("municipio/", inicio.municipio, name="municipio"),
    path("trimestres/", inicio.trimestres, name="trimestres"),
    path("trimestres/<int:pk>/", trimestre.trimestre, name="trimestre"),
    path("trimestres/<int:pk>/actos/<int:linea_pk>/", trimestre.trimestre_actos, name="trimestre_actos"),
    path("trimestres/<int:pk>/historia/", trimestre.trimestre_historia, name="trimestre_historia"),
    path("trimestres/<int:pk>/revision/", trimestre.trimestre_revision, name="trimestre_revision"),
    path("trimestres/<int:pk>/terminar-captura/", trimestre.captura_terminar, name="captura_terminar"),
    path("trimestres/<int:pk>/reabrir-captura/", trimestre.captura_reabrir, name="captura_reabrir"),
    path("trimestres/<int:pk>/lineas/<int:linea_pk>/justificar/", trimestre.justificar, name="justificar"),
    path(
        "trimestres/<int:pk>/lineas/<int:linea_pk>/sin-actividad/",
        trimestre.sin_actividad,
        name="sin_actividad",
    ),
    path("trimestres/<int:pk>/compromisos/<int:compromiso_pk>/", trimestre.compromiso, name="compromiso"),
    path("trimestres/<int:pk>/firmar/", firmar.firmar, name="firmar"),
    path("trimestres/<int:pk>/firmar/previa.pdf", firmar.firmar_previa, name="firmar_previa"),
    path("trimestres/<int:pk>/firmar/preparar/", firmar.firmar_preparar, name="firmar_preparar"),
    path("trimestres/<int:pk>/firmar/terminar/", firmar.firmar_terminar, name="firmar_terminar"),
    path("trimestres/<int:pk>/papel/imprimir/", firmar.papel_imprimir, name="papel_imprimir"),
    path("trimestres/<int:pk>/papel/cancelar/", firmar.papel_cancelar, name="papel_cancelar"),
    path("trimestres/<int:pk>/papel/adjuntar/", firmar.papel_adjuntar, name="papel_adjuntar"),
    path(
        "trimestres/<int:pk>/documentos/<int:version>/<slug:cual>/",
        firmar.documento,
        name="documento_trimestre",
    ),
    path("trimestres/<int:pk>/observar/", revision.observar, name="observar"),
    path("trimestres/<int:pk>/prorroga/", revision.prorrogar, name="prorrogar"),
    path("trimestres/<int:pk>/desbloqueo/", revision.desbloquear, name="desbloquear"),
    path("informe/", informe.informe, name="informe"),
    path("informe/<int:pk>/<int:mes>/informe.pdf", informe.informe_pdf, name="informe_pdf"),
    path("informe/<int:pk>/<int:mes>/informe.docx", informe.informe_word, name="informe_word"),
    path("verificar/", verificacion.verificar, name="verificar"),
    path("v/<str:codigo>/", verificacion.verificar_por_codigo, name="verificar_codigo"),
    path("v/<str:codigo>/publica/", verificacion.version_publica, name="version_publica"),
]
