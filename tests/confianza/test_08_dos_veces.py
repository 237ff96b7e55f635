"""Rule 8: eight endings give one signature, eight submits one row, of two edits one is told no."""

import threading
from dataclasses import replace
from uuid import uuid4

import pytest
from django.db import connection, transaction

from actividades import servicios as actos
from actividades.models import Actividad
from actividades.servicios import registrar as modulo_registrar
from evaluacion.estados import EstadoEvaluacion
from evaluacion.models import Evaluacion
from evaluacion.servicios import firma
from nucleo import disparadores, firmas
from nucleo.efirma.validacion import Dictamen
from nucleo.errores import Conflicto, ErrorDeDominio
from nucleo.models import Asiento, Documento, Firma, FirmaEnCurso
from tests.confianza.hilos import a_la_vez, errores_en
from tests.confianza.historia import (
    CAPTURA_T1,
    EN_T1,
    REVISION_T1,
    actor,
    dejar_por_firmar,
    preparar_y_sellar,
    registrar,
)

pytestmark = [pytest.mark.solo_postgres, pytest.mark.django_db(transaction=True)]
OCHO = 8


@pytest.fixture
def preparada(reparto, efirmas):
    """The arguments that finish the director's signature."""
    tp, quien = dejar_por_firmar(reparto, 1), actor(reparto, "directora_a", REVISION_T1)
    return preparar_y_sellar(firma.preparar_firma_direccion, tp.pk, efirmas["directora_a"], quien)


def test_eight_endings_give_one_signature(preparada, cifra):
    resultados = a_la_vez([lambda: firma.terminar_firma_direccion(**preparada)] * OCHO)
    errores = errores_en(resultados)
    assert len(errores) == OCHO - 1
    assert all(isinstance(e, ErrorDeDominio) for e in errores), errores
    cifra(8, "firmas puestas por ocho finales simultáneos", Firma.objects.count(), de=OCHO)
    assert Firma.objects.count() == 1
    assert Evaluacion.objects.get().estado == EstadoEvaluacion.FIRMADA
    documento = Documento.objects.get()
    asientos = Asiento.objects.filter(accion="documento.firmar", objeto=f"documento:{documento.pk}")
    assert asientos.count() == 1, "nor do the seven leave a trace of what did not happen"


def test_control_without_its_guards_the_same_signature_enters_eight_times(
    preparada, monkeypatch, sin_candados_de_fila
):
    """Taken away: the consumption of the attempt, the unique constraints, the trigger, the row lock."""
    monkeypatch.setattr(firmas, "validar_pdf", lambda *_: Dictamen(True, ()))
    terminada = firmas.componer(
        preparada["en_curso_id"],
        usuario=preparada["persona"].usuario,
        sello=preparada["sello"],
        ahora=preparada["ahora"],
    )
    disparadores.quitar()
    unicas = [c for c in Firma._meta.constraints if c.name.startswith("firma_")]
    with connection.schema_editor() as editor:
        for unica in unicas:
            editor.remove_constraint(Firma, unica)

    def asentar() -> None:
        with transaction.atomic():
            firmas._crear_firma(
                terminada.en_curso.documento,
                firmas.Firmante(terminada.en_curso.firmante, "Directora", "firma_direccion"),
                ahora=preparada["ahora"],
                via="efirma",
                firmado_en=preparada["ahora"],
                sha256=terminada.sha256,
            )

    # One after the other: the chain's head, a guard of its own, would refuse most of them at once.
    for _ in range(OCHO):
        asentar()
    assert Firma.objects.count() == OCHO
    Firma.objects.all()._raw_delete("default")
    with connection.schema_editor() as editor:
        for unica in unicas:
            editor.add_constraint(Firma, unica)


def test_the_attempt_is_consumed_once(preparada):
    borrar = FirmaEnCurso.objects.filter(pk=preparada["en_curso_id"]).delete
    borradas = [n for n, _ in a_la_vez([borrar] * OCHO)]
    assert sorted(borradas) == [0] * (OCHO - 1) + [1]


def _captura(reparto, token):
    datos = actos.DatosDeActividad(linea=reparto.lineas()[0], fecha=EN_T1, descripcion="Una vez")
    quien = actor(reparto, "personal_a", CAPTURA_T1)
    direccion = reparto.direcciones["A"].pk
    return lambda: actos.registrar_actividad(direccion_id=direccion, datos=datos, token=token, **quien).pk


