"""What Tesorería keeps for the direcciones, and what Participación Ciudadana of the example asked of it."""

import uuid
from datetime import date, datetime, timedelta
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from actividades.archivos import preparar
from asambleas.models import Organo
from demo.escenario.datos import ANIO, actor, en, leer
from demo.escenario.fotos import foto
from nucleo.models import Documento
from poa.models import Direccion, Inversion, LineaDeAccion, Localidad
from suministros import servicios as s
from suministros.consultas.papeles import COMPRA, SOLICITUD, VALE
from suministros.models import Articulo, Rubro, Solicitud, Vehiculo

PERSONAL, TITULAR, TESORERIA = "personal.pc", "directora.pc", "tesoreria"
ARRANQUE = date(ANIO, 1, 8)
# The Inversiones of the original sheet, and the rubro that Tesorería matches each to.
RUBROS = {"Gasolina": "gasolina", "Papelería": "papeleria"}


def contar_de_los_suministros() -> None:
    """Tell it once, on days of a quarter that nobody signs in the example: its moments count."""
    if Solicitud.objects.exists():
        return
    _montar()
    _vehiculo_que_regreso(date(ANIO, 10, 2))
    _papeleria_entregada(date(ANIO, 10, 7))
    _combustible_cargado(date(ANIO, 10, 17), date(ANIO, 10, 22))
    _negada(date(ANIO, 10, 28))
    _papeleria_sin_existencia(date(ANIO, 11, 4))
    _vale_por_recoger(date(ANIO, 11, 12))
    _devuelta(date(ANIO, 11, 13))
    _en_espera_de_tesoreria(date(ANIO, 11, 19))
    _por_autorizar(date(ANIO, 11, 20))
    _dibujar_los_papeles(date(ANIO, 11, 20))


def _tesoreria(dia: date, hora: int = 12) -> dict[str, Any]:
    return actor(TESORERIA, en(dia, hora))


def _montar() -> None:
    """The money of the POA, the vehicles, the distances and the store, at the beginning of the year."""
    datos, quien = leer("suministros"), _tesoreria(ARRANQUE)
    for inversion in Inversion.objects.filter(
        estrategia__programa__direccion__clave="PC", concepto__in=RUBROS, monto__gt=0
    ).select_related("estrategia__programa"):
        s.abrir_fondo(inversion=inversion, rubro=Rubro.objects.get(clave=RUBROS[inversion.concepto]), **quien)
    for ficha in datos["vehiculos"]:
        s.guardar_vehiculo(**ficha, **quien)
    for nombre, km in datos["distancias"].items():
        s.guardar_distancia(localidad=Localidad.objects.get(nombre=nombre), km=km, **quien)
    for ficha in datos["articulos"]:
        existencia = ficha.pop("existencia")
        articulo = s.guardar_articulo(**ficha, **quien)
        s.registrar_entrada(
            articulo_id=articulo.pk,
            cantidad=existencia,
            motivo="Inventario inicial",
            token=_token(ficha["clave"]),
            **quien,
        )


def _token(nombre: str) -> uuid.UUID:
    return uuid.uuid5(uuid.NAMESPACE_URL, f"ejemplo:suministros:{nombre}")


def _pedir(dia: date, motivo: str, **datos: Any) -> Solicitud:
    return s.crear_solicitud(
        direccion=Direccion.objects.get(clave="PC"),
        datos=s.DatosDeSolicitud(motivo=motivo, **datos),
        token=_token(motivo),
        **actor(PERSONAL, en(dia, 9)),
    )


def _enviar(solicitud: Solicitud, dia: date) -> Solicitud:
    """The titular authorises it and it goes to Tesorería."""
    return s.enviar_solicitud(solicitud_id=solicitud.pk, **actor(TITULAR, en(dia, 10)))


def _recibida(dia: date, motivo: str, **datos: Any) -> Solicitud:
    """With Tesorería's acuse."""
    enviada = _enviar(_pedir(dia, motivo, **datos), dia)
    return s.acusar_solicitud(solicitud_id=enviada.pk, **_tesoreria(dia, 11))


