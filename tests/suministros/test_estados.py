"""Every state × act × role, against a table that was written by hand: predicate and service say the same."""

from uuid import uuid4

import pytest
from django.db import transaction

from nucleo.errores import ErrorDeDominio, SinPermiso, TransicionInvalida
from suministros import servicios
from suministros.estados import Acto, EstadoSolicitud
from suministros.models import Solicitud
from suministros.permisos import permite
from tests.reparto import ANONIMO, ROLES
from tests.suministros import muestras as m
from tests.suministros.actos import HACER

S, A = EstadoSolicitud, Acto
pytestmark = [pytest.mark.django_db]

_ANTES = "borrador por_autorizar devuelta enviada recibida"
ESTADOS = {
    "oficio": f"{_ANTES} con_vehiculo con_combustible en_uso cerrada negada cancelada".split(),
    "requisicion": (
        f"{_ANTES} por_entregar sin_existencia en_compra entregada_parcial entregada cerrada negada cancelada"
    ).split(),
}
_OFICIO_ABIERTO = "devuelta enviada recibida con_vehiculo con_combustible"
_ALMACEN = "por_entregar sin_existencia en_compra"
# act: {role: states in which it may}. Whoever is not named may never.
TABLA: dict[str, dict[str, str]] = {
    A.EDITAR: {"personal_a": "borrador devuelta", "directora_a": "borrador por_autorizar devuelta"},
    A.PEDIR_AUTORIZACION: {"personal_a": "borrador devuelta", "directora_a": "borrador devuelta"},
    A.DEVOLVER: {"directora_a": "por_autorizar", "tesoreria": "enviada"},
    A.ENVIAR: {"directora_a": "borrador por_autorizar devuelta"},
    A.ACUSAR: {"tesoreria": "enviada"},
    A.ASIGNAR_VEHICULO: {"tesoreria": "recibida/oficio"},
    A.ASIGNAR_COMBUSTIBLE: {"tesoreria": "recibida/oficio"},
    A.AUTORIZAR_MATERIAL: {"tesoreria": "recibida/requisicion"},
    A.NEGAR: {"tesoreria": f"recibida {_ALMACEN}"},
    A.RETIRAR_RESPUESTA: {"tesoreria": "con_vehiculo con_combustible por_entregar sin_existencia"},
    A.PEDIR_COMPRA: {"directora_a": "por_entregar sin_existencia entregada_parcial"},
    A.REGISTRAR_COMPRA: {"tesoreria": "en_compra entregada_parcial"},
    A.ENTREGAR: {"tesoreria": f"{_ALMACEN} entregada_parcial"},
    A.RECIBIR: dict.fromkeys(
        ("personal_a", "directora_a"), "con_vehiculo con_combustible entregada_parcial entregada"
    ),
    A.DEVOLVER_VEHICULO: dict.fromkeys(("personal_a", "directora_a", "tesoreria"), "en_uso"),
    A.REGISTRAR_CARGA: dict.fromkeys(("personal_a", "directora_a", "tesoreria"), "en_uso"),
    A.CERRAR: {"tesoreria": "en_uso entregada_parcial"},
    A.CANCELAR: {
        "personal_a": "borrador por_autorizar",
        "directora_a": f"borrador por_autorizar {_OFICIO_ABIERTO} {_ALMACEN}",
    },
    A.VINCULAR: dict.fromkeys(("personal_a", "directora_a"), "negada cancelada"),
}


def puede(acto: str, rol: str, estado: str, tipo: str) -> bool:
    casillas = TABLA[acto].get(rol, "").split()
    return estado in casillas or f"{estado}/{tipo}" in casillas


def muestras_de(mundo: m.Mundo, tipo: str) -> dict[tuple[str, str], Solicitud]:
    """A request in each state; and others for the acts that ask for more than a state."""
    hechas = {(e, ""): m.solicitud_en(mundo, e, tipo) for e in ESTADOS[tipo]}
    if tipo == "oficio":
        datos = m.datos_de_oficio(mundo, pide="vehiculo", monto=0)
        fuera = servicios.asignar_vehiculo(
            solicitud_id=m.recibida(mundo, datos).pk, vehiculo=mundo.otro, **mundo.quien("tesoreria")
        )
        m.recibir(mundo, fuera, km_salida=1000)
        hechas[S.EN_USO, A.DEVOLVER_VEHICULO] = fuera
        return hechas
    firmada, comprada = (m.solicitud_en(mundo, S.ENTREGADA_PARCIAL, tipo) for _ in range(2))
    m.recibir(mundo, firmada)
    servicios.pedir_compra(solicitud_id=comprada.pk, **mundo.quien("directora_a"))
    return hechas | {
        (S.ENTREGADA_PARCIAL, A.CERRAR): firmada,
        (S.ENTREGADA_PARCIAL, A.REGISTRAR_COMPRA): comprada,
    }


