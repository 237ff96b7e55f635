"""The pages of the entrance: why a session ended, how strict the door is, an address that is no page."""

from tests.recorridos.visita import Visita, ambas, pagina


def del_publico() -> list[Visita]:
    """The sign-in page, as it says why a session ended."""
    return [pagina("account_login", mas=f"?motivo={m}&next=/bitacora/") for m in ("inactividad", "limite")]


def del_personal() -> list[Visita]:
    """A button's address opened by itself."""
    return [pagina("cerrar_otras_sesiones", estado=405)]


def del_administrador() -> list[Visita]:
    """How strict the entrance is."""
    return ambas("seguridad", formulario="form.tarjeta")
