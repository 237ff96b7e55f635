"""Writing a POA by hand, service by service: forged ids, what changed meanwhile, Word, the trace."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from django.core.exceptions import ObjectDoesNotExist
from django.db.models import Model, prefetch_related_objects

from actividades.models import Actividad
from nucleo.errores import Conflicto, DatosInvalidos, ErrorDeDominio, SinPermiso, TransicionInvalida
from nucleo.models import Asiento
from nucleo.texto import parrafos_pegados, renglones_pegados
from poa import pasos
from poa.consultas.partes import (
    CAMPOS,
    CON_LO_SUYO,
    HOJA,
    version_con_lo_suyo,
    version_de,
    version_de_hoja,
    version_de_lista,
)
from poa.models import ElementoFODA, Estrategia, Inversion, LineaDeAccion, Programa
from tests.poa.edicion_comun import Editor, borrador_de, lineas_de
from tests.reparto import AHORA, Reparto


@pytest.fixture
def borrador(reparto: Reparto) -> Programa:
    return borrador_de(reparto)


@pytest.fixture
def editor(reparto: Reparto) -> Editor:
    return Editor(reparto)


def datos_de(objeto: Model, **cambios: Any) -> dict[str, Any]:
    return {**{campo: getattr(objeto, campo) for campo in CAMPOS[type(objeto)]}, **cambios}


@dataclass
class Filas:
    """One row of each kind of a POA."""

    programa: Programa
    foda: ElementoFODA
    bloque: Estrategia
    linea: LineaDeAccion
    inversion: Inversion


def filas_de(programa: Programa) -> Filas:
    bloque = Estrategia.objects.filter(programa=programa).order_by("orden")[0]
    return Filas(
        Programa.objects.get(pk=programa.pk),
        ElementoFODA.objects.filter(programa=programa, tipo="F").order_by("orden")[0],
        bloque,
        lineas_de(programa)[0],
        bloque.inversiones.all()[0],
    )


# Every write of the editor on the rows of a POA, as a function of who writes, which POA and which rows.
Escritura = Callable[[Editor, int, Filas], Any]
ESCRITURAS: dict[str, Escritura] = {
    "hoja": lambda e, pk, f: e.hoja(
        programa_id=pk,
        parte="objetivo",
        datos={"objetivo": "X"},
        version=version_de_hoja(f.programa, "objetivo"),
    ),
    "agregar foda": lambda e, pk, f: e.agregar_foda(programa_id=pk, tipo="F", texto="X", version=""),
    "editar foda": lambda e, pk, f: e.editar_foda(
        programa_id=pk, elemento_id=f.foda.pk, texto="X", version=version_de(f.foda)
    ),
    "agregar bloque": lambda e, pk, f: e.agregar_bloque(
        programa_id=pk, tipo="actividad", numero=3, nombre="X", version=""
    ),
    "editar bloque": lambda e, pk, f: e.editar_bloque(
        programa_id=pk,
        bloque_id=f.bloque.pk,
        datos=datos_de(f.bloque, metas="X"),
        version=version_de(f.bloque),
    ),
    "agregar lineas": lambda e, pk, f: e.agregar_lineas(
        programa_id=pk, bloque_id=f.bloque.pk, texto="X", version=""
    ),
    "editar linea": lambda e, pk, f: e.editar_linea(
        programa_id=pk,
        linea_id=f.linea.pk,
        datos=datos_de(f.linea, texto="X"),
        responsables=[],
        version=version_de(f.linea),
    ),
    "agregar inversion": lambda e, pk, f: e.agregar_inversion(
        programa_id=pk, bloque_id=f.bloque.pk, concepto="X", monto=1, version=""
    ),
    "editar inversion": lambda e, pk, f: e.editar_inversion(
        programa_id=pk, inversion_id=f.inversion.pk, concepto="X", monto=1, version=version_de(f.inversion)
    ),
    "ordenar": lambda e, pk, f: e.ordenar(
        programa_id=pk,
        lista=f"lineas-{f.bloque.pk}",
        orden=[x.pk for x in f.bloque.lineas.order_by("-orden")],
        version=version_de_lista(x.pk for x in f.bloque.lineas.order_by("orden")),
    ),
    **{
        f"borrar {clase}": lambda e, pk, f, clase=clase: e.borrar(
            programa_id=pk,
            clase=clase,
            fila_id=getattr(f, clase).pk,
            version=version_con_lo_suyo(getattr(f, clase)),
        )
        for clase in ("foda", "bloque", "linea", "inversion")
    },
}
SOBRE_FILAS = [nombre for nombre in ESCRITURAS if nombre not in ("hoja", "agregar foda", "agregar bloque")]


def foto() -> list:
    """Every row of the plan, as it is."""
    modelos = (Programa, ElementoFODA, Estrategia, LineaDeAccion, Inversion, Asiento)
    return [list(modelo.objects.order_by("pk").values()) for modelo in modelos]


@pytest.mark.parametrize("nombre", ESCRITURAS)
def test_each_write_leaves_one_asiento_and_one_revision(editor: Editor, borrador: Programa, nombre: str):
    antes, revision = Asiento.objects.count(), borrador.revision
    ESCRITURAS[nombre](editor, borrador.pk, filas_de(borrador))
    borrador.refresh_from_db(fields=["revision"])
    assert borrador.revision == revision + 1
    assert Asiento.objects.count() == antes + 1
    asiento = Asiento.objects.order_by("-numero", "-pk").filter(objeto=f"programa:{borrador.pk}").first()
    assert (asiento.actor.username, asiento.datos["revision"]) == ("directora_a", revision + 1)


@pytest.mark.parametrize("nombre", ESCRITURAS)
@pytest.mark.parametrize(
    ("quien", "error"),
    [("directora_b", ObjectDoesNotExist), ("personal_a", SinPermiso), ("planeacion", SinPermiso)],
)
def test_nobody_else_writes(reparto: Reparto, borrador: Programa, nombre: str, quien: str, error):
    antes = foto()
    with pytest.raises(error):
        ESCRITURAS[nombre](Editor(reparto, quien), borrador.pk, filas_de(borrador))
    assert foto() == antes


@pytest.mark.parametrize("nombre", ESCRITURAS)
@pytest.mark.parametrize("estado", ["enviado", "autorizado"])
def test_only_a_draft_is_written(editor: Editor, borrador: Programa, nombre: str, estado: str):
    Programa.objects.filter(pk=borrador.pk).update(estado=estado)
    antes = foto()
    with pytest.raises(TransicionInvalida):
        ESCRITURAS[nombre](editor, borrador.pk, filas_de(borrador))
    assert foto() == antes
    Programa.objects.filter(pk=borrador.pk).update(estado="observado")
    ESCRITURAS[nombre](editor, borrador.pk, filas_de(borrador))


@pytest.mark.parametrize("nombre", SOBRE_FILAS)
def test_rows_of_another_poa_change_nothing(
    reparto: Reparto, editor: Editor, borrador: Programa, nombre: str
):
    """The POA is one's own, the row named is of dirección B: as if it did not exist."""
    ajenas = filas_de(borrador_de(reparto, "B"))
    antes = foto()
    with pytest.raises(ObjectDoesNotExist):
        ESCRITURAS[nombre](editor, borrador.pk, ajenas)
    assert foto() == antes


