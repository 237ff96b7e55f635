"""Signing a quarter: versions that do not change, folios without holes, and boxes that are not mixed up."""

import json
import re
from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from actividades.models import Actividad
from evaluacion.models import Evaluacion, Movimiento
from evaluacion.servicios import firma, papel
from nucleo import almacen
from nucleo.errores import DatosInvalidos, ErrorDeDominio, FirmaRechazada, PeriodoCerrado, SinPermiso
from nucleo.models import Asiento, Documento, FirmaEnCurso
from nucleo.models import Firma as FirmaPuesta
from nucleo.personas import Persona
from nucleo.roles import Rol
from nucleo.verificacion import verificar_archivo, verificar_codigo
from poa import servicios
from poa.candados import permite_cambios
from poa.models import TrimestrePrograma
from tests.evaluacion.actos import hecho
from tests.evaluacion.etapas import DIRECTORA, HASTA_CORREGIR, PLANEACION, Etapa
from tests.reparto import AHORA, EN_ENERO, INICIO, datos_de_programa

pytestmark = pytest.mark.postgres


def bytes_de(documento: Documento) -> bytes:
    documento.refresh_from_db()
    return almacen.leer(documento.archivo or documento.base_archivo)


def encargar(etapa: Etapa, quien: str, rol: Rol, clave: str) -> None:
    """One more post for a person, as the administrador gives it."""
    servicios.adscribir(
        persona=servicios.persona_del_sistema(EN_ENERO.date()),
        ahora=EN_ENERO,
        usuario=etapa.reparto.usuarios[quien],
        direccion=etapa.reparto.direcciones[clave],
        rol=rol,
        cargo="Titular",
        desde=INICIO,
        puede_firmar=True,
    )


# With the e.firma, on the real sheet.


def test_both_sign_and_the_document_never_changes(etapa, cliente_de, en_hoy):
    etapa.completar().terminar()
    etapa.firmar_direccion()
    documento = etapa.evaluacion.documento
    assert (documento.estado, documento.version, documento.folio) == ("pendiente", 1, "EVAL/A/2024/T1/001")
    de_la_direccion = bytes_de(documento)
    etapa.firmar_evaluacion()
    ambas = bytes_de(documento)
    assert ambas.startswith(de_la_direccion), "the second signature is added at the end"
    assert documento.estado == "vigente"
    assert almacen.sha256(ambas) == documento.archivo_sha256
    ruta = f"/trimestres/{etapa.tp_id}/documentos/1/documento/"
    hecho(etapa.reparto, 0, 2, 9)
    for quien in (DIRECTORA, PLANEACION, "contraloria", "personal_a", DIRECTORA):
        respuesta = cliente_de(quien).get(ruta)
        assert respuesta.content == ambas
        assert respuesta["Content-Disposition"] == 'attachment; filename="EVAL-A-2024-T1-001.pdf"'
    assert Asiento.objects.filter(accion="consultar.documento_trimestre").count() == 1
    assert verificar_archivo(ambas, None).veredicto == "vigente"
    assert verificar_codigo(documento.codigo).veredicto == "vigente"


def test_the_frozen_data_hold_what_was_counted(etapa):
    etapa.completar().terminar()
    etapa.imprimir()
    documento = etapa.evaluacion.documento
    datos = json.loads(documento.datos)
    assert documento.datos_sha256 == almacen.sha256(documento.datos.encode())
    assert datos["total"]["trimestral"] == {
        "proyectadas": 6,
        "realizadas": 5,
        "cumplimiento": "83.33",
        "semaforo": "amarillo",
        "etiqueta": "83.33 %",
    }
    lineas = [linea for e in datos["estrategias"] for linea in e["lineas"]]
    assert [(x["inicial"], x["modificado"], x["trimestral"]["realizadas"]) for x in lineas] == [
        (3, 3, 3),
        (1, 1, 0),
        (2, 2, 2),
    ]
    assert lineas[1]["justificacion"]["causa"] == "Sin vehículo"
    assert len(datos["actividades"]) == 2
    assert "CANARIO-B" not in documento.datos


def test_the_same_data_give_the_same_pdf(etapa):
    """All of it but the file identifier that PDF asks to be new with every save."""
    etapa.completar().terminar()
    etapa.imprimir()
    documento = etapa.evaluacion.documento
    primera = bytes_de(documento)
    contexto = firma.ContextoDeImpresion.de_json(documento.contexto)
    otra = firma.hoja_del_trimestre(documento.datos, contexto)
    assert len(otra) == len(primera)
    assert sin_identificador(otra) == sin_identificador(primera)
    assert sin_identificador(primera) != primera


