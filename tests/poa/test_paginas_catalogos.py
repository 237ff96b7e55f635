"""The pages of the catalogues: who enters each, forms that come back filled, forged ids and extra fields."""

import io
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image

from nucleo.models import Usuario
from nucleo.roles import Rol
from poa import servicios
from poa.consultas.catalogos import huella_de
from poa.models import Adscripcion, Ayuntamiento, DiaInhabil, Direccion, EjePMD, Ejercicio, Localidad
from tests.reparto import AHORA, Reparto

pytestmark = pytest.mark.usefixtures("en_hoy")


def texto(respuesta) -> str:
    return respuesta.content.decode()


def test_the_index_shows_what_one_may_keep(reparto: Reparto, cliente_de):
    de_planeacion, del_administrador = (
        texto(cliente_de(q).get(reverse("catalogos"))) for q in ("planeacion", "administrador")
    )
    assert "Localidades" in de_planeacion
    assert reverse("personas") not in de_planeacion
    assert reverse("personas") in del_administrador
    assert f'href="{reverse("catalogos")}"' in texto(cliente_de("planeacion").get(reverse("inicio")))
    assert f'href="{reverse("catalogos")}"' not in texto(cliente_de("directora_a").get(reverse("inicio")))


def test_a_person_is_made_given_a_cargo_and_found_without_accents(reparto: Reparto, cliente_de):
    cliente = cliente_de("administrador")
    hecho = cliente.post(
        reverse("persona_nueva"),
        {"nombre": "Sofía Núñez", "username": "Sofia", "is_superuser": "1", "is_active": "", "password": "x"},
    )
    sofia = Usuario.objects.get(username="sofia")
    assert hecho["Location"] == reverse("persona", args=[sofia.pk])
    assert (sofia.is_superuser, sofia.is_active, sofia.has_usable_password()) == (False, True, False)
    cliente.post(
        reverse("cargo_nuevo", args=[sofia.pk]),
        {
            "direccion": reparto.direcciones["A"].pk,
            "rol": "personal",
            "cargo": "Auxiliar",
            "desde": "2024-05-15",
            "ultimo_dia": "2024-05-31",
            "usuario": reparto.usuarios["administrador"].pk,
        },
    )
    cargo = Adscripcion.objects.get(usuario=sofia)
    assert cargo.hasta == date(2024, 6, 1), "the last day is held whole"
    assert "Sofía Núñez" in texto(cliente.get(reverse("personas") + "?q=sofia"))
    assert "31 de mayo de 2024" in texto(cliente.get(reverse("persona", args=[sofia.pk])))


def test_a_form_with_errors_comes_back_filled(reparto: Reparto, cliente_de):
    cliente = cliente_de("administrador")
    respuesta = cliente.post(
        reverse("persona_nueva"), {"nombre": "Sofía Núñez", "username": "personal_a", "rfc": "MALO"}
    )
    pagina = texto(respuesta)
    assert respuesta.status_code == 400
    assert 'value="Sofía Núñez"' in pagina
    assert "13 caracteres, como" in pagina
    respuesta = cliente.post(reverse("persona_nueva"), {"nombre": "Sofía", "username": "PERSONAL_A"})
    assert "Ya existe el usuario" in texto(respuesta)


def test_who_edited_second_is_told_and_keeps_what_was_typed(reparto: Reparto, cliente_de):
    arbol = Localidad.objects.get(nombre="El Árbol")
    url, visto = reverse("catalogo_editar", args=["localidades", arbol.pk]), huella_de(arbol)
    cliente_de("planeacion").post(url, {"nombre": "El Árbol Grande", "visto": visto})
    segunda = cliente_de("administrador").post(url, {"nombre": "El Arbolito", "visto": visto})
    pagina = texto(segunda)
    assert segunda.status_code == 400
    assert "Paz Ortega lo cambió" in pagina
    assert 'value="El Arbolito"' in pagina
    arbol.refresh_from_db()
    assert arbol.nombre == "El Árbol Grande"
    assert f'value="{huella_de(arbol)}"' in pagina, "the next try answers for what it says now"
    assert cliente_de("administrador").post(url, {"nombre": "El Arbolito"}).status_code == 400


