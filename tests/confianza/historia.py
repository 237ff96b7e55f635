"""A dirección with its first quarter evaluated and its second signed by the directora, by the services."""

import copy
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

from django.apps import apps
from django.conf import settings
from django.core import serializers
from django.core.management.color import no_style
from django.db import connection, transaction
from django.db.models import Model

from actividades import servicios as actos
from actividades.archivos import ArchivoListo, preparar
from actividades.models import Actividad
from evaluacion.models import Evaluacion
from evaluacion.servicios import explicaciones, firma
from nucleo import disparadores
from nucleo.efirma.ejemplo import Autoridad, Credencial
from nucleo.models import Documento
from poa.models import LineaDeAccion, Localidad, TrimestrePrograma
from tests.actividades.muestras import foto, subido
from tests.reparto import GENTE, ZONA, Reparto, crear_reparto

EN_T1, CAPTURA_T1 = date(2024, 3, 12), date(2024, 3, 20)
EN_T2, CAPTURA_T2 = date(2024, 6, 11), date(2024, 6, 20)
REVISION_T1, REVISION_T2 = date(2024, 4, 17), date(2024, 7, 17)
DESPUES = date(2024, 7, 18)
CLAVE = "clave-de-prueba"
INICIO_DE_LA_AUTORIDAD = datetime(2022, 1, 3, 6, 0, tzinfo=ZONA)


def actor(reparto: Reparto, quien: str, dia: date, hora: int = 10) -> dict[str, Any]:
    """`persona` and `ahora` for a service, as of that day."""
    return {
        "persona": reparto.persona(quien, dia),
        "ahora": datetime(dia.year, dia.month, dia.day, hora, 0, tzinfo=ZONA),
    }


def crear_efirmas(autoridad: Autoridad) -> dict[str, Credencial]:
    """One e.firma for each person of the cast who signs."""
    return {
        quien: autoridad.efirma(nombre=nombre.upper(), rfc=rfc, curp=curp, clave=CLAVE)
        for quien, (nombre, rfc, curp, _, _, _, firma_) in GENTE.items()
        if firma_ and quien != "directora_b"
    }


def confiar_en(autoridad: Autoridad, carpeta: Path) -> None:
    """Put the authority's certificates where the installation looks for the roots it trusts."""
    carpeta.mkdir(parents=True, exist_ok=True)
    (carpeta / "raiz.cer").write_bytes(autoridad.raiz)
    (carpeta / "emisora.cer").write_bytes(autoridad.emisora)


def listo(color: str = "teal") -> ArchivoListo:
    """A photo already in the store."""
    return preparar(subido(f"{color}.jpg", foto(color)))


def registrar(
    reparto: Reparto,
    linea: LineaDeAccion | None,
    fecha: date,
    dia: date,
    *,
    cantidad: int = 1,
    quien: str = "personal_a",
) -> Actividad:
    """An act with one photo and one localidad, logged by the service."""
    return actos.registrar_actividad(
        direccion_id=reparto.direcciones["A"].pk,
        datos=actos.DatosDeActividad(
            linea=linea,
            fecha=fecha,
            descripcion="Reunión de vecinos",
            cantidad=cantidad,
            mujeres=3,
            hombres=2,
            localidades=[Localidad.objects.order_by("pk").first()],
        ),
        token=uuid4(),
        archivos=[listo()],
        **actor(reparto, quien, dia),
    )


def validar(reparto: Reparto, lista: list[Actividad], dia: date) -> None:
    resultado = actos.validar_actividades(actividades=lista, **actor(reparto, "directora_a", dia))
    assert resultado.rechazadas == []


def explicar(reparto: Reparto, tp: TrimestrePrograma, dia: date, *, sin_actividad: LineaDeAccion) -> None:
    """Declare one línea without activity and justify all of them in full."""
    quien = {"tp_id": tp.pk, **actor(reparto, "directora_a", dia)}
    explicaciones.declarar_sin_actividad(linea_id=sin_actividad.pk, motivo="No hubo quórum", **quien)
    for linea in reparto.lineas():
        explicaciones.justificar(
            linea_id=linea.pk,
            causa="Faltó vehículo",
            accion_correctiva="Conseguir vehículo",
            responsable="Ada Muñoz",
            fecha_compromiso=date(2024, 9, 30),
            **quien,
        )


def preparar_y_sellar(
    preparar_firma: Callable[..., firma.Preparada], tp_id: int, credencial: Credencial, quien: dict[str, Any]
) -> dict[str, Any]:
    """Step one, and what the key would answer: the arguments of step two."""
    preparada = preparar_firma(tp_id=tp_id, cer=credencial.cer, **quien)
    sello = credencial.firmar(preparada.atributos)
    return {"tp_id": tp_id, "en_curso_id": preparada.en_curso_id, "sello": sello, **quien}


def firmar_direccion(reparto: Reparto, efirmas: dict[str, Credencial], tp_id: int, dia: date) -> Evaluacion:
    quien = actor(reparto, "directora_a", dia, 11)
    listas = preparar_y_sellar(firma.preparar_firma_direccion, tp_id, efirmas["directora_a"], quien)
    return firma.terminar_firma_direccion(**listas)


