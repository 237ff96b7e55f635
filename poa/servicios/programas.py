"""The life of a POA: made with its four quarters, written as a draft, authorised."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F

from nucleo.bitacora import asentar
from nucleo.errores import Conflicto, DatosInvalidos, SinPermiso, TransicionInvalida
from nucleo.folios import siguiente_numero
from nucleo.personas import Persona
from nucleo.roles import Accion
from poa.candados import bloquear, exigir, permite_cambios
from poa.consultas.faltantes import faltantes_de
from poa.consultas.programas import con_la_hoja
from poa.estados import PASOS_DE_PROGRAMA, EstadoPrograma
from poa.models import (
    CambioDePrograma,
    Direccion,
    Ejercicio,
    LineaDeAccion,
    Programa,
    Programacion,
    TrimestrePrograma,
)
from poa.permisos import permite_autorizar, permite_editar, permite_elaborar
from poa.servicios.exigencias import exigir_datos, exigir_permiso


@transaction.atomic
def crear_programa(
    *, persona: Persona, ahora: datetime, direccion: Direccion, ejercicio: Ejercicio, **hoja: Any
) -> Programa:
    """Start the POA of a dirección in a year, in borrador, with its four quarters.

    `hoja` holds the fields of the sheet's own texts (vision, mision, objetivo, evaluador, …).
    Raises SinPermiso; DatosInvalidos when the dirección is no longer active; Conflicto when it already has
    one for that year.
    """
    exigir_permiso(permite_elaborar(persona, direccion.pk))
    if not Direccion.objects.select_for_update().get(pk=direccion.pk).activa:
        mensaje = f"{direccion.nombre} está inactiva en el catálogo: ya no se le empieza un POA."
        raise DatosInvalidos(mensaje, {"direccion": mensaje})
    if Programa.objects.filter(direccion=direccion, ejercicio=ejercicio).exists():
        raise Conflicto(f"{direccion.nombre} ya tiene su POA {ejercicio.anio}.")
    programa = Programa.objects.create(direccion=direccion, ejercicio=ejercicio, **hoja)
    TrimestrePrograma.objects.bulk_create(TrimestrePrograma(programa=programa, numero=n) for n in range(1, 5))
    asentar(
        cadena=direccion.cadena,
        accion="programa.crear",
        actor=persona.usuario,
        ahora=ahora,
        objeto=programa,
        datos={"ejercicio": ejercicio.anio},
    )
    return programa


def bloquear_programa(programa_id: int) -> Programa:
    """Lock the POA's row and then its quarters, always in that order, for the rest of the transaction."""
    programa = (
        Programa.objects.select_for_update(of=("self",))
        .select_related("direccion", "ejercicio")
        .get(pk=programa_id)
    )
    for tp_id in programa.trimestres.order_by("numero").values_list("pk", flat=True):
        bloquear(tp_id)
    return programa


def bloquear_borrador(programa_id: int, persona: Persona) -> Programa:
    """The locked POA, after making sure that the person writes its draft and that it still is one."""
    programa = bloquear_programa(programa_id)
    exigir_permiso(permite_elaborar(persona, programa.direccion_id))
    editable = permite_editar(programa)
    if not editable:
        raise TransicionInvalida(editable.razon)
    return programa


@transaction.atomic
def programar_linea(
    *,
    persona: Persona,
    ahora: datetime,
    linea: LineaDeAccion,
    cantidades: Sequence[int],
    es_ejemplo: bool = False,
) -> None:
    """Write how many acts a línea projects in each of the four quarters of a draft.

    Raises SinPermiso, TransicionInvalida (no longer a draft), PeriodoCerrado, DatosInvalidos.
    """
    programa = bloquear_borrador(linea.estrategia.programa_id, persona)
    errores = {}
    if len(cantidades) != 4 or any(c < 0 for c in cantidades):
        errores["cantidades"] = "Escriba cuatro cantidades, una por trimestre, de cero en adelante."
    exigir_datos(errores)
    escribir_programacion(programa, linea, cantidades, es_ejemplo=es_ejemplo)
    programa.revision += 1
    programa.save(update_fields=["revision"])
    asentar(
        cadena=programa.direccion.cadena,
        accion="programa.programar",
        actor=persona.usuario,
        ahora=ahora,
        objeto=linea,
        datos={"cantidades": list(cantidades)},
    )


