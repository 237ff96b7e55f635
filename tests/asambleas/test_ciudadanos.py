"""The rights of a citizen: found, given whole, anonymised in one act, and not while they hold a post."""

import json
from uuid import uuid4

import pytest
from django.core.files.storage import default_storage
from django.test import Client
from django.urls import reverse

from asambleas import servicios
from asambleas.consultas.ciudadanos import buscar_ciudadanos
from asambleas.expedientes import partes
from asambleas.models import Asistente, Ciudadano, Integrante
from comites.models import CambioDeReporte, Comite, Reporte
from consejos.models import ArchivoDePostulacion, CambioDePostulacion, Consejo, Llamado, Postulacion
from nucleo import almacen, bitacora
from nucleo.errores import Conflicto, DatosInvalidos, SinPermiso
from nucleo.models import Asiento, Documento
from tests.asambleas.mundo_elecciones import Junta, junta
from tests.asambleas.mundo_lista import CANARIOS, DOMICILIO, TELEFONO, anotar, trazo
from tests.confianza.test_25_privacidad import donde_se_lee
from tests.confianza.test_26_secretos import registro
from tests.reparto import AHORA, HOY, Reparto
from tests.sesiones import entrar

__all__ = ["registro"]
pytestmark = pytest.mark.django_db
NOMBRE = "Rosa CANARIO-ROSA Canela"
PALABRAS = "Me llamo CANARIO-TEXTO y vivo enfrente"


@pytest.fixture
def reunion(reparto: Reparto, archivos_privados) -> Junta:
    return junta(reparto, nombres=("Ana Peña", "Bruno Ávila", "Carla Ríos"))


def _reporte(ciudadano: Ciudadano, reunion: Junta) -> Reporte:
    reporte = Reporte.objects.create(
        comite=Comite.objects.get(organo=reunion.organo),
        folio=f"REP/{uuid4()}"[:60],
        clave="CLAVE-QUE-NO-SALE",
        tipo="queja",
        medio="presencial",
        ciudadano=ciudadano,
        descripcion=PALABRAS,
        estado="contestado",
        respuesta=PALABRAS,
        recibido_el=HOY,
        registrado_en=AHORA,
        token=uuid4(),
    )
    actor = reunion.reparto.usuarios["personal_a"]
    CambioDeReporte.objects.create(
        reporte=reporte, de="recibido", a="contestado", actor=actor, momento=AHORA, nota=PALABRAS
    )
    return reporte


def _postulacion(ciudadano: Ciudadano, reunion: Junta) -> Postulacion:
    usuario = reunion.reparto.usuarios["personal_a"]
    llamado = Llamado.objects.create(
        consejo=Consejo.objects.create(organo=reunion.organo),
        folio="LLA/1",
        codigo="L" * 26,
        consejerias=3,
        requisitos="Ser mayor de edad",
        documentos="Identificación",
        desde=HOY,
        hasta=HOY,
        hecho_por=usuario,
        hecho_en=AHORA,
    )
    postulacion = Postulacion.objects.create(
        llamado=llamado,
        folio=f"POST/{uuid4()}"[:60],
        clave="CLAVE-QUE-NO-SALE",
        ciudadano=ciudadano,
        exposicion=PALABRAS,
        estado="rechazada",
        motivo=PALABRAS,
        recibida_en=AHORA,
        token=uuid4(),
    )
    CambioDePostulacion.objects.create(
        postulacion=postulacion, de="recibida", a="rechazada", actor=usuario, momento=AHORA, motivo=PALABRAS
    )
    archivo, huella = almacen.guardar(b"%PDF-CANARIO-INE", carpeta="postulaciones", extension="pdf")
    ArchivoDePostulacion.objects.create(
        postulacion=postulacion,
        orden=1,
        nombre="ine-CANARIO-TEXTO.pdf",
        tipo="application/pdf",
        archivo=archivo,
        sha256=huella,
        bytes=3,
    )
    return postulacion


@pytest.fixture
def rosa(reunion: Junta) -> list[Ciudadano]:
    """One person who came twice: two rows, with a report and an application."""
    otra = junta(reunion.reparto, nombres=())
    filas = [anotar(j, NOMBRE).ciudadano for j in (reunion, otra)]
    _reporte(filas[0], reunion)
    _postulacion(filas[1], otra)
    return filas


def admin(reunion: Junta) -> dict:
    return reunion.como("administrador")


def _ids(filas: list[Ciudadano]) -> list[int]:
    return [c.pk for c in filas]


