"""What the addresses of votes and members name: an assembly being held, a vote, who it elected."""

from asambleas.models import Integrante, Organo
from tests.asambleas.muestras import comite_de
from tests.asambleas.mundo_elecciones import Junta, asamblea_de
from tests.reparto import CANARIO, Reparto


def sembrar_elecciones(reparto: Reparto, clave: str, hechos: dict[str, int | str]) -> dict[str, int | str]:
    """One seat elected, without protesta yet; the other posts may be voted; another órgano never voted."""
    organo, quien = Organo.objects.get(pk=hechos["organo"]), f"personal_{clave.lower()}"
    nombres = ("Ana Peña", "Bruno Ávila") if clave == "A" else (f"Ana {CANARIO}620", f"Bruno {CANARIO}621")
    mesa = Junta(reparto, asamblea_de(reparto, organo, nombres=nombres), quien=quien)
    eleccion = mesa.votar({0: 2})
    electa = Integrante.objects.get(eleccion=eleccion)
    sin_votar = comite_de(reparto, clave, quien, "Banqueta" if clave == "A" else f"Banqueta {CANARIO}622")
    return {
        "asamblea_instalada": mesa.asamblea.pk,
        "puesto": mesa.puesto("Secretario").pk,
        "eleccion": eleccion.pk,
        "integrante": electa.pk,
        "codigo_integrante": electa.codigo,
        "clave_de_regla": "comite",
        "organo_sin_votar": sin_votar.organo_id,
    }
