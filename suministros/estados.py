"""States of a supply request and of what it moves: enums, and the tables of which leads to which."""

from django.db.models import TextChoices


class TipoSolicitud(TextChoices):
    """The paper it is asked with."""

    OFICIO = "oficio", "oficio de vehículo o combustible"
    REQUISICION = "requisicion", "requisición de material"


class Pide(TextChoices):
    """What an oficio asks for: Tesorería may answer with the other."""

    VEHICULO = "vehiculo", "vehículo"
    COMBUSTIBLE = "combustible", "combustible"


class EstadoSolicitud(TextChoices):
    """Life of a request."""

    BORRADOR = "borrador", "en borrador"
    POR_AUTORIZAR = "por_autorizar", "por autorizar en la dirección"
    DEVUELTA = "devuelta", "devuelta para corregir"
    ENVIADA = "enviada", "enviada a Tesorería"
    RECIBIDA = "recibida", "recibida en Tesorería"
    CON_VEHICULO = "con_vehiculo", "con vehículo asignado"
    CON_COMBUSTIBLE = "con_combustible", "con combustible asignado"
    EN_USO = "en_uso", "en uso"
    POR_ENTREGAR = "por_entregar", "por entregar"
    SIN_EXISTENCIA = "sin_existencia", "sin existencia en almacén"
    EN_COMPRA = "en_compra", "en compra"
    ENTREGADA_PARCIAL = "entregada_parcial", "entregada en parte"
    ENTREGADA = "entregada", "entregada, por confirmar"
    CERRADA = "cerrada", "cerrada"
    NEGADA = "negada", "negada"
    CANCELADA = "cancelada", "cancelada"


class Acto(TextChoices):
    """What may be done with a request; `permisos.REGLAS` says by whom and from which state."""

    EDITAR = "editar", "corregir"
    PEDIR_AUTORIZACION = "pedir_autorizacion", "pedir autorización"
    DEVOLVER = "devolver", "devolver para corregir"
    ENVIAR = "enviar", "autorizar y enviar"
    ACUSAR = "acusar", "acusar de recibido"
    ASIGNAR_VEHICULO = "asignar_vehiculo", "asignar vehículo"
    ASIGNAR_COMBUSTIBLE = "asignar_combustible", "asignar combustible"
    AUTORIZAR_MATERIAL = "autorizar_material", "autorizar el material"
    NEGAR = "negar", "negar"
    RETIRAR_RESPUESTA = "retirar_respuesta", "retirar la respuesta"
    PEDIR_COMPRA = "pedir_compra", "pedir la compra"
    REGISTRAR_COMPRA = "registrar_compra", "registrar la compra"
    ENTREGAR = "entregar", "entregar material"
    RECIBIR = "recibir", "recibir"
    DEVOLVER_VEHICULO = "devolver_vehiculo", "devolver el vehículo"
    REGISTRAR_CARGA = "registrar_carga", "registrar la carga"
    CERRAR = "cerrar", "cerrar con lo entregado"
    CANCELAR = "cancelar", "cancelar"
    VINCULAR = "vincular", "decir qué no se pudo hacer"


class EstadoPrestamo(TextChoices):
    """A vehicle kept for a slot, out, and back."""

    APARTADO = "apartado", "apartado"
    EN_USO = "en_uso", "en uso"
    DEVUELTO = "devuelto", "devuelto"
    CANCELADO = "cancelado", "cancelado"


class EstadoVale(TextChoices):
    """A vale de gasolina is used once."""

    VIGENTE = "vigente", "vigente"
    USADO = "usado", "usado"
    CANCELADO = "cancelado", "cancelado"


class Uso(TextChoices):
    """What a rubro pays for."""

    COMBUSTIBLE = "combustible", "combustible"
    MATERIAL = "material", "material y papelería"


class TipoMovimiento(TextChoices):
    """What moves the money of a fondo."""

    ASIGNACION = "asignacion", "asignación"
    AMPLIACION = "ampliacion", "ampliación"
    REDUCCION = "reduccion", "reducción"
    TRANSFERENCIA_ENTRADA = "transf_entrada", "transferencia recibida"
    TRANSFERENCIA_SALIDA = "transf_salida", "transferencia enviada"
    COMPROMISO = "compromiso", "compromiso"
    LIBERACION = "liberacion", "liberación"
    EJERCICIO = "ejercicio", "ejercicio"


class TipoExistencia(TextChoices):
    """What moves the stock of an artículo."""

    ENTRADA = "entrada", "entrada"
    SALIDA = "salida", "salida"
    AJUSTE = "ajuste", "ajuste"


class Combustible(TextChoices):
    """What a vehicle burns."""

    MAGNA = "magna", "gasolina magna"
    PREMIUM = "premium", "gasolina premium"
    DIESEL = "diesel", "diésel"
    GAS = "gas", "gas LP"


S, M, T = EstadoSolicitud, TipoMovimiento, EstadoPrestamo