def test_somebody_is_found_by_name_or_telephone_however_it_was_written(rosa, reunion: Junta):
    for texto in ("rosa canela", "CANELA ROSA", "3398765432", "5432", "98 76-54"):
        assert set(buscar_ciudadanos(texto)) == set(rosa), texto
    for texto in ("", "r", "ro", "nadie así", "0000"):
        assert buscar_ciudadanos(texto) == []


def test_everything_is_given_whole_without_a_secret_and_on_record(rosa, reunion: Junta):
    datos = servicios.exportar_ciudadanos(ids=_ids(rosa), **admin(reunion))
    escrito = json.dumps(datos, ensure_ascii=False)
    assert {r["telefono"] for r in datos["registros"]} == {TELEFONO}
    por_parte = {p["en"]: p["filas"] for p in datos["partes"]}
    assert len(por_parte["asistencia a asambleas"]) == 2
    assert por_parte["reportes"][0]["descripcion"] == PALABRAS
    assert "CLAVE-QUE-NO-SALE" not in escrito
    asientos = Asiento.objects.filter(accion="ciudadano.exportar")
    assert {a.objeto for a in asientos} == {f"ciudadano:{c.pk}" for c in rosa}
    assert not any(NOMBRE in json.dumps(a.datos) for a in asientos)


def test_every_relation_to_a_citizen_has_its_part():
    """A new table that points to Ciudadano and registers nothing would be left out of both rights."""
    apuntan = {r.get_accessor_name() for r in Ciudadano._meta.related_objects}
    assert {p.relacion for p in partes()} == apuntan
    assert apuntan >= {"asistencias", "integrantes", "reportes", "postulaciones"}


def test_anonymised_no_trace_is_left_where_rows_may_change(rosa, reunion: Junta, cifra):
    antes = donde_se_lee(NOMBRE, TELEFONO, DOMICILIO, "CANARIO-TEXTO")
    assert antes[NOMBRE] >= {"asambleas_ciudadano"}, "control"
    donde = {
        *("comites_reporte", "comites_cambiodereporte", "consejos_postulacion"),
        *("consejos_cambiodepostulacion", "consejos_archivodepostulacion"),
    }
    assert antes["CANARIO-TEXTO"] == donde, "control"
    firmas = Asistente.objects.filter(ciudadano__in=rosa).exclude(firma_archivo="")
    assert firmas.count() == 2, "control"
    servicios.anonimizar_ciudadanos(ids=_ids(rosa), motivo="Oficio 12/2024", **admin(reunion))
    hallados = donde_se_lee(NOMBRE, TELEFONO, DOMICILIO, "CANARIO-TEXTO")
    cifra(25, "tablas con datos de un ciudadano que se anonimizó", sum(map(len, hallados.values())), de=4)
    assert hallados == {r: set() for r in hallados}
    assert firmas.count() == 0
    for c in Ciudadano.objects.filter(pk__in=_ids(rosa)):
        assert (c.nombre, c.sexo, c.edad) == (f"Persona dada de baja {c.pk}", "N", "N")
    asientos = Asiento.objects.filter(accion="ciudadano.anonimizar")
    assert [a.datos for a in asientos] == [{"motivo": "Oficio 12/2024"}] * 2
    assert bitacora.revisar_todo().fallas == []


def _de_los_dos(rosa) -> list[str]:
    """Names in the store of a drawn signature of theirs and of a document they sent."""
    firma = Asistente.objects.filter(ciudadano__in=rosa).earliest("pk").firma_archivo
    return [firma, ArchivoDePostulacion.objects.get(postulacion__ciudadano__in=rosa).archivo]


def test_their_files_are_erased_and_not_those_that_somebody_else_or_a_paper_names(
    rosa, reunion: Junta, django_capture_on_commit_callbacks
):
    firma, documento = _de_los_dos(rosa)
    otra = anotar(reunion, "Otra Persona", firma=trazo(fin=40)).firma_archivo
    assert all(default_storage.exists(n) for n in (firma, documento, otra)), "control"
    with django_capture_on_commit_callbacks(execute=True):
        servicios.anonimizar_ciudadanos(ids=_ids(rosa), motivo="Oficio", **admin(reunion))
    assert [default_storage.exists(n) for n in (firma, documento, otra)] == [False, False, True]


@pytest.mark.parametrize("quien", ["otra fila", "un acta congelada"])
def test_a_file_that_something_else_names_stays(
    rosa, reunion: Junta, quien, django_capture_on_commit_callbacks
):
    firma, _ = _de_los_dos(rosa)
    if quien == "otra fila":
        anotar(reunion, "Su hermana, en la misma tableta")  # the same strokes are one file
    else:
        Documento.objects.create(
            clase="acta",
            clave="1",
            version=1,
            folio="A/1",
            codigo="C" * 20,
            titulo="Acta",
            cadena="a",
            datos=json.dumps({"firma": firma}),
        )
        assert anotar(reunion, "Otra Persona", firma=trazo(fin=40))
    with django_capture_on_commit_callbacks(execute=True):
        servicios.anonimizar_ciudadanos(ids=_ids(rosa), motivo="Oficio", **admin(reunion))
    assert default_storage.exists(firma)


