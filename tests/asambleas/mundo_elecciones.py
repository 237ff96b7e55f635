"""An assembly that is being held, made by ORM, with people who came; and the moves of its votes."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from asambleas import servicios
from asambleas.models import (
    Asamblea,
    Asistente,
    Ciudadano,
    Convocatoria,
    Eleccion,
    Integrante,
    Organo,
    Puesto,
)
from nucleo.folios import codigo_nuevo
from nucleo.texto import normalizar
from tests.asambleas.muestras import comite_de
from tests.reparto import AHORA, Reparto

NOMBRES = (
    "Ana Peña",
    "Bruno Ávila",
    "Carla Ríos",
    "Diego Sol",
    "Elsa Mar",
    "Fito Paz",
    "Gema Luz",
    "Hugo Cruz",
)


def asamblea_de(
    reparto: Reparto,
    organo: Organo,
    tipo: str = "constitutiva",
    momento: datetime = AHORA,
    nombres: tuple[str, ...] = NOMBRES,
    estado: str = "instalada",
) -> Asamblea:
    """A held assembly whose list has these people."""
    usuario = reparto.usuarios["personal_a"]
    convocatoria = Convocatoria.objects.create(
        organo=organo,
        tipo=tipo,
        folio=f"CONV/{uuid4()}"[:60],
        codigo=codigo_nuevo(),
        primera_en=momento,
        segunda_en=momento + timedelta(minutes=30),
        lugar="Casa ejidal",
        medio="Perifoneo",
        orden_del_dia="Elección",
        convocados=max(len(nombres), 1) + 2,
        estado="publicada",
        hecha_por=usuario,
        hecha_en=momento,
    )
    asamblea = Asamblea.objects.create(
        convocatoria=convocatoria,
        organo=organo,
        tipo=tipo,
        estado=estado,
        llamada="primera",
        presentes=max(len(nombres), 1),
        inicio_en=momento,
    )
    for numero, nombre in enumerate(nombres, 1):
        llega(reparto, asamblea, nombre, numero)
    return asamblea


def llega(reparto: Reparto, asamblea: Asamblea, nombre: str, numero: int) -> Asistente:
    """One more on the list, with a telephone and an address of their own."""
    ciudadano = Ciudadano.objects.create(
        direccion=asamblea.organo.direccion,
        nombre=nombre,
        busqueda=normalizar(nombre),
        telefono=f"33 1234 {5670 + numero}",
        domicilio=f"Calle Secreta {numero}",
        creado_en=AHORA,
    )
    return Asistente.objects.create(
        asamblea=asamblea,
        ciudadano=ciudadano,
        numero=numero,
        capturado_en=AHORA,
        registrado_por=reparto.usuarios["personal_a"],
        registrado_en=AHORA,
        token=uuid4(),
    )


@dataclass
class Junta:
    """An assembly with its órgano, and the moves that its tests repeat; people are named by their place."""

    reparto: Reparto
    asamblea: Asamblea
    quien: str = "personal_a"
    gente: list[Asistente] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.gente = list(self.asamblea.asistentes.select_related("ciudadano").order_by("numero"))

    @property
    def organo(self) -> Organo:
        return self.asamblea.organo

    def puesto(self, nombre: str = "Presidente") -> Puesto:
        return self.organo.puestos.get(nombre=nombre)

    def como(self, quien: str = "") -> dict[str, Any]:
        return {"persona": self.reparto.persona(quien or self.quien), "ahora": AHORA}

    def votar(self, votos: dict[int, int], puesto: str = "Presidente", **mas: Any) -> Eleccion:
        """Register a vote; `votos` is by place in the list, from 0."""
        quien = mas.pop("quien", "")
        datos = {
            "asamblea_id": self.asamblea.pk,
            "puesto_id": self.puesto(puesto).pk,
            "calidad": "propietario",
            "metodo": "mano_alzada",
            "votos": {self.gente[i].pk: n for i, n in votos.items()},
            "abstenciones": 0,
            "token": uuid4(),
        }
        return servicios.registrar_eleccion(**{**datos, **mas}, **self.como(quien))

    def anular(self, eleccion: Eleccion, motivo: str = "Se contó mal", quien: str = "") -> Eleccion:
        return servicios.anular_eleccion(eleccion_id=eleccion.pk, motivo=motivo, **self.como(quien))

    def protestar(self) -> list[Integrante]:
        ids = self.organo.integrantes.filter(hasta__isnull=True).values_list("pk", flat=True)
        return servicios.tomar_protesta(organo_id=self.organo.pk, integrantes=list(ids), **self.como())

    def mover(self, estado: str) -> None:
        Asamblea.objects.filter(pk=self.asamblea.pk).update(estado=estado)
        self.asamblea.refresh_from_db()


def junta(reparto: Reparto, **mas: Any) -> Junta:
    """A new comité of A with its constituting assembly being held."""
    return Junta(reparto, asamblea_de(reparto, comite_de(reparto).organo, **mas))
