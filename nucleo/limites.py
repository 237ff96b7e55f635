"""How often one address may ask what the public asks; counted in the shared cache."""

from django.core.cache import cache
from django.http import HttpRequest
from django.utils import timezone

from nucleo.errores import ErrorDeDominio
from nucleo.red import direccion_de

POR_MINUTO = 30


class DemasiadasConsultas(ErrorDeDominio):
    """Too many questions from one address."""

    codigo_http = 429


def exceso(request: HttpRequest, que: str, *, por_minuto: int) -> str:
    """Count one form of this address; past the limit, what to say on the form that comes back filled."""
    try:
        contar_intento(request, que, por_minuto=por_minuto)
    except DemasiadasConsultas:
        return "Envió muchos formularios seguidos. Lo que escribió sigue aquí: espere un minuto y envíelo."
    return ""


def contar_intento(request: HttpRequest, que: str, *, por_minuto: int = POR_MINUTO) -> None:
    """Count one question of this address; raises DemasiadasConsultas past the limit of a minute.

    The minute is part of the key: `incr` of a cache in the database would begin the wait again each time.
    """
    minuto = int(timezone.now().timestamp()) // 60
    llave = f"limite:{que}:{direccion_de(request)}:{minuto}"
    cuenta = cache.get(llave, 0) + 1
    cache.set(llave, cuenta, timeout=60)
    if cuenta > por_minuto:
        raise DemasiadasConsultas("Hizo muchas consultas seguidas. Espere un minuto y vuelva a intentarlo.")