def test_who_holds_a_post_is_not_anonymised_until_it_ends(reunion: Junta):
    reunion.votar({0: 3})
    electa = reunion.gente[0].ciudadano
    for intento in range(2):
        if intento:
            Integrante.objects.filter(ciudadano=electa).update(hasta=HOY)
            servicios.anonimizar_ciudadanos(ids=[electa.pk], motivo="Oficio", **admin(reunion))
        else:
            with pytest.raises(Conflicto, match="Todavía tiene el puesto"):
                servicios.anonimizar_ciudadanos(ids=[electa.pk], motivo="Oficio", **admin(reunion))
            assert Ciudadano.objects.get(pk=electa.pk).nombre == "Ana Peña"
    assert Integrante.objects.get(ciudadano=electa).identidad == f"baja {electa.pk}"


def test_who_may_and_what_is_refused(rosa, reunion: Junta):
    for quien in ("personal_a", "directora_a", "planeacion", "contraloria", "tesoreria"):
        for servicio, mas in (
            (servicios.exportar_ciudadanos, {}),
            (servicios.anonimizar_ciudadanos, {"motivo": "Oficio"}),
        ):
            with pytest.raises(SinPermiso):
                servicio(ids=_ids(rosa), **mas, **reunion.como(quien))
    for ids, motivo in ((_ids(rosa), " "), ([], "Oficio"), ([9_999_999], "Oficio")):
        with pytest.raises(DatosInvalidos):
            servicios.anonimizar_ciudadanos(ids=ids, motivo=motivo, **admin(reunion))
    servicios.anonimizar_ciudadanos(ids=_ids(rosa), motivo="Oficio", **admin(reunion))
    with pytest.raises(DatosInvalidos, match="ya se anonimizó"):
        servicios.exportar_ciudadanos(ids=_ids(rosa), **admin(reunion))


def _expediente(cliente: Client, rosa: list[Ciudadano], ruta: str = "ciudadania_expediente", **mas):
    return cliente.post(reverse(ruta), {"persona": _ids(rosa), **mas})


def test_the_pages_find_show_give_and_anonymise(rosa, reunion: Junta, en_hoy, registro):
    cliente = entrar(Client(), reunion.reparto.usuarios["administrador"])
    hallados = cliente.post(reverse("ciudadania"), {"q": "canario-rosa"}).content.decode()
    assert NOMBRE in hallados
    assert "•• •• 54 32" in hallados
    assert TELEFONO not in hallados, "whole only where it is on record"
    assert cliente.post(reverse("ciudadania"), {"q": "zz"}).status_code == 400
    pagina = _expediente(cliente, rosa).content.decode()
    for esperado in (TELEFONO, PALABRAS, "Asistencia a asambleas", "15 de mayo de 2024"):
        assert esperado in pagina
    archivo = _expediente(cliente, rosa, "ciudadania_exportar")
    assert json.loads(archivo.content)["registros"][0]["nombre"] == NOMBRE
    assert "no-store" in archivo["Cache-Control"]
    assert _expediente(cliente, [], "ciudadania_exportar").status_code == 400
    assert _expediente(cliente, rosa, "ciudadania_anonimizar", motivo="").status_code == 400
    assert _expediente(cliente, rosa, "ciudadania_anonimizar", motivo="Oficio 3")["Location"] == reverse(
        "ciudadania"
    )
    assert not Ciudadano.objects.filter(nombre=NOMBRE).exists()
    assert [c for c in (*CANARIOS, NOMBRE, "canario-rosa") if c in registro.getvalue()] == []


def test_the_password_is_asked_again_and_nobody_else_enters(rosa, reunion: Junta, cliente_de, en_hoy):
    for quien in ("personal_a", "directora_a", "planeacion", "contraloria", "tesoreria"):
        assert cliente_de(quien).post(reverse("ciudadania"), {"q": "canela"}).status_code == 403
        assert _expediente(cliente_de(quien), rosa).status_code == 403
    sin_confirmar = entrar(Client(), reunion.reparto.usuarios["administrador"], confirmada=False)
    pedida = _expediente(sin_confirmar, rosa)
    assert pedida.status_code == 403
    assert NOMBRE not in pedida.content.decode()