def con_dinero_y_existencia(mundo: m.Mundo) -> None:
    quien = mundo.quien("tesoreria")
    for fondo in (mundo.gasolina, mundo.papeleria):
        servicios.ampliar_fondo(fondo_id=fondo.pk, monto=50_000_00, motivo="Pruebas", token=uuid4(), **quien)


class _Deshacer(Exception):
    pass


def hacer(mundo: m.Mundo, acto: str, s: Solicitud, rol: str) -> ErrorDeDominio | None:
    """What the service says, and nothing of it stays."""
    try:
        with transaction.atomic():
            HACER[acto](mundo, s, mundo.quien(rol))
            raise _Deshacer
    except _Deshacer:
        return None
    except ErrorDeDominio as error:
        return error


@pytest.mark.parametrize("tipo", ["oficio", "requisicion"])
def test_every_triple_is_as_the_table_says(mundo, tipo, cifra):
    con_dinero_y_existencia(mundo)
    muestras = muestras_de(mundo, tipo)
    servicios.registrar_entrada(
        articulo_id=mundo.tinta.pk, cantidad=50, token=uuid4(), **mundo.quien("tesoreria")
    )
    roles = [r for r in ROLES if r != ANONIMO]
    personas = {r: mundo.reparto.persona(r) for r in roles}
    distintas, vistas = [], 0
    for estado in ESTADOS[tipo]:
        for acto in Acto:
            s = Solicitud.objects.get(pk=muestras.get((estado, acto), muestras[estado, ""]).pk)
            for rol in roles:
                vistas += 1
                esperado = puede(acto, rol, estado, tipo)
                error = hacer(mundo, acto, s, rol)
                clase = TransicionInvalida if rol in TABLA[acto] else SinPermiso
                bien = error is None if esperado else type(error) is clase
                if not bien or bool(permite(acto, personas[rol], s)) != esperado:
                    distintas.append((estado, acto, rol, esperado, error))
    cifra(
        11,
        f"ternas de {tipo} (estado × acto × papel) que no son como dice la tabla",
        len(distintas),
        de=vistas,
    )
    assert distintas == []
    assert vistas == len(ESTADOS[tipo]) * len(Acto) * 8


def test_the_oficio_of_a_purchase_only_bars_taking_the_answer_back(mundo):
    """All has arrived and waits to be handed over: every act but that one is as the table says."""
    s = m.solicitud_en(mundo, S.EN_COMPRA, "requisicion")
    m.comprar(mundo, s, 2)
    s.refresh_from_db()
    assert (s.estado, bool(s.folio_compra)) == (S.POR_ENTREGAR, True)
    for acto in Acto:
        for rol in (r for r in ROLES if r != ANONIMO):
            esperado = acto != A.RETIRAR_RESPUESTA and puede(acto, rol, s.estado, "requisicion")
            assert bool(permite(acto, mundo.reparto.persona(rol), s)) == esperado, (acto, rol)
    assert type(hacer(mundo, A.RETIRAR_RESPUESTA, s, "tesoreria")) is TransicionInvalida


def test_the_table_names_every_act_and_state():
    assert set(TABLA) == set(Acto) == set(HACER)
    assert set(ESTADOS["oficio"]) | set(ESTADOS["requisicion"]) == set(S.values)


def test_a_refusal_says_who_may_or_what_state_it_is_in(mundo):
    s = m.enviada(mundo)
    reparto = mundo.reparto
    assert permite(A.ACUSAR, reparto.persona("directora_a"), s).razon == "Lo hace Tesorería."
    assert "enviada a Tesorería" in permite(A.NEGAR, reparto.persona("tesoreria"), s).razon
    assert "requisición" not in permite(A.ENTREGAR, reparto.persona("tesoreria"), s).razon