def sin_identificador(pdf: bytes) -> bytes:
    return re.sub(rb"/ID \[[^]]*\]", b"", pdf)


# From here on the sheet does not matter.


@pytest.mark.usefixtures("sin_pdf")
def test_one_signs_on_paper_and_the_other_with_the_efirma(etapa):
    etapa.completar().en_papel()
    etapa.firmar_evaluacion()
    vias = dict(FirmaPuesta.objects.values_list("casilla", "via"))
    assert vias == {"firma_direccion": "papel", "firma_planeacion": "efirma"}
    assert etapa.evaluacion.documento.estado == "vigente"


@pytest.mark.usefixtures("sin_pdf")
def test_attempts_that_are_abandoned_burn_no_folio(etapa):
    etapa.completar().terminar()
    cer = etapa.credencial_de(DIRECTORA).cer
    for _ in range(3):
        firma.preparar_firma_direccion(cer=cer, **etapa.llaves(DIRECTORA))
    assert FirmaEnCurso.objects.count() == 3
    etapa.firmar_direccion()
    assert list(Documento.objects.values_list("folio", flat=True)) == ["EVAL/A/2024/T1/001"]


@pytest.mark.usefixtures("sin_pdf")
@pytest.mark.parametrize("que", ["acto", "justificacion", "anulada"])
def test_what_changed_while_signing_refuses_the_signature(etapa, que):
    etapa.completar().terminar()
    llave = etapa.credencial_de(DIRECTORA)
    lista = firma.preparar_firma_direccion(cer=llave.cer, **etapa.llaves(DIRECTORA))
    if que == "acto":
        hecho(etapa.reparto, 0, 1)
        etapa.justificar(linea_id=etapa.linea(0))
    elif que == "justificacion":
        etapa.justificar(causa="Otra causa")
    else:
        Actividad.objects.filter(linea_id=etapa.linea(2)).update(descripcion="Se reescribió")
    with pytest.raises(FirmaRechazada, match="alguien cambió lo que cuenta"):
        firma.terminar_firma_direccion(
            en_curso_id=lista.en_curso_id, sello=llave.firmar(lista.atributos), **etapa.llaves(DIRECTORA)
        )
    assert etapa.situacion.estado == "en_revision"
    assert not FirmaPuesta.objects.exists()


@pytest.mark.usefixtures("sin_pdf")
def test_what_is_not_counted_does_not_void_a_signature_under_way(etapa):
    etapa.completar().terminar()
    llave = etapa.credencial_de(DIRECTORA)
    lista = firma.preparar_firma_direccion(cer=llave.cer, **etapa.llaves(DIRECTORA))
    hecho(etapa.reparto, 0, 2, 5)
    servicios.crear_localidad(
        persona=servicios.persona_del_sistema(EN_ENERO.date()), ahora=AHORA, nombre="Otra localidad"
    )
    firma.terminar_firma_direccion(
        en_curso_id=lista.en_curso_id, sello=llave.firmar(lista.atributos), **etapa.llaves(DIRECTORA)
    )
    assert etapa.situacion.estado == "firmada_direccion"


@pytest.mark.usefixtures("sin_pdf")
@pytest.mark.parametrize("caso", ["tarde", "dos veces", "otra persona", "otro sello", "otro trimestre"])
def test_a_signature_under_way_is_finished_once_in_time_by_its_own_signer(etapa, caso):
    etapa.completar().terminar()
    llave = etapa.credencial_de(DIRECTORA)
    lista = firma.preparar_firma_direccion(cer=llave.cer, **etapa.llaves(DIRECTORA))
    sello = llave.firmar(lista.atributos)
    llaves = etapa.llaves(DIRECTORA) | {"en_curso_id": lista.en_curso_id, "sello": sello}
    if caso == "tarde":
        llaves["ahora"] += timedelta(minutes=15, seconds=1)
    elif caso == "dos veces":
        firma.terminar_firma_direccion(**llaves)
    elif caso == "otra persona":
        llaves["persona"] = etapa.reparto.persona("directora_b", etapa.hoy)
    elif caso == "otro sello":
        llaves["sello"] = llave.firmar(lista.atributos + b" ")
    else:
        llaves["tp_id"] = etapa.reparto.tp(2).pk
    with pytest.raises(ErrorDeDominio):
        firma.terminar_firma_direccion(**llaves)
    assert FirmaPuesta.objects.count() == (1 if caso == "dos veces" else 0)
    assert Documento.objects.count() == 1


