"""Actas: begun, written, frozen, signed by hand or with e.firma, called off, published; who may do what."""

import io
import json
from datetime import UTC, datetime

import pikepdf
import pytest
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError

from asambleas import servicios
from asambleas.consultas.demandas import hay_acta
from asambleas.models import Acta, Asamblea
from asambleas.servicios import TextosDeActa, firma_acta
from asambleas.servicios import actas as modulo
from nucleo.almacen import leer
from nucleo.efirma.ejemplo import Autoridad, Credencial, crear_autoridad
from nucleo.errores import Conflicto, DatosInvalidos, FirmaRechazada, SinPermiso, TransicionInvalida
from nucleo.models import Asiento, Documento
from nucleo.verificacion import Veredicto, verificar_archivo, verificar_codigo
from tests.actividades.muestras import pdf
from tests.asambleas.mundo_actas import Reunion, acta_de, congelada, hoja, reunion_de
from tests.reparto import AHORA, Reparto

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
A = {"ahora": AHORA}


@pytest.fixture
def reunion(reparto: Reparto) -> Reunion:
    return reunion_de(reparto)


@pytest.fixture
def sin_papel(monkeypatch) -> None:
    monkeypatch.setattr(modulo, "acta_en_pdf", hoja)
    monkeypatch.setattr(firma_acta, "acta_publica_en_pdf", lambda *a: pdf(2))


@pytest.fixture(scope="module")
def autoridad() -> Autoridad:
    return crear_autoridad(desde=datetime(2023, 1, 1, tzinfo=UTC))


def credencial(autoridad: Autoridad, reparto: Reparto, quien: str) -> Credencial:
    u = reparto.usuarios[quien]
    return autoridad.efirma(nombre=u.nombre, rfc=u.rfc, curp=u.curp, clave="una-clave")


def firmar(autoridad: Autoridad, reparto: Reparto, acta: Acta, quien: str = "directora_a") -> Acta:
    suya, llaves = (
        credencial(autoridad, reparto, quien),
        {"acta_id": acta.pk, "persona": reparto.persona(quien), **A},
    )
    en_curso, atributos = servicios.preparar_firma_acta(cer=suya.cer, **llaves)
    return servicios.terminar_firma_acta(en_curso_id=en_curso, sello=suya.firmar(atributos), **llaves)


def adjuntar(reparto: Reparto, acta: Acta, quien: str = "personal_a") -> Acta:
    return servicios.adjuntar_acta_firmada(
        acta_id=acta.pk, escaneo=pdf(3), persona=reparto.persona(quien), **A
    )


def levantar(reparto: Reparto, reunion: Reunion, quien: str = "personal_a", **mas: object) -> Acta:
    datos = {
        "organo_id": reunion.organo.pk,
        "tipo": "constitutiva",
        "asamblea_id": reunion.asamblea.pk,
        **mas,
    }
    return servicios.levantar_acta(persona=reparto.persona(quien), **datos, **A)


# ---- begun and written ----


def test_it_starts_from_what_was_captured_and_only_once(reparto: Reparto, reunion: Reunion):
    acta = levantar(reparto, reunion)
    assert acta.exposicion == reunion.asamblea.explicacion
    assert acta.desarrollo
    assert reunion.asamblea.acta == acta
    with pytest.raises(Conflicto, match="ya se levantó"):
        levantar(reparto, reunion)
    with pytest.raises(IntegrityError), transaction.atomic():
        Acta.objects.create(
            organo=reunion.organo, asamblea=reunion.asamblea, tipo="constitutiva",
            hecha_por=reparto.usuarios["personal_a"], hecha_en=AHORA,
        )  # fmt: skip


@pytest.mark.parametrize(
    "mal", [{"tipo": "nada"}, {"tipo": "sesion"}, {"asamblea_id": None}, {"asamblea_id": 999_999}]
)
def test_it_is_of_an_assembly_of_its_own(reparto: Reparto, reunion: Reunion, mal: dict):
    with pytest.raises(DatosInvalidos):
        levantar(reparto, reunion, **mal)


def test_of_an_assembly_of_another_organo_there_is_none(reparto: Reparto, reunion: Reunion):
    ajena = reunion_de(reparto, "B", " B")
    with pytest.raises(DatosInvalidos):
        levantar(reparto, reunion, asamblea_id=ajena.asamblea.pk)


