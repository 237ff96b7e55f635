"""Queries and time of a quarter's dashboard and of the first page, as líneas and acts grow."""

import base as medir

CASOS = ((13, 100), (60, 100), (13, 10_000), (60, 10_000))
VECES_MAXIMO = 20


def _caso(lineas: int, actos: int) -> list[tuple[str, int, float]]:
    """(page, queries, ms) in a database with so many líneas and acts, which is undone at the end."""
    from django.db import connection, transaction
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from tests.evaluacion.municipio import agregar_actos, agregar_lineas
    from tests.reparto import crear_reparto

    medidas = []
    with transaction.atomic():
        reparto = crear_reparto()
        agregar_lineas(reparto, lineas)
        agregar_actos(reparto, actos)
        cliente = Client()
        cliente.force_login(
            reparto.usuarios["directora_a"], backend="django.contrib.auth.backends.ModelBackend"
        )
        for ruta in (f"/trimestres/{reparto.tp(1).pk}/", "/", "/actividades/"):
            cliente.get(ruta)
            with CaptureQueriesContext(connection) as consultas:
                respuesta = cliente.get(ruta)
            if respuesta.status_code != 200:
                raise RuntimeError(f"{ruta}: {respuesta.status_code}")
            medidas.append((ruta, len(consultas), medir.milisegundos(lambda r=ruta: cliente.get(r))))
        transaction.set_rollback(True)
    return medidas


def principal() -> None:
    """Measure the four cases on the day of the tests' story, and compare each with the first."""
    medir.montar()
    import time_machine

    from tests.reparto import AHORA

    with time_machine.travel(AHORA, tick=True):
        casos = {caso: _caso(*caso) for caso in CASOS}
    base, filas, fallas = casos[CASOS[0]], [], []
    for (lineas, actos), medidas in casos.items():
        for (ruta, consultas, ms), (_, consultas_base, ms_base) in zip(medidas, base, strict=True):
            veces = ms / ms_base
            filas.append([lineas, f"{actos:,}", ruta, consultas, f"{ms:.0f}", f"×{veces:.1f}"])
            if consultas != consultas_base:
                fallas.append(f"{ruta} takes {consultas} queries with {lineas}/{actos}, not {consultas_base}")
            if veces > VECES_MAXIMO:
                fallas.append(f"{ruta} grew ×{veces:.1f} with {lineas}/{actos}")
    medir.tabla(["líneas", "acts", "page", "queries", "ms", "ratio"], filas)
    medir.concluir(fallas)


if __name__ == "__main__":
    principal()
