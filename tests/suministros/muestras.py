"""Dirección A with what the supplies need, and a ready request of each kind in any state.

`mundo` is A with 1,000.00 for gasolina and 2,000.00 for papelería (the Inversiones of its POA), two
vehicles, two artículos (20 and 0 in stock) and a línea for each of three moments; `solicitud_en(mundo,
estado)` takes a request there by the real services.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import uuid4

import pytest

from poa.models import Inversion, LineaDeAccion, Localidad
from suministros import servicios
from suministros.estados import OFICIO, RECEPCION, RESPUESTA, EstadoSolicitud
from suministros.models import Articulo, Fondo, Rubro, Solicitud, Vehiculo
from tests.reparto import AHORA, ANIO, HOY, Reparto

S = EstadoSolicitud
DESDE = AHORA + timedelta(days=1)
HASTA = DESDE + timedelta(hours=5)
# The moments that the three líneas of A count: A's POA has no fourth for the requisición.
LINEAS = (OFICIO, RESPUESTA, RECEPCION)
DE_OFICIO = (S.CON_VEHICULO, S.CON_COMBUSTIBLE, S.EN_USO)
DE_REQUISICION = (S.POR_ENTREGAR, S.SIN_EXISTENCIA, S.EN_COMPRA, S.ENTREGADA_PARCIAL, S.ENTREGADA)


@dataclass
class Mundo:
    """What A has; `quien(nombre)` gives the keywords of a service: who does it, and when."""

    reparto: Reparto
    gasolina: Fondo
    papeleria: Fondo
    vehiculo: Vehiculo
    otro: Vehiculo
    hojas: Articulo
    tinta: Articulo
    hoy: date = HOY
    ahora: datetime = AHORA

    def quien(self, nombre: str, hoy: date | None = None) -> dict:
        return {"persona": self.reparto.persona(nombre, hoy or self.hoy), "ahora": self.ahora}

    def localidad(self) -> Localidad:
        return Localidad.objects.get(nombre="El Árbol")

    def fresco(self, fondo: Fondo) -> Fondo:
        return Fondo.objects.get(pk=fondo.pk)


def mapear(reparto: Reparto, claves: tuple[str, ...] = LINEAS) -> None:
    """Say which moment counts in each línea of A, in the order of its sheet."""
    for linea, clave in zip(reparto.lineas("A"), claves, strict=True):
        LineaDeAccion.objects.filter(pk=linea.pk).update(paso_que_cuenta=clave)


def abrir_fondos(reparto: Reparto, clave: str = "A", quien: dict | None = None) -> tuple[Fondo, Fondo]:
    """The two Inversiones of a POA, the first for gasolina and the second for papelería."""
    quien = quien or {"persona": reparto.persona("tesoreria"), "ahora": AHORA}
    programa = reparto.programa_a if clave == "A" else reparto.programa_b
    gasolina, papeleria = Inversion.objects.filter(estrategia__programa=programa).order_by(
        "estrategia__orden"
    )
    return (
        servicios.abrir_fondo(inversion=gasolina, rubro=Rubro.objects.get(clave="gasolina"), **quien),
        servicios.abrir_fondo(inversion=papeleria, rubro=Rubro.objects.get(clave="papeleria"), **quien),
    )


def crear_mundo(reparto: Reparto, hoy: date = HOY, ahora: datetime = AHORA) -> Mundo:
    """Told by the real services, on a day."""
    mapear(reparto)
    quien = {"persona": reparto.persona("tesoreria", hoy), "ahora": ahora}
    gasolina, papeleria = abrir_fondos(reparto, quien=quien)
    vehiculos = [
        servicios.guardar_vehiculo(
            placas=f"JAL-{n}",
            numero_economico=f"E-{n}",
            marca="Nissan",
            modelo="NP300",
            rendimiento=1000,
            odometro=1000,
            **quien,
        )
        for n in (1, 2)
    ]
    hojas, tinta = (
        servicios.guardar_articulo(
            clave=clave, nombre=nombre, unidad="paquete", minimo=5, precio=precio, **quien
        )
        for clave, nombre, precio in (("H-1", "Hojas carta", 100_00), ("T-1", "Tinta negra", 250_00))
    )
    servicios.registrar_entrada(articulo_id=hojas.pk, cantidad=20, token=uuid4(), **quien)
    hojas.refresh_from_db()
    return Mundo(reparto, gasolina, papeleria, *vehiculos, hojas, tinta, hoy, ahora)


@pytest.fixture
def mundo(reparto) -> Mundo:
    """A, ready to ask."""
    return crear_mundo(reparto)


def datos_de_oficio(mundo: Mundo, **mas) -> servicios.DatosDeSolicitud:
    """An oficio that asks for 300.00 of fuel to go to El Árbol tomorrow."""
    return servicios.DatosDeSolicitud(
        **{
            "tipo": "oficio",
            "pide": "combustible",
            "motivo": "Reunión del comité",
            "destino": mundo.localidad(),
            "desde": mundo.ahora + timedelta(days=1),
            "hasta": mundo.ahora + timedelta(days=1, hours=5),
            "conductor": "Alma Ruiz",
            "monto": 300_00,
        }
        | mas
    )


def datos_de_requisicion(mundo: Mundo, *renglones, **mas) -> servicios.DatosDeSolicitud:
    """A requisición of 4 packets of paper (400.00), or of what is said."""
    return servicios.DatosDeSolicitud(
        **{
            "tipo": "requisicion",
            "motivo": "Actas del trimestre",
            "renglones": renglones or (servicios.DatosDeRenglon(4, mundo.hojas),),
        }
        | mas
    )


def borrador(mundo: Mundo, datos=None, nombre: str = "personal_a", clave: str = "A") -> Solicitud:
    """A draft of a dirección."""
    return servicios.crear_solicitud(
        direccion=mundo.reparto.direcciones[clave],
        datos=datos or datos_de_oficio(mundo),
        token=uuid4(),
        **mundo.quien(nombre),
    )


def enviada(mundo: Mundo, datos=None) -> Solicitud:
    """Sent by the titular of A."""
    return servicios.enviar_solicitud(solicitud_id=borrador(mundo, datos).pk, **mundo.quien("directora_a"))


def recibida(mundo: Mundo, datos=None) -> Solicitud:
    """With Tesorería's acuse."""
    return servicios.acusar_solicitud(solicitud_id=enviada(mundo, datos).pk, **mundo.quien("tesoreria"))


