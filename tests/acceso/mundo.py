"""Two direcciones with the same objects, so that each address can be asked for one's own and another's."""

from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from actividades.archivos import preparar
from actividades.models import Actividad, Evidencia
from actividades.servicios import DatosDeActividad, registrar_actividad
from evaluacion.models import Compromiso
from poa.servicios.reprogramar import Pedido
from tests.actividades.muestras import EN_T2, foto, subido
from tests.evaluacion.etapas import Etapa, en_estado
from tests.poa.cambios import pedir
from tests.reparto import AHORA, Reparto

NADIE = 9_999_999


@dataclass
class Mundo:
    """What an address may name, of one dirección."""

    programa: int
    tp: int
    acto: int
    evidencia: int
    linea: int
    compromiso: int
    codigo: str
    reprogramacion: int

    def argumentos(self, nombres: tuple[str, ...]) -> list[Any]:
        """Values for the route, in order; a name that is no attribute stands for itself."""
        return [getattr(self, n) if hasattr(self, n) else n for n in nombres]


def _acto(reparto: Reparto, clave: str) -> Actividad:
    letra = clave.lower()
    return registrar_actividad(
        direccion_id=reparto.direcciones[clave].pk,
        datos=DatosDeActividad(
            linea=reparto.lineas(clave)[0],
            fecha=EN_T2,
            descripcion="Reunión" if clave == "A" else "Reunión CANARIO-B-500",
            cantidad=1,
        ),
        token=uuid4(),
        persona=reparto.persona(f"personal_{letra}"),
        ahora=AHORA,
        archivos=[preparar(subido("foto.jpg", foto("teal" if clave == "A" else "red")))],
    )


def _reprogramacion(reparto: Reparto, clave: str, programa_id: int) -> int:
    """One that waits, over the third quarter."""
    pedido = Pedido(celdas={(reparto.lineas(clave)[0].pk, 3): 7})
    motivo = "Lluvias" if clave == "A" else "Lluvias CANARIO-B-501"
    quien = f"directora_{clave.lower()}"
    return pedir(reparto, pedido, quien=quien, motivo=motivo, programa_id=programa_id).pk


def crear_mundo(etapa: Etapa, estado: str) -> Mundo:
    """The first quarter of that dirección in a state, an act with its photo in the second, a commitment."""
    reparto, clave = etapa.reparto, etapa.clave
    en_estado(etapa, estado)
    acto = _acto(reparto, clave)
    programa = reparto.programa_a if clave == "A" else reparto.programa_b
    compromiso, _ = Compromiso.objects.get_or_create(
        programa=programa,
        linea_id=etapa.linea(2),
        trimestre=1,
        defaults={"accion": "Pedir vehículo", "responsable": "Alguien", "fecha": EN_T2},
    )
    evaluacion = etapa.situacion.evaluacion
    return Mundo(
        programa=programa.pk,
        tp=reparto.tp(1, clave).pk,
        acto=acto.pk,
        evidencia=Evidencia.objects.get(actividad=acto).pk,
        linea=etapa.linea(1),
        compromiso=compromiso.pk,
        reprogramacion=_reprogramacion(reparto, clave, programa.pk),
        codigo=evaluacion.documento.codigo if evaluacion and evaluacion.documento else "X" * 26,
    )


def mundo_inexistente() -> Mundo:
    """The same addresses, naming what does not exist."""
    return Mundo(NADIE, NADIE, NADIE, NADIE, NADIE, NADIE, "X" * 26, NADIE)
