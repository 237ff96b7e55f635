"""Rule 4: ids of another dirección, and columns that no form has, change nothing in any form or address."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

import pytest
from django.db import connection, models, transaction
from django.http import HttpResponse
from django.test import Client

from actividades.forms import captura as forms
from actividades.models import Actividad
from actividades.servicios import registrar
from comites.models import Reporte
from consejos.models import Postulacion
from poa.models import Adscripcion
from tests.confianza.arana import enlaces, es_publica, mirar
from tests.confianza.formularios import SIN_PAGINA, Forma, formas
from tests.confianza.historia import modelos
from tests.confianza.mundo_doble import Doble
from tests.confianza.pertenencia import Suyas, contenido, enredadas, filas_de, pareja

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("en_hoy")]
ID = re.compile(r"(?<!\d)\d{6,7}(?!\d)")
ESCRIBE = re.compile(r'\s*(?:INSERT INTO|UPDATE|DELETE FROM) "(\w+)"', re.IGNORECASE)
# What says which page was read, or who sends it: not an id.
NO_ES_ID = re.compile(r"(^|-)(version|token|visto|revision|guardados|monto|lote)$")
# Values that change by themselves from one try to the next.
AL_AZAR = re.compile(
    r"token|codigo|hash|sha256|archivo|password|contexto|^datos$|^id$|last_login|estado$|numero$"
)
# The directora has the same forms and more.
DE_A = (pytest.param("personal_a", marks=pytest.mark.largo), "directora_a")
CLAVE_AL_AZAR = (Reporte, Postulacion)  # what a citizen follows it with
Datos = dict[str, list[str]]


@contextmanager
def escrituras() -> Iterator[set[str]]:
    """Tables that were written on."""
    tablas: set[str] = set()

    def mirar(ejecutar: Callable[..., Any], sql: str, *resto: Any) -> Any:
        if hallada := ESCRIBE.match(sql):
            tablas.add(hallada[1])
        return ejecutar(sql, *resto)

    with connection.execute_wrapper(mirar):
        yield tablas
    tablas -= {"django_session", "axes_accessattempt", "axes_accesslog"}


@contextmanager
def intento(cliente: Client, accion: str, datos: Datos) -> Iterator[tuple[HttpResponse, set[str]]]:
    """Send it, look at what it left, and undo it."""
    with transaction.atomic():
        with escrituras() as tablas:
            respuesta = cliente.post(accion, datos)
        assert respuesta.status_code < 500, f"{accion} {datos}: {respuesta.status_code}"
        yield respuesta, tablas
        transaction.set_rollback(True)


def cambiar(texto: str, mapa: dict[int, int]) -> str:
    return ID.sub(lambda hallado: str(mapa.get(int(hallado[0]), hallado[0])), texto)


def falsas(forma: Forma, mapa: dict[int, int]) -> Iterator[tuple[str, Datos]]:
    """The form with the ids of the other dirección: in its address, in each field, in all of them."""
    datos = forma.datos()
    otra = cambiar(forma.accion, mapa)
    if otra != forma.accion:
        yield otra, datos
    falsos = {}
    for nombre, valores in datos.items():
        if not NO_ES_ID.search(nombre):
            nuevo, nuevos = cambiar(nombre, mapa), [cambiar(v, mapa) for v in valores]
            if (nuevo, nuevos) != (nombre, valores):
                falsos[nombre] = (nuevo, nuevos)
    for nombre, (nuevo, nuevos) in falsos.items():
        yield forma.accion, {n: v for n, v in datos.items() if n != nombre} | {nuevo: nuevos}
    if len(falsos) > 1 or (falsos and otra != forma.accion):
        todo = dict(falsos.get(n, (n, v)) for n, v in datos.items())
        yield otra, todo


def _mapa(doble: Doble) -> dict[int, int]:
    """A's ids and those of B that stand in the same place; the dirección and its people too."""
    mapa = pareja(doble.direccion_a, doble.direccion_b)
    for una, otra in (("personal_a", "personal_b"), ("directora_a", "directora_b")):
        mapa[doble.reparto.usuarios[una].pk] = doble.reparto.usuarios[otra].pk
    return mapa | {doble.direccion_a.pk: doble.direccion_b.pk}


