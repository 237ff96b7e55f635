"""Importing acts from rows, all or nothing."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid5

from django.db import transaction

from actividades import permisos
from actividades.consultas.importaciones import ACCION
from actividades.estados import Origen, R, V
from actividades.lectura_csv import ErrorDeRenglon, Renglon
from actividades.models import Actividad, CambioDeActividad
from actividades.servicios.datos import escribir
from actividades.servicios.mover import bloquear_trimestres
from actividades.servicios.resolver import Resuelto, resolver_renglones
from nucleo.bitacora import asentar
from nucleo.errores import ErrorDeDominio, SinPermiso
from nucleo.personas import Persona
from poa.candados import permite_cambios
from poa.models import Trimestre, TrimestrePrograma


class ImportacionInvalida(ErrorDeDominio):
    """Some row cannot be taken, so none was; `errores` names line and column of each."""

    codigo_http = 400

    def __init__(self, errores: Sequence[ErrorDeRenglon]) -> None:
        cuantos = "1 error" if len(errores) == 1 else f"{len(errores):,} errores"
        super().__init__(f"No se importó nada: hay {cuantos}.")
        self.errores = list(errores)


@dataclass(frozen=True)
class Importacion:
    """What was imported: acts, those that came validated, and acts per dirección."""

    total: int
    validadas: int
    por_direccion: dict[str, int]


def importar_actividades(
    *, renglones: Sequence[Renglon], lote: UUID, archivo_sha256: str, persona: Persona, ahora: datetime
) -> Importacion:
    """Log every row, or none. Only a signed quarter stops it; validated rows need no evidence.

    `lote` names this import: the same one twice is one import. Each dirección's chain gets one Asiento with
    its counts and the hash of the file. Raises SinPermiso, or ImportacionInvalida with all the errors.
    """
    if not (veredicto := permisos.puede_importar(persona)):
        raise SinPermiso(veredicto.razon)
    if not renglones:
        raise ImportacionInvalida([ErrorDeRenglon(1, "—", "el archivo no trae ningún renglón.")])
    resueltos, errores = resolver_renglones(renglones, persona.hoy)
    with transaction.atomic():
        trimestres = bloquear_trimestres(r.trimestre_id for r in resueltos)
        errores += _cerrados(resueltos, trimestres)
        if errores:
            raise ImportacionInvalida(sorted(errores, key=lambda e: e.fila))
        if not Actividad.objects.filter(token=uuid5(lote, str(resueltos[0].fila))).exists():
            _escribir_todas(resueltos, trimestres, lote, persona, ahora)
            _asentar_por_direccion(resueltos, trimestres, archivo_sha256, lote, persona, ahora)
    claves = Counter(trimestres[r.trimestre_id].programa.direccion.clave for r in resueltos)
    return Importacion(len(resueltos), sum(r.validada for r in resueltos), dict(sorted(claves.items())))


def _cerrados(
    resueltos: Sequence[Resuelto], trimestres: dict[int, TrimestrePrograma]
) -> list[ErrorDeRenglon]:
    veredictos: dict[tuple[int, int | None], str] = {}
    errores = []
    for r in resueltos:
        llave = (r.trimestre_id, r.datos.linea.pk if r.datos.linea else None)
        if llave not in veredictos:
            veredictos[llave] = permite_cambios(trimestres[llave[0]], linea_id=llave[1]).razon
        if veredictos[llave]:
            errores.append(ErrorDeRenglon(r.fila, "fecha", veredictos[llave]))
    return errores


def _escribir_todas(
    resueltos: Sequence[Resuelto],
    trimestres: dict[int, TrimestrePrograma],
    lote: UUID,
    persona: Persona,
    ahora: datetime,
) -> None:
    limites = {(t.ejercicio_id, t.numero): t.limite_evaluacion for t in Trimestre.objects.all()}
    nuevas = []
    for r in resueltos:
        tp = trimestres[r.trimestre_id]
        actividad = Actividad(
            token=uuid5(lote, str(r.fila)),
            origen=Origen.IMPORTACION,
            registrada_por=persona.usuario,
            registrada_en=ahora,
        )
        escribir(actividad, r.datos, tp)
        if r.validada:
            limite = limites.get((tp.programa.ejercicio_id, tp.numero))
            actividad.estado, actividad.validada_por, actividad.validada_en = V, persona.usuario, ahora
            actividad.extemporanea = limite is not None and persona.hoy > limite
        nuevas.append(actividad)
    Actividad.objects.bulk_create(nuevas, batch_size=1_000)
    en_lugar = Actividad.localidades.through
    en_lugar.objects.bulk_create(
        [
            en_lugar(actividad_id=a.pk, localidad_id=x.pk)
            for a, r in zip(nuevas, resueltos, strict=True)
            for x in r.datos.localidades
        ],
        batch_size=1_000,
    )
    CambioDeActividad.objects.bulk_create(
        [
            CambioDeActividad(actividad=a, de="", a=a.estado, actor=persona.usuario, momento=ahora)
            for a in nuevas
        ],
        batch_size=1_000,
    )


def _asentar_por_direccion(
    resueltos: Sequence[Resuelto],
    trimestres: dict[int, TrimestrePrograma],
    archivo_sha256: str,
    lote: UUID,
    persona: Persona,
    ahora: datetime,
) -> None:
    cuentas: dict[str, Counter[str]] = {}
    for r in resueltos:
        cuenta = cuentas.setdefault(trimestres[r.trimestre_id].programa.direccion.cadena, Counter())
        cuenta[V if r.validada else R] += 1
        cuenta["cantidad"] += r.datos.cantidad
    for cadena in sorted(cuentas):
        asentar(
            cadena=cadena,
            accion=ACCION,
            actor=persona.usuario,
            ahora=ahora,
            objeto=f"importacion:{lote}",
            datos={"archivo_sha256": archivo_sha256, **cuentas[cadena]},
        )
