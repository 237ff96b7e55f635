"""One person's data: given whole without a secret, and anonymised without a trace where rows may change."""

import json
from datetime import date
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from axes.models import AccessAttempt, AccessFailureLog, AccessLog
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from nucleo import bitacora
from nucleo.errores import Conflicto, DatosInvalidos, SinPermiso
from nucleo.models import Asiento, Documento, EnlaceDeUnUso, Firma, FirmaEnCurso, Usuario
from poa import servicios
from poa.consultas.privacidad import es_baja
from poa.models import Adscripcion
from tests.confianza.historia import Firmado, actor
from tests.nucleo.pdf.lectura import texto as texto_del_pdf
from tests.reparto import AHORA, GENTE, Reparto
from tests.sesiones import entrar

DIA = date(2024, 10, 10)
QUIEN, CORREO, CLAVE = "directora_a", "ada@correo.mx", "tres sauces junto al lago"
NOMBRE, RFC, CURP = GENTE[QUIEN][:3]
# What never changes, and why an anonymised person may still be read there.
NO_CAMBIAN = {
    "nucleo_asiento": "the audit chain: each link carries the hash of the one before",
    "nucleo_documento": "frozen papers: what was signed is what is kept",
    "nucleo_firma": "the signatures themselves, with their certificate",
}


def admin(f: Firmado) -> dict[str, Any]:
    return actor(f.reparto, "administrador", DIA)


def _entradas(usuario: Usuario) -> None:
    """What the door and the second factor keep of somebody, as they keep it."""
    usuario.set_password(CLAVE)
    usuario.email = CORREO
    usuario.save()
    EmailAddress.objects.create(user=usuario, email=CORREO, verified=True)
    Authenticator.objects.create(user=usuario, type="totp", data={"secret": "SECRETO-DEL-FACTOR"})
    comun = {"ip_address": "10.0.0.1", "user_agent": "Navegador", "http_accept": "*", "path_info": "/entrar/"}
    AccessAttempt.objects.create(username=usuario.username, failures_since_start=1, **comun)
    AccessFailureLog.objects.create(username=usuario.username.upper(), **comun)
    Client().post("/entrar/", {"login": usuario.username, "password": CLAVE})
    vieja = entrar(Client(), usuario).session
    vieja["account_authentication_methods"] = [{"method": "password", "username": usuario.username}]
    vieja.set_expiry(-3600)
    vieja.save()


def _firma_a_medias(f: Firmado, usuario: Usuario) -> None:
    documento = f.documento(2)
    FirmaEnCurso.objects.create(
        documento=documento,
        casilla="direccion",
        firmante=usuario,
        cargo="Directora",
        datos="{}",
        contexto=json.dumps({"firma": NOMBRE, "rfc": RFC}),
        certificado=f.credenciales[QUIEN].cer,
        estado=b"",
        momento=AHORA,
        vence_en=AHORA,
    )


@pytest.fixture
def retirada(firmado: Firmado) -> Usuario:
    """A directora who signed two quarters and left: with everything that a person may leave behind."""
    usuario = Usuario.objects.get(pk=firmado.reparto.usuarios[QUIEN].pk)
    _entradas(usuario)
    _firma_a_medias(firmado, usuario)
    servicios.emitir_enlace(**admin(firmado), usuario_id=usuario.pk)
    for cargo in Adscripcion.objects.filter(usuario=usuario):
        servicios.terminar_adscripcion(**admin(firmado), adscripcion_id=cargo.pk, hasta=DIA)
    servicios.activar_usuario(**admin(firmado), usuario_id=usuario.pk, activo=False)
    usuario.refresh_from_db()
    return usuario


def anonimizar(f: Firmado, usuario: Usuario, motivo: str = "Oficio 12/2024") -> Usuario:
    return servicios.anonimizar_usuario(**admin(f), usuario_id=usuario.pk, motivo=motivo)


def _celdas(tabla: str) -> bytes:
    """Every cell of a table, whatever its type; of the sessions, what is encoded in them too."""
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT * FROM "{tabla}"')
        celdas = [c for fila in cursor.fetchall() for c in fila]
    if tabla == Session._meta.db_table:
        celdas += [json.dumps(s.get_decoded()) for s in Session.objects.all()]
    binarias = (memoryview, bytes)
    return b"\n".join(bytes(c) if isinstance(c, binarias) else str(c).encode() for c in celdas)


def donde_se_lee(*rastros: str) -> dict[str, set[str]]:
    """The tables where each trace is read, in any case."""
    tablas = {t: _celdas(t).lower() for t in connection.introspection.table_names()}
    return {r: {t for t, texto in tablas.items() if r.lower().encode() in texto} for r in rastros}


