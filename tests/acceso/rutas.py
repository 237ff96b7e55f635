"""Walks the URLconf: every route with its view, whoever included it."""

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from django.urls import URLPattern, URLResolver, get_resolver

from nucleo.reglas import regla_de


class Ruta(NamedTuple):
    """A route as the resolver holds it."""

    nombre: str
    patron: str
    vista: Callable[..., Any]


def rutas(urlconf: str | None = None) -> Iterator[Ruta]:
    """Every route of the product (or of another URLconf)."""
    yield from _de(get_resolver(urlconf), "")


def _de(resolvedor: URLResolver, prefijo: str) -> Iterator[Ruta]:
    for pieza in resolvedor.url_patterns:
        if isinstance(pieza, URLPattern):
            yield Ruta(pieza.name or "", prefijo + str(pieza.pattern), pieza.callback)
        else:
            yield from _de(pieza, prefijo + str(pieza.pattern))


def sin_regla(urlconf: str | None = None) -> list[str]:
    """Addresses whose view declares no rule."""
    return [r.patron for r in rutas(urlconf) if regla_de(r.vista, r.nombre) is None]
