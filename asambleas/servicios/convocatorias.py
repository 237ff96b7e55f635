"""The notice of an assembly: written, corrected, posted in the street, called off."""

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from asambleas.consultas.convocatorias import asamblea_de
from asambleas.estados import (
    MAX_TEXTO,
    PASOS_DE_CONVOCATORIA,
    EstadoAsamblea,
    EstadoConvocatoria,
    TipoAsamblea,
)
from asambleas.models import Asamblea, Convocatoria
from asambleas.permisos import permite_llevar, permite_llevar_organo
from asambleas.permisos_convocatorias import permite_cancelar, permite_corregir, permite_publicar
from asambleas.servicios.asambleas import mover_asamblea
from asambleas.servicios.base import (
    bloquear_organo,
    dejar_asiento,
    exigir_datos,
    exigir_paso,
    exigir_permiso,
    exigir_revision,
    motivo_limpio,
)
from nucleo.errores import Conflicto, TransicionInvalida
from nucleo.folios import codigo_nuevo, siguiente_numero
from nucleo.personas import Persona
from nucleo.texto import limpiar, renglones_pegados

MAX_PUNTOS = 30
MAX_PUNTO = 300
MAX_CONVOCADOS = 99_999
# The notice numbers its points: what was typed with its own number does not get two.
_NUMERAL = re.compile(r"^\d{1,2}\s*[.)°]-?\s+")


@dataclass(frozen=True)
class DatosDeConvocatoria:
    """What a notice says. `segunda_en` comes after `primera_en`; `orden_del_dia` has a point on each line;
    `convocados` is how many people it calls, of which the first call needs its share."""

    tipo: str
    primera_en: datetime
    segunda_en: datetime
    lugar: str
    medio: str
    orden_del_dia: str
    convocados: int


@transaction.atomic
def crear_convocatoria(
    *, organo_id: int, datos: DatosDeConvocatoria, token: UUID, persona: Persona, ahora: datetime
) -> Convocatoria:
    """Write a notice, still a draft, with its folio and the code of its public page; the same token twice
    is one notice.

    Raises SinPermiso, DatosInvalidos (by field), Conflicto (the token is another's).
    """
    organo = bloquear_organo(organo_id)
    exigir_permiso(permite_llevar_organo(persona, organo))
    if repetida := Convocatoria.objects.filter(token=token).first():
        if repetida.organo_id != organo.pk or repetida.hecha_por_id != persona.usuario.pk:
            raise Conflicto("Este formulario ya se usó. Abra uno nuevo.")
        return repetida
    limpios = _limpios(datos)
    anio = persona.hoy.year
    numero = siguiente_numero(f"convocatoria:{organo.direccion.clave}:{anio}")
    convocatoria = Convocatoria.objects.create(
        organo=organo,
        folio=f"CONV/{organo.direccion.clave}/{anio}/{numero:03d}",
        codigo=codigo_nuevo(),
        hecha_por=persona.usuario,
        hecha_en=ahora,
        token=token,
        **limpios,
    )
    _asentar("crear", convocatoria, persona, ahora)
    return convocatoria


def _asentar(que: str, convocatoria: Convocatoria, persona: Persona, ahora: datetime, **mas: Any) -> None:
    dejar_asiento(
        f"convocatoria.{que}",
        convocatoria,
        convocatoria.organo,
        persona,
        ahora,
        folio=convocatoria.folio,
        tipo=convocatoria.tipo,
        primera=convocatoria.primera_en.isoformat(),
        convocados=convocatoria.convocados,
        **mas,
    )


def _limpios(datos: DatosDeConvocatoria) -> dict[str, Any]:
    """The fields as they are kept. Raises DatosInvalidos (by field)."""
    lugar, medio = (" ".join(limpiar(texto).split()) for texto in (datos.lugar, datos.medio))
    puntos = [_NUMERAL.sub("", punto) for punto in renglones_pegados(datos.orden_del_dia)]
    puntos = [punto for punto in puntos if punto]
    errores = _errores_de_fechas(datos) | _errores_de_puntos(puntos)
    if datos.tipo not in TipoAsamblea.values:
        errores["tipo"] = "Elija para qué es la asamblea."
    for campo, valor in (("lugar", lugar), ("medio", medio)):
        if not 3 <= len(valor) <= 200:
            errores[campo] = "Escriba de 3 a 200 letras."
    if not 1 <= datos.convocados <= MAX_CONVOCADOS:
        errores["convocados"] = f"Escriba a cuántas personas se convoca, de 1 a {MAX_CONVOCADOS:,}."
    exigir_datos(errores)
    return {
        "tipo": datos.tipo,
        "primera_en": datos.primera_en,
        "segunda_en": datos.segunda_en,
        "lugar": lugar,
        "medio": medio,
        "orden_del_dia": "\n".join(puntos),
        "convocados": datos.convocados,
    }