def test_of_an_assembly_that_was_not_held_there_is_none(reparto: Reparto, reunion: Reunion):
    Asamblea.objects.filter(pk=reunion.asamblea.pk).update(estado="convocada")
    with pytest.raises(DatosInvalidos, match="cuando se celebra"):
        levantar(reparto, reunion)


def test_of_two_who_write_at_once_one_is_told(reparto: Reparto, reunion: Reunion):
    acta = levantar(reparto, reunion)
    datos = {"acta_id": acta.pk, "revision": acta.revision, "persona": reparto.persona("personal_a"), **A}
    servicios.corregir_acta(textos=TextosDeActa("Uno", "Dos", "Tres\u202e"), **datos)
    with pytest.raises(Conflicto):
        servicios.corregir_acta(textos=TextosDeActa("Otro"), **datos)
    acta.refresh_from_db()
    assert (acta.exposicion, acta.asuntos) == ("Uno", "Tres")
    with pytest.raises(DatosInvalidos):
        servicios.corregir_acta(**datos | {"revision": acta.revision}, textos=TextosDeActa("x" * 4_001))


# ---- frozen ----


@pytest.mark.usefixtures("sin_papel")
def test_freezing_gives_consecutive_folios_and_fixes_what_it_says(reparto: Reparto, reunion: Reunion):
    acta = congelada(reparto, reunion)
    otra = congelada(reparto, reunion_de(reparto, organo=None, sufijo=" Dos"))
    assert (acta.estado, acta.documento.estado) == ("congelada", "impreso")
    assert [a.documento.folio for a in (acta, otra)] == ["ACTA/A/2024/001", "ACTA/A/2024/002"]
    assert json.loads(acta.documento.datos)["textos"]["exposicion"] == "Se explicó el trazo del drenaje."
    with pytest.raises(SinPermiso, match="ya no cambian"):
        servicios.corregir_acta(
            acta_id=acta.pk, textos=TextosDeActa(), revision=acta.revision,
            persona=reparto.persona("personal_a"), **A,
        )  # fmt: skip
    assert verificar_codigo(acta.documento.codigo).veredicto == Veredicto.PENDIENTE


@pytest.mark.usefixtures("sin_papel")
def test_before_its_assembly_is_closed_it_is_not_frozen(reparto: Reparto, reunion: Reunion):
    Asamblea.objects.filter(pk=reunion.asamblea.pk).update(estado="instalada")
    with pytest.raises(SinPermiso, match="cerrar la asamblea"):
        congelada(reparto, reunion)
    assert not Documento.objects.exists()


def test_what_changes_while_it_is_drawn_freezes_nothing(reparto: Reparto, reunion: Reunion, monkeypatch):
    def dibujar(datos: str, contexto: object) -> bytes:
        Acta.objects.update(asuntos="Otra cosa")
        return hoja()

    monkeypatch.setattr(modulo, "acta_en_pdf", dibujar)
    with pytest.raises(FirmaRechazada, match="cambió"):
        congelada(reparto, reunion)
    assert Acta.objects.get().estado == "borrador"
    assert Documento.objects.get().estado == "reservado"


@pytest.mark.usefixtures("sin_papel")
def test_frozen_with_a_mistake_it_is_written_again_with_another_folio(reparto: Reparto, reunion: Reunion):
    acta = congelada(reparto, reunion)
    viejo, actor = acta.documento, {"persona": reparto.persona("personal_a"), **A}
    with pytest.raises(DatosInvalidos):
        servicios.reabrir_acta(acta_id=acta.pk, motivo="  ", **actor)
    acta = servicios.reabrir_acta(acta_id=acta.pk, motivo="Faltó un acuerdo", **actor)
    assert (acta.estado, acta.documento) == ("borrador", None)
    assert verificar_codigo(viejo.codigo).veredicto == Veredicto.CANCELADA
    nueva = servicios.congelar_acta(acta_id=acta.pk, revision=None, **actor)
    assert nueva.documento.folio == "ACTA/A/2024/002"


@pytest.mark.usefixtures("sin_papel")
def test_after_a_cancelled_one_another_is_begun_with_what_it_said(reparto: Reparto, reunion: Reunion):
    acta = congelada(reparto, reunion)
    actor = {"persona": reparto.persona("personal_a"), **A}
    servicios.cancelar_acta(acta_id=acta.pk, motivo="Se mojó", **actor)
    acta.refresh_from_db()
    assert (acta.estado, acta.motivo, acta.documento.estado) == ("cancelada", "Se mojó", "cancelada")
    otra = levantar(reparto, reunion)
    assert otra.exposicion == "Se explicó el trazo del drenaje."
    assert [a.texto for a in otra.acuerdos.all()] == [a.texto for a in acta.acuerdos.all()]
    assert reunion.asamblea.acta == otra


