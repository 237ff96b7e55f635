"""The attendance list: people put on it, one by one or from the tablet, taken off, and its signed scan."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from asambleas import permisos_asistencia as permisos
from asambleas.consultas.quorum import quorum_de
from asambleas.estados import MAX_ASISTENTES, EstadoAsamblea
from asambleas.models import Asamblea, Asistente
from asambleas.permisos import permite_llevar
from asambleas.servicios.base import (
    bloquear_organo,
    dejar_asiento,
    exigir_datos,
    exigir_paso,
    exigir_permiso,
)
from asambleas.servicios.ciudadanos import DatosDePersona, crear_ciudadano, limpios
from asambleas.trazos import CARPETA, firma_limpia
from nucleo import almacen
from nucleo.errores import Conflicto, ErrorDeDominio, SinPermiso
from nucleo.escaneos import escaneo_limpio
from nucleo.personas import Persona
from nucleo.texto import normalizar
from poa.models import AvisoDePrivacidad

YA_ESTA = "Con ese mismo envío ya se registró a otra persona. Captúrela de nuevo."


@dataclass(frozen=True)
class Captura:
    """Somebody as captured on the tablet: `aviso` is the version shown to them, `firma` a PNG they drew."""

    token: UUID
    datos: DatosDePersona
    capturado_en: datetime
    firma: bytes | None = None
    aviso: AvisoDePrivacidad | None = None


@dataclass(frozen=True)
class Acuse:
    """What became of one capture: its row, or why it could not be."""

    token: UUID
    asistente: Asistente | None = None
    error: str = ""
    errores: dict[str, str] = field(default_factory=dict)


def _tomar(asamblea_id: int) -> Asamblea:
    """Lock the órgano and read its assembly."""
    organo_id = Asamblea.objects.values_list("organo_id", flat=True).get(pk=asamblea_id)
    organo = bloquear_organo(organo_id)
    asamblea = Asamblea.objects.select_related("convocatoria").get(pk=asamblea_id)
    asamblea.organo = organo
    return asamblea


def registrar_asistente(
    *,
    asamblea_id: int,
    datos: DatosDePersona,
    firma: bytes | None = None,
    token: UUID,
    capturado_en: datetime,
    persona: Persona,
    ahora: datetime,
    aviso: AvisoDePrivacidad | None = None,
) -> Asistente:
    """Put somebody on the list. The same token again is the row that exists, whatever became of the assembly.

    `firma` is a PNG drawn on the screen; a tablet whose clock runs ahead is taken to say `ahora`. Who was
    captured before the end and sent after it is taken until the acta is frozen: the quórum stays as declared.
    Raises SinPermiso, TransicionInvalida (the list is closed), DatosInvalidos (by field; firma; nombre: that
    same person is on it), Conflicto (the token is of another capture, or the list is full).
    """
    trazo = _guardar_trazo(firma)
    with transaction.atomic():
        asamblea = _tomar(asamblea_id)
        exigir_permiso(permite_llevar(persona, asamblea.organo.direccion_id))
        if previo := _ya_registrado(token):
            return _el_mismo(previo, asamblea, datos, trazo[1], persona)
        _exigir_que_quepa(asamblea, datos, min(capturado_en, ahora), persona)
        de = asamblea.organo.direccion_id
        ciudadano = crear_ciudadano(direccion_id=de, datos=datos, hoy=persona.hoy, ahora=ahora, aviso=aviso)
        asistente = Asistente.objects.create(
            asamblea=asamblea,
            ciudadano=ciudadano,
            numero=_siguiente(asamblea),
            firma_archivo=trazo[0],
            firma_sha256=trazo[1],
            capturado_en=min(capturado_en, ahora),
            registrado_por=persona.usuario,
            registrado_en=ahora,
            token=token,
        )
        _asentar("asistente.registrar", asistente, asamblea, persona, ahora, firma=bool(trazo[0]))
    return asistente


def _exigir_que_quepa(
    asamblea: Asamblea, datos: DatosDePersona, capturado_en: datetime, persona: Persona
) -> None:
    exigir_paso(permisos.permite_sumar(persona, asamblea, capturado_en))
    exigir_datos(_errores_de_repetido(asamblea, limpios(datos)))


def _guardar_trazo(firma: bytes | None) -> tuple[str, str]:
    """(name in the store, SHA-256) of what was drawn; nothing when nobody drew."""
    if firma is None:
        return "", ""
    return almacen.guardar(firma_limpia(firma), carpeta=CARPETA, extension="png")


def _ya_registrado(token: UUID) -> Asistente | None:
    return Asistente.objects.select_related("ciudadano").filter(token=token).first()


def _el_mismo(
    previo: Asistente, asamblea: Asamblea, datos: DatosDePersona, trazo_sha256: str, persona: Persona
) -> Asistente:
    """The row that a repeated token made, when it says the same and is of who sends it."""
    suyo = previo.asamblea_id == asamblea.pk and previo.registrado_por_id == persona.usuario.pk
    dicho = limpios(datos)
    ciudadano = previo.ciudadano
    guardado = DatosDePersona(
        ciudadano.nombre,
        ciudadano.domicilio,
        ciudadano.localidad,
        ciudadano.telefono,
        ciudadano.correo,
        ciudadano.sexo,
        ciudadano.edad,
    )
    igual = (dicho == guardado and previo.firma_sha256 == trazo_sha256) or ciudadano.anonimizado_en
    if not suyo or not igual:
        raise Conflicto(YA_ESTA)
    return previo


def _errores_de_repetido(asamblea: Asamblea, datos: DatosDePersona) -> dict[str, str]:
    """Somebody of that name, place and telephone is on the list: it would count twice for the quórum."""
    iguales = asamblea.asistentes.select_related("ciudadano").filter(
        ciudadano__busqueda=normalizar(datos.nombre),
        ciudadano__localidad=datos.localidad,
        ciudadano__telefono=datos.telefono,
    )
    for otro in iguales:
        if normalizar(otro.ciudadano.domicilio) == normalizar(datos.domicilio):
            return {
                "nombre": f"Ya está en la lista con el número {otro.numero}. Si es otra persona con el mismo "
                "nombre, agregue su calle o su teléfono para distinguirlas."
            }
    return {}


def _siguiente(asamblea: Asamblea) -> int:
    if asamblea.asistentes.count() >= MAX_ASISTENTES:
        raise Conflicto(f"La lista ya tiene {MAX_ASISTENTES:,} personas: no caben más.")
    return int(asamblea.asistentes.aggregate(n=Max("numero"))["n"] or 0) + 1


def registrar_asistentes(
    *, asamblea_id: int, capturas: Iterable[Captura], persona: Persona, ahora: datetime
) -> list[Acuse]:
    """Put on the list what a tablet sends, each judged by itself: one that is wrong does not hold the rest.

    Raises SinPermiso: it is the same for all.
    """
    return [_acusar(asamblea_id, captura, persona, ahora) for captura in capturas]


def _acusar(asamblea_id: int, captura: Captura, persona: Persona, ahora: datetime) -> Acuse:
    try:
        asistente = registrar_asistente(
            asamblea_id=asamblea_id,
            datos=captura.datos,
            firma=captura.firma,
            token=captura.token,
            capturado_en=captura.capturado_en,
            persona=persona,
            ahora=ahora,
            aviso=captura.aviso,
        )
    except SinPermiso:
        raise
    except ErrorDeDominio as error:
        return Acuse(captura.token, None, error.mensaje, getattr(error, "errores", {}))
    return Acuse(captura.token, asistente)


@transaction.atomic
def quitar_asistente(*, asistente_id: int, persona: Persona, ahora: datetime) -> Asamblea:
    """Take somebody off the list, and their data with them: before it is closed and before any vote.

    Raises SinPermiso, TransicionInvalida (closed, voted, or the quórum that was declared would be lost).
    """
    asamblea = _tomar(Asistente.objects.values_list("asamblea_id", flat=True).get(pk=asistente_id))
    asistente = Asistente.objects.select_related("ciudadano").get(pk=asistente_id)
    exigir_permiso(permite_llevar(persona, asamblea.organo.direccion_id))
    exigir_paso(permisos.permite_quitar(persona, asamblea))
    quedan = asamblea.asistentes.count() - 1
    if asamblea.estado == EstadoAsamblea.INSTALADA and quedan < quorum_de(asamblea).necesarias:
        raise Conflicto("Sin esa persona ya no habría el quórum con que se instaló la asamblea.")
    ciudadano = asistente.ciudadano
    if ciudadano.integrantes.exists():
        raise Conflicto("Esa persona ya tomó un puesto en esta asamblea: no sale de la lista.")
    _asentar("asistente.quitar", asistente, asamblea, persona, ahora)
    asistente.delete()
    ciudadano.delete()
    return asamblea


def adjuntar_lista(*, asamblea_id: int, escaneo: bytes, persona: Persona, ahora: datetime) -> Asamblea:
    """Attach the scan of the list signed by hand; another one takes its place.

    Raises SinPermiso, DatosInvalidos (not a readable PDF), TransicionInvalida (a frozen acta names it).
    """
    with transaction.atomic():
        _exigir_adjuntar(_tomar(asamblea_id), persona)
    nombre, huella = almacen.guardar(escaneo_limpio(escaneo), carpeta="escaneos", extension="pdf")
    with transaction.atomic():
        asamblea = _tomar(asamblea_id)
        _exigir_adjuntar(asamblea, persona)
        asamblea.lista_archivo, asamblea.lista_sha256 = nombre, huella
        asamblea.save(update_fields=["lista_archivo", "lista_sha256"])
        dejar_asiento("asistentes.lista", asamblea, asamblea.organo, persona, ahora, sha256=huella)
    return asamblea


def _exigir_adjuntar(asamblea: Asamblea, persona: Persona) -> None:
    exigir_permiso(permite_llevar(persona, asamblea.organo.direccion_id))
    exigir_paso(permisos.permite_adjuntar_lista(persona, asamblea))


@transaction.atomic
def anotar_vista(*, asamblea_id: int, que: str, persona: Persona, ahora: datetime) -> Asamblea:
    """Leave on record that somebody saw the personal data of a list whole, before it is read.

    `que`: lista, firma, impresa, escaneo. Raises SinPermiso.
    """
    asamblea = Asamblea.objects.select_related("organo__direccion", "convocatoria").get(pk=asamblea_id)
    exigir_permiso(permisos.permite_ver_lista(persona, asamblea))
    dejar_asiento("asistentes.ver", asamblea, asamblea.organo, persona, ahora, que=que)
    return asamblea


def _asentar(
    accion: str, asistente: Asistente, asamblea: Asamblea, persona: Persona, ahora: datetime, **datos: bool
) -> None:
    numero = asistente.numero
    dejar_asiento(
        accion, asistente, asamblea.organo, persona, ahora, asamblea=asamblea.pk, numero=numero, **datos
    )
