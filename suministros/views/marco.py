"""What the pages of the supplies share: where one is, what comes next, which buttons."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from nucleo.personas import Persona, Veredicto
from nucleo.roles import Accion
from suministros.consultas import por_llegar
from suministros.estados import DEL_ALMACEN, TERMINADAS, Acto, EstadoSolicitud, EstadoVale
from suministros.models import Renglon, Solicitud
from suministros.permisos import REGLAS, permite, tiene_papel

A, S = Acto, EstadoSolicitud

SIGUE: dict[str, str] = {
    S.BORRADOR: "Falta que la persona titular la autorice y la envíe a Tesorería.",
    S.POR_AUTORIZAR: "La persona titular la revisa: la envía a Tesorería o la devuelve.",
    S.DEVUELTA: "Corrija lo que se indica y vuelva a enviarla. Conserva su folio si ya lo tenía.",
    S.ENVIADA: "Tesorería la acusa de recibida. Con el acuse, el oficio cuenta en el POA.",
    S.RECIBIDA: "Tesorería responde: asigna, autoriza o niega.",
    S.CON_VEHICULO: "Reciba el vehículo: anote el kilometraje con el que sale y firme.",
    S.CON_COMBUSTIBLE: "Reciba el vale: firme de recibido e imprímalo para cargar.",
    S.EN_USO: "Al regresar, devuelva el vehículo y registre la carga de combustible con su ticket.",
    S.POR_ENTREGAR: "El almacén entrega lo autorizado.",
    S.SIN_EXISTENCIA: "No hay en almacén: la persona titular pide la compra con un oficio.",
    S.EN_COMPRA: "Tesorería compra lo que falta y lo registra al llegar, todo junto o por partes.",
    S.ENTREGADA_PARCIAL: "Firme de recibido lo entregado; el almacén entrega el resto.",
    S.ENTREGADA: "Firme de recibido: dé su conformidad o diga las diferencias.",
    S.CERRADA: "Concluyó: no falta nada por hacer.",
    S.NEGADA: (
        "Tesorería la negó. Puede pedirse de nuevo con otra solicitud. Si por eso no se hizo una actividad, "
        "dígalo: se ofrecerá como causa al justificar el trimestre."
    ),
    S.CANCELADA: "Se canceló. Su folio queda a la vista y no se usa otra vez.",
}
TONOS: dict[str, str] = {
    S.POR_AUTORIZAR: "atencion",
    S.DEVUELTA: "atencion",
    S.ENVIADA: "activo",
    S.RECIBIDA: "activo",
    S.CON_VEHICULO: "bien",
    S.CON_COMBUSTIBLE: "bien",
    S.EN_USO: "activo",
    S.POR_ENTREGAR: "bien",
    S.SIN_EXISTENCIA: "atencion",
    S.EN_COMPRA: "activo",
    S.ENTREGADA_PARCIAL: "atencion",
    S.ENTREGADA: "atencion",
    S.CERRADA: "cerrado",
    S.NEGADA: "error",
}


def falta_de(solicitud: Solicitud, renglones: Iterable[Renglon]) -> str:
    """How many units a requisición still waits for, of which things, and with which oficio; or nothing."""
    if solicitud.estado not in DEL_ALMACEN:
        return ""
    lineas = list(renglones)
    faltan = por_llegar(lineas)
    cuales = "; ".join(f"{faltan[r.pk]:,} de {r.descripcion}" for r in lineas if faltan[r.pk])
    if not cuales:
        return ""
    if solicitud.folio_compra:
        return f"Falta que llegue, de la compra del oficio {solicitud.folio_compra}: {cuales}."
    return f"No hay en almacén y falta pedir la compra de: {cuales}."


@dataclass(frozen=True)
class Boton:
    """One act as it is offered, or with the reason why it is not."""

    permiso: Veredicto
    url: str
    texto: str
    tipo: str = "secundario"
    metodo: str = "get"
    confirmar: str = ""


@dataclass(frozen=True)
class _Ofrecido:
    ruta: str
    texto: str
    tipo: str = "secundario"
    metodo: str = "get"
    confirmar: str = ""


# In the order in which they are offered. Those of Tesorería have their pages in her own views.
OFRECIDOS: dict[Acto, _Ofrecido] = {
    A.ENVIAR: _Ofrecido("solicitud_enviar", "Autorizar y enviar", "primario"),
    A.RECIBIR: _Ofrecido("solicitud_recibir", "Recibir", "primario"),
    A.DEVOLVER_VEHICULO: _Ofrecido("solicitud_regreso", "Devolver el vehículo", "primario"),
    A.REGISTRAR_CARGA: _Ofrecido("solicitud_carga", "Registrar la carga", "primario"),
    A.PEDIR_COMPRA: _Ofrecido(
        "solicitud_compra",
        "Pedir la compra",
        "primario",
        "post",
        "¿Pedir la compra? Toma el siguiente folio de los oficios de la dirección.",
    ),
    A.PEDIR_AUTORIZACION: _Ofrecido("solicitud_autorizacion", "Pedir autorización", "primario", "post"),
    A.EDITAR: _Ofrecido("solicitud_editar", "Corregir"),
    A.DEVOLVER: _Ofrecido("solicitud_devolver", "Devolver para corregir"),
    A.VINCULAR: _Ofrecido("solicitud_causa", "Decir qué no se pudo hacer"),
    A.CANCELAR: _Ofrecido("solicitud_cancelar", "Cancelar", "peligro"),
}


def botones_de(persona: Persona, solicitud: Solicitud) -> Iterator[Boton]:
    """What may be done now by this person, and what only somebody else may, with the reason."""
    for acto, o in OFRECIDOS.items():
        puede = permite(acto, persona, solicitud)
        if acto == A.PEDIR_AUTORIZACION and permite(A.ENVIAR, persona, solicitud):
            continue  # who sends it asks nobody
        if acto == A.REGISTRAR_CARGA and not _hay_vale(solicitud):
            continue
        if acto == A.DEVOLVER_VEHICULO and not _hay_vehiculo(solicitud):
            continue
        if acto == A.PEDIR_COMPRA and solicitud.folio_compra:
            continue
        if acto == A.VINCULAR and not solicitud.folio:
            continue
        if puede or _se_explica(acto, persona, solicitud):
            yield Boton(puede, reverse(o.ruta, args=[solicitud.pk]), o.texto, o.tipo, o.metodo, o.confirmar)


def _se_explica(acto: Acto, persona: Persona, solicitud: Solicitud) -> bool:
    """A button that is off is shown when somebody else's turn has come, or what is always looked for."""
    if not persona.puede(Accion.PEDIR_SUMINISTROS, solicitud.direccion_id):
        return False
    if acto == A.CANCELAR:
        return solicitud.estado not in TERMINADAS
    reglas = [r for r in REGLAS[acto] if r.tipo in ("", solicitud.tipo)]
    de_la_casa = any(r.quien != Accion.ATENDER_SUMINISTROS and solicitud.estado in r.desde for r in reglas)
    return de_la_casa and not tiene_papel(acto, persona, solicitud)