@pytest.mark.usefixtures("sin_papel")
def test_behind_the_services_back_a_frozen_acta_does_not_change(reparto: Reparto, reunion: Reunion):
    acta = congelada(reparto, reunion)
    malas = (
        lambda: Acta.objects.filter(pk=acta.pk).update(asuntos="Otra cosa"),
        lambda: acta.acuerdos.update(texto="Otra cosa"),
        lambda: acta.acuerdos.create(numero=9, texto="Uno más", responsable="Alguien"),
        lambda: acta.acuerdos.all().delete(),
        lambda: acta.delete(),
    )
    for mala in malas:
        antes = list(Acta.objects.values_list()), list(acta.acuerdos.values_list())
        with pytest.raises((IntegrityError, ProtectedError)), transaction.atomic():
            mala()
        assert (list(Acta.objects.values_list()), list(acta.acuerdos.values_list())) == antes
    borrador = acta_de(reparto, reunion_de(reparto, sufijo=" Dos"))
    assert Acta.objects.filter(pk=borrador.pk).update(asuntos="Otra") == 1, "the control: a draft does change"
    assert borrador.acuerdos.all().delete()[0] == 2


# ---- signed ----


def test_signed_with_efirma_it_is_genuine_by_code_by_file_and_in_public(reparto, reunion, autoridad):
    acta = firmar(autoridad, reparto, congelada(reparto, reunion))
    documento = acta.documento
    assert (acta.estado, documento.estado) == ("firmada", "vigente")
    assert hay_acta(reunion.organo)
    firmado, publica = leer(documento.archivo), leer(documento.publica_archivo)
    assert verificar_codigo(documento.codigo).veredicto == Veredicto.VIGENTE
    assert verificar_archivo(firmado, documento.codigo).veredicto == Veredicto.VIGENTE
    assert verificar_archivo(firmado[:-1] + b"x").veredicto == Veredicto.ALTERADA
    visto = verificar_archivo(publica, documento.codigo)
    assert (visto.veredicto, visto.es_publica) == (Veredicto.VIGENTE, True)
    assert verificar_archivo(publica + b" ").veredicto == Veredicto.ALTERADA
    with pikepdf.open(io.BytesIO(publica)) as abierto:
        assert "/AcroForm" not in abierto.Root
    acciones = list(Asiento.objects.order_by("-pk").values_list("accion", flat=True)[:2])
    assert acciones == ["acta.firmada", "documento.firmar"]


def test_on_paper_who_attached_it_is_told_as_such(reparto: Reparto, reunion: Reunion):
    acta = adjuntar(reparto, congelada(reparto, reunion))
    firma = acta.documento.firmas.get()
    escaneo = leer(firma.archivo)
    visto = verificar_archivo(escaneo, acta.documento.codigo)
    assert (visto.veredicto, visto.es_escaneo) == (Veredicto.VIGENTE, True)
    assert [(f.nombre, f.via) for f in visto.firmas] == [("Alma Ruiz", "firma autógrafa")]
    assert "adjuntó el original" in visto.firmas[0].cargo
    assert verificar_archivo(leer(acta.documento.archivo)).veredicto == Veredicto.VIGENTE
    assert verificar_archivo(escaneo + b" ", acta.documento.codigo).veredicto == Veredicto.ALTERADA
    assert hay_acta(reunion.organo)


@pytest.mark.usefixtures("sin_papel")
def test_only_once_and_only_the_titular_with_efirma(reparto, reunion, autoridad):
    acta = congelada(reparto, reunion)
    for quien in ("personal_a", "directora_b", "planeacion", "contraloria"):
        with pytest.raises(SinPermiso):
            firmar(autoridad, reparto, acta, quien)
    firmar(autoridad, reparto, acta)
    for otra_vez in (lambda: firmar(autoridad, reparto, acta), lambda: adjuntar(reparto, acta)):
        with pytest.raises(SinPermiso, match="firmada"):
            otra_vez()
    assert acta.documento.firmas.count() == 1