def probar(doble: Doble, cliente: Client, formas: list[Forma]) -> tuple[list[str], int]:
    """Forged requests that reached something of B, and how many were tried."""
    mapa, suyas = _mapa(doble), filas_de(doble.direccion_b)
    formas = [f for f in formas if not es_publica(f.accion)]  # anybody may report on any obra
    antes, malas, total = contenido(suyas), [], 0
    tablas_de_b = {m._meta.db_table for m in suyas}
    for forma in formas:
        for accion, datos in falsas(forma, mapa):
            total += 1
            with intento(cliente, accion, datos) as (_, tablas):
                if tablas & tablas_de_b:
                    despues = contenido(filas_de(doble.direccion_b))
                    cruzadas = enredadas(doble.direccion_a, doble.direccion_b)
                    if despues != antes or cruzadas:
                        malas.append(f"{accion} {datos} {cruzadas}")
    return malas, total


@pytest.mark.parametrize("quien", DE_A)
def test_ids_of_b_change_nothing_of_b(doble, cliente_doble, formas_doble, cifra, quien):
    cliente = cliente_doble(quien)
    formas = formas_doble(quien)
    malas, total = probar(doble, cliente, formas)
    cifra(4, "envíos con ids de otra dirección que cambiaron algo suyo", len(malas), de=total)
    assert malas == []
    assert total > (10 if quien == "personal_a" else 60)
    escriben = [_escribe(cliente, f) for f in formas]
    cifra(4, "formularios que sí escriben con sus propios ids", sum(escriben), de=len(escriben))
    # A number and not a share: many forms of a comité wait for a day or for an earlier step.
    assert sum(escriben) >= (5 if quien == "personal_a" else 30), "the requests are not real ones"


def _escribe(cliente: Client, forma: Forma) -> bool:
    with intento(cliente, forma.accion, forma.datos()) as (_, tablas):
        return bool(tablas)


@pytest.mark.parametrize("quien", ["planeacion", "tesoreria"])
def test_who_reaches_both_cannot_mix_two_direcciones(doble, cliente_doble, cifra, quien):
    """What they send from a page of A must not touch B through a field."""
    cliente = cliente_doble(quien)
    de_a = {pk for llaves in filas_de(doble.direccion_a).values() for pk in llaves}
    formas = [f for f in _formas_sobre_a(doble, cliente, quien, de_a) if _habla_de(f.accion, de_a)]
    mapa, malas, total = _mapa(doble), [], 0
    antes = contenido(filas_de(doble.direccion_b))
    for forma in formas:
        for accion, datos in falsas(forma, mapa):
            if accion != forma.accion:
                continue
            total += 1
            with intento(cliente, accion, datos) as (_, tablas):
                if tablas and contenido(filas_de(doble.direccion_b)) != antes:
                    malas.append(f"{accion} {datos}")
    cifra(4, "envíos con ids de otra dirección que cambiaron algo suyo", len(malas), de=total)
    assert malas == []
    assert quien != "tesoreria" or total >= 2, "her forms name renglones and fondos"


DE_TESORERIA = ("por_responder", "material_por_responder", "con_vale", "por_entregar", "entregado_en_parte")