CON_VERSION = ["hoja", "editar foda", "editar bloque", "editar linea", "editar inversion"]


@pytest.mark.parametrize("nombre", CON_VERSION)
def test_the_second_of_two_edits_of_one_version_is_told(editor: Editor, borrador: Programa, nombre: str):
    vistas = filas_de(borrador)
    ESCRITURAS[nombre](editor, borrador.pk, vistas)
    antes = foto()
    with pytest.raises(Conflicto, match="en otra ventana"):
        ESCRITURAS[nombre](editor, borrador.pk, vistas)
    assert foto() == antes


def test_a_list_that_moved_on_is_not_put_in_order_unseen(editor: Editor, borrador: Programa):
    bloque = filas_de(borrador).bloque
    vista = [x.pk for x in bloque.lineas.order_by("orden")]
    orden = {"programa_id": borrador.pk, "lista": f"lineas-{bloque.pk}"}
    editor.ordenar(**orden, orden=vista[::-1], version=version_de_lista(vista))
    with pytest.raises(Conflicto, match="en otra ventana"):
        editor.ordenar(**orden, orden=vista, version=version_de_lista(vista))
    assert [x.pk for x in lineas_de(borrador)[:2]] == vista[::-1]


@pytest.mark.parametrize("clase", ["foda", "bloque", "linea", "inversion"])
def test_what_somebody_changed_is_not_deleted_unseen(editor: Editor, borrador: Programa, clase: str):
    vistas = filas_de(borrador)
    ESCRITURAS[f"editar {clase}"](editor, borrador.pk, vistas)
    with pytest.raises(Conflicto):
        ESCRITURAS[f"borrar {clase}"](editor, borrador.pk, vistas)
    assert filas_de(borrador)