PASOS_DE_SOLICITUD: dict[str, frozenset[str]] = {
    S.BORRADOR: frozenset({S.POR_AUTORIZAR, S.ENVIADA, S.CANCELADA}),
    S.POR_AUTORIZAR: frozenset({S.DEVUELTA, S.ENVIADA, S.CANCELADA}),
    S.DEVUELTA: frozenset({S.POR_AUTORIZAR, S.ENVIADA, S.CANCELADA}),
    S.ENVIADA: frozenset({S.DEVUELTA, S.RECIBIDA, S.CANCELADA}),
    S.RECIBIDA: frozenset(
        {S.CON_VEHICULO, S.CON_COMBUSTIBLE, S.POR_ENTREGAR, S.SIN_EXISTENCIA, S.NEGADA, S.CANCELADA}
    ),
    S.CON_VEHICULO: frozenset({S.EN_USO, S.RECIBIDA, S.CANCELADA}),
    S.CON_COMBUSTIBLE: frozenset({S.EN_USO, S.RECIBIDA, S.CANCELADA}),
    S.EN_USO: frozenset({S.EN_USO, S.CERRADA}),
    S.POR_ENTREGAR: frozenset(
        {S.EN_COMPRA, S.ENTREGADA_PARCIAL, S.ENTREGADA, S.NEGADA, S.RECIBIDA, S.CANCELADA}
    ),
    S.SIN_EXISTENCIA: frozenset(
        {S.EN_COMPRA, S.ENTREGADA_PARCIAL, S.ENTREGADA, S.NEGADA, S.RECIBIDA, S.CANCELADA}
    ),
    S.EN_COMPRA: frozenset(
        {S.EN_COMPRA, S.POR_ENTREGAR, S.ENTREGADA_PARCIAL, S.ENTREGADA, S.NEGADA, S.CANCELADA}
    ),
    S.ENTREGADA_PARCIAL: frozenset({S.ENTREGADA_PARCIAL, S.ENTREGADA, S.CERRADA}),
    S.ENTREGADA: frozenset({S.ENTREGADA, S.CERRADA}),
    S.CERRADA: frozenset(),
    S.NEGADA: frozenset(),
    S.CANCELADA: frozenset(),
}
PASOS_DE_PRESTAMO: dict[str, frozenset[str]] = {
    T.APARTADO: frozenset({T.EN_USO, T.CANCELADO}),
    T.EN_USO: frozenset({T.DEVUELTO}),
    T.DEVUELTO: frozenset(),
    T.CANCELADO: frozenset(),
}
PASOS_DE_VALE: dict[str, frozenset[str]] = {
    "vigente": frozenset({"usado", "cancelado"}),
    "usado": frozenset(),
    "cancelado": frozenset(),
}
# What each kind of movement does to (asignado, comprometido, ejercido), times its amount.
EFECTOS: dict[str, tuple[int, int, int]] = {
    M.ASIGNACION: (1, 0, 0),
    M.AMPLIACION: (1, 0, 0),
    M.REDUCCION: (-1, 0, 0),
    M.TRANSFERENCIA_ENTRADA: (1, 0, 0),
    M.TRANSFERENCIA_SALIDA: (-1, 0, 0),
    M.COMPROMISO: (0, 1, 0),
    M.LIBERACION: (0, -1, 0),
    M.EJERCICIO: (0, -1, 1),
}

PRESTAMOS_VIVOS = frozenset({T.APARTADO, T.EN_USO})
TERMINADAS = frozenset({S.CERRADA, S.NEGADA, S.CANCELADA})
EN_LA_DIRECCION = frozenset({S.BORRADOR, S.POR_AUTORIZAR, S.DEVUELTA})
DEL_ALMACEN = frozenset({S.POR_ENTREGAR, S.SIN_EXISTENCIA, S.EN_COMPRA, S.ENTREGADA_PARCIAL})
# What waits for Tesorería to do something.
ESPERAN_A_TESORERIA = frozenset({S.ENVIADA, S.RECIBIDA, S.POR_ENTREGAR, S.EN_COMPRA, S.ENTREGADA_PARCIAL})

# The four moments of the flow that count, each in the línea that the POA maps to it.
OFICIO, RESPUESTA = "suministro.oficio", "suministro.respuesta"
REQUISICION, RECEPCION = "suministro.requisicion", "suministro.recepcion"
MOMENTOS: dict[str, str] = {
    OFICIO: "Suministros: oficio con su acuse",
    RESPUESTA: "Suministros: respuesta de Tesorería",
    REQUISICION: "Suministros: requisición enviada",
    RECEPCION: "Suministros: recepción de lo pedido",
}

MAX_TEXTO = 4_000
MAX_MOTIVO = 1_000
MAX_PROVEEDOR = 250
MAX_RENGLONES = 100
MAX_CANTIDAD = 100_000
MAX_MONTO = 100_000_000_00
MAX_KM = 2_000_000
MAX_KM_DE_VIAJE = 5_000
DIAS_DE_VIGENCIA = 5
# A load whose km per litre strays so far, in percent, from what its vehicle usually gives is pointed out.
DESVIO_ATIPICO = 30
