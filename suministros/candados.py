"""Database guards of money, stock and vehicles: what no form and no race may get past."""

from nucleo.disparadores import Disparador, registrar
from suministros.estados import EFECTOS

_HISTORIAL = "Lo registrado en suministros no se modifica ni se borra: se corrige con otro movimiento."
_SUMAS = "El fondo no coincide con sus movimientos."
_EXISTENCIAS = "La existencia no coincide con sus movimientos."

_FIJAS = (
    *("movimientodefondo", "movimientodeexistencia", "lecturadeodometro"),
    *("cambiodesolicitud", "cargadecombustible", "renglondeentrega"),
)
_PERMANENTES = ("momento", "vale", "prestamodevehiculo", "entregadesuministro")

# Two live slots [desde, hasta) of one vehicle that share a moment.
_ENCIMADO = (
    "NEW.estado IN ('apartado', 'en_uso') AND EXISTS (SELECT 1 FROM suministros_prestamodevehiculo p "
    "WHERE p.id <> COALESCE(NEW.id, -1) AND p.vehiculo_id = NEW.vehiculo_id "
    "AND p.estado IN ('apartado', 'en_uso') AND p.desde < NEW.hasta AND NEW.desde < p.hasta)"
)
_ODOMETRO_ATRAS = (
    "EXISTS (SELECT 1 FROM suministros_lecturadeodometro l WHERE l.vehiculo_id = NEW.vehiculo_id "
    "AND l.vuelta = NEW.vuelta AND ((l.fecha < NEW.fecha AND l.km > NEW.km) "
    "OR (l.fecha > NEW.fecha AND l.km < NEW.km) "
    "OR (l.fecha = NEW.fecha AND l.motivo <> '' AND l.km > NEW.km)))"
)
_MONTOS = ("monto_pedido", "monto_autorizado", "monto_entregado", "monto_ejercido")
_DEL_VALE = ("folio", "codigo", "solicitud_id", "importe", "vigencia")
_DE_OTRA_SOLICITUD = (
    "(SELECT r.solicitud_id FROM suministros_renglon r WHERE r.id = NEW.renglon_id) <> "
    "(SELECT e.solicitud_id FROM suministros_entregadesuministro e WHERE e.id = NEW.entrega_id)"
)


def _suma(lugar: int) -> str:
    """What a column of a fondo must be: its movements, each with its sign."""
    casos = " ".join(f"WHEN '{tipo}' THEN {efecto[lugar]} * m.monto" for tipo, efecto in EFECTOS.items())
    return (
        f"(SELECT COALESCE(SUM(CASE m.tipo {casos} ELSE 0 END), 0) "
        "FROM suministros_movimientodefondo m WHERE m.fondo_id = NEW.id)"
    )


def _cambia(*columnas: str) -> str:
    """Whether any of these columns, none of them null, is not what it was."""
    return " OR ".join(f"NEW.{c} <> OLD.{c}" for c in columnas)


def registrar_candados() -> None:
    """Declare the guards; called when the app is ready."""
    registrar(*_del_dinero(), *_del_almacen(), *_de_los_vehiculos(), *_del_historial())


def _del_dinero() -> list[Disparador]:
    """A fondo is born empty and is at each moment the sum of its movements."""
    columnas = ("asignado", "comprometido", "ejercido")
    return [
        Disparador(
            "fondo_nace_vacio",
            "suministros_fondo",
            ("INSERT",),
            "NEW.asignado <> 0 OR NEW.comprometido <> 0 OR NEW.ejercido <> 0",
            _SUMAS,
            impide_truncar=False,
        ),
        Disparador(
            "fondo_suma",
            "suministros_fondo",
            ("UPDATE",),
            " OR ".join(f"NEW.{columna} <> {_suma(n)}" for n, columna in enumerate(columnas)),
            _SUMAS,
            columnas=columnas,
            impide_truncar=False,
        ),
        Disparador(
            "fondo_permanente", "suministros_fondo", ("DELETE",), "1 = 1", "Un fondo no se borra: se reduce."
        ),
    ]


