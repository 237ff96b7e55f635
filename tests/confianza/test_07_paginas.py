"""Rule 7: no page writes on a signed quarter, whoever asks; the same requests do write on an open one."""

import base64
import re
from collections.abc import Callable, Iterator
from datetime import date, datetime
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client

from actividades.lectura_csv import COLUMNAS
from actividades.models import Evidencia
from actividades.urls import urlpatterns as de_actividades
from evaluacion.models import Evaluacion
from evaluacion.urls import urlpatterns as de_evaluacion
from nucleo import disparadores
from poa.models import TrimestrePrograma
from poa.urls_plan import urlpatterns as del_plan
from tests.actividades.muestras import foto, pdf
from tests.confianza.historia import DESPUES, Firmado, filas_de_todo
from tests.confianza.interrupciones import cortando
from tests.confianza.peticiones_plan import LEEN as LEEN_DEL_PLAN
from tests.confianza.peticiones_plan import NO_TOCAN, peticiones_del_plan
from tests.reparto import ZONA
from tests.sesiones import entrar

pytestmark = [pytest.mark.postgres, pytest.mark.django_db]
QUIENES = ("personal_a", "directora_a", "planeacion", "contraloria", "tesoreria", "administrador")
# They are the lawful ways out of a signed state, and have their own tests; the rest only read.
LICITAS = {"observar", "desbloquear"}
LEEN = {
    "por_decidir",
    "informe",
    "informe_pdf",
    "informe_word",
    "inicio",
    "municipio",
    "trimestres",
    "trimestre",
    "trimestre_historia",
    "trimestre_actos",
    "trimestre_revision",
    "firmar",
    "firmar_previa",
    "documento_trimestre",
    "verificar",
    "verificar_codigo",
    "version_publica",
    "actividades",
    "actividades_plantilla",
    "actividad",
    "captura_ficha",
    "captura_trabajador",
    "evidencia",
    "compromiso",
}


def _datos_de_acto(linea: int, fecha: date) -> dict[str, Any]:
    return {
        "linea": linea,
        "fecha": fecha.isoformat(),
        "cantidad": 5,
        "descripcion": "Otra cosa",
        "token": str(uuid4()),
        "revision": 2,
    }


def _csv(fecha: date) -> SimpleUploadedFile:
    renglon = f"A,2024,1,1,{fecha.isoformat()},4,,Importada,0,0,si"
    return SimpleUploadedFile("a.csv", f"{','.join(COLUMNAS)}\n{renglon}\n".encode(), "text/csv")


def peticiones(firmado: Firmado, numero: int) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """(route, address, data) of every request that could write on the quarter."""
    tp = firmado.evaluado if numero == 1 else firmado.firmado
    mes = 2 if numero == 1 else 5
    fecha, linea = date(2024, mes, 7), firmado.reparto.lineas()[0].pk
    acto, *_, excluida = firmado.actividades(numero)
    motivo = {"motivo": "Porque sí"}
    yield "actividad_nueva", "/actividades/nueva/", _datos_de_acto(linea, fecha)
    for quien in ("personal_a", "directora_a"):
        suya = {"quien": firmado.reparto.usuarios[quien].pk}
        yield "captura_enviar", "/actividades/captura/enviar/", _datos_de_acto(linea, fecha) | suya
    serie = {"fechas_0": fecha.isoformat(), "reparto": "dia", "confirmar": "1"}
    yield "actividades_serie", "/actividades/serie/", _datos_de_acto(linea, fecha) | serie
    yield "actividades_validar", "/actividades/validar/", {"actividad": [f"{acto.pk}-2", f"{excluida.pk}-2"]}
    lote = {"archivo": _csv(fecha), "lote": str(uuid4())}
    yield "actividades_importar", "/actividades/importar/", lote
    for accion in ("validar", "devolver", "anular", "excluir", "reincorporar"):
        for cual in (acto, excluida):
            datos = motivo | {"revision": cual.revision}
            yield f"actividad_{accion}", f"/actividades/{cual.pk}/{accion}/", datos
    for cual in (acto, excluida):
        datos = _datos_de_acto(linea, fecha) | {"revision": cual.revision}
        yield "actividad_editar", f"/actividades/{cual.pk}/editar/", datos
    foto_nueva = {"evidencias": SimpleUploadedFile("x.jpg", foto("red"), "image/jpeg")}
    yield "evidencia_agregar", f"/actividades/{acto.pk}/evidencias/", foto_nueva
    evidencia = Evidencia.objects.filter(actividad=acto)[0]
    yield "evidencia_quitar", f"/actividades/evidencias/{evidencia.pk}/quitar/", {}
    yield from _del_trimestre(firmado, numero, tp.pk)
    yield from peticiones_del_plan(firmado, numero)


