"""The pages of steps, comités and consejos that each role visits, and the actas of three entregas."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

from django.utils import timezone

from asambleas import servicios as organos
from asambleas.models import Acta, Paso
from comites import servicios as comites
from comites.models import Comite, Reporte, TipoDeObra
from consejos import servicios as consejos
from consejos.models import Consejo, Llamado, Postulacion
from demo.escenario.datos import actor
from nucleo.models import Usuario
from poa.models import Direccion, Localidad
from poa.servicios import persona_del_sistema
from tests.comites.muestras import foto_lista
from tests.evaluacion.etapas import escaneo
from tests.recorridos import visitas_actas
from tests.recorridos.visita import Visita, ambas, pagina

_UN_BOTON = "takes a form and sends on to another page"
_UN_ARCHIVO = "a file, not a page"
SIN_PAGINA = {
    **dict.fromkeys(
        [
            "paso_aprobar",
            "paso_retirar",
            "paso_contar",
            "reporte_cerrar",
            "observacion_atender",
            "tipo_de_obra_activar",
            "llamado_publicar",
            "llamado_cerrar",
            "acta_publicar",
            "acta_levantar",
            "acta_firmar_preparar",
            "acta_firmar_terminar",
            "acta_adjuntar",
        ],
        _UN_BOTON,
    ),
    **dict.fromkeys(
        [
            "paso_evidencia",
            "entrega_foto",
            "postulacion_archivo",
            "llamado_cartel",
            "acta_pdf",
            "acta_publica",
            "acta_escaneo",
        ],
        _UN_ARCHIVO,
    ),
}


def preparar() -> None:
    """Three works handed over (their acta in draft, frozen, signed), a report answered, applications."""
    como = actor("personal.pc", timezone.now())
    actas = [_entregado(f"Obra entregada {n}", como) for n in range(3)]
    suyo = Usuario.objects.get(username="personal.pc")
    for acta in actas:
        acuerdo = organos.DatosDeAcuerdo("Pintar la banqueta", "Alguien", suyo, como["persona"].hoy)
        organos.fijar_acuerdos(acta_id=acta.pk, acuerdos=[acuerdo], revision=acta.revision, **como)
    for acta in actas[1:]:
        organos.congelar_acta(acta_id=acta.pk, revision=None, **como)
    organos.adjuntar_acta_firmada(acta_id=actas[2].pk, escaneo=escaneo(), **como)
    titular = actor("directora.pc", timezone.now())
    organos.publicar_acta(acta_id=actas[2].pk, **titular)
    comite = Comite.objects.get(obra__nombre="Drenaje de la calle Independencia")
    enviado = Paso.objects.get(organo=comite.organo, clave="comite.conocimiento")
    organos.aprobar_paso(paso_id=enviado.pk, **titular)
    _postular(como)


def _entregado(nombre: str, como: dict[str, Any]) -> Acta:
    hoy = como["persona"].hoy
    comite = comites.registrar_comite(
        direccion=Direccion.objects.get(clave="PC"),
        datos=comites.DatosDeObra(
            nombre, TipoDeObra.objects.get(nombre="Banqueta"), Localidad.objects.earliest("pk")
        ),
        token=uuid4(),
        **como,
    )
    entrega = comites.guardar_entrega(
        organo_id=comite.organo_id,
        datos=comites.DatosDeEntrega(
            fecha=hoy,
            ejecutada_desde=hoy - timedelta(days=60),
            ejecutada_hasta=hoy,
            monto_ejercido=5_000_00,
            metas="80 metros de banqueta",
            condicion="observaciones",
            observaciones=[("Reponer el registro", hoy + timedelta(days=30))],
            firmantes=[("Hugo Padilla", "Director de Obras Públicas")],
        ),
        fotos=comites.CambioDeFotos([foto_lista(color, f"Vista {color}") for color in ("teal", "navy")]),
        **como,
    )
    return entrega.acta


def _postular(como: dict[str, Any]) -> None:
    """Two applications, and a second consejo whose call is a draft."""
    hoy, ahora = como["persona"].hoy, como["ahora"]
    llamado = Llamado.objects.get(estado="publicado")
    for nombre in ("Rosa Ibarra", "Martín Cuevas"):
        consejos.postular(
            llamado_id=llamado.pk,
            datos=consejos.DatosDePostulacion(organos.DatosDePersona(nombre), "Quiero ayudar", True),
            token=uuid4(),
            persona=persona_del_sistema(hoy),
            ahora=ahora,
        )
    otro = consejos.registrar_consejo(
        direccion=Direccion.objects.get(clave="PC"),
        datos=consejos.DatosDeConsejo("Consejo de la Ribera", "Opinar sobre la ribera"),
        token=uuid4(),
        **como,
    )
    datos = consejos.DatosDeLlamado(3, "Vivir aquí", "Identificación", hoy, hoy + timedelta(days=9))
    consejos.crear_llamado(organo_id=otro.organo_id, datos=datos, **como)


def _comite() -> Comite:
    return Comite.objects.get(obra__nombre="Drenaje de la calle Independencia")


def del_personal() -> list[Visita]:
    """Steps in two states, a comité and its reports, an entrega to be written and one written, a consejo."""
    comite = _comite()
    organo, queja = comite.organo_id, comite.reportes.get(tipo="queja")
    sin_entrega = Comite.objects.get(obra__nombre="Empedrado de la calle Zaragoza").organo_id
    escrita = Acta.objects.filter(tipo="entrega", estado="borrador").latest("pk").organo_id
    return [
        pagina("pasos"),
        pagina("paso", Paso.objects.get(organo_id=organo, clave="comite.firmas").pk),
        *ambas("paso", Paso.objects.get(organo_id=sin_entrega, clave="comite.conocimiento").pk),
        pagina("paso", Paso.objects.get(organo_id=organo, clave="comite.conocimiento").pk),
        pagina("comites"),
        pagina("comites", mas="?q=nada-que-se-le-parezca"),
        *ambas("comite_nuevo"),
        pagina("comite", organo),
        *ambas("obra_editar", organo),
        *ambas("comite_cancelar", organo),
        pagina("reportes", organo),
        *ambas("reporte_nuevo", organo),
        pagina("reporte", queja.pk),
        *ambas("reporte_turnar", queja.pk),
        *ambas("reporte_contestar", queja.pk),
        *ambas("reporte_descartar", queja.pk),
        *ambas("entrega", sin_entrega),
        *ambas("entrega", escrita),
        pagina("entrega", Acta.objects.filter(tipo="entrega", estado="firmada").latest("pk").organo_id),
        *_consejos(),
        *visitas_actas.de_quien_la_lleva(),
    ]


def _consejos() -> list[Visita]:
    abierto = Llamado.objects.get(estado="publicado")
    borrador = Llamado.objects.get(estado="borrador")
    consejo = Consejo.objects.get(llamados=abierto).organo_id
    return [
        pagina("consejos"),
        *ambas("consejo_nuevo"),
        pagina("consejo", consejo),
        *ambas("consejo_editar", consejo),
        pagina("llamados", consejo),
        *ambas("llamado_nuevo", consejo),
        pagina("llamado", abierto.pk),
        *ambas("llamado_editar", borrador.pk),
        *ambas("llamado_cancelar", borrador.pk),
        *ambas("postulacion_nueva", abierto.pk),
        pagina("postulacion", Postulacion.objects.earliest("pk").pk),
    ]


def de_la_directora() -> list[Visita]:
    """What she decides: a step to approve, to return, one to annul."""
    organo = _comite().organo_id
    enviado = Paso.objects.get(organo_id=organo, clave="comite.convocatoria").pk
    return [
        pagina("pasos"),
        pagina("paso", enviado),
        *ambas("paso_devolver", enviado),
        *ambas("paso_anular", Paso.objects.get(organo_id=organo, clave="comite.conocimiento").pk),
        *ambas("consejo_terminar", Consejo.objects.earliest("pk").organo_id),
    ]


def de_planeacion() -> list[Visita]:
    """The board of every dirección, a report without contact data, the kinds of work."""
    return [
        pagina("comites"),
        pagina("reporte", Reporte.objects.earliest("pk").pk),
        pagina("postulacion", Postulacion.objects.earliest("pk").pk),
        *ambas("tipos_de_obra", formulario="form.formulario"),
    ]


def del_publico() -> list[Visita]:
    """Works, a report, following it; consejos, an open call, following an application; published actas."""
    abierto = Llamado.objects.get(estado="publicado")
    return [
        pagina("obras"),
        *ambas("reportar", _comite().organo_id),
        pagina("seguimiento"),
        pagina("consejos_publico"),
        *ambas("convocatoria_publica", abierto.codigo),
        pagina("seguir_postulacion"),
        pagina("consejo_publicado", abierto.consejo.organo_id, estado=404),
        *visitas_actas.del_publico(),
    ]
