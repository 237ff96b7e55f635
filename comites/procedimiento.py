"""The six steps of a comité de obra, as the seed's Estrategia 1 tells them."""

from asambleas.consultas.constancias import de_la_asamblea, de_la_convocatoria, de_las_firmas
from asambleas.consultas.demandas import ACTA, ASAMBLEA, CONVOCATORIA, FIRMAS, PUESTOS, TECNICO, hay_acta
from asambleas.estados import EstadoOrgano, EstadoPaso, TipoAsamblea
from asambleas.models import Organo, Paso
from asambleas.procedimientos import Constancia, Demanda, PasoDefinido, Procedimiento, PuestoSugerido
from comites.acta import dia_de, firmantes_de, fotos_de, secciones_de
from comites.estados import ABIERTOS
from comites.models import Entrega, Reporte

CLAVE = "comite"
REPORTE = "comite.reporte"
FINAL = "comite.entrega"


def _sin_reportes_abiertos(organo: Organo) -> bool:
    return not organo.comite.reportes.filter(estado__in=ABIERTOS).exists()


def _hay_entrega(organo: Organo) -> bool:
    return Entrega.objects.filter(comite__organo=organo).exists() and hay_acta(organo, TipoAsamblea.ENTREGA)


def _de_la_entrega(organo: Organo) -> Constancia | None:
    entrega = Entrega.objects.filter(comite__organo=organo).first()
    return Constancia(entrega.fecha, "el acta de entrega-recepción") if entrega else None


def _folio_del_reporte(paso: Paso) -> str:
    """The report that was attended is its own evidence."""
    reporte = Reporte.objects.filter(paso=paso).first()
    return reporte.folio if reporte else ""


def _nada_por_aprobar(organo: Organo) -> bool:
    """Every other step is approved, the reports attended among them: once it ends nothing can be sent."""
    espera = (EstadoPaso.PENDIENTE, EstadoPaso.ENVIADO, EstadoPaso.DEVUELTO)
    return not organo.pasos.exclude(clave=FINAL).filter(estado__in=espera).exists()


def _constituido(organo: Organo) -> bool:
    return organo.estado == EstadoOrgano.CONSTITUIDO


CONSTITUIDO = Demanda("aprobar las firmas, con las que el comité queda constituido", _constituido)
SIN_REPORTES = Demanda("cerrar los reportes abiertos", _sin_reportes_abiertos, "reportes")
DEMAS_PASOS = Demanda("aprobar los demás pasos, también los de reportes atendidos", _nada_por_aprobar)
ENTREGA = Demanda("firmar el acta de entrega-recepción", _hay_entrega, "entrega")

PROCEDIMIENTO = Procedimiento(
    clave=CLAVE,
    nombre="Comité de obra",
    plural="Comités de obra",
    prefijo="COM",
    ruta="comite",
    constituye="comite.firmas",
    concluye=FINAL,
    secciones=secciones_de,
    firmantes=firmantes_de,
    fotos=fotos_de,
    dia=dia_de,
    puestos=(
        PuestoSugerido("Presidente"),
        PuestoSugerido("Secretario"),
        PuestoSugerido("Vocal", lugares=2, con_suplente=False),
    ),
    pasos=(
        PasoDefinido(
            "comite.conocimiento",
            "Conocimiento del proyecto",
            "Adquirir el conocimiento de la realización del proyecto u obra.",
        ),
        PasoDefinido(
            "comite.convocatoria",
            "Convocatoria",
            "Convocar en el área o zona a trabajar.",
            (CONVOCATORIA,),
            constancia=de_la_convocatoria,
        ),
        PasoDefinido(
            "comite.asamblea",
            "Asamblea y elección",
            "Asistir con personal técnico a la reunión donde se explica la obra y se elige a los "
            "representantes por voto libre.",
            (ASAMBLEA, TECNICO),
            constancia=de_la_asamblea,
        ),
        PasoDefinido(
            "comite.firmas",
            "Firmas",
            "Recabar las firmas de los presentes, ya con los representantes elegidos.",
            (PUESTOS, ACTA, FIRMAS),
            constancia=de_las_firmas,
        ),
        PasoDefinido(
            "comite.seguimiento",
            "Seguimiento",
            "Mantener la comunicación con los integrantes antes, durante y después de la obra. Queda abierto "
            "hasta la entrega: ciérrelo cuando ya no haya reportes pendientes.",
            (SIN_REPORTES,),
            alternativa=REPORTE,
        ),
        PasoDefinido(
            FINAL,
            "Entrega-recepción",
            "Concluir el proyecto con su acta de entrega-recepción.",
            (CONSTITUIDO, SIN_REPORTES, DEMAS_PASOS, ENTREGA),
            constancia=_de_la_entrega,
        ),
        PasoDefinido(
            REPORTE,
            "Reporte atendido",
            "Una duda, queja, asesoría o denuncia atendida y cerrada.",
            repetible=True,
            comprobante=_folio_del_reporte,
            alternativa="comite.seguimiento",
        ),
    ),
)