# What another editor puts in a block, or in its first línea, while somebody has the page open.
METIDAS: dict[str, tuple[str, Escritura]] = {
    "a línea in the block": ("bloque", ESCRITURAS["agregar lineas"]),
    "an inversión in the block": ("bloque", ESCRITURAS["agregar inversion"]),
    "another text of a línea": ("bloque", ESCRITURAS["editar linea"]),
    "another amount": ("bloque", ESCRITURAS["editar inversion"]),
    "a number of the block": ("bloque", lambda e, pk, f: _proyectar(e, pk, f)),
    "a number of the línea": ("linea", lambda e, pk, f: _proyectar(e, pk, f)),
}


def _proyectar(editor: Editor, pk: int, filas: Filas) -> None:
    base = {(filas.linea.pk, 1): filas.linea.programacion.get(trimestre_programa__numero=1).vigente}
    editor.rejilla(programa_id=pk, base=base, celdas={(filas.linea.pk, 1): 77})


@pytest.mark.parametrize("metida", METIDAS)
def test_what_others_put_inside_is_not_deleted_unseen(editor: Editor, borrador: Programa, metida: str):
    clase, meter = METIDAS[metida]
    fila = getattr(filas_de(borrador), clase)
    borrar = {"programa_id": borrador.pk, "clase": clase, "fila_id": fila.pk}
    vista = version_con_lo_suyo(fila)
    meter(editor, borrador.pk, filas_de(borrador))
    antes = foto()
    with pytest.raises(Conflicto, match="No se guardó nada"):
        editor.borrar(**borrar, version=vista)
    assert foto() == antes
    editor.borrar(**borrar, version=version_con_lo_suyo(getattr(filas_de(borrador), clase)))
    assert not type(fila).objects.filter(pk=fila.pk).exists()


def test_what_is_put_in_another_block_does_not_stop_it(editor: Editor, borrador: Programa):
    """Negative control: only what goes away with the row counts."""
    otro, bloque = (
        Estrategia.objects.filter(programa=borrador).order_by("-orden")[0],
        filas_de(borrador).bloque,
    )
    vista = version_con_lo_suyo(bloque)
    editor.agregar_lineas(programa_id=borrador.pk, bloque_id=otro.pk, texto="X", version="")
    editor.borrar(programa_id=borrador.pk, clase="bloque", fila_id=bloque.pk, version=vista)
    assert not Estrategia.objects.filter(pk=bloque.pk).exists()


def test_the_mark_of_a_block_asks_the_same_with_more_inside(
    editor: Editor, borrador: Programa, django_assert_num_queries
):
    def marca() -> None:
        bloques = list(borrador.estrategias.order_by("orden"))
        prefetch_related_objects(bloques, *CON_LO_SUYO[Estrategia])
        assert len({version_con_lo_suyo(bloque) for bloque in bloques}) == 2

    borrador = Programa.objects.get(pk=borrador.pk)
    with django_assert_num_queries(5):
        marca()
    bloque = filas_de(borrador).bloque
    editor.agregar_lineas(programa_id=borrador.pk, bloque_id=bloque.pk, texto="X\nY\nZ", version="")
    with django_assert_num_queries(5):
        marca()


def test_a_linea_with_acts_is_not_deleted(reparto: Reparto, editor: Editor, borrador: Programa):
    filas = filas_de(borrador)
    Actividad.objects.create(
        trimestre_programa=borrador.trimestres.first(),
        linea=filas.linea,
        fecha=date(2025, 1, 8),
        descripcion="Una reunión",
        registrada_por=reparto.usuarios["personal_a"],
        registrada_en=AHORA,
        token=uuid4(),
    )
    for clase in ("linea", "bloque"):
        with pytest.raises(Conflicto, match="actividades"):
            ESCRITURAS[f"borrar {clase}"](editor, borrador.pk, filas)
    assert len(lineas_de(borrador)) == 3


@pytest.mark.parametrize(
    ("cambios", "campo"),
    [
        ({"nombre": " \t "}, "nombre"),
        ({"numero": 0}, "numero"),
        ({"numero": 1000}, "numero"),
        ({"tipo": "plan"}, "tipo"),
        ({"nombre": "x" * 251}, "nombre"),
        ({"metas": "x" * 5001}, "metas"),
        ({"periodo_desde": date(2025, 2, 1), "periodo_hasta": date(2025, 1, 1)}, "periodo_hasta"),
    ],
)
def test_what_a_block_cannot_hold_is_said_by_field(editor: Editor, borrador: Programa, cambios, campo: str):
    bloque = filas_de(borrador).bloque
    with pytest.raises(DatosInvalidos) as error:
        editor.editar_bloque(
            programa_id=borrador.pk,
            bloque_id=bloque.pk,
            datos=datos_de(bloque, **cambios),
            version=version_de(bloque),
        )
    assert set(error.value.errores) == {campo}


