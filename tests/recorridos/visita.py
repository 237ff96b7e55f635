"""A page to look at: where it is, what is sent from it on the way, and the status it must answer with."""

from dataclasses import dataclass

from django.urls import reverse


@dataclass(frozen=True)
class Envio:
    """A form that is sent: emptied first, with other values in some of its fields, or with a file."""

    formulario: str = "main form[method=post]"
    vacio: bool = False
    datos: tuple[tuple[str, str], ...] = ()
    archivo: tuple[str, bytes] | None = None


@dataclass(frozen=True)
class Visita:
    """A page, the forms that are sent one after another from it, and whether the last one is refused."""

    ruta: str
    estado: int = 200
    envios: tuple[Envio, ...] = ()
    con_error: bool = False

    def __str__(self) -> str:
        return f"{self.ruta}{' (enviada)' * bool(self.envios)}{' (con error)' * self.con_error}"


def pagina(nombre: str, *args: object, mas: str = "", estado: int = 200) -> Visita:
    return Visita(reverse(nombre, args=args) + mas, estado)


def enviada(nombre: str, *args: object, envios: tuple[Envio, ...], estado: int = 200, **como: bool) -> Visita:
    return Visita(reverse(nombre, args=args), estado, envios, **como)


def ambas(nombre: str, *args: object, estado: int = 400, **como: str) -> list[Visita]:
    """A page with a form, and the same page after the form (`formulario`: not the first) was sent empty."""
    vacia = (Envio(vacio=True, **como),)
    return [pagina(nombre, *args), enviada(nombre, *args, envios=vacia, estado=estado, con_error=True)]
