"""Time to draw, prepare, finish and verify a quarter's document, as its acts (and pages) grow."""

import io
from datetime import date
from typing import Any

import base as medir

ACTOS = (10, 200, 1_000)
POR_PAGINA_MAXIMO, FIRMA_MAXIMO = 2.0, 3.0


def _trimestre(actos: int) -> tuple[Any, Any, Any]:
    """(cast, quarter, e.firmas) with so many imported and validated acts, ready to be signed."""
    from uuid import uuid4

    from django.conf import settings

    from actividades.lectura_csv import COLUMNAS, Renglon
    from actividades.servicios import importar_actividades
    from nucleo.efirma.ejemplo import crear_autoridad
    from tests.confianza import historia
    from tests.reparto import crear_reparto

    autoridad = crear_autoridad(desde=historia.INICIO_DE_LA_AUTORIDAD)
    historia.confiar_en(autoridad, settings.DIR_RAICES_EFIRMA)
    reparto = crear_reparto()
    valores = dict.fromkeys(COLUMNAS, "") | {"direccion": "A", "ejercicio": "2024", "validada": "si"}
    valores |= {"estrategia": "1", "linea": "1", "fecha": "2024-02-06", "cantidad": "1"}
    renglones = [Renglon(n + 2, valores | {"descripcion": f"Reunión de vecinos {n}"}) for n in range(actos)]
    quien = historia.actor(reparto, "planeacion", date(2024, 3, 20))
    importar_actividades(renglones=renglones, lote=uuid4(), archivo_sha256="0" * 64, **quien)
    historia.explicar(reparto, reparto.tp(1), historia.REVISION_T1, sin_actividad=reparto.lineas()[1])
    return reparto, reparto.tp(1), historia.crear_efirmas(autoridad)


def _caso(actos: int) -> dict[str, float]:
    from django.db import transaction

    from evaluacion.consultas.estado import situacion_de
    from evaluacion.servicios import firma
    from nucleo.almacen import leer
    from nucleo.verificacion import verificar_archivo
    from tests.confianza import historia

    with transaction.atomic():
        reparto, tp, efirmas = _trimestre(actos)
        quien = historia.actor(reparto, "directora_a", historia.REVISION_T1)
        credencial = efirmas["directora_a"]
        situacion = situacion_de(tp.pk, hoy=historia.REVISION_T1)
        listas = historia.preparar_y_sellar(firma.preparar_firma_direccion, tp.pk, credencial, quien)
        documento = situacion_de(tp.pk, hoy=historia.REVISION_T1).evaluacion.documento
        contexto = firma.contexto_de(
            situacion, documento, responsable=("Ada Muñoz", "Directora"), ahora=quien["ahora"]
        )
        medidas = {
            "draw": medir.milisegundos(lambda: firma.contenido_nuevo(situacion, contexto), 3),
            "finish": _una_vez(lambda: firma.terminar_firma_direccion(**listas)),
        }
        documento.refresh_from_db()
        archivo = leer(documento.archivo)
        medidas["verify"] = medir.milisegundos(lambda: verificar_archivo(archivo), 3)
        medidas["pages"], medidas["KB"] = _paginas(archivo), len(archivo) / 1024
        transaction.set_rollback(True)
    return medidas


def _una_vez(accion: Any) -> float:
    import time

    inicio = time.perf_counter()
    accion()
    return (time.perf_counter() - inicio) * 1000


def _paginas(pdf: bytes) -> int:
    import pikepdf

    with pikepdf.open(io.BytesIO(pdf)) as abierto:
        return len(abierto.pages)


def principal() -> None:
    """Measure the three sizes and compare the longest with the shortest."""
    medir.montar()
    casos = {n: _caso(n) for n in ACTOS}
    filas, fallas = [], []
    for actos, m in casos.items():
        pagina = m["draw"] / m["pages"]
        cifras = [f"{m[c]:.0f}" for c in ("draw", "finish", "verify")]
        filas.append([f"{actos:,}", m["pages"], f"{m['KB']:.0f}", *cifras, f"{pagina:.0f}"])
    corto, largo = casos[ACTOS[0]], casos[ACTOS[-1]]
    por_pagina = (largo["draw"] / largo["pages"]) / (corto["draw"] / corto["pages"])
    if por_pagina > POR_PAGINA_MAXIMO:
        fallas.append(f"a page costs ×{por_pagina:.1f} more in the longest document")
    for paso in ("finish", "verify"):
        if (veces := largo[paso] / corto[paso]) > FIRMA_MAXIMO:
            fallas.append(f"{paso} grew ×{veces:.1f}")
    medir.tabla(["acts", "pages", "KB", "draw ms", "finish ms", "verify ms", "ms per page"], filas)
    medir.concluir(fallas)


if __name__ == "__main__":
    principal()
