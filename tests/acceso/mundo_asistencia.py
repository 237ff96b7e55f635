"""The attendance list of a dirección that an address of the matrix may name; it goes into SIEMBRAS."""

from uuid import uuid4

from asambleas import servicios
from asambleas.servicios.ciudadanos import DatosDePersona
from tests.asambleas.muestras import comite_de
from tests.asambleas.mundo_elecciones import asamblea_de
from tests.asambleas.mundo_lista import trazo
from tests.reparto import AHORA, CANARIO, Reparto


def sembrar_asistencia(reparto: Reparto, clave: str, hechos: dict[str, int | str]) -> dict[str, int | str]:
    """An assembly that was called, and somebody on its list who signed on the screen."""
    quien = f"personal_{clave.lower()}"
    sufijo = "" if clave == "A" else f" {CANARIO}620"
    organo = comite_de(reparto, clave, quien, f"Lista{sufijo}").organo
    asamblea = asamblea_de(reparto, organo, nombres=(), estado="convocada")
    asistente = servicios.registrar_asistente(
        asamblea_id=asamblea.pk,
        datos=DatosDePersona(f"Rosa Canela{sufijo}", domicilio=f"Calle 1{sufijo}"),
        firma=trazo(),
        token=uuid4(),
        capturado_en=AHORA,
        persona=reparto.persona(quien),
        ahora=AHORA,
    )
    return {"asamblea_por_celebrar": asamblea.pk, "asistente": asistente.pk}
