"""Every way of writing on the rows a signed quarter counts, past the services: ORM in bulk and raw SQL."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any
from uuid import uuid4

from django.db import DatabaseError, connection, models, transaction

from actividades.models import Actividad, Evidencia
from evaluacion.models import DeclaracionSinActividad, Evaluacion, Justificacion, Movimiento
from nucleo.models import Asiento, Documento, Firma
from poa.models import LineaDeAccion, Localidad, Programacion, TrimestrePrograma
from tests.confianza.historia import Firmado

Ataque = Callable[[], int]
Localizadas = Actividad.localidades.through


def filas_de(firmado: Firmado, numero: int) -> list[models.Model]:
    """One row of each table that the quarter counts or that holds its signatures."""
    tp = firmado.evaluado if numero == 1 else firmado.firmado
    documento = firmado.documento(numero)
    evaluacion = Evaluacion.objects.get(trimestre_programa=tp)
    acto = firmado.actividades(numero)[0]
    return [
        TrimestrePrograma.objects.get(pk=tp.pk),
        acto,
        Localizadas.objects.filter(actividad=acto)[0],
        Evidencia.objects.filter(actividad=acto)[0],
        Programacion.objects.filter(trimestre_programa=tp)[0],
        Justificacion.objects.filter(trimestre_programa=tp)[0],
        DeclaracionSinActividad.objects.get(trimestre_programa=tp),
        evaluacion,
        Movimiento.objects.filter(evaluacion=evaluacion)[0],
        documento,
        Firma.objects.filter(documento=documento)[0],
        Asiento.objects.filter(cadena=documento.cadena)[0],
    ]


def otros_valores(campo: models.Field, fila: models.Model) -> list[Any]:
    """Values the column could be given that are not the one it has."""
    actual = getattr(fila, campo.attname)
    if campo.choices and not isinstance(actual, int):
        return [valor for valor, _ in campo.flatchoices if valor != actual]
    if campo.is_relation:
        otros = list(campo.related_model._base_manager.exclude(pk=actual).values_list("pk", flat=True)[:2])
        return [*otros, *([None] if campo.null and actual is not None else [])]
    return [v for v in (_otro(campo, actual),) if v is not None]


def _otro(campo: models.Field, actual: Any) -> Any:
    if isinstance(campo, models.BooleanField):
        return not actual
    if isinstance(campo, models.JSONField):
        return {"otro": 1}
    if isinstance(campo, models.BinaryField):
        return b"otro"
    if isinstance(campo, models.UUIDField):
        return uuid4()
    if isinstance(campo, models.DateTimeField | models.DateField):
        return actual + timedelta(days=1) if actual else _fecha_cualquiera(campo)
    if isinstance(campo, models.IntegerField):
        return (actual or 0) + 1
    return f"x{actual}"[: campo.max_length or None]


def _fecha_cualquiera(campo: models.Field) -> Any:
    from tests.reparto import AHORA, HOY

    return AHORA if isinstance(campo, models.DateTimeField) else HOY


def cambios_de_columna(fila: models.Model) -> Iterator[tuple[str, Ataque]]:
    """An ORM update() (one UPDATE statement) of each column to each other value."""
    tabla = fila._meta.db_table
    for campo in fila._meta.concrete_fields:
        if campo.primary_key:
            continue
        for valor in otros_valores(campo, fila):
            yield (
                f"UPDATE {tabla}.{campo.name} = {str(valor)[:20]}",
                lambda c=campo, v=valor: type(fila)._base_manager.filter(pk=fila.pk).update(**{c.attname: v}),
            )


def _copia(fila: models.Model, firmado: Firmado) -> models.Model | None:
    """Another row like this one that no unique constraint refuses."""
    ajena = firmado.reparto.lineas("B")[0]
    cambios: dict[type, dict[str, Any]] = {
        Actividad: {"token": uuid4()},
        Localizadas: {"localidad_id": Localidad.objects.order_by("pk").last().pk},
        Evidencia: {"orden": 9},
        Programacion: {"linea_id": ajena.pk},
        Justificacion: {"linea_id": ajena.pk},
        DeclaracionSinActividad: {"linea_id": ajena.pk},
        Evaluacion: {"version": 2},
        Documento: {"clave": "999", "folio": "FALSO/1", "codigo": "FALSO"},
        Firma: {"casilla": "otra", "firmante_id": firmado.reparto.usuarios["tesoreria"].pk},
    }
    if type(fila) not in cambios:
        return None
    campos = {c.attname: getattr(fila, c.attname) for c in fila._meta.concrete_fields if not c.primary_key}
    return type(fila)(**campos | cambios[type(fila)])


def _ejecutar(sql: str, *valores: Any) -> int:
    with connection.cursor() as cursor:
        cursor.execute(sql, valores)
        # TRUNCATE and CREATE report -1: they did not fail, so they wrote.
        return cursor.rowcount if cursor.rowcount >= 0 else 1


def altas_y_bajas(fila: models.Model, firmado: Firmado) -> Iterator[tuple[str, Ataque]]:
    """bulk_create, bulk_update, delete() and the same in raw SQL, with what each database adds."""
    tabla, modelo = fila._meta.db_table, type(fila)
    if copia := _copia(fila, firmado):
        yield f"bulk_create {tabla}", lambda: len(modelo._base_manager.bulk_create([copia]))
    yield f"DELETE {tabla}", lambda: _ejecutar(f"DELETE FROM {tabla} WHERE id = %s", fila.pk)
    yield f"_raw_delete {tabla}", lambda: modelo._base_manager.filter(pk=fila.pk)._raw_delete("default")
    if connection.vendor == "postgresql":
        yield f"TRUNCATE {tabla}", lambda: _ejecutar(f"TRUNCATE {tabla} CASCADE")
    else:
        mismo = f"SELECT * FROM {tabla} WHERE id = %s"
        yield f"REPLACE {tabla}", lambda: _ejecutar(f"REPLACE INTO {tabla} {mismo}", fila.pk)
        yield (
            f"INSERT OR REPLACE {tabla}",
            lambda: _ejecutar(f"INSERT OR REPLACE INTO {tabla} {mismo}", fila.pk),
        )


def entradas_por_fuera(firmado: Firmado, numero: int) -> Iterator[tuple[str, Ataque]]:
    """An act of an open quarter is moved in; one of the quarter is moved out; bulk_update."""
    tp = firmado.evaluado if numero == 1 else firmado.firmado
    abierto = firmado.reparto.tp(3)
    acto = firmado.actividades(numero)[0]
    yield (
        "bulk_update",
        lambda: Actividad.objects.bulk_update([_con_cantidad(acto, 77)], ["cantidad"]),
    )
    yield (
        "move out and in by SQL",
        lambda: _ejecutar(
            "UPDATE actividades_actividad SET trimestre_programa_id = %s WHERE id = %s", abierto.pk, acto.pk
        ),
    )
    yield "move in", lambda: _meter(acto, abierto, tp)
    yield (
        "open the quarter by SQL",
        lambda: _ejecutar("UPDATE poa_trimestreprograma SET cerrado = %s WHERE id = %s", False, tp.pk),
    )


def _con_cantidad(acto: Actividad, cantidad: int) -> Actividad:
    acto.cantidad = cantidad
    return acto


def _meter(acto: Actividad, abierto: TrimestrePrograma, tp: TrimestrePrograma) -> int:
    campos = {c.attname: getattr(acto, c.attname) for c in acto._meta.concrete_fields if not c.primary_key}
    nueva = Actividad.objects.create(**campos | {"token": uuid4(), "trimestre_programa_id": abierto.pk})
    return Actividad.objects.filter(pk=nueva.pk).update(trimestre_programa=tp)


def lineas_ajenas(firmado: Firmado) -> list[LineaDeAccion]:
    return firmado.reparto.lineas()[1:]


def escriben(ataques: Iterator[tuple[str, Ataque]]) -> tuple[list[str], int]:
    """Names of the attacks that wrote something, and how many were tried; each one is undone."""
    lograron, total = [], 0
    for nombre, ataque in ataques:
        total += 1
        try:
            with transaction.atomic():
                if ataque():
                    lograron.append(nombre)
                transaction.set_rollback(True)
        except DatabaseError:
            continue
    return lograron, total
