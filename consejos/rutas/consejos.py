"""Routes of the consejos, for staff and for the public."""

from django.urls import URLPattern, path

from consejos.views import consejos, llamados, publico

urlpatterns: list[URLPattern] = [
    path("consejos/", consejos.consejos, name="consejos"),
    path("consejos/nuevo/", consejos.consejo_nuevo, name="consejo_nuevo"),
    path("organos/<int:pk>/consejo/", consejos.consejo, name="consejo"),
    path("organos/<int:pk>/consejo/editar/", consejos.consejo_editar, name="consejo_editar"),
    path("organos/<int:pk>/consejo/terminar/", consejos.consejo_terminar, name="consejo_terminar"),
    path("organos/<int:pk>/llamados/", llamados.llamados, name="llamados"),
    path("organos/<int:pk>/llamados/nuevo/", llamados.llamado_nuevo, name="llamado_nuevo"),
    path("llamados/<int:pk>/", llamados.llamado, name="llamado"),
    path("llamados/<int:pk>/editar/", llamados.llamado_editar, name="llamado_editar"),
    path("llamados/<int:pk>/publicar/", llamados.llamado_publicar, name="llamado_publicar"),
    path("llamados/<int:pk>/cerrar/", llamados.llamado_cerrar, name="llamado_cerrar"),
    path("llamados/<int:pk>/cancelar/", llamados.llamado_cancelar, name="llamado_cancelar"),
    path("llamados/<int:pk>/cartel.pdf", llamados.llamado_cartel, name="llamado_cartel"),
    path("llamados/<int:pk>/postular/", llamados.postulacion_nueva, name="postulacion_nueva"),
    path("postulaciones/<int:pk>/", llamados.postulacion, name="postulacion"),
    path("postulaciones/documentos/<int:pk>/", llamados.postulacion_archivo, name="postulacion_archivo"),
    path("consejos-ciudadanos/", publico.consejos_publico, name="consejos_publico"),
    path("consejos-ciudadanos/<int:pk>/", publico.consejo_publicado, name="consejo_publicado"),
    path("convocatoria-publica/<str:codigo>/", publico.convocatoria_publica, name="convocatoria_publica"),
    path("postulacion/", publico.seguir_postulacion, name="seguir_postulacion"),
]
