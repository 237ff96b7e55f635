"""A row of the access matrix: the rule of a route, what its address names, and the code of each person."""

from dataclasses import dataclass

from nucleo.reglas import Regla
from nucleo.roles import Accion
from tests.reparto import ROLES

# Columns of each string, in the order of the cast. L: sent to sign in.
CABEZA = (
    "anonimo personal_a directora_a personal_b directora_b planeacion tesoreria contraloria administrador"
)
assert tuple(CABEZA.split()) == ROLES


@dataclass(frozen=True)
class Fila:
    """A route: its rule, what its address names, the state of the quarter it is asked in, and its codes.

    `get` and `post` hold nine codes; what is posted is empty, so 400 says «let in, and told what is missing».
    `comun`: what the address names belongs to no dirección (an article of the store).
    """

    regla: Regla
    args: tuple[str, ...] = ()
    get: str = ""
    post: str = ""
    estado: str = "en_revision/por calendario"
    comun: bool = False

    def codigos(self, metodo: str) -> dict[str, str]:
        return dict(zip(ROLES, getattr(self, metodo).split(), strict=True))


def solo(*acciones: Accion) -> Regla:
    return Regla(acciones=acciones)