def escribir_programacion(
    programa: Programa, linea: LineaDeAccion, cantidades: Sequence[int | None], *, es_ejemplo: bool
) -> None:
    """The four rows of a línea, none where None comes; the caller holds the locks and leaves the Asiento."""
    filas = []
    trimestres = programa.trimestres.select_related("programa__ejercicio").order_by("numero")
    for tp, cantidad in zip(trimestres, cantidades, strict=True):
        if cantidad is None:
            continue
        exigir(permite_cambios(tp, linea_id=linea.pk))
        filas.append(
            Programacion(linea=linea, trimestre_programa=tp, vigente=cantidad, es_ejemplo=es_ejemplo)
        )
    Programacion.objects.bulk_create(
        filas,
        update_conflicts=True,
        unique_fields=["linea", "trimestre_programa"],
        update_fields=["vigente", "es_ejemplo"],
    )


def mover_programa(
    programa: Programa, a: EstadoPrograma, persona: Persona, ahora: datetime, motivo: str
) -> None:
    """The only writer of Programa.estado, on a locked row.

    In order: the move must be in the table; the state is written, as one more revision; the row of the
    change and the Asiento are left.
    """
    de = programa.estado
    if a not in PASOS_DE_PROGRAMA[de]:
        raise TransicionInvalida(f"Un POA {programa.get_estado_display()} no pasa a {a.label}.")
    programa.estado = a
    programa.revision += 1
    programa.save(update_fields=["estado", "revision"])
    CambioDePrograma.objects.create(
        programa=programa, de=de, a=a, actor=persona.usuario, momento=ahora, motivo=motivo
    )
    asentar(
        cadena=programa.direccion.cadena,
        accion=f"programa.{a}",
        actor=persona.usuario,
        ahora=ahora,
        objeto=programa,
        datos={"de": de, "a": str(a), "folio": programa.folio, "motivo": motivo},
    )


def exigir_leida(programa: Programa, revision: int | None) -> None:
    """Raise Conflicto when the sheet is not the one the person had in front; None: nobody read a page."""
    if revision not in (None, programa.revision):
        raise Conflicto(
            "Mientras usted leía el POA, alguien lo cambió o cambió de estado. No se guardó nada: "
            "recargue la página y léalo otra vez."
        )


def exigir_completo(programa: Programa, para: str) -> None:
    """Raise DatosInvalidos, naming the first thing it lacks, when the sheet is not complete."""
    faltan = faltantes_de(con_la_hoja().get(pk=programa.pk))
    if faltan:
        raise DatosInvalidos(
            f"El POA no se puede {para}: a la hoja le falta información ({len(faltan)}). "
            f"Lo primero: {faltan[0].donde}, {faltan[0].que}.",
            {f.ancla: f.que for f in faltan},
        )


def _congelar_inicial(programa: Programa) -> None:
    Programacion.objects.filter(trimestre_programa__programa=programa).update(inicial=F("vigente"))


@transaction.atomic
def autorizar_programa(
    *, persona: Persona, ahora: datetime, programa_id: int, motivo: str = "", revision: int | None = None
) -> Programa:
    """Planeación authorises a POA: from here on its projected numbers change only by reprogramación.

    In order: lock, permission, state table, who sent it, the revision that was read, completeness; the
    projected numbers are kept as «inicial»; the folio «POA/PC/2024/001» is given; the change of state is
    written. Raises SinPermiso (also to who sent it), TransicionInvalida, Conflicto (it is not the
    `revision` that was read), DatosInvalidos (what the sheet lacks, by anchor).
    """
    programa = bloquear_programa(programa_id)
    if not persona.puede(Accion.AUTORIZAR_POA, programa.direccion_id):
        raise SinPermiso("Autorizar un POA corresponde a la Dirección de Planeación.")
    if EstadoPrograma.AUTORIZADO not in PASOS_DE_PROGRAMA[programa.estado]:
        raise TransicionInvalida(
            f"El POA está en estado «{programa.get_estado_display()}»; desde ahí no se autoriza."
        )
    exigir_permiso(permite_autorizar(programa, persona, faltan=0))
    exigir_leida(programa, revision)
    exigir_completo(programa, "autorizar")
    _congelar_inicial(programa)
    serie = f"POA/{programa.direccion.clave}/{programa.ejercicio.anio}"
    programa.folio = f"{serie}/{siguiente_numero(serie):03d}"
    programa.autorizado_en, programa.autorizado_por = ahora, persona.usuario
    programa.save(update_fields=["folio", "autorizado_en", "autorizado_por"])
    mover_programa(programa, EstadoPrograma.AUTORIZADO, persona, ahora, motivo)
    return programa