@pytest.mark.usefixtures("sin_pdf")
def test_one_signs_with_ones_own_certificate(etapa):
    etapa.completar().terminar()
    with pytest.raises(FirmaRechazada):
        firma.preparar_firma_direccion(cer=etapa.credencial_de(PLANEACION).cer, **etapa.llaves(DIRECTORA))
    assert not FirmaEnCurso.objects.exists()


# Who may sign which box.


@pytest.mark.usefixtures("sin_pdf")
@pytest.mark.parametrize("via", ["firmar_evaluacion", "adjuntar_evaluacion"])
def test_nobody_signs_both_boxes(etapa, via):
    encargar(etapa, DIRECTORA, Rol.PLANEACION, "PLAN")
    etapa.completar().en_papel()
    with pytest.raises(SinPermiso, match="nadie firma las dos casillas"):
        etapa.hacer(via, DIRECTORA)
    assert etapa.situacion.estado == "firmada_direccion"
    etapa.hacer(via, PLANEACION)
    assert etapa.situacion.estado == "evaluada"


@pytest.mark.usefixtures("sin_pdf")
def test_the_database_refuses_both_boxes_too(etapa):
    etapa.completar().en_papel()
    puesta = FirmaPuesta.objects.get()
    with pytest.raises(IntegrityError), transaction.atomic():
        FirmaPuesta.objects.create(
            documento=puesta.documento,
            casilla="firma_planeacion",
            via="papel",
            firmante=puesta.firmante,
            nombre="Ada Muñoz",
            cargo="Titular",
            firmado_en=AHORA,
            sha256="0" * 64,
        )


@pytest.mark.usefixtures("sin_pdf")
def test_planeacions_own_poa_is_evaluated_by_contraloria(etapa):
    actor = {"persona": etapa.reparto.persona(PLANEACION), "ahora": EN_ENERO}
    programa = servicios.cargar_programa(**actor, datos=datos_de_programa("PLAN"))
    encargar(etapa, "personal_a", Rol.DIRECTORA, "PLAN")
    quien_envia = {
        "persona": Persona.de(etapa.reparto.usuarios["personal_a"], EN_ENERO.date()),
        "ahora": EN_ENERO,
    }
    servicios.enviar_programa(**quien_envia, programa_id=programa.pk)
    programa = servicios.autorizar_programa(**actor, programa_id=programa.pk)
    suya = Etapa(replace(etapa.reparto, programa_b=programa), etapa.credencial_de, clave="PLAN")
    for lugar in range(3):
        suya.justificar("personal_a", linea_id=suya.linea(lugar))
    suya.terminar("personal_a")
    suya.firmar_direccion("personal_a")
    for accion in ("firmar_evaluacion", "adjuntar_evaluacion", "observar"):
        with pytest.raises(SinPermiso, match="lo evalúa Contraloría"):
            suya.hacer(accion, PLANEACION)
    suya.firmar_evaluacion("contraloria")
    assert suya.situacion.estado == "evaluada"
    with pytest.raises(SinPermiso, match="lo evalúa Contraloría"):
        suya.desbloquear(PLANEACION)
    suya.desbloquear("contraloria")


# Returned, printed and not used, opened again.


@pytest.mark.usefixtures("sin_pdf")
@pytest.mark.parametrize("via", ["firmar_direccion", "en_papel"])
def test_an_observation_annuls_the_signature_and_the_next_round_has_a_new_folio(etapa, via):
    etapa.completar()
    if via == "firmar_direccion":
        etapa.terminar()
    getattr(etapa, via)()
    primero = etapa.evaluacion.documento
    antes = bytes_de(primero)
    etapa.observar(por_linea={etapa.linea(1): "Explique mejor", etapa.reparto.lineas("B")[0].pk: "ajena"})
    primero.refresh_from_db()
    puesta = FirmaPuesta.objects.get()
    assert primero.estado == "cancelada"
    assert puesta.anulada_en
    assert "Falta la lista de asistencia" in puesta.anulada_motivo
    assert verificar_codigo(primero.codigo).veredicto == "cancelada"
    observaciones = [o.texto for o in etapa.evaluacion.observaciones.all()]
    assert observaciones == ["Falta la lista de asistencia", "Explique mejor"]
    etapa.terminar()
    etapa.firmar_direccion()
    segundo = etapa.evaluacion.documento
    assert (primero.folio, segundo.folio) == ("EVAL/A/2024/T1/001", "EVAL/A/2024/T1/002")
    assert (segundo.version, segundo.vuelta) == (1, 2)
    assert primero.codigo != segundo.codigo
    assert bytes_de(primero) == antes
    assert "Explique mejor" in segundo.datos