def _del_almacen() -> list[Disparador]:
    """The same, for what there is of an artículo."""
    return [
        Disparador(
            "articulo_nace_vacio",
            "suministros_articulo",
            ("INSERT",),
            "NEW.existencia <> 0",
            _EXISTENCIAS,
            impide_truncar=False,
        ),
        Disparador(
            "articulo_suma",
            "suministros_articulo",
            ("UPDATE",),
            "NEW.existencia <> (SELECT COALESCE(SUM(m.cantidad), 0) "
            "FROM suministros_movimientodeexistencia m WHERE m.articulo_id = NEW.id)",
            _EXISTENCIAS,
            columnas=("existencia",),
            impide_truncar=False,
        ),
        Disparador(
            "renglon_de_su_solicitud",
            "suministros_renglondeentrega",
            ("INSERT",),
            _DE_OTRA_SOLICITUD,
            "Ese renglón es de otra solicitud.",
            impide_truncar=False,
        ),
    ]


def _de_los_vehiculos() -> list[Disparador]:
    """One place at a time, and an odometer that never goes back."""
    return [
        Disparador(
            "prestamo_encimado",
            "suministros_prestamodevehiculo",
            ("INSERT", "UPDATE"),
            _ENCIMADO,
            "El vehículo ya está ocupado en ese horario.",
            bloquea="suministros_vehiculo WHERE id = {fila}.vehiculo_id",
            impide_truncar=False,
            exclusivo=True,
        ),
        Disparador(
            "odometro_atras",
            "suministros_lecturadeodometro",
            ("INSERT",),
            _ODOMETRO_ATRAS,
            "El odómetro no puede retroceder.",
            bloquea="suministros_vehiculo WHERE id = {fila}.vehiculo_id",
            impide_truncar=False,
            exclusivo=True,
        ),
        Disparador(
            "vehiculo_odometro",
            "suministros_vehiculo",
            ("UPDATE",),
            "NEW.vuelta < OLD.vuelta OR (NEW.vuelta = OLD.vuelta AND NEW.odometro < OLD.odometro)",
            "El odómetro no puede retroceder.",
            columnas=("odometro", "vuelta"),
            impide_truncar=False,
        ),
    ]


def _del_historial() -> list[Disparador]:
    """What was written once stays."""
    return [
        *(
            Disparador(f"{tabla}_fija", f"suministros_{tabla}", ("UPDATE", "DELETE"), "1 = 1", _HISTORIAL)
            for tabla in _FIJAS
        ),
        *(
            Disparador(f"{tabla}_permanente", f"suministros_{tabla}", ("DELETE",), "1 = 1", _HISTORIAL)
            for tabla in _PERMANENTES
        ),
        *_de_la_solicitud(),
        *_de_lo_firmado(),
    ]


def _de_la_solicitud() -> list[Disparador]:
    """It is cancelled, never deleted; it keeps its folio, and once ended it stays so."""
    return [
        Disparador(
            "solicitud_permanente",
            "suministros_solicitud",
            ("DELETE",),
            "1 = 1",
            "Una solicitud no se borra: se cancela.",
        ),
        Disparador(
            "solicitud_folio_fijo",
            "suministros_solicitud",
            ("UPDATE",),
            "(OLD.folio <> '' AND NEW.folio <> OLD.folio) "
            "OR (OLD.folio_compra <> '' AND NEW.folio_compra <> OLD.folio_compra)",
            "Un folio dado no cambia.",
            impide_truncar=False,
        ),
        Disparador(
            "solicitud_terminada",
            "suministros_solicitud",
            ("UPDATE",),
            f"OLD.estado IN ('cerrada', 'negada', 'cancelada') AND ({_cambia('estado', *_MONTOS)})",
            "Una solicitud terminada no vuelve a abrirse: se hace otra.",
            impide_truncar=False,
        ),
    ]


def _de_lo_firmado() -> list[Disparador]:
    """A receipt that somebody signed stands; a vale allows what it was given for, once."""
    opcionales = "COALESCE(NEW.{0}, 0) <> COALESCE(OLD.{0}, 0)"
    return [
        Disparador(
            "entrega_recibida",
            "suministros_entregadesuministro",
            ("UPDATE",),
            "OLD.recibida_en IS NOT NULL",
            "Lo que ya se firmó de recibido no se modifica.",
            impide_truncar=False,
        ),
        Disparador(
            "vale_dado",
            "suministros_vale",
            ("UPDATE",),
            f"{_cambia(*_DEL_VALE)} OR {opcionales.format('mililitros')} "
            f"OR {opcionales.format('vehiculo_id')} OR (OLD.estado <> 'vigente' AND {_cambia('estado')})",
            "Un vale dado no cambia, y se usa una sola vez: se cancela y se da otro.",
            impide_truncar=False,
        ),
    ]
