"""The person of a request: who they are today and how far each permission reaches."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from nucleo.models import Usuario
from nucleo.roles import PERMISOS, Accion, Alcance, Rol


@dataclass(frozen=True)
class Cargo:
    """One adscripción in force: a role held in a dirección."""

    adscripcion_id: int
    rol: Rol
    direccion_id: int
    direccion: str
    cargo: str
    puede_firmar: bool
    como_encargado: bool = False
    oficio: str = ""

    @property
    def texto(self) -> str:
        """The post as it is printed under a name."""
        if not self.como_encargado:
            return self.cargo
        return f"Encargado(a): {self.cargo}" + (f" (oficio {self.oficio})" if self.oficio else "")


Fuente = Callable[[Usuario, date], Iterable[Cargo]]
_fuentes: list[Fuente] = []


def registrar_fuente(fuente: Fuente) -> None:
    """Tell the core who knows the posts of a person; called once, when the apps are ready."""
    if fuente not in _fuentes:
        _fuentes.append(fuente)


@dataclass(frozen=True)
class Veredicto:
    """Yes, or the reason why not, in Spanish, for the person who asks."""

    permitido: bool
    razon: str = ""

    def __bool__(self) -> bool:
        return self.permitido


SI = Veredicto(True)


def no(razon: str) -> Veredicto:
    """A refusal that explains itself."""
    return Veredicto(False, razon)


@dataclass(frozen=True)
class Persona:
    """A signed-in user with the posts they hold on a given day."""

    usuario: Usuario
    hoy: date
    cargos: tuple[Cargo, ...] = field(default=())

    @classmethod
    def de(cls, usuario: Usuario, hoy: date) -> "Persona":
        """Read the posts in force; asked anew at each request, so a revoked role ends at once."""
        return cls(usuario, hoy, tuple(c for fuente in _fuentes for c in fuente(usuario, hoy)))

    @cached_property
    def roles(self) -> frozenset[Rol]:
        return frozenset(c.rol for c in self.cargos)

    def alcanza_todas(self, accion: Accion) -> bool:
        """Whether the permission reaches every dirección."""
        return any(PERMISOS[c.rol].get(accion) == Alcance.TODAS for c in self.cargos)

    def direcciones_con(self, accion: Accion) -> frozenset[int]:
        """Ids of the direcciones where the permission is held as one's own."""
        return frozenset(c.direccion_id for c in self.cargos if accion in PERMISOS[c.rol])

    def puede(self, accion: Accion, direccion_id: int | None = None) -> bool:
        """Whether the person may do `accion` in that dirección (or anywhere, without one)."""
        if self.alcanza_todas(accion):
            return True
        propias = self.direcciones_con(accion)
        return bool(propias) if direccion_id is None else direccion_id in propias

    def cargo_para(self, accion: Accion, direccion_id: int | None = None) -> Cargo | None:
        """The post that lets the person do `accion`; used to print it under a signature."""
        for cargo in self.cargos:
            alcance = PERMISOS[cargo.rol].get(accion)
            if alcance == Alcance.TODAS or (alcance and direccion_id in (None, cargo.direccion_id)):
                return cargo
        return None
