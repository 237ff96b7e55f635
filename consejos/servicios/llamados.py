"""The convocatoria pública of a consejo: written, published, closed, called off."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from asambleas.models import Organo
from asambleas.permisos import permite_llevar_organo
from asambleas.servicios.base import (
    bloquear_organo,
    dejar_asiento,
    exigir_datos,
    exigir_paso,
    exigir_permiso,
    exigir_revision,
    motivo_limpio,
)
from consejos.estados import PASOS_DE_LLAMADO, EstadoLlamado
from consejos.models import Consejo, Llamado
from consejos.permisos import mueve_llamado, permite_corregir
from nucleo.errores import TransicionInvalida
from nucleo.folios import codigo_nuevo, siguiente_numero
from nucleo.personas import Persona
from nucleo.texto import parrafos_pegados

E = EstadoLlamado
MAX_TEXTO = 4_000


@dataclass(frozen=True)
class DatosDeLlamado:
    """How many titular seats, who may apply and with what, and from when to when (last day inclusive)."""

    consejerias: int
    requisitos: str
    documentos: str
    desde: date
    hasta: date


def _limpios(datos: DatosDeLlamado) -> dict[str, object]:
    """The columns. Raises DatosInvalidos, one message per field."""
    requisitos, documentos = parrafos_pegados(datos.requisitos), parrafos_pegados(datos.documentos)
    errores = {}
    if not 1 <= datos.consejerias <= 100:
        errores["consejerias"] = "Las consejerías van de 1 a 100."
    for campo, texto in (("requisitos", requisitos), ("documentos", documentos)):
        if not texto:
            errores[campo] = "Escríbalos, uno por renglón."
        elif len(texto) > MAX_TEXTO:
            errores[campo] = f"Use a lo más {MAX_TEXTO:,} letras."
    if datos.hasta < datos.desde:
        errores["hasta"] = "El último día no puede ser anterior al primero."
    exigir_datos(errores)
    return {
        "consejerias": datos.consejerias,
        "requisitos": requisitos,
        "documentos": documentos,
        "desde": datos.desde,
        "hasta": datos.hasta,
    }


@transaction.atomic
def crear_llamado(*, organo_id: int, datos: DatosDeLlamado, persona: Persona, ahora: datetime) -> Llamado:
    """Write a convocatoria pública, with its folio. Raises SinPermiso, TransicionInvalida (one is open),
    DatosInvalidos."""
    organo = bloquear_organo(organo_id)
    exigir_permiso(permite_llevar_organo(persona, organo))
    consejo = Consejo.objects.get(organo=organo)
    if consejo.llamados.filter(estado__in=[E.BORRADOR, E.PUBLICADO]).exists():
        raise TransicionInvalida("Ya hay una convocatoria pública abierta: ciérrela o cancélela antes.")
    campos, clave, anio = _limpios(datos), organo.direccion.clave, persona.hoy.year
    numero = siguiente_numero(f"llamado:{clave}:{anio}")
    llamado = Llamado.objects.create(
        consejo=consejo,
        folio=f"CP/{clave}/{anio}/{numero:03d}",
        codigo=codigo_nuevo(),
        hecho_por=persona.usuario,
        hecho_en=ahora,
        **campos,
    )
    dejar_asiento("llamado.crear", llamado, organo, persona, ahora, folio=llamado.folio)
    return llamado


def _tomar(llamado_id: int) -> tuple[Llamado, Organo]:
    """Lock its órgano, then read it anew."""
    organo_id = Llamado.objects.values_list("consejo__organo_id", flat=True).get(pk=llamado_id)
    organo = bloquear_organo(organo_id)
    llamado = Llamado.objects.select_for_update(of=("self",)).select_related("consejo").get(pk=llamado_id)
    llamado.consejo.organo = organo
    return llamado, organo


@transaction.atomic
def corregir_llamado(
    *, llamado_id: int, datos: DatosDeLlamado, revision: int | None, persona: Persona, ahora: datetime
) -> Llamado:
    """Change what it says before it is published. Raises SinPermiso, TransicionInvalida, Conflicto,
    DatosInvalidos."""
    llamado, organo = _tomar(llamado_id)
    exigir_permiso(permite_llevar_organo(persona, organo))
    exigir_paso(permite_corregir(persona, llamado))
    exigir_revision(llamado, revision)
    campos = _limpios(datos)
    cambian = [c for c, v in campos.items() if getattr(llamado, c) != v]
    if cambian:
        for campo in cambian:
            setattr(llamado, campo, campos[campo])
        llamado.revision += 1
        llamado.save()
        dejar_asiento("llamado.corregir", llamado, organo, persona, ahora, campos=cambian)
    return llamado


def _mover(
    llamado: Llamado, organo: Organo, a: EstadoLlamado, persona: Persona, ahora: datetime, motivo: str = ""
) -> None:
    """The only writer of its state: the table, the row, the Asiento. Raises TransicionInvalida."""
    de = llamado.estado
    if a not in PASOS_DE_LLAMADO[de]:
        raise TransicionInvalida(mueve_llamado(llamado, a).razon)
    llamado.estado, llamado.motivo = a, motivo
    llamado.revision += 1
    llamado.save()
    dejar_asiento(f"llamado.{a}", llamado, organo, persona, ahora, folio=llamado.folio, de=de)


@transaction.atomic
def publicar_llamado(
    *, llamado_id: int, persona: Persona, ahora: datetime, revision: int | None = None
) -> Llamado:
    """Make it public: anybody may read it, and apply inside its period. Raises SinPermiso,
    TransicionInvalida, Conflicto, DatosInvalidos (its period is already over)."""
    llamado, organo = _tomar(llamado_id)
    exigir_permiso(permite_llevar_organo(persona, organo))
    exigir_paso(mueve_llamado(llamado, E.PUBLICADO))
    exigir_revision(llamado, revision)
    vencida = {"hasta": "Su plazo ya terminó: corrija las fechas antes de publicarla."}
    exigir_datos(vencida if llamado.hasta < persona.hoy else {})
    llamado.publicado_en = ahora
    _mover(llamado, organo, E.PUBLICADO, persona, ahora)
    return llamado


@transaction.atomic
def cerrar_llamado(*, llamado_id: int, persona: Persona, ahora: datetime) -> Llamado:
    """Stop taking applications, also before its last day. Raises SinPermiso, TransicionInvalida."""
    llamado, organo = _tomar(llamado_id)
    exigir_permiso(permite_llevar_organo(persona, organo))
    _mover(llamado, organo, E.CERRADO, persona, ahora)
    return llamado


@transaction.atomic
def cancelar_llamado(*, llamado_id: int, motivo: str, persona: Persona, ahora: datetime) -> Llamado:
    """Call it off, with a reason that its public page shows. Raises SinPermiso, TransicionInvalida,
    DatosInvalidos (no reason)."""
    llamado, organo = _tomar(llamado_id)
    exigir_permiso(permite_llevar_organo(persona, organo))
    _mover(llamado, organo, E.CANCELADO, persona, ahora, motivo_limpio(motivo))
    return llamado
