"""The only writer of the audit chain, and its checker."""

import hashlib
import json
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.apps import apps
from django.db import transaction
from django.db.models import Model

from nucleo.models import Asiento, CabezaDeCadena, Documento, Usuario

GENESIS = "0" * 64
MUNICIPIO = "municipio"
CONSULTAS = "consultas:contraloria"


_etiquetas: dict[str, str] = {}


def registrar_etiquetas(etiquetas: dict[str, str]) -> None:
    """Tell how the acts of an app are named for people; called once per app, when it is ready."""
    _etiquetas.update(etiquetas)


def etiqueta_de(accion: str) -> str:
    """An act in words; «consultar.…» names a page, and an act that nobody named stands as it is."""
    if accion.startswith("consultar."):
        return _etiquetas.get(accion, "Consultó una página")
    return _etiquetas.get(accion, accion)


def acciones_llamadas(texto: str) -> list[str]:
    """The acts whose words contain a text."""
    return [accion for accion, palabras in _etiquetas.items() if texto.lower() in palabras.lower()]


def _nombres() -> dict[str, str]:
    """What each kind of object is called, by the name it has in the chain."""
    propios = {m._meta.model_name or "": str(m._meta.verbose_name) for m in apps.get_models()}
    return propios | {
        "trimestreprograma": "trimestre",
        "trimestre": "calendario del trimestre",
        "programa": "POA",
        "importacion": "importación",
    }


def objeto_en_palabras(objeto: str) -> str:
    """«Actividad 15» for «actividad:15»; what has no such name, as an address, stands as it is."""
    clase, dos_puntos, numero = objeto.partition(":")
    nombre = _nombres().get(clase, "")
    return f"{nombre[:1].upper()}{nombre[1:]} {numero}" if dos_puntos and nombre else objeto


def objetos_llamados(texto: str) -> list[tuple[str, str]]:
    """(kind, number or nothing) of the objects that a text names: «actividad 15», «trimestre»."""
    nombre, _, numero = texto.lower().strip().rpartition(" ")
    if not numero.isdecimal():
        nombre, numero = texto.lower().strip(), ""
    return [(clase, numero) for clase, dicho in _nombres().items() if nombre and dicho.lower() == nombre]


