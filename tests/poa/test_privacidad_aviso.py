"""The aviso de privacidad: versions that stay, which one is in force, and what is kept of having shown it."""

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.urls import reverse

from nucleo import disparadores
from nucleo.errores import Conflicto, DatosInvalidos, SinPermiso
from nucleo.models import Asiento
from poa import servicios
from poa.aviso_sugerido import POR_ESCRIBIR, texto_sugerido
from poa.consultas.privacidad import aviso_vigente, bloques_de
from poa.models import AvisoDePrivacidad
from tests.reparto import AHORA, HOY, Reparto

CLAVE = "tres sauces junto al lago"
PUBLICA = "/aviso-de-privacidad/"


def publicar(reparto: Reparto, texto: str = "Uno", desde: date = HOY, *, de: str = "planeacion", **mas):
    quien = {"persona": reparto.persona(de), "ahora": AHORA}
    return servicios.publicar_aviso(**quien, texto=texto, vigente_desde=desde, **mas)


def test_a_version_after_another_each_with_its_asiento(reparto: Reparto):
    publicar(reparto, "Uno"), publicar(reparto, "Dos", de="administrador")
    assert list(AvisoDePrivacidad.objects.values_list("version", "texto")) == [(2, "Dos"), (1, "Uno")]
    datos = [a.datos for a in Asiento.objects.filter(accion="aviso.publicar").order_by("pk")]
    assert datos == [{"version": n, "vigente_desde": "2024-05-15"} for n in (1, 2)]


@pytest.mark.parametrize("quien", ["directora_a", "personal_a", "contraloria", "tesoreria"])
def test_who_keeps_no_catalogues_does_not_publish(reparto: Reparto, quien: str):
    with pytest.raises(SinPermiso):
        publicar(reparto, de=quien)
    assert not AvisoDePrivacidad.objects.exists()


@pytest.mark.parametrize(
    ("texto", "desde", "campo"),
    [
        (" \n ", HOY + timedelta(days=9), "texto"),
        (f"Domicilio: {POR_ESCRIBIR}", HOY + timedelta(days=9), "texto"),
        ("Uno", HOY + timedelta(days=9), "texto"),
        ("Dos", HOY - timedelta(days=1), "vigente_desde"),
        ("Dos", HOY, "vigente_desde"),
    ],
)
def test_what_cannot_be_published(reparto: Reparto, texto: str, desde: date, campo: str):
    publicar(reparto, "Uno", HOY + timedelta(days=3))
    with pytest.raises(DatosInvalidos) as error:
        publicar(reparto, texto, desde)
    assert list(error.value.errores) == [campo]
    assert AvisoDePrivacidad.objects.count() == 1


def test_two_who_started_from_the_same_version_do_not_cover_one_another(reparto: Reparto):
    publicar(reparto, "Uno", vista=0)
    with pytest.raises(Conflicto):
        publicar(reparto, "Otro", vista=0)
    assert publicar(reparto, "Otro", vista=1).version == 2


@pytest.mark.postgres
@pytest.mark.parametrize("sql", ["UPDATE {t} SET texto = 'otro'", "DELETE FROM {t}"])
def test_the_database_refuses_to_change_what_was_published(reparto: Reparto, sql: str):
    publicar(reparto)
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql.format(t=AvisoDePrivacidad._meta.db_table))
    assert AvisoDePrivacidad.objects.get().texto == "Uno"


def test_control_without_the_trigger_it_would(reparto: Reparto):
    publicar(reparto)
    disparadores.quitar()
    AvisoDePrivacidad.objects.update(texto="otro")
    disparadores.crear()
    assert AvisoDePrivacidad.objects.get().texto == "otro"


def test_the_one_in_force_is_of_the_day(reparto: Reparto):
    publicar(reparto, "Uno"), publicar(reparto, "Dos", HOY + timedelta(days=10))
    vigentes = [aviso_vigente(HOY + timedelta(days=d)) for d in (-1, 0, 9, 10)]
    assert [v and v.version for v in vigentes] == [None, 1, 1, 2]


def test_a_short_line_without_a_full_stop_is_a_subtitle():
    vistos = bloques_de("Quién responde\n\nEl ayuntamiento.\n\nUno\ndos")
    assert [(b.texto, b.es_titulo) for b in vistos] == [
        ("Quién responde", True),
        ("El ayuntamiento.", False),
        ("Uno\ndos", False),
    ]


def test_the_public_page_and_the_foot_before_and_after(reparto: Reparto, cliente_de, en_hoy):
    publico = cliente_de("anonimo")
    assert publico.get(PUBLICA).status_code == 404
    assert PUBLICA not in publico.get("/verificar/").content.decode()
    publicar(reparto, "Texto <b>primero</b>"), publicar(reparto, "Texto segundo", HOY + timedelta(days=10))
    assert f'href="{PUBLICA}"' in publico.get("/verificar/").content.decode()
    pagina = publico.get(PUBLICA).content.decode()
    assert "Texto &lt;b&gt;primero" in pagina
    assert "Versión 1, rige desde el 15 de mayo de 2024." in pagina
    assert f'href="{PUBLICA}2/"' in pagina
    assert "todavía no rige" in publico.get(f"{PUBLICA}2/").content.decode()
    assert publico.get(f"{PUBLICA}3/").status_code == 404


def test_the_catalogue_says_what_to_do_and_starts_from_a_text(reparto: Reparto, cliente_de, en_hoy):
    cliente, donde = cliente_de("planeacion"), reverse("aviso_publicar")
    pagina = cliente.get(donde)
    assert "Todavía no hay aviso publicado" in pagina.content.decode()
    inicial = pagina.context["form"].initial
    assert "derechos ARCO" in inicial["texto"]
    datos = {"texto": inicial["texto"], "vigente_desde": "2024-05-15", "vista": "0"}
    vuelve = cliente.post(donde, datos)
    assert vuelve.status_code == 400
    assert POR_ESCRIBIR in vuelve.context["form"].errors["texto"][0]
    assert vuelve.context["form"]["texto"].value() == inicial["texto"]
    datos["texto"] = texto_sugerido("Gobierno", domicilio="Palacio", unidad="Palacio.")
    assert cliente.post(donde, datos).status_code == 302
    assert cliente.get(donde).context["form"].initial["vista"] == 1


def test_the_suggested_text_claims_no_law():
    assert not [p for p in ("cumple", "conforme a", "Ley ") if p in texto_sugerido("Gobierno")]


@pytest.mark.parametrize("cuantos", [0, 2])
def test_its_version_is_kept_with_the_password(reparto: Reparto, cliente_de, en_hoy, cuantos: int):
    for n in range(cuantos):
        publicar(reparto, f"Texto {n}")
    quien = {"persona": reparto.persona("administrador"), "ahora": AHORA}
    emitido = servicios.emitir_enlace(**quien, usuario_id=reparto.usuarios["personal_a"].pk)
    cliente, donde = cliente_de("anonimo"), reverse("poner_contrasena", args=[emitido.token])
    pagina = cliente.get(donde).content.decode()
    assert ("aviso de privacidad</a> (versión 2)" in pagina) is bool(cuantos)
    assert cliente.post(donde, {"clave": CLAVE, "otra_vez": CLAVE}).status_code == 302
    datos = Asiento.objects.get(accion="enlace.usar").datos
    assert datos == {"username": "personal_a", "aviso": cuantos or None}