def test_no_trace_is_left_where_rows_may_change(firmado: Firmado, retirada: Usuario, cifra):
    anonimizar(firmado, retirada)
    hallados = donde_se_lee(RFC, CURP, QUIEN, CORREO)
    quedan = {r: tablas - set(NO_CAMBIAN) for r, tablas in hallados.items()}
    assert quedan == {r: set() for r in hallados}
    assert "nucleo_asiento" in hallados[QUIEN], "the chain keeps what it said: it is told on the screen"
    cifra(25, "tablas con RFC, CURP, usuario o correo de quien se anonimizó", 0, de=len(hallados))


def test_control_before_it_each_of_them_is_there(firmado: Firmado, retirada: Usuario):
    hallados = donde_se_lee(RFC, CURP, QUIEN, CORREO)
    de_la_entrada = {"axes_accessattempt", "axes_accessfailurelog", "axes_accesslog", "django_session"}
    assert de_la_entrada | {"nucleo_usuario"} <= hallados[QUIEN]
    assert {"nucleo_usuario", "nucleo_firmaencurso"} <= hallados[RFC]
    assert {"nucleo_usuario", "account_emailaddress"} <= hallados[CORREO]
    assert "nucleo_usuario" in hallados[CURP]


def test_what_stays_is_what_the_screen_says(firmado: Firmado, retirada: Usuario):
    antes = [list(m.objects.order_by("pk").values()) for m in (Documento, Firma, Adscripcion)]
    anonima = anonimizar(firmado, retirada)
    assert [list(m.objects.order_by("pk").values()) for m in (Documento, Firma, Adscripcion)] == antes
    assert (anonima.nombre, anonima.username) == (f"Persona dada de baja {anonima.pk}", f"baja-{anonima.pk}")
    assert not anonima.has_usable_password()
    propias = (EnlaceDeUnUso, Authenticator, FirmaEnCurso, AccessLog, AccessAttempt, AccessFailureLog)
    assert [m.objects.count() for m in propias] == [0] * 6
    asiento = Asiento.objects.get(accion="usuario.anonimizar")
    assert (asiento.objeto, asiento.datos) == (f"usuario:{anonima.pk}", {"motivo": "Oficio 12/2024"})
    assert bitacora.revisar_todo().fallas == []


def test_what_was_signed_is_still_authentic_and_says_who(firmado: Firmado, retirada: Usuario):
    anonimizar(firmado, retirada)
    pagina = Client().get(reverse("verificar_codigo", args=[firmado.documento().codigo])).content.decode()
    assert NOMBRE in pagina
    assert "Vigente" in pagina


def test_the_public_version_and_page_say_no_rfc_or_curp(firmado: Firmado, cifra):
    """The very certificates they were signed with: those of the cast, and not others put afterwards."""
    documento, publico, vistos = firmado.documento(), Client(), 0
    certificados = b"".join(bytes(f.certificado) for f in documento.firmas.all())
    version = publico.get(reverse("version_publica", args=[documento.codigo]))
    cuerpo = b"".join(version.streaming_content) if version.streaming else version.content
    pagina = publico.get(reverse("verificar_codigo", args=[documento.codigo])).content.decode()
    for quien in (QUIEN, "planeacion"):
        nombre, *claves = GENTE[quien][:3]
        assert nombre in texto_del_pdf(cuerpo), "control: it is read"
        for clave in claves:
            assert clave.encode() in certificados, "control: the certificate says it"
            assert clave.encode() not in cuerpo
            assert clave not in texto_del_pdf(cuerpo)
            assert clave not in pagina
            vistos += 1
    cifra(25, "RFC y CURP que se leen en la versión pública", 0, de=vistos)


def test_the_chain_says_no_rfc_or_curp(firmado: Firmado):
    usuario = firmado.reparto.usuarios["personal_a"]
    servicios.editar_usuario(**admin(firmado), usuario_id=usuario.pk, nombre="Alma", rfc="PELN800101XX0")
    leido = _celdas("nucleo_asiento").decode()
    assert "usuario.editar" in leido
    claves = [c for ficha in GENTE.values() for c in ficha[1:3]] + ["PELN800101XX0"]
    assert [c for c in claves if c in leido] == []


def test_who_may_not_be_anonymised(firmado: Firmado, retirada: Usuario):
    usuarios = firmado.reparto.usuarios
    sistema = servicios.persona_del_sistema(DIA).usuario
    for quien in (usuarios["administrador"], usuarios["personal_a"], sistema):
        with pytest.raises(Conflicto):
            anonimizar(firmado, quien)
    servicios.activar_usuario(**admin(firmado), usuario_id=usuarios["personal_a"].pk, activo=False)
    with pytest.raises(Conflicto, match="cargo"):
        anonimizar(firmado, usuarios["personal_a"])
    with pytest.raises(DatosInvalidos):
        anonimizar(firmado, retirada, " ")
    como = actor(firmado.reparto, "planeacion", DIA)
    with pytest.raises(SinPermiso):
        servicios.anonimizar_usuario(**como, usuario_id=retirada.pk, motivo="Oficio")
    assert not [u for u in Usuario.objects.all() if es_baja(u)]
    assert es_baja(anonimizar(firmado, retirada)), "control: nothing else kept it"