def canonico(datos: Any) -> str:
    """JSON with sorted keys, no spaces, no ASCII escapes: the same data always give the same text."""
    return json.dumps(datos, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def _huella(asiento: Asiento) -> str:
    cuerpo = {
        "cadena": asiento.cadena,
        "numero": asiento.numero,
        "momento": asiento.momento.astimezone(UTC).isoformat(timespec="microseconds"),
        "actor": asiento.actor_id,
        "accion": asiento.accion,
        "objeto": asiento.objeto,
        "datos": asiento.datos,
        "previo": asiento.hash_previo,
    }
    return hashlib.sha256(canonico(cuerpo).encode()).hexdigest()


def nombre_de(objeto: Model | str) -> str:
    """Opaque name of a row in the chain: «actividad:15»."""
    return objeto if isinstance(objeto, str) else f"{objeto._meta.model_name}:{objeto.pk}"


def asentar(
    *,
    cadena: str,
    accion: str,
    actor: Usuario,
    ahora: datetime,
    objeto: Model | str = "",
    datos: dict[str, Any] | None = None,
) -> Asiento:
    """Add a link to a chain, inside the transaction of what it records.

    The head row is locked first, so links of one chain are ordered; other chains go on in parallel.
    Raises RuntimeError outside a transaction: an act and its trace stand or fall together.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("asentar() needs the transaction of the act it records")
    cabezas = CabezaDeCadena.objects.select_for_update().filter(cadena=cadena)
    cabeza = cabezas.first()
    if cabeza is None:  # the first link of a chain: two writers make one head, and then wait for it
        CabezaDeCadena.objects.get_or_create(cadena=cadena)
        cabeza = cabezas.get()
    asiento = Asiento(
        cadena=cadena,
        numero=cabeza.numero + 1,
        momento=ahora,
        actor=actor,
        accion=accion,
        objeto=nombre_de(objeto),
        datos=datos or {},
        hash_previo=cabeza.hash,
    )
    asiento.hash = _huella(asiento)
    asiento.save(force_insert=True)
    cabeza.numero, cabeza.hash = asiento.numero, asiento.hash
    cabeza.save(update_fields=["numero", "hash"])
    return asiento


def cabeza_de(cadena: str) -> tuple[int, str]:
    """Number and hash of the last link; (0, zeros) for an empty chain."""
    cabeza = CabezaDeCadena.objects.filter(cadena=cadena).first()
    return (cabeza.numero, cabeza.hash) if cabeza else (0, GENESIS)


@dataclass(frozen=True)
class Falla:
    """Where a chain stops being true."""

    numero: int
    razon: str


def revisar_cadena(cadena: str, *, conocida: tuple[int, str] | None = None) -> Falla | None:
    """Walk a chain from its first link; None when it is whole.

    `conocida` is a (number, hash) printed in a signed PDF: a chain rewritten from the start, or
    truncated together with its head, is found against it.
    """
    previo, numero, vistos = GENESIS, 0, {}
    for asiento in Asiento.objects.filter(cadena=cadena).order_by("numero").iterator():
        numero += 1
        if asiento.numero != numero:
            return Falla(numero, "falta un asiento o el orden cambió")
        if asiento.hash_previo != previo:
            return Falla(numero, "no continúa al asiento anterior")
        if asiento.hash != _huella(asiento):
            return Falla(numero, "el contenido no corresponde a su huella")
        previo = asiento.hash
        if conocida and numero == conocida[0]:
            vistos[numero] = previo
    if cabeza_de(cadena) != (numero, previo):
        return Falla(numero, "la cabeza de la cadena no es el último asiento")
    if conocida and conocida[0] and vistos.get(conocida[0]) != conocida[1]:
        return Falla(conocida[0], "no coincide con la cabeza impresa en un documento firmado")
    return None


@dataclass(frozen=True)
class FallaDeCadena(Falla):
    """Where a chain stops being true, and which chain."""

    cadena: str


@dataclass(frozen=True)
class Revision:
    """What was walked, and every failure that was found."""

    cadenas: int
    asientos: int
    cabezas: int
    fallas: list[FallaDeCadena]


def revisar_todo(cadena: str | None = None) -> Revision:
    """Walk every chain (or one) and compare it with the heads kept in the documents of that chain.

    A chain that nobody has any more is still looked for when a head or a document names it.
    """
    fuentes = (Asiento.objects, CabezaDeCadena.objects, Documento.objects)
    nombres = {c for f in fuentes for c in f.values_list("cadena", flat=True).distinct()}
    elegidas = sorted(nombres if cadena is None else nombres & {cadena})
    cabezas, fallas = 0, []
    for una in elegidas:
        impresas = _cabezas_impresas(una)
        cabezas += len(impresas)
        halladas = [f for c in (None, *impresas) if (f := _revisar_contra(una, c))]
        fallas += [FallaDeCadena(f.numero, f.razon, una) for f in dict.fromkeys(halladas)]
    cuenta = Asiento.objects.filter(cadena__in=elegidas).count()
    return Revision(len(elegidas), cuenta, cabezas, fallas)


def _cabezas_impresas(cadena: str) -> list[tuple[int, str]]:
    contextos = (
        Documento.objects.filter(cadena=cadena).exclude(contexto="").values_list("contexto", flat=True)
    )
    leidos = [json.loads(c) for c in contextos]
    return sorted({(c["cabeza_numero"], c["cabeza_hash"]) for c in leidos if c.get("cabeza_numero")})


def _revisar_contra(cadena: str, impresa: tuple[int, str] | None) -> Falla | None:
    """The whole chain, or only whether it passes through a head that was printed (one query)."""
    if impresa is None:
        return revisar_cadena(cadena)
    numero, huella = impresa
    if Asiento.objects.filter(cadena=cadena, numero=numero, hash=huella).exists():
        return None
    return Falla(numero, "no coincide con la cabeza impresa en un documento firmado")
