"""What can go wrong, each saying in Spanish what happened and what to do."""


class ErrorDeDominio(Exception):
    """A rule of the work said no; the message is for the person at the screen."""

    codigo_http = 409

    def __init__(self, mensaje: str) -> None:
        super().__init__(mensaje)
        self.mensaje = mensaje


class SinPermiso(ErrorDeDominio):
    """The person may see this, but may not do that."""

    codigo_http = 403


class PeriodoCerrado(ErrorDeDominio):
    """The quarter does not take changes; the message names the lock and whom to ask."""


class TransicionInvalida(ErrorDeDominio):
    """The state table has no such move."""


class Conflicto(ErrorDeDominio):
    """Somebody else changed it first."""


class DatosInvalidos(ErrorDeDominio):
    """What was written cannot be taken as it is; `errores` maps field to message."""

    codigo_http = 400

    def __init__(self, mensaje: str, errores: dict[str, str] | None = None) -> None:
        super().__init__(mensaje)
        self.errores = errores or {}


class SinPresupuesto(ErrorDeDominio):
    """There is not so much money left; the message says how much there is."""


class SinExistencia(ErrorDeDominio):
    """There is not so much of it in stock; the message says how much there is."""


class FirmaRechazada(ErrorDeDominio):
    """A signature could not be put; nothing was signed."""