def _formas_sobre_a(doble: Doble, cliente: Client, quien: str, de_a: set[object]) -> list[Forma]:
    """The forms of A's own pages and of those they lead to."""
    a, halladas = doble.a, {}
    inicio = [f"/trimestres/{a.tp}/", f"/poas/{a.enviado}/", f"/reprogramaciones/{a.reprogramacion}/"]
    if quien == "tesoreria":
        inicio = [f"/suministros/bandeja/{a.organos[cual]}/" for cual in DE_TESORERIA]
        inicio.append(f"/suministros/fondos/{a.organos['fondo']}/")
    vistos = [mirar(cliente, ruta) for ruta in inicio]
    lejos = {ruta for visto in vistos for ruta in enlaces(visto) if _habla_de(ruta, de_a)}
    vistos += [mirar(cliente, ruta) for ruta in sorted(lejos) if not SIN_PAGINA.search(ruta.split("?")[0])]
    for visto in vistos:
        for forma in formas(visto):
            halladas.setdefault((forma.figura, forma.accion), forma)
    return list(halladas.values())


def _habla_de(accion: str, de_a: set[object]) -> bool:
    return any(int(n) in de_a for n in ID.findall(accion))


def _extras(doble: Doble) -> Datos:
    """A value for every column of every table."""
    valores: Datos = {}
    suyas = filas_de(doble.direccion_b)
    for modelo in modelos():
        for campo in modelo._meta.concrete_fields:
            valores |= {nombre: [_valor(campo, suyas)] for nombre in (campo.name, campo.attname)}
    return valores | {"autorizado": ["1"], "validada": ["si"], "es_ejemplo": ["on"], "is_superuser": ["on"]}


def _valor(campo: models.Field, suyas: Suyas) -> str:
    if campo.is_relation:
        return str(min(suyas.get(campo.related_model) or {1}))
    if campo.name == "estado":
        return "validada" if campo.model is Actividad else "autorizado"
    if isinstance(campo, models.DateTimeField | models.DateField):
        return "2020-01-01"
    return "on" if isinstance(campo, models.BooleanField) else "777"


def _sin_azar(conocidos: set[str] | None = None) -> dict[str, list[str]]:
    """Every row, without what changes by itself from one try to the next, such as the id of a new row."""
    todo = {}
    for modelo in modelos():
        columnas = [c.attname for c in modelo._meta.concrete_fields if not AL_AZAR.search(c.attname)]
        if modelo in CLAVE_AL_AZAR:
            columnas.remove("clave")
        columnas += [c.attname for c in modelo._meta.concrete_fields if c.attname == "estado"]
        filas = [repr(fila) for fila in modelo._base_manager.values_list(*columnas)]
        if conocidos is not None:
            filas = [ID.sub(lambda n: n[0] if n[0] in conocidos else "new", fila) for fila in filas]
        todo[modelo._meta.db_table] = sorted(filas)
    return todo


# They say which of one's direcciones, or where to go back: posted to any form they are part of the question.
DE_LA_PAGINA = {"direccion", "direccion_id", "id"}


def con_extras(doble: Doble, cliente: Client, lista: list[Forma]) -> tuple[list[Any], int]:
    """Forms that did another thing because of a column they do not have, and how many columns were sent."""
    malas, columnas, todas = [], 0, _extras(doble)
    conocidos = {n for filas in _sin_azar().values() for fila in filas for n in ID.findall(fila)}
    for forma in lista:
        datos = forma.datos()
        suyos = set(datos) | {c.nombre for c in forma.campos} | DE_LA_PAGINA
        extras = {nombre: valor for nombre, valor in todas.items() if nombre not in suyos}
        with intento(cliente, forma.accion, datos) as (_, tablas):
            limpio = _sin_azar(conocidos) if tablas else {}
        with intento(cliente, forma.accion, datos | extras) as (_, tablas):
            despues = _sin_azar(conocidos) if tablas else limpio
        columnas += len(extras)
        if despues != limpio:
            malas.append((forma.accion, _diferencia(limpio, despues)))
    return malas, columnas


@pytest.mark.parametrize("quien", DE_A)
def test_columns_that_the_form_does_not_have_change_nothing(doble, cliente_doble, formas_doble, cifra, quien):
    malas, columnas = con_extras(doble, cliente_doble(quien), formas_doble(quien))
    cifra(4, "columnas ajenas al formulario que cambiaron algo", len(malas), de=columnas)
    assert malas == []