def _hay_vale(solicitud: Solicitud) -> bool:
    return solicitud.vales.filter(estado=EstadoVale.VIGENTE).exists()


def _hay_vehiculo(solicitud: Solicitud) -> bool:
    return solicitud.prestamos.filter(estado="en_uso").exists()


def marco_de(solicitud: Solicitud) -> dict[str, Any]:
    """Whose it is, and how its state looks."""
    return {
        "solicitud": solicitud,
        "tono": TONOS.get(solicitud.estado, "neutro"),
        "donde": [solicitud.direccion.nombre, f"Suministros · {solicitud}"],
    }


# The sections of the supplies, in their order: name of the route, its words, who has it. Who reads every
# dirección has more of them; the money of her own, a titular reads in «Lo que queda».
_DE_TODOS, _DE_QUIEN_LEE, _DE_TESORERIA = range(3)
SECCIONES: tuple[tuple[str, str, int], ...] = (
    ("bandeja", "Bandeja", _DE_TESORERIA),
    ("suministros", "Solicitudes", _DE_TODOS),
    ("lo_que_queda", "Lo que queda", _DE_TODOS),
    ("fondos", "Fondos", _DE_QUIEN_LEE),
    ("comparacion_suministros", "Pedido y ejercido", _DE_QUIEN_LEE),
    ("bitacora_de_combustible", "Combustible", _DE_TODOS),
    ("calendario_vehiculos", "Calendario", _DE_TODOS),
    ("vehiculos", "Vehículos", _DE_QUIEN_LEE),
    ("almacen", "Almacén", _DE_TODOS),
)
# A page that is reached from another section, and stands in it.
DENTRO_DE = {"distancias": "vehiculos", "rubros": "fondos"}


def pestanas_para(persona: Persona, actual: str) -> list[tuple[str, str, bool]]:
    """(words, address, whether one is there) of each section that the person has."""
    alcance = _DE_TODOS
    if persona.alcanza_todas(Accion.VER_SUMINISTROS):
        alcance = _DE_TESORERIA if persona.puede(Accion.ATENDER_SUMINISTROS) else _DE_QUIEN_LEE
    aqui = DENTRO_DE.get(actual, actual)
    return [(texto, reverse(ruta), ruta == aqui) for ruta, texto, de in SECCIONES if de <= alcance]