def con_combustible(mundo: Mundo, importe: int = 300_00, **mas) -> Solicitud:
    """Answered with a vale for the first vehicle."""
    return servicios.asignar_combustible(
        solicitud_id=recibida(mundo, datos_de_oficio(mundo, **mas)).pk,
        vale=servicios.DatosDeVale(importe, vehiculo=mundo.vehiculo),
        **mundo.quien("tesoreria"),
    )


def con_vehiculo(mundo: Mundo, **mas) -> Solicitud:
    """Answered with the first vehicle."""
    datos = datos_de_oficio(mundo, pide="vehiculo", monto=0)
    return servicios.asignar_vehiculo(
        solicitud_id=recibida(mundo, datos).pk, vehiculo=mundo.vehiculo, **mas, **mundo.quien("tesoreria")
    )


def autorizada(mundo: Mundo, datos=None) -> Solicitud:
    """A requisición with all it asks for authorised: by entregar, or sin existencia when it is of ink."""
    s = recibida(mundo, datos or datos_de_requisicion(mundo))
    return servicios.autorizar_material(
        solicitud_id=s.pk,
        renglones={r.pk: servicios.Autorizado(r.cantidad) for r in s.renglones.all()},
        **mundo.quien("tesoreria"),
    )


def de_tinta(mundo: Mundo, cantidad: int = 2) -> servicios.DatosDeSolicitud:
    """Two cartridges of ink, of which there is none: 500.00."""
    return datos_de_requisicion(mundo, servicios.DatosDeRenglon(cantidad, mundo.tinta))


def entregar(mundo: Mundo, s: Solicitud, cantidad: int | None = None):
    """Hand over so many of each renglón, or all that is missing."""
    cuanto = {r.pk: r.falta if cantidad is None else cantidad for r in s.renglones.all()}
    return servicios.entregar_material(solicitud_id=s.pk, cantidades=cuanto, **mundo.quien("tesoreria"))


def comprar(mundo: Mundo, s: Solicitud, cantidad: int, precio: int | None = None, **mas) -> Solicitud:
    """So many of each renglón arrived of its purchase, at a price."""
    claves = list(s.renglones.values_list("pk", flat=True))
    return servicios.registrar_compra(
        solicitud_id=s.pk,
        llegaron=dict.fromkeys(claves, cantidad),
        precios=dict.fromkeys(claves, precio),
        **mas,
        **mundo.quien("tesoreria"),
    )


