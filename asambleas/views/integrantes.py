"""Who holds each post: the list, ending a term, replacing somebody, the card and what its QR shows."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_safe

from asambleas import servicios
from asambleas.consultas import organo_visible, organos_visibles_para
from asambleas.consultas.elecciones import elegibles
from asambleas.consultas.integrantes import (
    esta_vigente,
    integrante_con_codigo,
    integrantes_en,
    integrantes_pasados,
)
from asambleas.documentos.credencial import DatosDeCredencial, credencial_en_pdf
from asambleas.forms.integrantes import FormaSustituir, FormaTerminar, suplentes_de
from asambleas.models import Integrante
from asambleas.permisos import permite_datos, permite_llevar_organo
from asambleas.permisos_elecciones import permite_sustituir_en
from asambleas.procedimientos import procedimiento_de
from asambleas.views.elecciones import marco_de
from nucleo.errores import Conflicto, SinPermiso
from nucleo.folios import codigo_legible, codigo_normalizado
from nucleo.formularios import atender
from nucleo.limites import contar_intento
from nucleo.reglas import publica, requiere
from nucleo.respuestas import respuesta_pdf
from nucleo.roles import Accion
from poa.consultas.municipio import marco_del_municipio
from poa.models import Ayuntamiento


@requiere(Accion.VER_ORGANOS)
@require_GET
def integrantes(request: HttpRequest, pk: int) -> HttpResponse:
    """In force and past; contacts masked, unless one asks for them and may see them (it stays on record)."""
    organo = organo_visible(request.persona, pk)
    puede_ver = permite_datos(request.persona, organo.direccion_id)
    completos = bool(puede_ver) and request.GET.get("contacto") == "1"
    if completos:
        servicios.anotar_contactos_vistos(organo_id=pk, persona=request.persona, ahora=timezone.now())
    contexto = {
        **marco_de(organo),
        "vigentes": integrantes_en(organo, request.hoy),
        "pasados": integrantes_pasados(organo, request.hoy),
        "lleva": permite_llevar_organo(request.persona, organo),
        "puede_ver": puede_ver,
        "completos": completos,
    }
    return render(request, "asambleas/integrantes.html", contexto)


def _integrante(request: HttpRequest, pk: int) -> Integrante:
    """One of an órgano that the person sees and carries. Raises Http404, SinPermiso."""
    visibles = Integrante.objects.filter(organo__in=organos_visibles_para(request.persona))
    integrante = get_object_or_404(visibles.select_related("organo__direccion", "puesto", "ciudadano"), pk=pk)
    if not (puede := permite_llevar_organo(request.persona, integrante.organo)):
        raise SinPermiso(puede.razon)
    return integrante


@requiere(Accion.LLEVAR_ORGANOS)
def integrante_terminar(request: HttpRequest, pk: int) -> HttpResponse:
    """End a term."""
    integrante = _integrante(request, pk)
    forma = FormaTerminar(request.POST or None, integrante=integrante, hoy=request.hoy)
    return atender(
        request,
        forma,
        lambda: servicios.terminar_integrante(
            integrante_id=pk, **forma.cleaned_data, persona=request.persona, ahora=timezone.now()
        ),
        plantilla="asambleas/integrante_decision.html",
        contexto={
            **marco_de(integrante.organo),
            "integrante": integrante,
            "titulo": "Terminar el encargo",
            "explica": "El lugar queda libre desde ese día. No se puede deshacer.",
        },
        listo="El encargo quedó terminado.",
        destino=reverse("integrantes", args=[integrante.organo_id]),
    )


@requiere(Accion.LLEVAR_ORGANOS)
def integrante_sustituir(request: HttpRequest, pk: int) -> HttpResponse:
    """Replace somebody by what an assembly of sustitución decided."""
    sale = _integrante(request, pk)
    organo = sale.organo
    asambleas = [
        a
        for a in organo.asambleas.filter(tipo="sustitucion").select_related("convocatoria", "organo")
        if permite_sustituir_en(request.persona, a)
    ]
    vigentes = list(integrantes_en(organo, request.hoy))
    forma = FormaSustituir(
        request.POST or None,
        asambleas=asambleas,
        asistentes=elegibles(asambleas[0], None) if len(asambleas) == 1 else _de_todas(asambleas),
        suplentes=suplentes_de(sale, vigentes),
    )
    return atender(
        request,
        forma,
        lambda: servicios.sustituir_integrante(
            asamblea_id=forma.cleaned_data["asamblea"],
            sale_id=pk,
            motivo=forma.cleaned_data["motivo"],
            **forma.quien_entra(),
            persona=request.persona,
            ahora=timezone.now(),
        ),
        plantilla="asambleas/integrante_decision.html",
        contexto={
            **marco_de(organo),
            "integrante": sale,
            "titulo": "Sustituir",
            "explica": "Sale el día de la asamblea y quien entra ocupa su lugar; falta tomarle protesta.",
            "sin_asamblea": not asambleas,
        },
        listo="La sustitución quedó registrada: falta tomar protesta a quien entra.",
        destino=reverse("integrantes", args=[organo.pk]),
    )


def _de_todas(asambleas: list) -> list:
    return [a for asamblea in asambleas for a in elegibles(asamblea, None)]


@requiere(Accion.LLEVAR_ORGANOS)
@require_GET
def credencial(request: HttpRequest, pk: int) -> HttpResponse:
    """The card of somebody in force who took the protesta, as PDF."""
    integrante = _integrante(request, pk)
    if not esta_vigente(integrante, request.hoy):
        raise Conflicto("La credencial es de quien ocupa hoy el puesto y ya rindió protesta.")
    organo, codigo = integrante.organo, codigo_legible(integrante.codigo)
    base = settings.URL_PUBLICA or request.build_absolute_uri("/").rstrip("/")
    actual = Ayuntamiento.objects.first()
    datos = DatosDeCredencial(
        municipio=marco_del_municipio().nombre,
        escudo=actual.escudo if actual else "",
        direccion=organo.direccion.nombre,
        tipo=procedimiento_de(organo.procedimiento).nombre,
        organo=organo.nombre,
        folio=organo.folio,
        nombre=integrante.ciudadano.nombre,
        puesto=integrante.puesto.nombre,
        calidad=integrante.get_calidad_display(),
        desde=integrante.desde,
        hasta=integrante.hasta or organo.vigente_hasta,
        codigo=codigo,
        url=base + reverse("integrante_publico", args=[codigo]),
    )
    return respuesta_pdf(credencial_en_pdf(datos), f"credencial-{integrante.pk}.pdf")


@publica
@require_safe
def integrante_publico(request: HttpRequest, codigo: str) -> HttpResponse:
    """Where the QR of a card leads: the post and whether it is in force; never the person."""
    contar_intento(request, "integrante")
    integrante = integrante_con_codigo(codigo_normalizado(codigo))
    contexto = {
        "integrante": integrante,
        "vigente": integrante is not None and esta_vigente(integrante, request.hoy),
        "tipo": procedimiento_de(integrante.organo.procedimiento).nombre if integrante else "",
        "hasta": (integrante.hasta or integrante.organo.vigente_hasta) if integrante else None,
        "hoy": request.hoy,
        "donde": ["Credenciales de integrantes"],
    }
    return render(request, "asambleas/integrante_publico.html", contexto, status=200)
