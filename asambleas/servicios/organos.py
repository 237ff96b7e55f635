"""Registering an órgano with its steps and posts, ending it, and the rules new ones start from."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from asambleas.estados import EstadoOrgano
from asambleas.models import CambioDeOrgano, Organo, Paso, Puesto, PuestoDeRegla, Regla
from asambleas.permisos import (
    permite_decidir,
    permite_llevar,
    permite_llevar_organo,
    permite_reglas,
    permite_terminar,
)
from asambleas.procedimientos import PuestoSugerido, procedimiento_de
from asambleas.servicios.base import (
    bloquear_organo,
    dejar_asiento,
    exigir_datos,
    exigir_paso,
    exigir_permiso,
    motivo_limpio,
    mover_organo,
)
from nucleo.bitacora import MUNICIPIO, asentar
from nucleo.errores import Conflicto
from nucleo.folios import siguiente_numero
from nucleo.personas import Persona
from nucleo.texto import limpiar, normalizar
from poa.models import Direccion, Localidad

MAX_PUESTOS = 30
FIN_DEL_ORGANO = "Terminó el periodo."


@dataclass(frozen=True)
class DatosDeOrgano:
    """How a new órgano is called and where it is; 3 to 200 letters."""

    nombre: str
    localidad: Localidad | None = None


def registrar_organo(
    *,
    procedimiento: str,
    direccion: Direccion,
    datos: DatosDeOrgano,
    token: UUID,
    persona: Persona,
    ahora: datetime,
) -> Organo:
    """Make an órgano with its folio, its steps pending and a copy of the rules in force, in the caller's
    transaction. The same token twice is one órgano.

    Raises SinPermiso, DatosInvalidos (nombre), Conflicto (the token is another's).
    """
    exigir_permiso(permite_llevar(persona, direccion.pk))
    if repetido := _repetido(token, direccion, persona):
        return repetido
    nombre = " ".join(limpiar(datos.nombre).split())
    exigir_datos({} if 3 <= len(nombre) <= 200 else {"nombre": "Escriba un nombre de 3 a 200 letras."})
    regla = regla_de(procedimiento)
    organo = Organo.objects.create(
        direccion=direccion,
        procedimiento=procedimiento,
        folio=_folio(procedimiento, direccion, persona.hoy.year),
        nombre=nombre,
        busqueda=normalizar(f"{nombre} {datos.localidad.nombre if datos.localidad else ''}"),
        localidad=datos.localidad,
        quorum_primera=regla.quorum_primera,
        quorum_segunda=regla.quorum_segunda,
        vigencia_meses=regla.vigencia_meses,
        registrado_por=persona.usuario,
        registrado_en=ahora,
        token=token,
    )
    _sembrar(organo, regla)
    CambioDeOrgano.objects.create(
        organo=organo, de="", a=EstadoOrgano.EN_INTEGRACION, actor=persona.usuario, momento=ahora
    )
    dejar_asiento("organo.registrar", organo, organo, persona, ahora, procedimiento=procedimiento)
    return organo


def _repetido(token: UUID, direccion: Direccion, persona: Persona) -> Organo | None:
    """The órgano that this form already made, if any. Raises Conflicto when the form was another's."""
    organo = Organo.objects.filter(token=token).first()
    if organo and (organo.registrado_por_id, organo.direccion_id) != (persona.usuario.pk, direccion.pk):
        raise Conflicto("Este formulario ya se usó. Abra uno nuevo.")
    return organo


def _folio(procedimiento: str, direccion: Direccion, anio: int) -> str:
    numero = siguiente_numero(f"organo:{procedimiento}:{direccion.clave}:{anio}")
    return f"{procedimiento_de(procedimiento).prefijo}/{direccion.clave}/{anio}/{numero:03d}"


def _sembrar(organo: Organo, regla: Regla) -> None:
    """Its steps, pending, and its posts, as the rules have them today."""
    pasos = procedimiento_de(organo.procedimiento).pasos
    Paso.objects.bulk_create(
        Paso(organo=organo, clave=p.clave, orden=orden) for orden, p in enumerate(pasos, 1) if not p.repetible
    )
    Puesto.objects.bulk_create(
        Puesto(
            organo=organo,
            orden=p.orden,
            nombre=p.nombre,
            lugares=p.lugares,
            con_suplente=p.con_suplente,
        )
        for p in regla.puestos.all()
    )


def regla_de(procedimiento: str) -> Regla:
    """The rules in force for a procedimiento; the first time, those it suggests."""
    definido = procedimiento_de(procedimiento)
    regla, nueva = Regla.objects.get_or_create(
        procedimiento=procedimiento,
        defaults={
            "quorum_primera": definido.quorum_primera,
            "quorum_segunda": definido.quorum_segunda,
            "vigencia_meses": definido.vigencia_meses,
        },
    )
    if nueva:
        _poner_puestos(regla, definido.puestos)
    return regla


def _poner_puestos(regla: Regla, puestos: Sequence[PuestoSugerido]) -> None:
    PuestoDeRegla.objects.bulk_create(
        PuestoDeRegla(
            regla=regla, orden=orden, nombre=p.nombre, lugares=p.lugares, con_suplente=p.con_suplente
        )
        for orden, p in enumerate(puestos, 1)
    )


@dataclass(frozen=True)
class DatosDeRegla:
    """What Planeación sets: percentage to exceed (0 to 99), least people at the second call (from 1),
    months (0 to 120) and the posts in order."""

    quorum_primera: int
    quorum_segunda: int
    vigencia_meses: int
    puestos: Sequence[PuestoSugerido]


@transaction.atomic
def fijar_regla(*, procedimiento: str, datos: DatosDeRegla, persona: Persona, ahora: datetime) -> Regla:
    """Change what new órganos start from; those that exist keep theirs.

    Raises SinPermiso, DatosInvalidos (by field).
    """
    exigir_permiso(permite_reglas(persona))
    puestos = puestos_limpios(datos.puestos)
    exigir_datos(_errores_de_regla(datos, puestos))
    regla = Regla.objects.select_for_update().get(pk=regla_de(procedimiento).pk)
    regla.quorum_primera, regla.quorum_segunda = datos.quorum_primera, datos.quorum_segunda
    regla.vigencia_meses = datos.vigencia_meses
    regla.save()
    regla.puestos.all().delete()
    _poner_puestos(regla, puestos)
    asentar(
        cadena=MUNICIPIO,
        accion="organo.regla",
        actor=persona.usuario,
        ahora=ahora,
        objeto=regla,
        datos={
            "procedimiento": procedimiento,
            "quorum": [regla.quorum_primera, regla.quorum_segunda],
            "meses": regla.vigencia_meses,
            "puestos": [[p.nombre, p.lugares, p.con_suplente] for p in puestos],
        },
    )
    return regla


def _errores_de_regla(datos: DatosDeRegla, puestos: Sequence[PuestoSugerido]) -> dict[str, str]:
    errores = {}
    if not 0 <= datos.quorum_primera <= 99:
        errores["quorum_primera"] = "El porcentaje va de 0 a 99."
    if not 1 <= datos.quorum_segunda <= 1_000:
        errores["quorum_segunda"] = "El mínimo va de 1 a 1,000 personas."
    if not 0 <= datos.vigencia_meses <= 120:
        errores["vigencia_meses"] = "Los meses van de 0 a 120."
    return errores | errores_de_puestos(puestos)


def puestos_limpios(puestos: Sequence[PuestoSugerido]) -> list[PuestoSugerido]:
    """The same posts, with their names as they are kept."""
    return [PuestoSugerido(" ".join(limpiar(p.nombre).split()), p.lugares, p.con_suplente) for p in puestos]


def errores_de_puestos(puestos: Sequence[PuestoSugerido]) -> dict[str, str]:
    """What is wrong with a list of posts, under «puestos»; empty when it can be kept."""
    nombres = [normalizar(p.nombre) for p in puestos]
    if not puestos or not all(nombres):
        return {"puestos": "Escriba al menos un puesto, cada uno con su nombre."}
    if len(set(nombres)) < len(nombres):
        return {"puestos": "Dos puestos se llaman igual."}
    if len(puestos) > MAX_PUESTOS:
        return {"puestos": f"Use a lo más {MAX_PUESTOS} puestos."}
    if not all(1 <= p.lugares <= 50 and len(p.nombre) <= 60 for p in puestos):
        return {"puestos": "Cada puesto tiene de 1 a 50 lugares y un nombre de hasta 60 letras."}
    return {}


@transaction.atomic
def terminar_organo(*, organo_id: int, motivo: str, persona: Persona, ahora: datetime) -> Organo:
    """End an órgano that lasts a term, with its reason: constituted, it concludes and its members leave their
    posts, the last day of its term or today; never constituted, it is cancelled. What counted stays.

    Raises SinPermiso, TransicionInvalida, DatosInvalidos (no reason).
    """
    organo = bloquear_organo(organo_id)
    exigir_permiso(permite_decidir(persona, organo))
    exigir_paso(permite_terminar(persona, organo))
    motivo = motivo_limpio(motivo)
    if organo.estado == EstadoOrgano.EN_INTEGRACION:
        mover_organo(organo, EstadoOrgano.CANCELADO, persona=persona, ahora=ahora, motivo=motivo)
        return organo
    manana = persona.hoy + timedelta(days=1)
    fin = min(organo.vigente_hasta or manana, manana)
    for integrante in organo.integrantes.filter(Q(hasta__isnull=True) | Q(hasta__gt=fin)):
        integrante.hasta = max(fin, integrante.desde)
        integrante.motivo_de_fin = FIN_DEL_ORGANO
        integrante.save(update_fields=["hasta", "motivo_de_fin"])
    mover_organo(organo, EstadoOrgano.CONCLUIDO, persona=persona, ahora=ahora, motivo=motivo)
    return organo


@transaction.atomic
def cancelar_organo(*, organo_id: int, motivo: str, persona: Persona, ahora: datetime) -> Organo:
    """End an órgano whose work will not be done, with its reason («obra cancelada»). What counted stays.

    Raises SinPermiso, TransicionInvalida, DatosInvalidos (no reason).
    """
    organo = bloquear_organo(organo_id)
    exigir_permiso(permite_llevar_organo(persona, organo))
    mover_organo(organo, EstadoOrgano.CANCELADO, persona=persona, ahora=ahora, motivo=motivo_limpio(motivo))
    return organo
