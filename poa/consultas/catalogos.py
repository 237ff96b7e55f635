"""The catalogues as lists: search without accents, what uses each entry, and the fingerprint of a version."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypeVar

from django.db.models import Field, ForeignObjectRel, Model, Q

from nucleo.bitacora import canonico, nombre_de
from nucleo.fechas import fecha_larga
from nucleo.models import Asiento, Seguridad
from nucleo.roles import Rol
from nucleo.texto import normalizar
from poa.models import Adscripcion, Ayuntamiento, Direccion, EjePMD, Ejercicio, Localidad, Trimestre

Entrada = TypeVar("Entrada", bound=Model)

# What people edit of each catalogue: a version of it is these values.
EDITABLES: dict[type[Model], tuple[str, ...]] = {
    Seguridad: ("roles_con_factor", "minutos_de_inactividad", "horas_de_sesion"),
    Ayuntamiento: (
        "nombre",
        "municipio",
        "entidad",
        "lema",
        "administracion_desde",
        "administracion_hasta",
        "nombre_del_pmd",
    ),
    Direccion: ("nombre", "evaluada_por_contraloria"),
    Localidad: ("nombre", "es_cabecera"),
    EjePMD: ("nombre", "orden"),
    Ejercicio: ("umbral_verde", "umbral_amarillo", "umbral_sobrecumplimiento"),
    Trimestre: ("captura_abre", "captura_cierra", "limite_evaluacion"),
    Adscripcion: ("cargo", "oficio"),
}


@dataclass(frozen=True)
class Uso:
    """How many rows of one kind name an entry of a catalogue."""

    cuantos: int
    que: str

    def __str__(self) -> str:
        return f"{self.cuantos} {self.que}"


def usos_de(objeto: Model) -> list[Uso]:
    """Everything that points to `objeto`, in any app, by kind; empty when it may be deleted."""
    usos: dict[str, int] = {}
    for relacion in objeto._meta.get_fields(include_hidden=True):
        if not isinstance(relacion, ForeignObjectRel):
            continue
        modelo = relacion.related_model
        if modelo._meta.auto_created:
            continue
        cuantos = modelo._default_manager.filter(**{relacion.field.name: objeto}).count()
        if cuantos:
            nombre = modelo._meta.verbose_name if cuantos == 1 else modelo._meta.verbose_name_plural
            usos[str(nombre)] = usos.get(str(nombre), 0) + cuantos
    return [Uso(cuantos, que) for que, cuantos in sorted(usos.items())]


def buscar(entradas: Iterable[Entrada], texto: str, *campos: str) -> list[Entrada]:
    """Entries whose `campos` hold the text, accents and case apart, in the order given."""
    buscado = normalizar(texto)
    return [e for e in entradas if buscado in normalizar(" ".join(str(getattr(e, c)) for c in campos))]


def entradas_de(modelo: type[Entrada], *, texto: str = "", inactivas: bool = False) -> list[Entrada]:
    """The list of a catalogue: active entries or the others, in its own order (accents apart for names)."""
    filas = modelo._default_manager.filter(activa=not inactivas)
    campos = ("clave", "nombre") if modelo is Direccion else ("nombre",)
    halladas = buscar(filas, texto, *campos)
    if modelo is Direccion:
        halladas.sort(key=lambda d: normalizar(str(d)))
    return halladas


def ultimo_dia(adscripcion: Adscripcion) -> date | None:
    """Last day on which the cargo is held; the stored period is half-open."""
    return adscripcion.hasta - timedelta(days=1) if adscripcion.hasta else None


def titulares_de(direccion: Direccion) -> list[tuple[Adscripcion, date | None]]:
    """Who has answered for a dirección over time, encargos included, newest first, with their last day."""
    cargos = (
        Adscripcion.objects.filter(direccion=direccion)
        .filter(Q(rol=Rol.DIRECTORA) | Q(puede_firmar=True))
        .select_related("usuario")
        .order_by("-desde", "-pk")
    )
    return [(a, ultimo_dia(a)) for a in cargos]


def valores_de(*objetos: Model) -> dict[str, str]:
    """What people edit of some rows, by the name of each field, as text."""
    valores = {}
    for numero, objeto in enumerate(objetos):
        for campo in EDITABLES[type(objeto)]:
            columna = objeto._meta.get_field(campo)
            nombre = str(columna.verbose_name) if isinstance(columna, Field) else campo
            valores[f"{objeto}: {nombre}" if numero else nombre] = _escrito(getattr(objeto, campo))
    return valores


def _escrito(valor: object) -> str:
    if isinstance(valor, bool):
        return "sí" if valor else "no"
    return fecha_larga(valor) if isinstance(valor, date) else str(valor or "")


def huella_de(*objetos: Model) -> str:
    """Fingerprint of what is written in some rows: two people who saw the same carry the same one."""
    return hashlib.sha256(canonico(valores_de(*objetos)).encode()).hexdigest()[:24]


def ultimo_cambio(objeto: Model) -> Asiento | None:
    """The last link of the audit chain about a row."""
    return (
        Asiento.objects.filter(objeto=nombre_de(objeto)).select_related("actor").order_by("-momento").first()
    )
