"""What votes, members and rules write: how each service is called, and the Asientos it leaves."""

from datetime import timedelta
from uuid import uuid4

from asambleas import servicios
from asambleas.models import Integrante
from asambleas.procedimientos import PuestoSugerido
from tests.asambleas.muestras import comite_de
from tests.asambleas.mundo_elecciones import Junta, asamblea_de, junta
from tests.confianza.historia import Firmado
from tests.confianza.tabla import DIA_T3, Llamada, como, escritura
from tests.reparto import AHORA

PUESTOS = [PuestoSugerido("Tesorero", 2, False)]


def _electa(f: Firmado) -> tuple[Junta, Integrante]:
    mesa = junta(f.reparto)
    return mesa, Integrante.objects.get(eleccion=mesa.votar({0: 3}))


@escritura("eleccion.registrar")
def registrar_eleccion(f: Firmado) -> Llamada:
    mesa = junta(f.reparto)
    return lambda: servicios.registrar_eleccion(
        asamblea_id=mesa.asamblea.pk,
        puesto_id=mesa.puesto().pk,
        calidad="propietario",
        metodo="secreto",
        votos={mesa.gente[0].pk: 3, mesa.gente[1].pk: 1},
        abstenciones=1,
        token=uuid4(),
        **como(f, "personal_a"),
    )


@escritura("eleccion.anular")
def anular_eleccion(f: Firmado) -> Llamada:
    _, electa = _electa(f)
    pk = electa.eleccion_id
    return lambda: servicios.anular_eleccion(eleccion_id=pk, motivo="Se contó mal", **como(f, "directora_a"))


@escritura("integrante.protesta")
def tomar_protesta(f: Firmado) -> Llamada:
    mesa, electa = _electa(f)
    return lambda: servicios.tomar_protesta(
        organo_id=mesa.organo.pk, integrantes=[electa.pk], **como(f, "personal_a")
    )


@escritura("integrante.terminar")
def terminar_integrante(f: Firmado) -> Llamada:
    _, electa = _electa(f)
    return lambda: servicios.terminar_integrante(
        integrante_id=electa.pk, hasta=DIA_T3, motivo="Renunció", **como(f, "personal_a")
    )


@escritura("integrante.sustituir")
def sustituir_integrante(f: Firmado) -> Llamada:
    mesa, electa = _electa(f)
    momento = AHORA + timedelta(days=1)
    otra = asamblea_de(f.reparto, mesa.organo, tipo="sustitucion", momento=momento, nombres=("Zoe Sanz",))
    return lambda: servicios.sustituir_integrante(
        asamblea_id=otra.pk,
        sale_id=electa.pk,
        asistente_id=otra.asistentes.get().pk,
        motivo="Renunció",
        **como(f, "personal_a"),
    )


@escritura("integrantes.ver")
def anotar_contactos_vistos(f: Firmado) -> Llamada:
    pk = comite_de(f.reparto).organo_id
    return lambda: servicios.anotar_contactos_vistos(organo_id=pk, **como(f, "contraloria"))


@escritura("organo.puestos")
def fijar_puestos(f: Firmado) -> Llamada:
    pk = comite_de(f.reparto).organo_id
    return lambda: servicios.fijar_puestos(organo_id=pk, puestos=PUESTOS, **como(f, "personal_a"))