def test_control_a_form_that_reads_one_column_more_is_seen(doble, cliente_doble, formas_doble, monkeypatch):
    datos = forms.FormaActividad.datos
    leer_de_mas = lambda self: replace(datos(self), mujeres=int(self.data.get("orden", 0)))  # noqa: E731
    monkeypatch.setattr(forms.FormaActividad, "datos", leer_de_mas)
    lista = [f for f in formas_doble("personal_a") if f.ruta == "actividad_editar"]
    assert con_extras(doble, cliente_doble("personal_a"), lista)[0] != []


def _diferencia(uno: dict[str, list[str]], otro: dict[str, list[str]]) -> dict[str, Any]:
    return {t: sorted(set(f) ^ set(uno.get(t, []))) for t, f in otro.items() if f != uno.get(t, [])}


@pytest.mark.parametrize("como", ["ended", "transferred"])
def test_a_cargo_that_ends_or_moves_holds_at_the_very_next_request(
    doble, cliente_doble, formas_doble, cifra, como
):
    cliente = cliente_doble("directora_a")
    formas = [f for f in formas_doble("directora_a") if not es_publica(f.accion)]
    cargo = Adscripcion.objects.get(usuario=doble.reparto.usuarios["directora_a"])
    if como == "ended":
        Adscripcion.objects.filter(pk=cargo.pk).update(hasta="2024-05-15")
    else:
        Adscripcion.objects.filter(pk=cargo.pk).update(direccion=doble.direccion_b)
    antes, lograron = contenido(filas_de(doble.direccion_a)), []
    for forma in formas:
        with intento(cliente, forma.accion, forma.datos()) as (_, tablas):
            if tablas and contenido(filas_de(doble.direccion_a)) != antes:
                lograron.append(forma.accion)
        if ID.search(forma.pagina):
            assert cliente.get(forma.pagina).status_code in {302, 403, 404}, forma.pagina
    cifra(4, "envíos que aún escribieron tras terminar o cambiar el cargo", len(lograron), de=len(formas))
    assert lograron == []


def test_control_with_a_check_taken_away_the_forged_id_gets_in(
    doble, cliente_doble, formas_doble, monkeypatch
):
    """The capture form offers every línea, and the service does not look at whose it is."""
    cliente = cliente_doble("personal_a")
    formas = [f for f in formas_doble("personal_a") if f.ruta == "actividad_editar"]
    ajena = doble.reparto.lineas("B")
    iniciar = forms.FormaActividad.__init__

    def ofrecer_todo(self, *args, grupos, **kwargs):
        iniciar(self, *args, grupos=[*grupos, ("B", ajena)], **kwargs)

    monkeypatch.setattr(forms.FormaActividad, "__init__", ofrecer_todo)
    revisar = registrar.trimestre_de
    sin_mirar = lambda direccion_id, datos, hoy: revisar(direccion_id, replace(datos, linea=None), hoy)  # noqa: E731
    monkeypatch.setattr(registrar, "trimestre_de", sin_mirar)
    assert probar(doble, cliente, formas)[0] != []


def test_control_what_is_written_on_b_is_seen(doble):
    suyas = filas_de(doble.direccion_b)
    antes = contenido(suyas)
    acto = Actividad.objects.filter(pk__in=suyas[Actividad], trimestre_programa__cerrado=False).first()
    Actividad.objects.filter(pk=acto.pk).update(cantidad=50)
    assert contenido(filas_de(doble.direccion_b)) != antes
    assert enredadas(doble.direccion_a, doble.direccion_b) == []
    propio = Actividad.objects.filter(pk__in=filas_de(doble.direccion_a)[Actividad]).first()
    Actividad.objects.filter(pk=propio.pk).update(linea=doble.reparto.lineas("B")[0])
    assert enredadas(doble.direccion_a, doble.direccion_b) != []