def test_what_is_used_offers_to_deactivate_and_a_forged_delete_changes_nothing(reparto: Reparto, cliente_de):
    cliente, a = cliente_de("planeacion"), reparto.direcciones["A"]
    pagina = texto(cliente.get(reverse("catalogo_editar", args=["direcciones", a.pk])))
    borrar = reverse("catalogo_borrar", args=["direcciones", a.pk])
    assert borrar not in pagina
    assert "2 adscripciones" in pagina
    assert "no se puede borrar" in texto(cliente.post(borrar, follow=True))
    assert Direccion.objects.filter(pk=a.pk).exists()
    cliente.post(reverse("catalogo_activar", args=["direcciones", a.pk]), {"activa": ""})
    assert "Dirección A" not in texto(cliente.get(reverse("catalogo", args=["direcciones"])))
    assert "Dirección A" in texto(cliente.get(reverse("catalogo", args=["direcciones"]) + "?inactivas=1"))


def test_the_clave_of_a_direccion_cannot_be_posted_later(reparto: Reparto, cliente_de):
    a = reparto.direcciones["A"]
    url = reverse("catalogo_editar", args=["direcciones", a.pk])
    cliente_de("planeacion").post(
        url, {"nombre": "Nueva", "clave": "ZZ", "activa": "0", "visto": huella_de(a), "pk": "1"}
    )
    a.refresh_from_db()
    assert (a.nombre, a.clave, a.activa) == ("Nueva", "A", True)


def test_an_unknown_list_or_row_does_not_exist(reparto: Reparto, cliente_de):
    cliente = cliente_de("administrador")
    sistema = Usuario.objects.get(username="sistema").pk
    for url in (
        reverse("catalogo", args=["usuarios"]),
        reverse("catalogo_editar", args=["ejes", 99999]),
        reverse("persona", args=[sistema]),
        reverse("persona_editar", args=[sistema]),
        reverse("ejercicio", args=[99999]),
    ):
        assert cliente.get(url).status_code == 404, url
    for nombre in ("persona_enlace", "persona_activar"):
        assert cliente.post(reverse(nombre, args=[sistema])).status_code == 404


def test_a_revoked_role_holds_at_the_next_request(reparto: Reparto, cliente_de):
    cliente = cliente_de("planeacion")
    assert cliente.get(reverse("catalogos")).status_code == 200
    servicios.terminar_adscripcion(
        persona=reparto.persona("administrador"),
        ahora=AHORA,
        adscripcion_id=Adscripcion.objects.get(usuario__username="planeacion").pk,
        hasta=AHORA.date(),
    )
    assert cliente.get(reverse("catalogos")).status_code == 403
    assert cliente.post(reverse("catalogo_nuevo", args=["ejes"]), {"nombre": "Eje 9"}).status_code == 403
    assert EjePMD.objects.count() == 1


def test_a_deactivated_person_is_out_at_the_next_request(reparto: Reparto, cliente_de):
    cliente, usuario = cliente_de("personal_a"), reparto.usuarios["personal_a"]
    assert cliente.get(reverse("inicio")).status_code == 200
    cliente_de("administrador").post(reverse("persona_activar", args=[usuario.pk]), {"activa": ""})
    assert cliente.get(reverse("inicio")).status_code == 302
    propia = reparto.usuarios["administrador"]
    cliente_de("administrador").post(reverse("persona_activar", args=[propia.pk]), {"activa": ""})
    propia.refresh_from_db()
    assert propia.is_active


def test_a_cargo_ends_on_its_last_day(reparto: Reparto, cliente_de):
    cargo = Adscripcion.objects.get(usuario__username="personal_a")
    cliente = cliente_de("administrador")
    url = reverse("cargo_terminar", args=[cargo.pk])
    assert cliente.post(url, {"ultimo_dia": "9999-12-31"}).status_code == 400
    cliente.post(url, {"ultimo_dia": "2024-05-31", "rol": "administrador"})
    cargo.refresh_from_db()
    assert (cargo.hasta, cargo.rol) == (date(2024, 6, 1), Rol.PERSONAL)


def escudo_de(color: str) -> SimpleUploadedFile:
    salida = io.BytesIO()
    Image.new("RGB", (200, 200), color).save(salida, "PNG")
    return SimpleUploadedFile("e.png", salida.getvalue(), content_type="image/png")