def _del_trimestre(firmado: Firmado, numero: int, tp_id: int) -> Iterator[tuple[str, str, dict[str, Any]]]:
    linea, motivo = firmado.reparto.lineas()[0].pk, {"motivo": "Porque sí"}
    base = f"/trimestres/{tp_id}"
    yield "captura_terminar", f"{base}/terminar-captura/", {}
    yield "captura_reabrir", f"{base}/reabrir-captura/", {}
    explicada = {
        "causa": "Otra causa",
        "accion_correctiva": "Otra acción",
        "responsable": "Otra persona",
        "fecha_compromiso": "2024-12-31",
    }
    yield "justificar", f"{base}/lineas/{linea}/justificar/", explicada
    otra = firmado.reparto.lineas()[1].pk
    yield "sin_actividad", f"{base}/lineas/{otra}/sin-actividad/", {"motivo": "Otro motivo"}
    yield "sin_actividad", f"{base}/lineas/{otra}/sin-actividad/", {"retirar": "1"}
    yield "firmar_terminar", f"{base}/firmar/terminar/", {"en_curso": "1", "firma": _b64(b"x" * 256)}
    yield "papel_imprimir", f"{base}/papel/imprimir/", {}
    yield "papel_cancelar", f"{base}/papel/cancelar/", motivo
    if numero == 1:  # on the second one this is Planeación's lawful signature
        escaneo = {"escaneo": SimpleUploadedFile("e.pdf", pdf(), "application/pdf")}
        yield "papel_adjuntar", f"{base}/papel/adjuntar/", escaneo
    yield "firmar_preparar", f"{base}/firmar/preparar/", {"cer": _b64(b"x")}
    yield "prorrogar", f"{base}/prorroga/", motivo | {"hasta": "2024-12-01"}


def _b64(crudo: bytes) -> str:
    return base64.b64encode(crudo).decode()


def enviar(clientes: dict[str, Client], firmado: Firmado, numero: int) -> tuple[list[str], set[str]]:
    """Send everything as everybody; which requests changed a row, and the routes that were tried."""
    cambiaron, rutas = [], set()
    antes = filas_de_todo(menos="nucleo_usuario")  # last_login
    for quien, cliente in clientes.items():
        for ruta, direccion, datos in list(peticiones(firmado, numero)):
            rutas.add(ruta)
            with cortando(disco=False) as escrituras:
                codigo = cliente.post(direccion, datos).status_code
            assert codigo < 500, f"{quien} {direccion}: {codigo}"
            ahora = filas_de_todo(menos="nucleo_usuario") if escrituras.cuenta else antes
            if ahora != antes:
                cambiaron.append(f"{quien} {re.sub('[0-9]+', 'N', direccion)}")
                antes = ahora
    return cambiaron, rutas


@pytest.fixture
def clientes(firmado: Firmado, cliente_de_firmado: Callable[[str], Client]) -> Iterator[dict[str, Client]]:
    with time_machine.travel(datetime(2024, DESPUES.month, DESPUES.day, 12, tzinfo=ZONA), tick=False):
        yield {quien: cliente_de_firmado(quien) for quien in QUIENES}


@pytest.fixture
def cliente_de_firmado(firmado: Firmado) -> Callable[[str], Client]:
    def cliente(quien: str) -> Client:
        return entrar(Client(), firmado.reparto.usuarios[quien])

    return cliente


@pytest.mark.parametrize("numero", [1, 2], ids=["evaluado", "firmado"])
def test_no_request_writes_on_a_signed_quarter(firmado, clientes, cifra, numero):
    cambiaron, rutas = enviar(clientes, firmado, numero)
    total = len(clientes) * len(list(peticiones(firmado, numero)))
    cifra(7, "peticiones que cambiaron un trimestre firmado", len(cambiaron), de=total)
    assert cambiaron == []
    todas = {u.name for u in (*de_actividades, *de_evaluacion, *del_plan)}
    faltan = todas - LEEN - LEEN_DEL_PLAN - LICITAS - NO_TOCAN.keys() - rutas
    assert faltan == (set() if numero == 1 else {"papel_adjuntar"}), "a new route has to be tried here"


def test_control_the_same_requests_write_once_the_quarter_is_open(firmado, clientes):
    disparadores.quitar(connection)
    Evaluacion.objects.filter(trimestre_programa=firmado.firmado).update(estado="en_revision")
    TrimestrePrograma.objects.filter(pk=firmado.firmado.pk).update(cerrado=False)
    connection.check_constraints()
    disparadores.crear(connection)
    cambiaron, _ = enviar({q: clientes[q] for q in ("directora_a", "planeacion")}, firmado, 2)
    for parte in ("/devolver/", "/importar/", "/justificar/", "/sin-actividad/", "/reincorporar/"):
        assert any(parte in c for c in cambiaron), f"{parte} wrote nothing: the request is not a real one"
    assert len(cambiaron) >= 8
