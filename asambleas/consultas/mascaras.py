"""Personal data as each person may see them: whole, or hidden but for what statistics need."""

from dataclasses import dataclass

from asambleas.models import Ciudadano
from asambleas.permisos import permite_datos
from nucleo.personas import Persona

OCULTO = "Reservado"


@dataclass(frozen=True)
class DatosVistos:
    """What is shown of somebody; `completos` when nothing is hidden."""

    nombre: str
    localidad: str
    domicilio: str
    telefono: str
    correo: str
    sexo: str
    edad: str
    completos: bool


def telefono_tapado(telefono: str) -> str:
    """Only its last four digits, enough to tell two people apart: «•• •• 12 34»; nothing without one."""
    cifras = "".join(c for c in telefono if c.isdigit())
    return f"•• •• {cifras[-4:-2]} {cifras[-2:]}" if len(cifras) >= 7 else ""


def datos_vistos(ciudadano: Ciudadano, persona: Persona) -> DatosVistos:
    """The data of a citizen for this person: contact, address and age only for who carries the órgano."""
    completos = bool(permite_datos(persona, ciudadano.direccion_id))

    def si_puede(valor: str) -> str:
        return valor if completos or not valor else OCULTO

    return DatosVistos(
        nombre=ciudadano.nombre,
        localidad=si_puede(ciudadano.localidad.nombre if ciudadano.localidad else ""),
        domicilio=si_puede(ciudadano.domicilio),
        telefono=ciudadano.telefono if completos else telefono_tapado(ciudadano.telefono),
        correo=si_puede(ciudadano.correo),
        sexo=si_puede(ciudadano.get_sexo_display()),
        edad=si_puede(ciudadano.get_edad_display()),
        completos=completos,
    )
