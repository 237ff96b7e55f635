"""The órganos of a dirección that an address of the matrix may name: one dict of ids, filled by each subject.

Each subject adds a function `(reparto, clave, hechos) -> dict[name, id]` to SIEMBRAS; they run in order, and
`hechos` holds what the earlier ones made (`organo`, `paso`, …).
"""

from collections.abc import Callable

from actividades.archivos import preparar
from asambleas import servicios
from asambleas.models import Organo
from comites.models import Comite
from tests.acceso.mundo_actas import sembrar_actas
from tests.acceso.mundo_asistencia import sembrar_asistencia
from tests.acceso.mundo_comites import sembrar_comites, sembrar_consejos
from tests.acceso.mundo_convocatorias import sembrar_convocatorias
from tests.acceso.mundo_elecciones import sembrar_elecciones
from tests.acceso.mundo_pedidos import sembrar_pedidos
from tests.acceso.mundo_tesoreria import sembrar_tesoreria
from tests.actividades.muestras import foto, subido
from tests.asambleas.muestras import comite_de, paso_de
from tests.reparto import AHORA, CANARIO, HOY, Reparto

Siembra = Callable[[Reparto, str, dict[str, int | str]], dict[str, int | str]]


def _organo(reparto: Reparto, clave: str, hechos: dict[str, int | str]) -> dict[str, int | str]:
    """A comité with its first step sent."""
    letra = clave.lower()
    nombre = "Drenaje" if clave == "A" else f"Drenaje {CANARIO}600"
    comite: Comite = comite_de(reparto, clave, f"personal_{letra}", nombre)
    paso = paso_de(comite.organo, "comite.conocimiento")
    servicios.enviar_paso(
        paso_id=paso.pk,
        datos=servicios.DatosDePaso(HOY, "Se conoció" if clave == "A" else f"Se conoció {CANARIO}601"),
        persona=reparto.persona(f"personal_{letra}"),
        ahora=AHORA,
        archivos=[preparar(subido("paso.jpg", foto("navy" if clave == "A" else "maroon")))],
    )
    servicios_de_paso = {"persona": reparto.persona(f"directora_{letra}"), "ahora": AHORA}
    aprobado = servicios.aprobar_paso(paso_id=paso.pk, **servicios_de_paso)
    return {
        "organo": comite.organo_id,
        "comite": comite.pk,
        "obra": comite.obra_id,
        "paso": aprobado.pk,
        "evidencia_de_paso": aprobado.evidencias.get().pk,
        "paso_pendiente": paso_de(comite.organo, "comite.seguimiento").pk,
    }


SIEMBRAS: list[Siembra] = [
    _organo,
    sembrar_elecciones,
    sembrar_actas,
    sembrar_asistencia,
    sembrar_convocatorias,
    sembrar_comites,
    sembrar_consejos,
    sembrar_pedidos,
    sembrar_tesoreria,
]


def sembrar_organos(reparto: Reparto, clave: str) -> dict[str, int | str]:
    """Every id, by the name that a row of the matrix uses."""
    hechos: dict[str, int | str] = {}
    for siembra in SIEMBRAS:
        hechos |= siembra(reparto, clave, hechos)
    assert Organo.objects.filter(pk=hechos["organo"]).exists()
    return hechos