def _errores_de_fechas(datos: DatosDeConvocatoria) -> dict[str, str]:
    if not 1950 <= datos.primera_en.year <= 2150:
        return {"primera_en": "Revise el año."}
    if datos.segunda_en <= datos.primera_en:
        return {"segunda_en": "La segunda convocatoria va después de la primera."}
    if (datos.segunda_en - datos.primera_en).days > 60:
        return {"segunda_en": "La segunda convocatoria va a lo más 60 días después de la primera."}
    return {}


def _errores_de_puntos(puntos: list[str]) -> dict[str, str]:
    if not puntos:
        return {"orden_del_dia": "Escriba al menos un punto."}
    if len(puntos) > MAX_PUNTOS or sum(map(len, puntos)) > MAX_TEXTO:
        return {"orden_del_dia": f"Use a lo más {MAX_PUNTOS} puntos y {MAX_TEXTO:,} letras."}
    if any(len(punto) > MAX_PUNTO for punto in puntos):
        return {"orden_del_dia": f"Cada punto tiene a lo más {MAX_PUNTO} letras."}
    return {}


def _tomar(convocatoria_id: int) -> Convocatoria:
    """Lock its órgano, then the notice."""
    organo_id = Convocatoria.objects.values_list("organo_id", flat=True).get(pk=convocatoria_id)
    organo = bloquear_organo(organo_id)
    convocatoria = Convocatoria.objects.select_for_update(of=("self",)).get(pk=convocatoria_id)
    convocatoria.organo = organo
    return convocatoria


def _mover(
    convocatoria: Convocatoria,
    a: EstadoConvocatoria,
    persona: Persona,
    ahora: datetime,
    motivo: str = "",
) -> None:
    """Change the state of a notice: the only function that does.

    In order: the table must have the move; the state and what else changed are written as the next revision;
    the Asiento is left. Raises TransicionInvalida.
    """
    de = convocatoria.estado
    if a not in PASOS_DE_CONVOCATORIA[de]:
        raise TransicionInvalida(
            f"La convocatoria está {convocatoria.get_estado_display()} y no puede quedar {a.label}."
        )
    convocatoria.estado, convocatoria.motivo = a, motivo
    convocatoria.revision += 1
    convocatoria.save()
    _asentar(a, convocatoria, persona, ahora, de=de)


@transaction.atomic
def corregir_convocatoria(
    *,
    convocatoria_id: int,
    datos: DatosDeConvocatoria,
    persona: Persona,
    ahora: datetime,
    revision: int | None = None,
) -> Convocatoria:
    """Change what a draft says.

    Raises SinPermiso, TransicionInvalida (it is not a draft), Conflicto, DatosInvalidos (by field).
    """
    convocatoria = _tomar(convocatoria_id)
    exigir_permiso(permite_llevar_organo(persona, convocatoria.organo))
    exigir_paso(permite_corregir(persona, convocatoria))
    exigir_revision(convocatoria, revision)
    for campo, valor in _limpios(datos).items():
        setattr(convocatoria, campo, valor)
    convocatoria.revision += 1
    convocatoria.save()
    _asentar("corregir", convocatoria, persona, ahora)
    return convocatoria


@transaction.atomic
def publicar_convocatoria(
    *, convocatoria_id: int, persona: Persona, ahora: datetime, revision: int | None = None
) -> Convocatoria:
    """Post a notice whose first call is still to come, and with it make its assembly, at once.

    Raises SinPermiso, TransicionInvalida (state, or its hour is gone), Conflicto (it is not what was read).
    """
    convocatoria = _tomar(convocatoria_id)
    exigir_permiso(permite_llevar_organo(persona, convocatoria.organo))
    exigir_paso(permite_publicar(persona, convocatoria, ahora))
    exigir_revision(convocatoria, revision)
    convocatoria.publicada_en = ahora
    _mover(convocatoria, EstadoConvocatoria.PUBLICADA, persona, ahora)
    Asamblea.objects.create(convocatoria=convocatoria, organo=convocatoria.organo, tipo=convocatoria.tipo)
    return convocatoria


@transaction.atomic
def cancelar_convocatoria(
    *, convocatoria_id: int, motivo: str, persona: Persona, ahora: datetime
) -> Convocatoria:
    """Call off a notice, and its assembly with it; its folio stays, cancelled.

    Raises SinPermiso, TransicionInvalida (state, or the assembly was held), DatosInvalidos (no reason).
    """
    convocatoria = _tomar(convocatoria_id)
    asamblea = asamblea_de(convocatoria)
    exigir_permiso(permite_llevar(persona, convocatoria.organo.direccion_id))
    exigir_paso(permite_cancelar(persona, convocatoria, asamblea))
    motivo = motivo_limpio(motivo)
    _mover(convocatoria, EstadoConvocatoria.CANCELADA, persona, ahora, motivo)
    if asamblea is not None:
        asamblea.organo, asamblea.motivo = convocatoria.organo, motivo
        mover_asamblea(asamblea, EstadoAsamblea.CANCELADA, persona, ahora)
    return convocatoria