def _oficio(salida: date, destino: str, pide: str, pesos: int = 0, hora: int = 9) -> dict[str, Any]:
    """What an oficio says of a commission of four hours."""
    lugar = Localidad.objects.get(nombre=destino)
    return {
        "tipo": "oficio",
        "pide": pide,
        "destino": lugar,
        "desde": en(salida, hora),
        "hasta": en(salida, hora) + timedelta(hours=4),
        "conductor": "Luis Fernando Barajas Villaseñor",
        "pasajeros": 2,
        "km_estimados": lugar.distancia.km,
        "monto": pesos * 100,
    }


def _renglones(**cantidades: int) -> list[s.DatosDeRenglon]:
    """So many of each artículo, by its clave with `_` for `-`."""
    return [
        s.DatosDeRenglon(n, Articulo.objects.get(clave=clave.replace("_", "-")))
        for clave, n in cantidades.items()
    ]


def _linea(bloque: int, linea: int) -> LineaDeAccion:
    return LineaDeAccion.objects.get(
        estrategia__programa__direccion__clave="PC",
        estrategia__programa__ejercicio__anio=ANIO,
        estrategia__orden=bloque,
        orden=linea,
    )


def _recibir(solicitud: Solicitud, momento: datetime, **mas: Any) -> None:
    recibo = s.Recibo("Luis Fernando Barajas Villaseñor")
    s.recibir_suministro(solicitud_id=solicitud.pk, recibo=recibo, **mas, **actor(PERSONAL, momento))


def _vehiculo_que_regreso(dia: date) -> None:
    """Asked, lent, taken out and given back."""
    salida = dia + timedelta(days=2)
    oficio = _oficio(salida, "San Pedro Tesistán", "vehiculo")
    pedida = _recibida(dia, "Visita a la obra de empedrado y reunión con sus vecinos", **oficio)
    camioneta = Vehiculo.objects.get(numero_economico="ECO-07")
    s.asignar_vehiculo(solicitud_id=pedida.pk, vehiculo=camioneta, **_tesoreria(dia))
    _recibir(pedida, en(salida, 9), km_salida=camioneta.odometro + 120)
    s.devolver_vehiculo(
        solicitud_id=pedida.pk,
        km_regreso=camioneta.odometro + 120 + 34,
        observaciones="Con medio tanque.",
        **actor(PERSONAL, en(salida, 13)),
    )


def _autorizar_todo(solicitud: Solicitud, dia: date) -> dict[int, int]:
    """All that it asks for; returns the units of each renglón."""
    cantidades = {r.pk: r.cantidad for r in solicitud.renglones.all()}
    renglones = {pk: s.Autorizado(n) for pk, n in cantidades.items()}
    s.autorizar_material(solicitud_id=solicitud.pk, renglones=renglones, **_tesoreria(dia))
    return cantidades


def _papeleria_entregada(dia: date) -> None:
    """In stock: delivered whole and signed for."""
    pedida = _recibida(
        dia,
        "Papelería del trimestre para actas y convocatorias",
        tipo="requisicion",
        renglones=_renglones(HOJ_C=6, BOL_A=2, CAR_C=25),
        requerida_el=dia + timedelta(days=3),
    )
    cantidades = _autorizar_todo(pedida, dia)
    s.entregar_material(solicitud_id=pedida.pk, cantidades=cantidades, **_tesoreria(dia + timedelta(days=1)))
    _recibir(pedida, en(dia + timedelta(days=1), 13))


def _combustible_cargado(dia: date, salida: date) -> None:
    """For the assembly of the comité: a vale, and its load with the ticket."""
    comite = Organo.objects.filter(direccion__clave="PC", nombre__icontains="Independencia").first()
    oficio = _oficio(salida, "San Juan Cosalá", "combustible", 250, hora=16) | {"km_estimados": 92}
    pedida = _recibida(dia, "Avisos y asamblea de integración del comité de obra", organo=comite, **oficio)
    auto = Vehiculo.objects.get(numero_economico="ECO-12")
    s.asignar_combustible(
        solicitud_id=pedida.pk,
        vale=s.DatosDeVale(200_00, vehiculo=auto, vigencia=salida + timedelta(days=3)),
        respuesta="No hay vehículo libre esa tarde; se da combustible.",
        **_tesoreria(dia),
    )
    _recibir(pedida, en(salida, 12))
    ticket = preparar(SimpleUploadedFile("ticket.jpg", foto(salida.isoformat(), "Ticket", 2), "image/jpeg"))
    s.registrar_carga(
        solicitud_id=pedida.pk,
        datos=s.DatosDeCarga(
            fecha=salida,
            conductor="Luis Fernando Barajas Villaseñor",
            comision="Avisos y asamblea del comité en San Juan Cosalá",
            km_salida=auto.odometro + 210,
            km_regreso=auto.odometro + 210 + 92,
            mililitros=6_500,
            precio=23_90,
            importe=155_35,
            ticket=ticket,
        ),
        **actor(PERSONAL, en(salida, 21)),
    )