@pytest.mark.usefixtures("sin_papel")
def test_what_was_prepared_for_a_cancelled_folio_signs_nothing(reparto, reunion, autoridad):
    acta, suya = congelada(reparto, reunion), credencial(autoridad, reparto, "directora_a")
    llaves = {"acta_id": acta.pk, "persona": reparto.persona("directora_a"), **A}
    en_curso, atributos = servicios.preparar_firma_acta(cer=suya.cer, **llaves)
    servicios.reabrir_acta(motivo="Error", **llaves)
    servicios.congelar_acta(revision=None, **llaves)
    with pytest.raises(FirmaRechazada, match="no es de este documento"):
        servicios.terminar_firma_acta(en_curso_id=en_curso, sello=suya.firmar(atributos), **llaves)
    assert Acta.objects.get().estado == "congelada"


@pytest.mark.usefixtures("sin_papel")
def test_another_persons_efirma_is_refused(reparto, reunion, autoridad):
    acta = congelada(reparto, reunion)
    ajena = credencial(autoridad, reparto, "directora_b")
    with pytest.raises(FirmaRechazada):
        servicios.preparar_firma_acta(
            acta_id=acta.pk, cer=ajena.cer, persona=reparto.persona("directora_a"), **A
        )


@pytest.mark.usefixtures("sin_papel")
def test_what_is_not_a_pdf_is_no_scan(reparto: Reparto, reunion: Reunion):
    acta = congelada(reparto, reunion)
    with pytest.raises(DatosInvalidos):
        servicios.adjuntar_acta_firmada(
            acta_id=acta.pk, escaneo=b"GIF89a", persona=reparto.persona("personal_a"), **A
        )
    assert Acta.objects.get().estado == "congelada"


# ---- who may do what ----

ACTORES = ("personal_a", "directora_a", "personal_b", "directora_b", "planeacion", "tesoreria", "contraloria")
LLEVAN, TITULAR = {"personal_a", "directora_a"}, {"directora_a"}
TABLA = {
    ("borrador", "corregir"): LLEVAN,
    ("borrador", "acuerdos"): LLEVAN,
    ("borrador", "congelar"): LLEVAN,
    ("borrador", "cancelar"): LLEVAN,
    ("congelada", "cancelar"): LLEVAN,
    ("congelada", "reabrir"): LLEVAN,
    ("congelada", "adjuntar"): LLEVAN,
    ("firmada", "publicar"): TITULAR,
}
ACCIONES = ("corregir", "acuerdos", "congelar", "cancelar", "reabrir", "adjuntar", "publicar")


def _hasta(reparto: Reparto, reunion: Reunion, estado: str) -> Acta:
    if estado == "borrador":
        return acta_de(reparto, reunion)
    acta = congelada(reparto, reunion)
    if estado == "firmada":
        return adjuntar(reparto, acta)
    if estado == "cancelada":
        servicios.cancelar_acta(acta_id=acta.pk, motivo="Error", persona=reparto.persona("personal_a"), **A)
    return Acta.objects.get(pk=acta.pk)


def _hacer(accion: str, acta: Acta, persona) -> None:
    actor = {"acta_id": acta.pk, "persona": persona, **A}
    if accion == "corregir":
        servicios.corregir_acta(textos=TextosDeActa("Otra"), revision=acta.revision, **actor)
    elif accion == "acuerdos":
        servicios.fijar_acuerdos(acuerdos=[], revision=acta.revision, **actor)
    elif accion == "congelar":
        servicios.congelar_acta(revision=None, **actor)
    elif accion == "adjuntar":
        servicios.adjuntar_acta_firmada(escaneo=pdf(), **actor)
    elif accion == "publicar":
        servicios.publicar_acta(**actor)
    else:
        getattr(servicios, f"{accion}_acta")(motivo="Porque sí", **actor)


@pytest.mark.usefixtures("sin_papel")
@pytest.mark.parametrize("estado", ["borrador", "congelada", "firmada", "cancelada"])
def test_every_state_action_and_role(reparto, reunion, estado, cifra):
    acta, mal = _hasta(reparto, reunion, estado), []
    for accion in ACCIONES:
        for quien in ACTORES:
            antes, punto = Asiento.objects.count(), transaction.savepoint()
            try:
                _hacer(accion, acta, reparto.persona(quien))
                pudo = Asiento.objects.count() > antes
            except (SinPermiso, TransicionInvalida):
                pudo = False
            transaction.savepoint_rollback(punto)
            if pudo != (quien in TABLA.get((estado, accion), set())):
                mal.append((estado, accion, quien))
    cifra(
        11,
        "triples estado × acción × rol de un acta que no se portan como la tabla",
        len(mal),
        de=len(ACCIONES) * len(ACTORES),
    )
    assert mal == []
