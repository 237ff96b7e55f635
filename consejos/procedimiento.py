"""The three steps of a consejo ciudadano, as the seed's Estrategia 2 tells them."""

from django.utils import timezone

from asambleas.consultas.constancias import de_la_asamblea, de_las_firmas
from asambleas.consultas.demandas import ACTA, ASAMBLEA, FIRMAS, PUESTOS
from asambleas.models import Organo
from asambleas.procedimientos import Constancia, Demanda, PasoDefinido, Procedimiento, PuestoSugerido
from consejos.estados import EstadoLlamado

CLAVE = "consejo"
PUBLICADOS = (EstadoLlamado.PUBLICADO, EstadoLlamado.CERRADO)


def _hay_llamado(organo: Organo) -> bool:
    return organo.consejo.llamados.filter(estado__in=PUBLICADOS).exists()


def _del_llamado(organo: Organo) -> Constancia | None:
    publicados = organo.consejo.llamados.filter(estado__in=PUBLICADOS, publicado_en__isnull=False)
    primero = publicados.order_by("publicado_en").first()
    if primero is None:
        return None
    return Constancia(timezone.localdate(primero.publicado_en), "la convocatoria pública", exacta=False)


LLAMADO = Demanda("publicar la convocatoria pública", _hay_llamado, "llamados")

PROCEDIMIENTO = Procedimiento(
    clave=CLAVE,
    nombre="Consejo ciudadano",
    plural="Consejos ciudadanos",
    prefijo="CON",
    ruta="consejo",
    constituye="consejo.acta",
    vigencia_meses=36,
    integrantes_publicos=True,
    puestos=(
        PuestoSugerido("Presidente"),
        PuestoSugerido("Secretario"),
        PuestoSugerido("Consejero", lugares=3),
    ),
    pasos=(
        PasoDefinido(
            "consejo.convocatoria",
            "Convocatoria pública",
            "Abrir convocatoria a quienes quieran representar a la ciudadanía en el consejo.",
            (LLAMADO,),
            constancia=_del_llamado,
        ),
        PasoDefinido(
            "consejo.asamblea",
            "Asamblea y elección",
            "Dar a conocer los deberes de los representantes y elegir por voto sus cargos y funciones.",
            (ASAMBLEA, PUESTOS),
            constancia=de_la_asamblea,
        ),
        PasoDefinido(
            "consejo.acta",
            "Acta",
            "Levantar el acta del consejo con las firmas de los asistentes.",
            (ACTA, FIRMAS),
            constancia=de_las_firmas,
        ),
    ),
)
