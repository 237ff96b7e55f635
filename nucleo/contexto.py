"""What every page knows: the municipality, the person, the menu, where one is."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.core.cache import caches
from django.http import HttpRequest
from django.urls import reverse

from nucleo.personas import Persona
from nucleo.roles import Accion


@dataclass(frozen=True)
class Municipio:
    """How the municipality names itself on screen and on paper."""

    nombre: str = ""
    lema: str = ""
    escudo: str = ""
    pmd: str = "PMD"
    aviso: str = ""


LLAVE = "municipio"
_municipio: list[Callable[[], Municipio]] = []


def registrar_municipio(fuente: Callable[[], Municipio]) -> None:
    """Tell the core who knows the municipality; called once, when the apps are ready."""
    _municipio[:] = [fuente]


def municipio_actual() -> Municipio:
    """The municipality, or an empty one before it was captured; at most some seconds old."""
    guardado: Municipio | None = caches["memoria"].get(LLAVE)
    if guardado is None:
        guardado = _municipio[0]() if _municipio else Municipio()
        caches["memoria"].set(LLAVE, guardado)
    return guardado


def olvidar_municipio() -> None:
    """After a change: this node reads it anew at once, the others within seconds."""
    caches["memoria"].delete(LLAVE)


# Each entry: text, route name, the actions of which one is needed (none: anybody with a session), and what it
# is for, said where it is offered as a card.
MENU: tuple[tuple[str, str, tuple[Accion, ...], str], ...] = (
    ("Inicio", "inicio", (), "Lo que espera de usted."),
    ("Actividades", "actividades", (Accion.VER_ACTIVIDADES,), "Lo realizado, con su evidencia."),
    ("Informe mensual", "informe", (Accion.VER_ACTIVIDADES,), "Lo hecho en el mes, en PDF o en Word."),
    ("Comités", "comites", (Accion.VER_ORGANOS,), "Los comités de obra, sus pasos y sus reportes."),
    (
        "Consejos",
        "consejos",
        (Accion.VER_ORGANOS,),
        "Consejos ciudadanos: su convocatoria, su integración y sus sesiones.",
    ),
    (
        "Bandeja",
        "bandeja",
        (Accion.ATENDER_SUMINISTROS,),
        "Lo que las direcciones piden y espera respuesta de Tesorería.",
    ),
    (
        "Suministros",
        "suministros",
        (Accion.VER_SUMINISTROS,),
        "Vehículo, gasolina y papelería: lo que se pide y lo que queda.",
    ),
    (
        "Trimestres",
        "trimestres",
        (Accion.VER_TRIMESTRE,),
        "En qué estado está cada trimestre.",
    ),
    ("POA", "poas", (Accion.VER_POAS,), "La hoja del programa de cada dirección y lo que tiene asignado."),
    ("Municipio", "municipio", (Accion.VER_MUNICIPIO,), "Cómo van todas las direcciones."),
    ("Adscripciones", "adscripciones", (Accion.VER_ADSCRIPCIONES,), "Quién tiene qué cargo y desde cuándo."),
    (
        "Catálogos",
        "catalogos",
        (Accion.ADMINISTRAR_CATALOGOS, Accion.ADMINISTRAR_CUENTAS),
        "Personas, direcciones, calendario y seguridad.",
    ),
    ("Bitácora", "bitacora", (Accion.VER_BITACORA,), "Quién hizo qué y cuándo."),
    ("Estilo", "estilo", (Accion.VER_ESTILO,), "Muestrario de colores, botones y formularios del sistema."),
    ("Verificar", "verificar", (), "Comprobar si un PDF o un código impreso es auténtico."),
)


@dataclass
class Marco:
    """The frame around each page."""

    persona: Persona | None
    municipio: str = ""
    lema: str = ""
    escudo: str = ""
    pmd: str = ""
    aviso: str = ""
    entorno: str = ""
    menu: list[dict[str, Any]] = field(default_factory=list)


def _menu(persona: Persona, ruta: str) -> list[dict[str, Any]]:
    entradas = [
        {"texto": texto, "url": reverse(nombre), "ayuda": ayuda}
        for texto, nombre, acciones, ayuda in MENU
        if not acciones or any(persona.puede(a) for a in acciones)
    ]
    # «/suministros/bandeja/» lies in «/suministros/» too: the nearest is where one is.
    cerca = [
        e["url"] for e in entradas if ruta == e["url"] or (e["url"] != "/" and ruta.startswith(e["url"]))
    ]
    actual = max(cerca, key=len, default="")
    return [{**e, "activo": e["url"] == actual} for e in entradas]


def marco(request: HttpRequest) -> dict[str, Marco]:
    """Context processor: `marco` for the base template."""
    persona = getattr(request, "persona", None)
    m = municipio_actual()
    menu = _menu(persona, request.path) if persona else []
    return {"marco": Marco(persona, m.nombre, m.lema, m.escudo, m.pmd, m.aviso, settings.ENTORNO, menu)}