def test_half_a_block_is_kept_and_a_number_may_repeat(editor: Editor, borrador: Programa):
    bloque = editor.agregar_bloque(
        programa_id=borrador.pk, tipo="actividad", numero=2, nombre="Suministro", version=""
    )
    assert (bloque.orden, bloque.titulo) == (3, "Actividad 2")
    guardado = editor.editar_bloque(
        programa_id=borrador.pk,
        bloque_id=bloque.pk,
        datos=datos_de(bloque, periodo_desde=date(2025, 1, 1)),
        version=version_de(bloque),
    )
    assert (guardado.periodo_desde, guardado.periodo_hasta) == (date(2025, 1, 1), None)


def test_a_block_sent_twice_is_one_and_money_too(editor: Editor, borrador: Programa):
    nuevo = {"programa_id": borrador.pk, "tipo": "estrategia", "numero": 3, "nombre": "Otra"}
    una = editor.agregar_bloque(**nuevo, version="la de antes")
    assert editor.agregar_bloque(**nuevo, version="la de antes") == una
    monto = {"programa_id": borrador.pk, "bloque_id": una.pk, "concepto": "", "monto": 0}
    cero = editor.agregar_inversion(**monto, version="la de antes")
    assert editor.agregar_inversion(**monto, version="la de antes") == cero


def test_an_unknown_list_is_not_found_and_a_foreign_order_moves_nothing(editor: Editor, borrador: Programa):
    for lista in ("", "foda-X", "bloques-1", "lineas-x", "lineas-", "trimestres-1", "estado-1"):
        with pytest.raises(ObjectDoesNotExist):
            editor.ordenar(programa_id=borrador.pk, lista=lista, orden=[1], version="")
    ids = list(borrador.estrategias.order_by("orden").values_list("pk", flat=True))
    for orden in (ids[:1], [*ids, 10**9], [ids[0], ids[0]]):
        with pytest.raises(ErrorDeDominio):
            editor.ordenar(programa_id=borrador.pk, lista="bloques", orden=orden, version="")


def test_the_step_of_a_linea_is_one_that_somebody_registered(
    editor: Editor, borrador: Programa, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(pasos, "_pasos", {})
    linea = filas_de(borrador).linea
    datos = {"programa_id": borrador.pk, "linea_id": linea.pk, "responsables": []}
    con_paso = datos_de(linea, paso_que_cuenta="comite.constituido")
    with pytest.raises(DatosInvalidos):
        editor.editar_linea(**datos, datos=con_paso, version=version_de(linea))
    pasos.registrar_paso("comite.constituido", "Se constituyó el comité")
    guardada = editor.editar_linea(**datos, datos=con_paso, version=version_de(linea))
    assert guardada.paso_que_cuenta == "comite.constituido"


@pytest.mark.parametrize("parte", HOJA)
def test_an_empty_section_is_kept(editor: Editor, borrador: Programa, parte: str):
    datos = {campo: None if campo == "fecha" else "" for campo in HOJA[parte]}
    version = version_de_hoja(borrador, parte)
    guardado = editor.hoja(programa_id=borrador.pk, parte=parte, datos=datos, version=version)
    assert not any(getattr(guardado, campo) for campo in HOJA[parte])


@pytest.mark.parametrize(
    ("pegado", "limpio"),
    [
        ("•\tAcceso di\u00adrecto\r\n·\xa0Contar con", ["Acceso directo", "Contar con"]),
        ("\uf0b7\tWingdings\n○ Uno\n▪Dos\n– Tres\n- Cuatro", ["Wingdings", "Uno", "Dos", "Tres", "Cuatro"]),
        ("1.\tConvocar\n2)\tElegir\na)\tFirmar\no\tEntregar", ["Convocar", "Elegir", "Firmar", "Entregar"]),
        ("2024 fue bueno\nobra negra\na) se queda", ["2024 fue bueno", "obra negra", "a) se queda"]),
        ("uno\vdos\u2028tres", ["uno", "dos", "tres"]),
        ("\u202eal revés\u200b  y   espacios", ["al revés y espacios"]),
    ],
)
def test_a_list_pasted_from_word_arrives_clean(pegado: str, limpio: list[str]):
    assert renglones_pegados(pegado) == limpio


def test_paragraphs_pasted_from_word_keep_their_shape():
    assert parrafos_pegados("Uno\t dos\n\n\n\n·\tpunto\no\totro\n1.\tprimero") == (
        "Uno dos\n\n• punto\n• otro\n1. primero"
    )