@pytest.mark.usefixtures("sin_pdf")
def test_a_print_that_was_not_used_stays_visible_as_cancelled(etapa):
    etapa.completar().terminar()
    etapa.imprimir()
    impreso = etapa.evaluacion.documento
    assert not permite_cambios(etapa.reparto.tp(1), linea_id=etapa.linea())
    etapa.cancelar_impresion()
    impreso.refresh_from_db()
    assert (impreso.estado, impreso.motivo_de_baja) == ("cancelada", "Se mojó")
    etapa.firmar_direccion()
    assert etapa.evaluacion.documento.folio == "EVAL/A/2024/T1/002"


def test_an_unlock_opens_its_lineas_and_ends_in_version_2(etapa):
    etapa.completar().terminar()
    etapa.firmar_direccion()
    etapa.firmar_evaluacion()
    uno = etapa.evaluacion.documento
    antes, publica = bytes_de(uno), almacen.leer(uno.publica_archivo)
    etapa.desbloquear(lugar=1)
    etapa.hoy = HASTA_CORREGIR
    tp = TrimestrePrograma.objects.get(pk=etapa.tp_id)
    assert (tp.cerrado, tp.solo_lineas) == (False, True)
    uno.refresh_from_db()
    assert uno.estado == "vigente", "version 1 is in force until both sign version 2"
    with pytest.raises(PeriodoCerrado, match="solo para algunas líneas"):
        etapa.justificar(linea_id=etapa.linea(0))
    hecho(etapa.reparto, 1, 1)
    etapa.terminar()
    etapa.firmar_direccion()
    assert verificar_codigo(uno.codigo).veredicto == "vigente"
    etapa.firmar_evaluacion()
    comprobar_version_2(etapa, uno, antes, publica)


def comprobar_version_2(etapa: Etapa, uno: Documento, antes: bytes, publica: bytes) -> None:
    dos = etapa.evaluacion.documento
    sustituye = json.loads(dos.datos)["sustituye"]
    assert (dos.version, dos.folio, dos.estado) == (2, "EVAL/A/2024/T1/002", "vigente")
    assert (sustituye["folio"], sustituye["version"]) == ("EVAL/A/2024/T1/001", 1)
    assert (sustituye["solicitado_por"], sustituye["motivo"]) == ("Ada Muñoz", "Faltó un acto")
    diferencias = " ".join(sustituye["diferencias"])
    assert "de 5/6 (83.33 %) a 6/6 (100.00 %)" in diferencias
    assert "«Línea 2»: realizadas de 0 a 1." in diferencias
    assert "Se agregó la actividad" in diferencias
    assert bytes_de(uno) == antes
    assert almacen.leer(uno.publica_archivo) == publica
    assert (uno.estado, uno.sustituido_por_id) == ("sustituida", dos.pk)
    assert verificar_archivo(antes, None).veredicto == "sustituida"
    versiones = Evaluacion.objects.filter(trimestre_programa_id=etapa.tp_id)
    estados = dict(versiones.values_list("version", "estado"))
    assert estados == {1: "sustituida", 2: "evaluada"}
    assert Movimiento.objects.filter(evaluacion__version=1, de="evaluada", a="sustituida").count() == 1
    tp = TrimestrePrograma.objects.get(pk=etapa.tp_id)
    assert (tp.cerrado, tp.solo_lineas) == (True, False)


@pytest.mark.usefixtures("sin_pdf")
def test_an_unlock_needs_a_reason_a_date_and_lineas_of_its_own(etapa):
    from evaluacion.servicios.revision import desbloquear

    etapa.completar().evaluada_en_papel()
    bien = {"solicitado_por": "Ada", "motivo": "Faltó", "hasta": HASTA_CORREGIR, "lineas": [etapa.linea()]}
    ajena = etapa.reparto.lineas("B")[0].pk
    for cambio in ({"motivo": " "}, {"hasta": date(2024, 4, 9)}, {"lineas": []}, {"lineas": [ajena]}):
        with pytest.raises(ErrorDeDominio):
            desbloquear(**(bien | cambio), **etapa.llaves(PLANEACION))
    assert Evaluacion.objects.count() == 1


@pytest.mark.usefixtures("sin_pdf")
@pytest.mark.parametrize("contenido", [b"", b"no es un PDF", b"%PDF-1.7 roto", b"\xff\xd8\xff\xe0 JFIF"])
def test_what_is_not_a_scan_is_refused(etapa, contenido):
    etapa.completar().terminar()
    etapa.imprimir()
    with pytest.raises(DatosInvalidos, match="no es un PDF"):
        papel.adjuntar_firma_direccion(escaneo=contenido, **etapa.llaves(DIRECTORA))
    assert etapa.situacion.estado == "impresa"
