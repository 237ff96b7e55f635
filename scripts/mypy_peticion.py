"""mypy plugin: the attributes that our middleware puts on every HttpRequest."""

from collections.abc import Callable

from mypy.nodes import MDEF, SymbolTableNode, Var
from mypy.plugin import ClassDefContext, Plugin
from mypy.types import AnyType, TypeOfAny

PETICION = "django.http.request.HttpRequest"
ATRIBUTOS = ("persona", "hoy", "seguridad", "sesion_vencida")


def agregar_atributos(contexto: ClassDefContext) -> None:
    for nombre in ATRIBUTOS:
        variable = Var(nombre, AnyType(TypeOfAny.explicit))
        variable.info = contexto.cls.info
        variable._fullname = f"{PETICION}.{nombre}"
        contexto.cls.info.names[nombre] = SymbolTableNode(MDEF, variable, plugin_generated=True)


class Peticion(Plugin):
    """Adds them while the class is analysed."""

    def get_customize_class_mro_hook(self, fullname: str) -> Callable[[ClassDefContext], None] | None:
        return agregar_atributos if fullname == PETICION else None


def plugin(version: str) -> type[Plugin]:
    """Entry point that mypy looks for."""
    return Peticion
