"""The rule each view declares: who may enter at all. A view without one does not serve."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from nucleo.roles import Accion

# What a view answers to unless it declares others, in `metodos`; one that forgets to say takes nothing else.
METODOS: tuple[str, ...] = ("GET", "HEAD", "POST")
# Each rule is an attribute of the function, which its type does not have: hence the `type: ignore` below.
Vista = TypeVar("Vista", bound=Callable[..., Any])


@dataclass(frozen=True)
class Regla:
    """Public, with a session, or with one of some actions."""

    publica: bool = False
    acciones: tuple[Accion, ...] = ()


PUBLICA = Regla(publica=True)
CON_SESION = Regla()


def publica(vista: Vista) -> Vista:
    """Anybody may enter, also without a session."""
    vista.regla = PUBLICA  # type: ignore[attr-defined]
    return vista


def con_sesion(vista: Vista) -> Vista:
    """Any person who signed in may enter."""
    vista.regla = CON_SESION  # type: ignore[attr-defined]
    return vista


def requiere(*acciones: Accion) -> Callable[[Vista], Vista]:
    """Only who holds one of these actions somewhere; each object is checked again by its service."""

    def declarar(vista: Vista) -> Vista:
        vista.regla = Regla(acciones=acciones)  # type: ignore[attr-defined]
        return vista

    return declarar


# Views of libraries cannot carry a decorator: their rule stands here, by route name.
REGLAS_DE_BIBLIOTECAS: dict[str, Regla] = {
    "account_login": PUBLICA,
    "account_logout": PUBLICA,  # also leaves a sign-in that waits for its second factor
    "account_reauthenticate": CON_SESION,
    "mfa_index": CON_SESION,
    "mfa_authenticate": PUBLICA,
    "mfa_reauthenticate": CON_SESION,
    "mfa_activate_totp": CON_SESION,
    "mfa_deactivate_totp": CON_SESION,
    "mfa_view_recovery_codes": CON_SESION,
    "mfa_generate_recovery_codes": CON_SESION,
}


def regla_de(vista: Callable[..., Any], nombre: str | None) -> Regla | None:
    """The declared rule of a view, or None when there is none."""
    declarada = getattr(vista, "regla", None)
    return declarada or REGLAS_DE_BIBLIOTECAS.get(nombre or "")
