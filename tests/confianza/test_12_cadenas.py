"""Rule 12: whatever string is put in any text field, nothing runs in the browser and nothing answers 500."""

import io
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import lxml.html
import pikepdf
import pytest
from django.db import models, transaction
from django.template import engines
from django.test import Client

from suministros.models import Renglon, Solicitud
from tests.confianza.arana import Visto, mirar
from tests.confianza.cargas import blns, nuestras, todas
from tests.confianza.formularios import Forma, formas
from tests.confianza.historia import modelos
from tests.confianza.ventana import Ventana, inyectado
from tests.conftest import COMPLETO

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("en_hoy")]
QUIENES = ("directora_a", "personal_a", "planeacion", "tesoreria", "administrador", "anonimo")
# Decisions end what other forms work on: last.
AL_FINAL = ("anular", "devolver", "excluir", "autorizar", "observar", "terminar")
CON_FORMATO = re.compile(r"(^|-)(rfc|curp|monto|codigo|username|clave|login|correo|email|orden)$")
BIDI = set("\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
CON_RENGLONES = {"\n", "\t", "\r"}
DE_TEXTO = (models.CharField, models.TextField)


def _fresca(cliente: Client, forma: Forma) -> Forma:
    """The same form as its page shows it now, with its versions and tokens."""
    visto = mirar(cliente, forma.pagina)
    return next((f for f in formas(visto) if f.figura == forma.figura), forma)


def _mandar(cliente: Client, forma: Forma, datos: dict[str, list[str]], revisar: Any) -> int:
    respuesta = cliente.post(forma.accion, datos)
    assert respuesta.status_code < 500, f"{forma.accion} {datos}"
    if respuesta.status_code in {301, 302}:
        revisar(mirar(cliente, respuesta["Location"]))
    elif respuesta.get("Content-Type", "").startswith("text/html"):
        revisar(Visto(forma.accion, respuesta.status_code, "", "", arbol=_arbol(respuesta.content)))
    return respuesta.status_code


def _arbol(cuerpo: bytes) -> Any:
    return lxml.html.document_fromstring(cuerpo.decode()) if cuerpo.strip() else None


class Ronda:
    """One pass over all the forms of a person, each field with its own string."""

    def __init__(self, cliente: Client, cadenas: list[str], desde: int, juntas: int = 1) -> None:
        self.cliente, self.cadenas, self.desde, self.juntas = cliente, cadenas, desde, juntas
        self.lugares: dict[str, int] = {}
        self.hallados: list[str] = []
        self.cuenta: Counter[str] = Counter()
        self.campos: set[str] = set()

    def revisar(self, visto: Visto) -> None:
        assert visto.codigo < 500, visto.ruta
        if visto.arbol is not None:
            self.cuenta["pages"] += 1
            self.hallados += [f"{visto.ruta}: {e}" for e in inyectado(visto.arbol)]

    def pasar(self, lista: list[Forma]) -> None:
        """All its text fields at once; first without those of fixed form, so that something is kept."""
        for forma in sorted(lista, key=lambda f: f.ruta.endswith(AL_FINAL)):
            textos = [c.nombre for c in forma.de_texto()]
            if not textos:
                continue
            self.campos |= {f"{forma.ruta}.{n}" for n in textos}
            libres = [n for n in textos if not CON_FORMATO.search(n)]
            for nombres in [libres, textos] if libres != textos else [textos]:
                if nombres and not self._probar(forma, nombres):
                    self._probar(_fresca(self.cliente, forma), nombres)

    def _cadena(self, campo: str, *, juntas: bool) -> str:
        """The next one for that field; where there is room, several at once."""
        desde = self.lugares.setdefault(campo, len(self.lugares)) * 7 + self.desde
        cuantas = self.juntas if juntas else 1
        return " ".join(self.cadenas[(desde + n) % len(self.cadenas)] for n in range(cuantas))

    def _probar(self, forma: Forma, nombres: list[str]) -> bool:
        maximos = {c.nombre: c.maximo for c in forma.campos}
        datos = forma.datos()
        for nombre in nombres:
            cadena = self._cadena(f"{forma.ruta}.{nombre}", juntas=not maximos.get(nombre))
            datos[nombre] = [cadena[: maximos.get(nombre) or None]]
        codigo = _mandar(self.cliente, forma, datos, self.revisar)
        self.cuenta["sent"] += len(nombres)
        self.cuenta["kept"] += len(nombres) * (codigo in {301, 302})
        return codigo in {301, 302}


def sucias() -> list[str]:
    """Text columns that hold a control or direction character; what the program itself writes has none."""
    malas = []
    for modelo in modelos():
        columnas = [
            c for c in modelo._meta.concrete_fields if isinstance(c, models.CharField | models.TextField)
        ]
        for columna in columnas:
            for valor in modelo._base_manager.values_list(columna.attname, flat=True):
                if any(_mala(letra) for letra in valor or ""):
                    malas.append(f"{modelo._meta.db_table}.{columna.name}: {valor!r}")
    return malas


def _mala(letra: str) -> bool:
    return letra in BIDI or (unicodedata.category(letra) == "Cc" and letra not in CON_RENGLONES)


@contextmanager
def deshecha() -> Iterator[None]:
    """What is written inside stays only while it is looked at."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


DE_ORGANOS = (
    "/comites/",
    "/organos/{organo}/comite/",
    "/organos/{organo}/integrantes/",
    "/reportes/{reporte}/",
    "/organos/{consejo}/llamados/",
)
DE_SUMINISTROS = ("/suministros/", "/suministros/{pedido_borrador}/", "/suministros/combustible/")
PAGINAS = {
    "tesoreria": (
        *DE_SUMINISTROS[::2],
        "/suministros/bandeja/",
        "/suministros/bandeja/{por_responder}/",
        "/suministros/almacen/",
        "/suministros/vehiculos/",
        "/suministros/fondos/{fondo}/",
        "/suministros/rubros/",
    ),
    "directora_a": (
        "/actividades/",
        "/trimestres/{tp}/",
        "/poas/{borrador}/",
        "/poas/{borrador}/editar/",
        *DE_ORGANOS,
        *DE_SUMINISTROS,
    ),
    "personal_a": ("/actividades/", "/actividades/{acto}/", *DE_ORGANOS, *DE_SUMINISTROS),
    "planeacion": ("/reprogramaciones/{reprogramacion}/", "/catalogos/ejes/", "/catalogos/inhabiles/"),
    "administrador": ("/catalogos/personas/", "/catalogos/localidades/", "/adscripciones/"),
    "anonimo": (
        "/verificar/",
        "/obras/",
        "/consejos-ciudadanos/",
        "/convocatoria-publica/{codigo_del_llamado}/",
    ),
}


@pytest.mark.navegador
@pytest.mark.parametrize(
    # The directora has the same forms and more.
    "quien",
    [pytest.param(q, marks=pytest.mark.largo) if q == "personal_a" else q for q in QUIENES],
)
def test_no_string_runs_in_any_field(doble, cliente_doble, formas_doble, page, cifra, tamano, quien):
    cliente, cadenas = cliente_doble(quien), todas(completo=COMPLETO)
    ventana = Ventana(page, cliente, con_csp=False)
    juntas = tamano(1, 8)
    total: Counter[str] = Counter()
    hallados, campos, manchadas = [], set(), []
    with ventana.abierta():
        for desde in range(0, tamano(1, len(cadenas)), juntas):
            with deshecha():
                ronda = Ronda(cliente, cadenas, desde, juntas)
                ronda.pasar(formas_doble(quien))
                manchadas += sucias()
                for pagina in PAGINAS[quien]:
                    hallados += ventana.mirar(pagina.format(**vars(doble.a), **doble.a.organos))
                    total["visits"] += 1
                total, campos = total + ronda.cuenta, campos | ronda.campos
                hallados += ronda.hallados
    cifra(12, "ejecuciones en Chromium sin CSP", len(ventana.corrio), de=total["visits"])
    cifra(12, "elementos inyectados en páginas revisadas", len(hallados), de=total["pages"])
    cifra(12, "campos de texto probados", len(campos))
    cifra(
        12,
        "cadenas guardadas de las enviadas (lo demás se rechazó con su motivo)",
        total["kept"],
        de=total["sent"],
    )
    assert ventana.corrio == []
    assert hallados == []
    assert ventana.salio == []
    assert manchadas == []
    assert campos


def test_the_strings_are_those_that_were_promised():
    assert len(blns()) == 485
    assert len(nuestras()) >= 250


def test_the_pdf_of_a_sheet_full_of_them_does_nothing(doble, cliente_doble, formas_doble, cifra, tamano):
    cliente, cadenas, vistos = cliente_doble("directora_a"), todas(completo=COMPLETO), 0
    del_plan = [f for f in formas_doble("directora_a") if f.ruta.startswith("poa_editar")]
    for n in range(tamano(1, 40)):
        with deshecha():
            Ronda(cliente, cadenas, n * 97).pasar(del_plan)
            respuesta = cliente.get(f"/poas/{doble.a.borrador}/hoja.pdf")
            assert respuesta.status_code == 200
            with pikepdf.open(io.BytesIO(respuesta.content)) as pdf:
                assert "/OpenAction" not in pdf.Root
                assert "/JavaScript" not in pdf.Root.get("/Names", {})
                notas = [a for p in pdf.pages for a in p.get("/Annots", [])]
            assert [a for a in notas if a.get("/Subtype") == "/Link"] == []
            vistos += 1
    cifra(12, "hojas en PDF con acciones o enlaces", 0, de=vistos)


def test_the_papers_of_the_supplies_full_of_them_do_nothing(doble, cliente_doble, cifra, tamano):
    """What B's people wrote anywhere in an oficio, a requisición or a vale: no action, no link, no script."""
    cliente, cadenas, vistos = cliente_doble("personal_a"), todas(completo=COMPLETO), 0
    o = doble.a.organos
    rutas = [f"/suministros/{o[c]}/pdf/" for c in ("pedido_borrador", "pedido_de_compra")]
    rutas.append(f"/suministros/vales/{o['vale']}/pdf/")
    for cadena in cadenas[:: tamano(len(cadenas) // 3, 25)]:
        with deshecha():
            texto = {"motivo": cadena, "lugar": cadena[:200], "conductor": cadena[:150]}
            Solicitud.objects.update(**texto, respuesta=cadena)
            Renglon.objects.update(descripcion=cadena[:250], unidad=cadena[:30])
            for ruta in rutas:
                respuesta = cliente.get(ruta)
                assert respuesta.status_code == 200, ruta
                with pikepdf.open(io.BytesIO(respuesta.content)) as pdf:
                    assert "/OpenAction" not in pdf.Root
                    assert "/JavaScript" not in pdf.Root.get("/Names", {})
                    notas = [a for p in pdf.pages for a in p.get("/Annots", [])]
                assert [a for a in notas if a.get("/Subtype") == "/Link"] == []
                vistos += 1
    cifra(12, "papeles de suministros en PDF con acciones o enlaces", 0, de=vistos)


@pytest.fixture
def sin_escapar():
    """Templates that write what they are given as it is."""
    motor = engines["django"].engine
    motor.autoescape = False
    for cargador in motor.template_loaders:
        cargador.reset()
    yield
    motor.autoescape = True
    for cargador in motor.template_loaders:
        cargador.reset()


@pytest.mark.navegador
@pytest.mark.parametrize("con_csp", [pytest.param(True, marks=pytest.mark.largo), False])
def test_control_without_escaping_it_is_seen(doble, cliente_doble, formas_doble, page, sin_escapar, con_csp):
    """Without the CSP the strings run; with it they are blocked, and the console says so."""
    cliente = cliente_doble("personal_a")
    ventana = Ventana(page, cliente, con_csp=con_csp)
    lista = [f for f in formas_doble("personal_a") if f.ruta == "actividad_editar"]
    with ventana.abierta(), deshecha():
        ronda = Ronda(cliente, ["<img src=x onerror=alert(1)>", "<script>alert(1)</script>"], 0)
        ronda.pasar(lista)
        assert ventana.mirar("/actividades/") != []
    assert ronda.hallados != []
    assert bool(ventana.corrio) is not con_csp
    assert any("Content Security Policy" in m for m in ventana.bloqueo) is con_csp


def test_control_a_control_character_in_a_column_is_seen(doble):
    type(doble.reparto.programa_a).objects.filter(pk=doble.a.programa).update(vision="a\u202eb")
    assert len(sucias()) == 1