def test_eight_submits_of_one_form_give_one_row(reparto, cifra, tamano):
    for _ in range(tamano(4, 40)):
        token = uuid4()
        resultados = a_la_vez([_captura(reparto, token)] * OCHO)
        assert errores_en(resultados) == []
        assert len(set(resultados)) == 1, "all eight were told of the same act"
        assert Actividad.objects.filter(token=token).count() == 1
    cifra(8, "filas de más por formularios enviados ocho veces a la vez", 0, de=tamano(4, 40))


def test_control_without_lock_and_unique_token_there_are_several_rows(
    reparto, monkeypatch, sin_candados_de_fila
):
    todos = threading.Barrier(OCHO)
    permite = modulo_registrar.permite_captura

    def permitir_a_todos(*args, **kwargs):
        todos.wait(20)
        return permite(*args, **kwargs)

    monkeypatch.setattr(modulo_registrar, "permite_captura", permitir_a_todos)
    campo = Actividad._meta.get_field("token")
    suelto = campo.clone()
    suelto._unique = False
    suelto.set_attributes_from_name("token")
    with connection.schema_editor() as editor:
        editor.alter_field(Actividad, campo, suelto)
    monkeypatch.setattr(modulo_registrar, "dejar_asiento", lambda *_, **__: None)
    token = uuid4()
    a_la_vez([_captura(reparto, token)] * OCHO)
    repetidas = Actividad.objects.filter(token=token).count()
    disparadores.quitar()
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE actividades_actividad CASCADE")
    with connection.schema_editor() as editor:
        editor.alter_field(Actividad, suelto, campo)
    assert repetidas == OCHO


def _edicion(reparto, acto, texto):
    datos = actos.DatosDeActividad(linea=acto.linea, fecha=EN_T1, descripcion=texto, cantidad=2)
    quien = actor(reparto, "personal_a", CAPTURA_T1)
    return lambda: actos.corregir_actividad(actividad=acto, datos=datos, revision=acto.revision, **quien)


def test_of_two_edits_of_one_revision_one_is_told_of_the_conflict(reparto, cifra, tamano):
    acto = registrar(reparto, reparto.lineas()[0], EN_T1, CAPTURA_T1)
    for ronda in range(tamano(10, 50)):
        acto.refresh_from_db()
        resultados = a_la_vez([_edicion(reparto, acto, f"{ronda} de {quien}") for quien in "ab"])
        errores = errores_en(resultados)
        assert [type(e) for e in errores] == [Conflicto]
        acto.refresh_from_db()
        ganadora = next(r for r in resultados if isinstance(r, Actividad))
        assert acto.descripcion == ganadora.descripcion
    cifra(8, "pares de ediciones en que una gana y a la otra se le avisa", tamano(10, 50), de=tamano(10, 50))


def test_control_without_the_lock_one_edit_is_lost(reparto, monkeypatch, sin_candados_de_fila):
    acto = registrar(reparto, reparto.lineas()[0], EN_T1, CAPTURA_T1)
    ambos, tomar = threading.Barrier(2), modulo_registrar.tomar

    def tomar_los_dos(*args, **kwargs):
        leido = tomar(*args, **kwargs)
        ambos.wait(20)
        return leido

    monkeypatch.setattr(modulo_registrar, "tomar", tomar_los_dos)
    monkeypatch.setattr(modulo_registrar, "dejar_asiento", lambda *_, **__: None)
    acto.refresh_from_db()
    resultados = a_la_vez([_edicion(reparto, acto, f"de {quien}") for quien in "ab"])
    assert errores_en(resultados) == [], "both believe that they saved"
    acto.refresh_from_db()
    assert acto.revision == 2, "and one of the two is gone"


def test_the_token_of_another_person_is_refused(reparto):
    token = uuid4()
    _captura(reparto, token)()
    datos = actos.DatosDeActividad(linea=reparto.lineas()[0], fecha=EN_T1, descripcion="Otra persona")
    with pytest.raises(Conflicto):
        actos.registrar_actividad(
            direccion_id=reparto.direcciones["A"].pk,
            datos=replace(datos, cantidad=3),
            token=token,
            **actor(reparto, "directora_a", CAPTURA_T1),
        )