def test_the_coat_of_arms_is_seen_by_all_and_only_the_one_in_use(reparto: Reparto, cliente_de):
    cliente = cliente_de("planeacion")
    cliente.post(reverse("ayuntamiento_escudo"), {"escudo": escudo_de("teal")})
    primero = Ayuntamiento.objects.get().escudo
    url = reverse("escudo", args=[primero.split("/")[-1][:-4]])
    assert url in texto(Client().get(reverse("account_login")))
    respuesta = Client().get(url)
    assert (respuesta.status_code, respuesta["Content-Type"]) == (200, "image/png")
    assert respuesta["X-Content-Type-Options"] == "nosniff"
    cliente.post(reverse("ayuntamiento_escudo"), {"escudo": escudo_de("red")})
    assert Client().get(url).status_code == 404
    cliente.post(reverse("ayuntamiento_escudo_quitar"))
    assert Ayuntamiento.objects.get().escudo == ""
    assert "img/escudo" in texto(Client().get(reverse("account_login")))


def test_an_altered_file_of_the_coat_of_arms_is_not_served(reparto: Reparto, cliente_de, archivos_privados):
    cliente_de("planeacion").post(reverse("ayuntamiento_escudo"), {"escudo": escudo_de("teal")})
    nombre = Ayuntamiento.objects.get().escudo
    (archivos_privados / nombre).write_bytes(b"otra cosa")
    assert Client().get(reverse("escudo", args=[nombre.split("/")[-1][:-4]])).status_code == 404


def test_what_is_no_image_is_refused_with_a_message(reparto: Reparto, cliente_de):
    malo = SimpleUploadedFile("e.svg", b"<svg onload='alert(1)'/>")
    respuesta = cliente_de("planeacion").post(reverse("ayuntamiento_escudo"), {"escudo": malo}, follow=True)
    assert "Un SVG no se acepta" in texto(respuesta)
    assert Ayuntamiento.objects.get().escudo == ""


def test_the_calendar_and_the_days_off_by_screen(reparto: Reparto, cliente_de):
    cliente, url = cliente_de("planeacion"), reverse("ejercicio_calendario", args=[reparto.ejercicio.pk])
    trimestres = list(reparto.ejercicio.trimestres.all())
    datos = {"calendario-visto": huella_de(*trimestres)}
    for t in trimestres:
        datos[f"calendario-abre_{t.numero}"] = t.captura_abre.isoformat()
        datos[f"calendario-cierra_{t.numero}"] = t.captura_cierra.isoformat()
        datos[f"calendario-limite_{t.numero}"] = t.limite_evaluacion.isoformat()
    mal = cliente.post(url, datos | {"calendario-cierra_2": "2024-03-01"})
    assert mal.status_code == 400
    assert 'value="2024-03-01"' in texto(mal)
    cliente.post(url, datos | {"calendario-cierra_2": "2024-07-20"})
    assert reparto.ejercicio.trimestres.get(numero=2).captura_cierra == date(2024, 7, 20)
    assert cliente.post(url, datos).status_code == 400, "what was seen is not what it says now"
    cliente.post(reverse("inhabiles"), {"desde": "2024-07-25", "hasta": "2024-07-26", "motivo": "Fiesta"})
    assert DiaInhabil.objects.count() == 2
    pagina = texto(cliente.get(reverse("inhabiles") + "?anio=2024"))
    assert "26 de julio de 2024" in pagina
    assert "Día del Trabajo" in pagina
    for raro in ("abc", "99999999", "0000", "²²²²"):
        assert cliente.get(reverse("inhabiles"), {"anio": raro}).status_code in {200, 302}
    cliente.post(reverse("ejercicios"), {"anio": "2025"})
    assert Ejercicio.objects.filter(anio=2025).exists()


def test_the_name_of_the_plan_is_the_municipality_s(reparto: Reparto, cliente_de):
    Ayuntamiento.objects.update(nombre_del_pmd="PMDG")
    pagina = texto(cliente_de("directora_a").get(reverse("poa", args=[reparto.programa_a.pk])))
    assert "Eje del PMDG" in pagina
    assert "Eje del PMD:" not in pagina


def test_long_lists_come_in_pages(reparto: Reparto, cliente_de):
    for n in range(30):
        Localidad.objects.create(nombre=f"Lugar {n:02}", orden=f"lugar {n:02}")
    cliente, url = cliente_de("planeacion"), reverse("catalogo", args=["localidades"])
    assert "Lugar 29" not in texto(cliente.get(url))
    assert "Lugar 29" in texto(cliente.get(f"{url}?pagina=2"))
    assert "Lugar 29" in texto(cliente.get(f"{url}?q=LUGAR 29"))