def _negada(dia: date) -> None:
    """There was no vehicle: what the directora may give as the cause when she justifies the quarter."""
    oficio = _oficio(dia + timedelta(days=2), "Huejotitán", "vehiculo")
    pedida = _recibida(dia, "Asamblea para integrar el comité de Huejotitán", linea=_linea(1, 3), **oficio)
    s.negar_solicitud(
        solicitud_id=pedida.pk,
        motivo="Los vehículos están en el taller o comisionados ese día.",
        **_tesoreria(dia),
    )


def _papeleria_sin_existencia(dia: date) -> None:
    """Authorised, but the store has none: it waits for the directora's oficio of purchase."""
    lona = s.DatosDeRenglon(
        2, descripcion="Lona impresa de 2 × 1 m con la convocatoria", unidad="pieza", precio=450_00
    )
    pedida = _recibida(
        dia, "Difusión de la convocatoria del consejo ciudadano", tipo="requisicion", renglones=[lona]
    )
    _autorizar_todo(pedida, dia)


def _vale_por_recoger(dia: date) -> None:
    """Answered with a vale that the dirección has not received yet."""
    oficio = _oficio(dia + timedelta(days=2), "Zapotitán de Hidalgo", "combustible", 400)
    pedida = _recibida(dia, "Entrega de convocatorias en la delegación", **oficio)
    vale = s.DatosDeVale(350_00, mililitros=14_500, vigencia=dia + timedelta(days=7))
    s.asignar_combustible(solicitud_id=pedida.pk, vale=vale, **_tesoreria(dia))


def _devuelta(dia: date) -> None:
    oficio = _oficio(dia + timedelta(days=7), "El Molino", "combustible", 500)
    pedida = _enviar(_pedir(dia, "Reunión vecinal", **oficio), dia)
    s.devolver_solicitud(
        solicitud_id=pedida.pk, motivo="Diga de qué comité o consejo es la reunión.", **_tesoreria(dia)
    )


def _en_espera_de_tesoreria(dia: date) -> None:
    """An urgent one to regularise and a requisición, sent; a vehicle asked for, with its acuse."""
    urgente = _oficio(dia - timedelta(days=1), "El Chante", "combustible", 300) | {
        "urgente": True,
        "de_palabra": "Arturo Godínez Montaño, Tesorero Municipal",
    }
    _enviar(_pedir(dia, "Atención de una queja de vecinos por la obra", **urgente), dia)
    papel = {"tipo": "requisicion", "renglones": _renglones(TON_N=1, FOL_C=50, MAR_P=6)}
    _enviar(_pedir(dia, "Material para las asambleas de diciembre", **papel), dia)
    _recibida(
        dia, "Recorrido por las obras de Potrerillos", **_oficio(date(ANIO, 12, 3), "Potrerillos", "vehiculo")
    )


def _dibujar_los_papeles(dia: date) -> None:
    """The PDFs of what was sent, which the pages draw as they send it."""
    for documento in Documento.objects.filter(clase__in=(SOLICITUD, COMPRA, VALE)):
        s.emitir_papel(documento_id=documento.pk, **_tesoreria(dia))


def _por_autorizar(dia: date) -> None:
    """A draft that waits for the directora."""
    oficio = _oficio(date(ANIO, 12, 5), "Nextipac", "combustible", 350)
    pedida = _pedir(dia, "Toma de protesta del comité de Nextipac", **oficio)
    s.pedir_autorizacion(solicitud_id=pedida.pk, **actor(PERSONAL, en(dia, 10)))
