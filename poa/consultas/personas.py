"""People as who keeps their accounts sees them: their cargos, their links, their second factor."""

from dataclasses import dataclass, field
from datetime import date, datetime

from allauth.mfa.models import Authenticator
from django.db.models import Prefetch, QuerySet

from nucleo.models import EnlaceDeUnUso, Usuario
from poa.consultas.adscripciones import Cargo, situacion_de
from poa.consultas.catalogos import buscar, ultimo_dia
from poa.models import Adscripcion
from poa.permisos import SISTEMA


@dataclass(frozen=True)
class Ficha:
    """A row of the list: the person and the cargos they hold today."""

    usuario: Usuario
    cargos: list[Adscripcion] = field(default_factory=list)


def personas() -> QuerySet[Usuario]:
    """Everybody but the system's own account, which is no person."""
    return Usuario.objects.exclude(username=SISTEMA)


def fichas(hoy: date, *, texto: str = "", activas: bool = True) -> list[Ficha]:
    """People with or without access, by name, each with the cargos in force on `hoy`; accents apart."""
    adscripciones = Adscripcion.objects.select_related("direccion")
    filas = personas().filter(is_active=activas)
    filas = filas.prefetch_related(Prefetch("adscripciones", queryset=adscripciones))
    return [
        Ficha(u, [a for a in u.adscripciones.all() if situacion_de(a, hoy) == "vigente"])
        for u in buscar(filas, texto, "nombre", "username")
    ]


def cargos_de_persona(usuario: Usuario, hoy: date) -> list[Cargo]:
    """All their cargos, those in force or to come first, then the newest."""
    filas = Adscripcion.objects.filter(usuario=usuario).select_related("direccion").order_by("-desde", "-pk")
    cargos = [Cargo(a, situacion_de(a, hoy), ultimo_dia(a)) for a in filas]
    return sorted(cargos, key=lambda c: c.situacion == "terminada")


def tiene_segundo_factor(usuario: Usuario) -> bool:
    """Whether a code is asked of them beside the password."""
    return Authenticator.objects.filter(user=usuario, type=Authenticator.Type.TOTP).exists()


def enlace_pendiente(usuario: Usuario, ahora: datetime) -> EnlaceDeUnUso | None:
    """The link that was given and not used yet, while it works."""
    return (
        EnlaceDeUnUso.objects.filter(usuario=usuario, usado_en__isnull=True, vence_en__gt=ahora)
        .select_related("emitido_por")
        .first()
    )