def firmar_evaluacion(reparto: Reparto, efirmas: dict[str, Credencial], tp_id: int, dia: date) -> Evaluacion:
    quien = actor(reparto, "planeacion", dia, 13)
    listas = preparar_y_sellar(firma.preparar_firma_evaluacion, tp_id, efirmas["planeacion"], quien)
    return firma.terminar_firma_evaluacion(**listas)


def dejar_por_firmar(reparto: Reparto, numero: int) -> TrimestrePrograma:
    """A quarter with acts, a declaration and justifications, ready to be signed."""
    acto, captura, revision = (
        (EN_T1, CAPTURA_T1, REVISION_T1)
        if numero == 1
        else (
            EN_T2,
            CAPTURA_T2,
            REVISION_T2,
        )
    )
    lineas, tp = reparto.lineas(), reparto.tp(numero)
    hechas = [
        registrar(reparto, lineas[0], acto, captura, cantidad=2),
        registrar(reparto, lineas[2], acto, captura),
        registrar(reparto, None, acto, captura),
    ]
    validar(reparto, hechas, captura)
    fuera = registrar(reparto, lineas[0], acto, captura)
    actos.excluir_actividad(
        actividad=fuera, motivo="Es de otro año", **actor(reparto, "directora_a", captura)
    )
    explicar(reparto, tp, revision, sin_actividad=lineas[1])
    return tp


@dataclass
class Firmado:
    """Where the story ends: the first quarter is evaluated, the second waits for Planeación."""

    reparto: Reparto
    evaluado: TrimestrePrograma
    firmado: TrimestrePrograma
    credenciales: dict[str, Credencial]

    def documento(self, numero: int = 1) -> Documento:
        """The document of a quarter, read anew."""
        tp = self.evaluado if numero == 1 else self.firmado
        return Documento.objects.get(clase="trimestre", clave=str(tp.pk))

    def actividades(self, numero: int = 1) -> list[Actividad]:
        tp = self.evaluado if numero == 1 else self.firmado
        return list(Actividad.objects.filter(trimestre_programa=tp).order_by("pk"))


def _contar(efirmas: dict[str, Credencial]) -> Firmado:
    reparto = crear_reparto()
    primero = dejar_por_firmar(reparto, 1)
    firmar_direccion(reparto, efirmas, primero.pk, REVISION_T1)
    firmar_evaluacion(reparto, efirmas, primero.pk, date(2024, 4, 19))
    segundo = dejar_por_firmar(reparto, 2)
    firmar_direccion(reparto, efirmas, segundo.pk, REVISION_T2)
    return Firmado(reparto, primero, segundo, efirmas)


def modelos() -> list[type[Model]]:
    """Every table of ours, in the order in which its rows can be put back."""
    nuestras = "nucleo poa actividades asambleas comites consejos suministros evaluacion".split()
    lista = serializers.sort_dependencies(
        [(apps.get_app_config(n), None) for n in nuestras], allow_cycles=True
    )
    uniones = [m for n in nuestras for m in apps.get_app_config(n).get_models(include_auto_created=True)]
    return lista + [m for m in uniones if m._meta.auto_created]


_molde: list[Any] = []


def crear_firmado(efirmas: dict[str, Credencial], molde: Path) -> Firmado:
    """The signed quarters, from an empty database and an empty store.

    The services make them once per run; later calls put back the same rows and files.
    """
    if not _molde:
        hecho = _contar(efirmas)
        filas = {m: f for m in modelos() if (f := list(m._base_manager.all()))}
        _molde.extend([filas, copy.deepcopy(hecho)])
        shutil.copytree(settings.MEDIA_ROOT, molde)
        return hecho
    filas, hecho = copy.deepcopy(_molde)
    reponer(filas)
    shutil.copytree(molde, settings.MEDIA_ROOT, dirs_exist_ok=True)
    return hecho


def reponer(filas: dict[type[Model], list[Model]]) -> None:
    """Put back rows told before, in a database that holds nothing but what the migrations left."""
    disparadores.quitar()
    with transaction.atomic():  # foreign keys are checked at the end, whatever the order of the tables
        for modelo in reversed(filas):
            modelo._base_manager.all().delete()
        for modelo, objetos in filas.items():
            modelo._base_manager.bulk_create(objetos)
    with connection.cursor() as cursor:
        for orden in connection.ops.sequence_reset_sql(no_style(), list(filas)):
            cursor.execute(orden)
    connection.check_constraints()  # PostgreSQL makes no trigger while deferred checks are pending
    disparadores.crear()


def filas_de_todo(*, menos: str) -> dict[str, list[str]]:
    """Every row of ours, by table, to be compared before and after; one table is left aside."""
    return {
        m._meta.db_table: sorted(
            repr([_comparable(v) for v in fila]) for fila in m._base_manager.values_list()
        )
        for m in modelos()
        if m._meta.db_table != menos
    }


def _comparable(valor: Any) -> Any:
    # PostgreSQL gives bytes as a view, whose repr is where it lies in memory.
    return bytes(valor) if isinstance(valor, memoryview) else valor
