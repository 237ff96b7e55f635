"""What the head and the foot of a paper of a dirección say: the municipality, and who answers for it."""

from dataclasses import dataclass
from datetime import date

from poa.consultas import titular_de
from poa.consultas.municipio import municipio_congelado


@dataclass(frozen=True)
class Membrete:
    """Municipality, motto, name of the coat of arms in the store, and the titular with their cargo."""

    municipio: str = ""
    lema: str = ""
    escudo: str = ""
    responsable: str = ""
    cargo: str = ""


def membrete_de(direccion_id: int, hoy: date) -> Membrete:
    """As it stands on a day; two queries."""
    municipio, titular = municipio_congelado(), titular_de(direccion_id, hoy)
    return Membrete(
        municipio=municipio["nombre"],
        lema=municipio["lema"],
        escudo=municipio.get("escudo", ""),
        responsable=titular.usuario.nombre if titular else "",
        cargo=titular.cargo_en_papel if titular else "",
    )
