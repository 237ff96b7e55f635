"""What of the supplies waits for a person: shown on their first page."""

from dataclasses import dataclass

from django.db.models import Q

from nucleo.conteos import Cuentas, cuantos
from nucleo.personas import Persona
from nucleo.roles import Accion
from suministros.estados import ESPERAN_A_TESORERIA, EstadoSolicitud
from suministros.models import EntregaDeSuministro, Solicitud

S = EstadoSolicitud
# With a titular: drafts to send, and requisiciones whose purchase she has to ask for.
DE_LA_TITULAR = Q(estado=S.POR_AUTORIZAR) | Q(estado=S.SIN_EXISTENCIA, folio_compra="")


def sin_recibo() -> Q:
    """Answered, or with a delivery that nobody signed for."""
    entregadas = EntregaDeSuministro.objects.filter(recibida_en__isnull=True).values("solicitud")
    return Q(estado__in=[S.CON_VEHICULO, S.CON_COMBUSTIBLE]) | Q(pk__in=entregadas)


@dataclass(frozen=True)
class PendientesDeSuministros:
    """How many requests wait for the titular, for the personal (three kinds), and for Tesorería (four; the
    urgent are among them)."""

    por_autorizar: int = 0
    por_recibir: int = 0
    devueltas: int = 0
    en_uso: int = 0
    por_acusar: int = 0
    por_responder: int = 0
    por_entregar: int = 0
    en_compra: int = 0
    urgentes: int = 0

    @property
    def de_la_direccion(self) -> int:
        return self.por_autorizar + self.por_recibir + self.devueltas + self.en_uso

    @property
    def de_tesoreria(self) -> int:
        return self.por_acusar + self.por_responder + self.por_entregar + self.en_compra

    @property
    def hay(self) -> bool:
        return bool(self.de_la_direccion or self.de_tesoreria)


def cuentas_de_suministros(persona: Persona) -> Cuentas:
    """What to count for a person; nothing for who neither asks nor answers."""
    cuales: dict[str, Q] = {}
    if persona.puede(Accion.PEDIR_SUMINISTROS):
        cuales |= _de_la_direccion(persona)
    if persona.puede(Accion.ATENDER_SUMINISTROS):
        cuales |= {
            "por_acusar": Q(estado=S.ENVIADA),
            "por_responder": Q(estado=S.RECIBIDA),
            "por_entregar": Q(estado__in=[S.POR_ENTREGAR, S.ENTREGADA_PARCIAL]),
            "en_compra": Q(estado=S.EN_COMPRA),
            "urgentes": Q(estado__in=ESPERAN_A_TESORERIA, urgente=True),
        }
    return {nombre: cuantos(Solicitud.objects.filter(q)) for nombre, q in cuales.items()}


def _de_la_direccion(persona: Persona) -> dict[str, Q]:
    """Of the direcciones where the person asks; to authorise, of those where she is the titular."""
    pide = Q(direccion_id__in=persona.direcciones_con(Accion.PEDIR_SUMINISTROS))
    cuales = {
        "por_recibir": pide & sin_recibo(),
        "devueltas": pide & Q(estado=S.DEVUELTA),
        "en_uso": pide & Q(estado=S.EN_USO),
    }
    if autoriza := persona.direcciones_con(Accion.AUTORIZAR_PEDIDOS):
        cuales["por_autorizar"] = Q(direccion_id__in=autoriza) & DE_LA_TITULAR
    return cuales
