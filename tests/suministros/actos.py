"""How each act on a request is called, with data that are right whenever the act is."""

from datetime import timedelta

from suministros import servicios
from suministros.estados import Acto
from suministros.models import Solicitud
from tests.suministros import muestras as m

A = Acto


def _renglones(s: Solicitud) -> dict[int, int]:
    return {r.pk: r.falta or 1 for r in s.renglones.all()}


def _entregables(s: Solicitud) -> dict[int, int]:
    """Outside the catalogue, only what arrived."""
    renglones = s.renglones.all()
    return {r.pk: r.falta or 1 if r.articulo_id else min(r.falta, r.llegadas) for r in renglones}


def _datos(mundo: m.Mundo, s: Solicitud) -> servicios.DatosDeSolicitud:
    return m.datos_de_oficio(mundo) if s.es_oficio else m.datos_de_requisicion(mundo)


def _recibir(mundo: m.Mundo, s: Solicitud, quien: dict) -> object:
    prestamo = s.prestamos.select_related("vehiculo").filter(estado="apartado").first()
    return servicios.recibir_suministro(
        solicitud_id=s.pk,
        recibo=servicios.Recibo("Alma Ruiz"),
        entrega_id=s.entregas.filter(recibida_en__isnull=True).values_list("pk", flat=True).first(),
        km_salida=prestamo.vehiculo.odometro if prestamo else None,
        **quien,
    )


def _devolver_vehiculo(mundo: m.Mundo, s: Solicitud, quien: dict) -> object:
    prestamo = s.prestamos.filter(estado="en_uso").first()
    km = prestamo.km_salida + 50 if prestamo else 0
    return servicios.devolver_vehiculo(solicitud_id=s.pk, km_regreso=km, **quien)


def _cargar(mundo: m.Mundo, s: Solicitud, quien: dict) -> object:
    vale = s.vales.filter(estado="vigente").first()
    mundo.vehiculo.refresh_from_db()
    mundo.otro.refresh_from_db()
    km = max(mundo.vehiculo.odometro, mundo.otro.odometro)
    datos = m.datos_de_carga(
        importe=min(240_00, vale.importe) if vale else 1, km_salida=km, km_regreso=km + 100
    )
    return servicios.registrar_carga(solicitud_id=s.pk, datos=datos, **quien)


def _con_motivo(servicio):
    return lambda mundo, s, quien: servicio(solicitud_id=s.pk, motivo="Porque sí", **quien)


def _solo(servicio):
    return lambda mundo, s, quien: servicio(solicitud_id=s.pk, **quien)


HACER = {
    A.EDITAR: lambda mundo, s, quien: servicios.editar_solicitud(
        solicitud_id=s.pk, datos=_datos(mundo, s), **quien
    ),
    A.PEDIR_AUTORIZACION: _solo(servicios.pedir_autorizacion),
    A.DEVOLVER: _con_motivo(servicios.devolver_solicitud),
    A.ENVIAR: _solo(servicios.enviar_solicitud),
    A.ACUSAR: _solo(servicios.acusar_solicitud),
    A.ASIGNAR_VEHICULO: lambda mundo, s, quien: servicios.asignar_vehiculo(
        solicitud_id=s.pk,
        vehiculo=mundo.otro,
        desde=m.HASTA + timedelta(hours=s.pk),
        hasta=m.HASTA + timedelta(hours=s.pk + 1),
        **quien,
    ),
    A.ASIGNAR_COMBUSTIBLE: lambda mundo, s, quien: servicios.asignar_combustible(
        solicitud_id=s.pk, vale=servicios.DatosDeVale(300_00, vehiculo=mundo.vehiculo), **quien
    ),
    A.AUTORIZAR_MATERIAL: lambda mundo, s, quien: servicios.autorizar_material(
        solicitud_id=s.pk,
        renglones={r.pk: servicios.Autorizado(r.cantidad) for r in s.renglones.all()},
        **quien,
    ),
    A.NEGAR: _con_motivo(servicios.negar_solicitud),
    A.RETIRAR_RESPUESTA: _con_motivo(servicios.retirar_respuesta),
    A.PEDIR_COMPRA: _solo(servicios.pedir_compra),
    A.REGISTRAR_COMPRA: lambda mundo, s, quien: servicios.registrar_compra(
        solicitud_id=s.pk, llegaron=_renglones(s), **quien
    ),
    A.ENTREGAR: lambda mundo, s, quien: servicios.entregar_material(
        solicitud_id=s.pk, cantidades=_entregables(s), **quien
    ),
    A.RECIBIR: _recibir,
    A.DEVOLVER_VEHICULO: _devolver_vehiculo,
    A.REGISTRAR_CARGA: _cargar,
    A.CERRAR: _con_motivo(servicios.cerrar_solicitud),
    A.VINCULAR: lambda mundo, s, quien: servicios.vincular_causa(
        solicitud_id=s.pk, linea=mundo.reparto.lineas("A")[0], no_se_hizo="La asamblea", **quien
    ),
    A.CANCELAR: _con_motivo(servicios.cancelar_solicitud),
}