def lona(cantidad: int = 2, precio: int = 450_00) -> servicios.DatosDeRenglon:
    """What is outside the catalogue."""
    return servicios.DatosDeRenglon(cantidad, None, "Lona impresa", "pieza", precio)


def recibir(mundo: Mundo, s: Solicitud, **mas):
    """Signed for by personal_a."""
    recibo = mas.pop("recibo", None) or servicios.Recibo("Alma Ruiz")
    return servicios.recibir_suministro(solicitud_id=s.pk, recibo=recibo, **mas, **mundo.quien("personal_a"))


def datos_de_carga(**mas) -> servicios.DatosDeCarga:
    """Ten litres for 240.00, a hundred km."""
    return servicios.DatosDeCarga(
        **{
            "fecha": HOY,
            "conductor": "Alma Ruiz",
            "comision": "El Árbol",
            "km_salida": 1000,
            "km_regreso": 1100,
            "mililitros": 10_000,
            "precio": 24_00,
            "importe": 240_00,
        }
        | mas
    )


def solicitud_en(mundo: Mundo, estado: str, tipo: str = "oficio") -> Solicitud:
    """A request of A that the real services took to a state; with fuel, where both answers lead there."""
    datos = datos_de_oficio(mundo) if tipo == "oficio" else datos_de_requisicion(mundo)
    s = _HASTA[S(estado)](mundo, datos)
    s.refresh_from_db()
    return s


def _por_autorizar(mundo: Mundo, datos) -> Solicitud:
    return servicios.pedir_autorizacion(solicitud_id=borrador(mundo, datos).pk, **mundo.quien("personal_a"))


def _devuelta(mundo: Mundo, datos) -> Solicitud:
    return servicios.devolver_solicitud(
        solicitud_id=enviada(mundo, datos).pk, motivo="Falta el destino", **mundo.quien("tesoreria")
    )


def _negada(mundo: Mundo, datos) -> Solicitud:
    return servicios.negar_solicitud(
        solicitud_id=recibida(mundo, datos).pk, motivo="No hay", **mundo.quien("tesoreria")
    )


def _cancelada(mundo: Mundo, datos) -> Solicitud:
    return servicios.cancelar_solicitud(
        solicitud_id=enviada(mundo, datos).pk, motivo="Ya no hace falta", **mundo.quien("directora_a")
    )


def _en_uso(mundo: Mundo, datos) -> Solicitud:
    s = con_combustible(mundo)
    recibir(mundo, s)
    return s


def _en_compra(mundo: Mundo, datos) -> Solicitud:
    s = autorizada(mundo, de_tinta(mundo))
    return servicios.pedir_compra(solicitud_id=s.pk, **mundo.quien("directora_a"))


def _entregada(mundo: Mundo, datos, cantidad: int | None = None) -> Solicitud:
    s = autorizada(mundo)
    entregar(mundo, s, cantidad)
    return s


def _cerrada(mundo: Mundo, datos) -> Solicitud:
    if datos.tipo == "oficio":
        s = _en_uso(mundo, datos)
        servicios.registrar_carga(
            solicitud_id=s.pk, datos=datos_de_carga(fecha=mundo.hoy), **mundo.quien("personal_a")
        )
    else:
        s = _entregada(mundo, datos)
        recibir(mundo, s)
    return s


_HASTA = {
    S.BORRADOR: borrador,
    S.POR_AUTORIZAR: _por_autorizar,
    S.DEVUELTA: _devuelta,
    S.ENVIADA: enviada,
    S.RECIBIDA: recibida,
    S.CON_VEHICULO: lambda mundo, datos: con_vehiculo(mundo),
    S.CON_COMBUSTIBLE: lambda mundo, datos: con_combustible(mundo),
    S.EN_USO: _en_uso,
    S.POR_ENTREGAR: lambda mundo, datos: autorizada(mundo),
    S.SIN_EXISTENCIA: lambda mundo, datos: autorizada(mundo, de_tinta(mundo)),
    S.EN_COMPRA: _en_compra,
    S.ENTREGADA_PARCIAL: lambda mundo, datos: _entregada(mundo, datos, 1),
    S.ENTREGADA: _entregada,
    S.CERRADA: _cerrada,
    S.NEGADA: _negada,
    S.CANCELADA: _cancelada,
}
assert HOY.year == ANIO
