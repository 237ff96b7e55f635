"""People as who keeps their accounts sees them: their cargos, their links, their second factor."""

from dataclasses import dataclass, field
from datetime import date, datetime

from allauth.mfa.models import Authenticator
from django.db.models import Prefetch, QuerySet

from nucleo.models import EnlaceDeUnUso, Usuario
from nucleo.roles import Rol
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


@dataclass(frozen=True)
class FactorDeRol:
    """How many people hold a role today, and how many of them have a second factor."""

    rol: Rol
    personas: int
    con_factor: int


def factor_por_rol(hoy: date) -> list[FactorDeRol]:
    """For each role, the active people who hold it on `hoy` and those with a second factor."""
    con_factor = set(
        Authenticator.objects.filter(type=Authenticator.Type.TOTP).values_list("user_id", flat=True)
    )
    vigentes = [
        a for a in Adscripcion.objects.filter(usuario__is_active=True) if situacion_de(a, hoy) == "vigente"
    ]
    por_rol = {rol: {a.usuario_id for a in vigentes if a.rol == rol} for rol in Rol}
    return [FactorDeRol(rol, len(quienes), len(quienes & con_factor)) for rol, quienes in por_rol.items()]


def enlace_pendiente(usuario: Usuario, ahora: datetime) -> EnlaceDeUnUso | None:
    """The link that was given and not used yet, while it works."""
    return (
        EnlaceDeUnUso.objects.filter(usuario=usuario, usado_en__isnull=True, vence_en__gt=ahora)
        .select_related("emitido_por")
        .first()
    )
