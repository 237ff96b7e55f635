"""What the head and the foot of a paper of a dirección say: the municipality, and who answers for it."""

from dataclasses import dataclass
from datetime import date

from poa.consultas import titular_de
from poa.models import Ayuntamiento


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
    ayuntamiento, titular = Ayuntamiento.objects.first(), titular_de(direccion_id, hoy)
    return Membrete(
        municipio=ayuntamiento.nombre if ayuntamiento else "",
        lema=ayuntamiento.lema if ayuntamiento else "",
        escudo=ayuntamiento.escudo if ayuntamiento else "",
        responsable=titular.usuario.nombre if titular else "",
        cargo=titular.cargo_en_papel if titular else "",
    )