def test_an_anonymised_account_is_not_used_again(firmado: Firmado, retirada: Usuario):
    anonimizar(firmado, retirada)
    como, pk = admin(firmado), retirada.pk
    direccion = firmado.reparto.direcciones["A"]
    intentos = [
        lambda: anonimizar(firmado, retirada),
        lambda: servicios.activar_usuario(**como, usuario_id=pk, activo=True),
        lambda: servicios.editar_usuario(**como, usuario_id=pk, nombre=NOMBRE, rfc=RFC),
        lambda: servicios.emitir_enlace(**como, usuario_id=pk),
        lambda: servicios.adscribir(
            **como, usuario=retirada, direccion=direccion, rol="personal", cargo="Auxiliar", desde=DIA
        ),
    ]
    for intento in intentos:
        with pytest.raises(Conflicto):
            intento()
    with pytest.raises(DatosInvalidos):
        servicios.crear_usuario(**como, username="baja-77", nombre="Otra")


def test_the_file_has_everything_and_no_secret(firmado: Firmado, retirada: Usuario):
    datos = servicios.exportar_datos(**admin(firmado), usuario_id=retirada.pk)
    escrito = json.dumps(datos, ensure_ascii=False)
    cuenta = datos["cuenta"]
    assert [cuenta[c] for c in ("usuario", "nombre", "rfc", "curp")] == [QUIEN, NOMBRE, RFC, CURP]
    assert (cuenta["correos"], cuenta["segundo_factor"]) == ([CORREO], True)
    assert [c["ultimo_dia"] for c in datos["cargos"]] == ["2024-10-09"]
    assert {f["folio"] for f in datos["firmas"]} == {firmado.documento(n).folio for n in (1, 2)}
    assert len(datos["enlaces_para_la_contrasena"]) == 1
    assert len(datos["entradas"]) == 3
    validadas = next(p["filas"] for p in datos["participacion"] if p["en"] == "actividad: validada por")
    suyas = {a.pk for n in (1, 2) for a in firmado.actividades(n) if a.validada_por_id == retirada.pk}
    assert {fila["id"] for fila in validadas} >= suyas
    assert suyas
    actos = {a["acto"] for a in datos["bitacora_sobre_la_persona"]}
    assert {
        "Hizo una cuenta",
        "Dio un cargo",
        "Desactivó una cuenta",
        "Exportó los datos de una persona",
    } <= actos
    secretos = [retirada.password, EnlaceDeUnUso.objects.get().huella, "SECRETO-DEL-FACTOR"]
    secretos += [s.session_key for s in Session.objects.all()]
    assert [s for s in secretos if s in escrito] == []


def test_the_page_gives_the_file_and_leaves_its_asiento(reparto: Reparto, cliente_de, en_hoy):
    usuario = reparto.usuarios["personal_a"]
    respuesta = cliente_de("administrador").post(reverse("persona_exportar", args=[usuario.pk]))
    assert respuesta["Content-Disposition"] == 'attachment; filename="datos-de-personal_a.json"'
    assert "no-store" in respuesta["Cache-Control"]
    assert json.loads(respuesta.content)["cuenta"]["nombre"] == usuario.nombre
    assert Asiento.objects.get(accion="usuario.exportar").objeto == f"usuario:{usuario.pk}"


def test_the_page_says_why_not_yet_and_then_does_it(reparto: Reparto, cliente_de, en_hoy):
    cliente, usuario = cliente_de("administrador"), reparto.usuarios["personal_a"]
    donde, como = (
        reverse("persona_anonimizar", args=[usuario.pk]),
        {"persona": reparto.persona("administrador")},
    )
    assert "desactive antes su cuenta" in cliente.get(donde).content.decode()
    negada = cliente.post(donde, {"motivo": "Oficio 1"})
    assert (negada.status_code, negada.context["form"]["motivo"].value()) == (400, "Oficio 1")
    cargo = Adscripcion.objects.get(usuario=usuario)
    hoy = timezone.localdate(AHORA)
    servicios.terminar_adscripcion(**como, ahora=AHORA, adscripcion_id=cargo.pk, hasta=hoy)
    servicios.activar_usuario(**como, ahora=AHORA, usuario_id=usuario.pk, activo=False)
    assert "rompería la cadena" in cliente.get(donde).content.decode()
    assert cliente.post(donde, {"motivo": "Oficio 1"})["Location"] == reverse("persona", args=[usuario.pk])
    pagina = cliente.get(reverse("persona", args=[usuario.pk])).content.decode()
    assert f"Persona dada de baja {usuario.pk}" in pagina
    assert "Alma Ruiz" not in pagina
    assert "Volver a activar" not in pagina
