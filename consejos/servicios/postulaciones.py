"""Applications: received from staff or from the citizen, decided with a reason."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from actividades.archivos import ArchivoListo
from asambleas.models import Organo
from asambleas.permisos import permite_llevar_organo
from asambleas.servicios.base import (
    bloquear_organo,
    dejar_asiento,
    exigir_datos,
    exigir_paso,
    exigir_permiso,
    motivo_limpio,
)
from asambleas.servicios.ciudadanos import DatosDePersona, crear_ciudadano
from consejos.estados import MAX_DOCUMENTOS, PASOS_DE_POSTULACION, EstadoPostulacion
from consejos.models import ArchivoDePostulacion, CambioDePostulacion, Llamado, Postulacion
from consejos.permisos import permite_postulacion, recibe_postulaciones
from nucleo.errores import TransicionInvalida
from nucleo.folios import clave_corta, siguiente_numero
from nucleo.personas import Persona
from nucleo.texto import parrafos_pegados
from poa.permisos import es_sistema

E = EstadoPostulacion
MAX_EXPOSICION = 4_000


@dataclass(frozen=True)
class DatosDePostulacion:
    """Who applies and why. `protesta`: they declare that what they say is true."""

    quien: DatosDePersona
    exposicion: str
    protesta: bool


@transaction.atomic
def postular(
    *,
    llamado_id: int,
    datos: DatosDePostulacion,
    token: UUID,
    persona: Persona,
    ahora: datetime,
    archivos: Sequence[ArchivoListo] = (),
) -> Postulacion:
    """Take an application inside the period; the same token twice is one.

    `persona` is who receives it at the counter, or the user `sistema` when the citizen sends it from the
    public page. Raises SinPermiso, TransicionInvalida (the call takes none today), DatosInvalidos.
    """
    organo_id = Llamado.objects.values_list("consejo__organo_id", flat=True).get(pk=llamado_id)
    organo = bloquear_organo(organo_id)
    if not es_sistema(persona):
        exigir_permiso(permite_llevar_organo(persona, organo))
    if repetida := Postulacion.objects.filter(token=token, llamado_id=llamado_id).first():
        return repetida
    llamado = Llamado.objects.get(pk=llamado_id)
    exigir_paso(recibe_postulaciones(llamado, persona.hoy))
    exposicion = parrafos_pegados(datos.exposicion)
    exigir_datos(_errores(datos, exposicion, archivos))
    postulacion = _nueva(llamado, organo, datos, exposicion, token, persona, ahora)
    _guardar_archivos(postulacion, archivos)
    CambioDePostulacion.objects.create(
        postulacion=postulacion, de="", a=E.RECIBIDA, actor=postulacion.recibida_por, momento=ahora
    )
    dejar_asiento(
        "postulacion.recibir",
        postulacion,
        organo,
        persona,
        ahora,
        folio=postulacion.folio,
        documentos=[a.sha256 for a in archivos],
    )
    return postulacion


def _nueva(
    llamado: Llamado,
    organo: Organo,
    datos: DatosDePostulacion,
    exposicion: str,
    token: UUID,
    persona: Persona,
    ahora: datetime,
) -> Postulacion:
    """The row, with its folio and the data of who applies."""
    ciudadano = crear_ciudadano(
        direccion_id=organo.direccion_id, datos=datos.quien, hoy=persona.hoy, ahora=ahora
    )
    clave, anio = organo.direccion.clave, persona.hoy.year
    return Postulacion.objects.create(
        llamado=llamado,
        folio=f"POST/{clave}/{anio}/{siguiente_numero(f'postulacion:{clave}:{anio}'):03d}",
        clave=clave_corta(),
        ciudadano=ciudadano,
        exposicion=exposicion,
        protesta=datos.protesta,
        recibida_en=ahora,
        recibida_por=None if es_sistema(persona) else persona.usuario,
        token=token,
    )


def _errores(datos: DatosDePostulacion, exposicion: str, archivos: Sequence[ArchivoListo]) -> dict[str, str]:
    errores = {}
    if not datos.protesta:
        errores["protesta"] = "Marque que lo que declara es cierto."
    if len(exposicion) > MAX_EXPOSICION:
        errores["exposicion"] = f"Use a lo más {MAX_EXPOSICION:,} letras."
    if len(archivos) > MAX_DOCUMENTOS:
        errores["evidencias"] = f"Suba a lo más {MAX_DOCUMENTOS} documentos."
    return errores


def _guardar_archivos(postulacion: Postulacion, archivos: Sequence[ArchivoListo]) -> None:
    ArchivoDePostulacion.objects.bulk_create(
        ArchivoDePostulacion(
            postulacion=postulacion,
            orden=orden,
            nombre=a.nombre,
            tipo=a.tipo,
            archivo=a.archivo,
            sha256=a.sha256,
            bytes=a.bytes,
        )
        for orden, a in enumerate(archivos, 1)
    )


@transaction.atomic
def decidir_postulacion(
    *, postulacion_id: int, a: EstadoPostulacion, motivo: str, persona: Persona, ahora: datetime
) -> Postulacion:
    """Accept, refuse (with a reason) or withdraw an application.

    Raises SinPermiso, TransicionInvalida, DatosInvalidos (no reason).
    """
    postulacion, organo = _tomar(postulacion_id)
    exigir_permiso(permite_llevar_organo(persona, organo))
    exigir_paso(permite_postulacion(persona, postulacion, a))
    limpio = motivo_limpio(motivo) if a != E.ACEPTADA else parrafos_pegados(motivo)
    _mover(postulacion, organo, a, persona, ahora, limpio)
    return postulacion


def _tomar(postulacion_id: int) -> tuple[Postulacion, Organo]:
    """Lock its órgano, then read it anew."""
    ruta = "llamado__consejo__organo_id"
    organo = bloquear_organo(Postulacion.objects.values_list(ruta, flat=True).get(pk=postulacion_id))
    postulacion = (
        Postulacion.objects.select_for_update(of=("self",))
        .select_related("llamado__consejo")
        .get(pk=postulacion_id)
    )
    postulacion.llamado.consejo.organo = organo
    return postulacion, organo


def _mover(
    postulacion: Postulacion,
    organo: Organo,
    a: EstadoPostulacion,
    persona: Persona,
    ahora: datetime,
    motivo: str,
) -> None:
    """The only writer of its state: the table, the row of its history, the Asiento."""
    de = postulacion.estado
    if a not in PASOS_DE_POSTULACION[de]:
        raise TransicionInvalida(
            f"La postulación está {postulacion.get_estado_display()} y no admite ese cambio."
        )
    postulacion.estado, postulacion.motivo = a, motivo
    postulacion.revision += 1
    postulacion.save()
    CambioDePostulacion.objects.create(
        postulacion=postulacion, de=de, a=a, actor=persona.usuario, momento=ahora, motivo=motivo
    )
    dejar_asiento(f"postulacion.{a}", postulacion, organo, persona, ahora, folio=postulacion.folio, de=de)
