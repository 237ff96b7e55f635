"""Rows of the access matrix for the POA; `firmado` is signed by its dirección and waits for Planeación."""

from nucleo.roles import Accion as A
from tests.acceso.fila import Fila, solo

FILAS: dict[str, Fila] = {
    "poas": Fila(
        solo(A.VER_POAS),
        get="L 200 200 200 200 200 200 200 403",
        post="L 405 405 405 405 405 405 405 403",
    ),
    "poa": Fila(
        solo(A.VER_POAS),
        args=("programa",),
        get="L 200 200 404 404 200 404 200 403",
        post="L 405 405 405 405 405 405 405 403",
    ),
    "poa_autorizar": Fila(
        solo(A.AUTORIZAR_POA),
        args=("programa",),
        get="L 403 403 403 403 405 403 403 403",
        post="L 403 403 403 403 302 403 403 403",
    ),
    "adscripciones": Fila(
        solo(A.VER_ADSCRIPCIONES),
        get="L 200 200 200 200 200 200 200 200",
        post="L 405 405 405 405 405 405 405 405",
    ),
    "poa_enviar": Fila(
        solo(A.ELABORAR_POA),
        args=("borrador",),
        get="L 403 405 403 405 403 403 403 403",
        post="L 403 302 403 404 403 403 403 403",
    ),
    "poa_observar": Fila(
        solo(A.AUTORIZAR_POA),
        args=("enviado",),
        get="L 403 403 403 403 200 403 403 403",
        post="L 403 403 403 403 200 403 403 403",
    ),
    "poa_pdf": Fila(
        solo(A.VER_POAS),
        args=("firmado",),
        get="L 200 200 404 404 200 404 200 403",
        post="L 405 405 405 405 405 405 405 403",
    ),
    "poa_escaneo": Fila(
        solo(A.VER_POAS),
        args=("firmado", "firma_direccion"),
        get="L 200 200 404 404 200 404 200 403",
        post="L 405 405 405 405 405 405 405 403",
    ),
    "poa_firmar": Fila(
        solo(A.ELABORAR_POA, A.AUTORIZAR_POA),
        args=("firmado",),
        get="L 403 403 403 404 200 403 403 403",
        post="L 403 405 403 405 405 403 403 403",
    ),
    "poa_firmar_preparar": Fila(
        solo(A.ELABORAR_POA, A.AUTORIZAR_POA),
        args=("firmado",),
        get="L 403 405 403 405 405 403 403 403",
        post="L 403 400 403 404 400 403 403 403",
    ),
    "poa_firmar_terminar": Fila(
        solo(A.ELABORAR_POA, A.AUTORIZAR_POA),
        args=("firmado",),
        get="L 403 405 403 405 405 403 403 403",
        post="L 403 400 403 404 400 403 403 403",
    ),
    "poa_imprimir": Fila(
        solo(A.ELABORAR_POA),
        args=("programa",),
        get="L 403 405 403 405 403 403 403 403",
        post="L 403 302 403 404 403 403 403 403",
    ),
    "poa_adjuntar": Fila(
        solo(A.ELABORAR_POA, A.AUTORIZAR_POA),
        args=("firmado",),
        get="L 403 405 403 405 405 403 403 403",
        post="L 403 302 403 404 302 403 403 403",
    ),
    "poa_imprimir_cancelar": Fila(
        solo(A.ELABORAR_POA),
        args=("programa",),
        get="L 403 405 403 405 403 403 403 403",
        post="L 403 400 403 404 403 403 403 403",
    ),
    "poa_hoja_devolver": Fila(
        solo(A.AUTORIZAR_POA),
        args=("firmado",),
        get="L 403 403 403 403 405 403 403 403",
        post="L 403 403 403 403 400 403 403 403",
    ),
}
