"""Taking an application, at the counter or from the public page: the same form, the same service."""

from django.http import HttpRequest
from django.utils import timezone

from consejos import servicios
from consejos.forms.consejo import FormaPostulacion
from consejos.models import Llamado, Postulacion
from nucleo.errores import ErrorDeDominio, SinPermiso
from nucleo.personas import Persona
from poa.consultas.privacidad import aviso_vigente


def recibir(
    request: HttpRequest, llamado: Llamado, persona: Persona, *, de_mas: str = ""
) -> tuple[Postulacion | None, FormaPostulacion]:
    """The application that was made, or None and the form to be shown (again); `de_mas` says why none is
    taken now, whatever the form holds."""
    datos = (request.POST, request.FILES) if request.method == "POST" else ()
    forma = FormaPostulacion(
        *datos, con_aviso=aviso_vigente(request.hoy) is not None, pide=llamado.documentos
    )
    if not datos:
        return None, forma
    if not forma.completa() or de_mas:
        if de_mas:
            forma.add_error(None, de_mas)
        forma.conservar()
        return None, forma
    try:
        hecha = servicios.postular(
            llamado_id=llamado.pk,
            datos=forma.datos(),
            token=forma.cleaned_data["token"],
            persona=persona,
            ahora=timezone.now(),
            archivos=forma.archivos_listos(),
        )
    except SinPermiso:
        raise
    except ErrorDeDominio as error:
        forma.anotar(error)
        forma.conservar()
        return None, forma
    return hecha, forma
