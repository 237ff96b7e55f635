"""Every state × action × role of an act, as the table says; and one writer of the state."""

import ast
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from actividades import permisos, servicios
from actividades.estados import PASOS_DE_ACTIVIDAD, EstadoActividad
from actividades.models import Actividad
from nucleo.errores import DatosInvalidos, PeriodoCerrado, SinPermiso, TransicionInvalida
from nucleo.models import Asiento, Usuario
from nucleo.personas import Persona
from poa.models import Adscripcion, LineaDesbloqueada, TrimestrePrograma
from tests.reparto import AHORA, INICIO, Reparto

pytestmark = pytest.mark.django_db

ESTADOS = tuple(e.value for e in EstadoActividad)
ROLES = (
    "autor",
    "companera",
    "directora_a",
    "personal_b",
    "directora_b",
    "planeacion",
    "tesoreria",
    "contraloria",
    "administrador",
)
ACCIONES = ("corregir", "agregar", "quitar", "validar", "devolver", "anular", "excluir", "reincorporar")

# action → role → states from which it is allowed; whoever is not named may never.
PERMITIDO: dict[str, dict[str, set[str]]] = {
    "corregir": {r: {"registrada", "devuelta"} for r in ("autor", "companera", "directora_a")},
    "agregar": {r: {"registrada", "devuelta"} for r in ("autor", "companera", "directora_a")},
    "quitar": {r: {"registrada", "devuelta"} for r in ("autor", "companera", "directora_a")},
    "validar": {"directora_a": {"registrada"}},
    "devolver": {"directora_a": {"registrada", "validada"}},
    "anular": {
        "autor": {"registrada", "devuelta"},
        "directora_a": {"registrada", "devuelta", "validada"},
    },
    "excluir": {"directora_a": {"registrada", "devuelta"}},
    "reincorporar": {"directora_a": {"excluida"}},
}
LLEVA_A = {
    "validar": "validada",
    "devolver": "devuelta",
    "anular": "anulada",
    "excluir": "excluida",
    "reincorporar": "registrada",
    "corregir": "registrada",
    "agregar": "registrada",
    "quitar": "registrada",
}
TRIPLES = [(accion, rol, estado) for accion in ACCIONES for rol in ROLES for estado in ESTADOS]


@pytest.fixture
def persona_de(reparto: Reparto) -> Callable[[str], Persona]:
    """The actor by role; `autor` logged the act, `companera` works beside them."""
    companera = Usuario.objects.create(username="companera", nombre="Celia Paz")
    Adscripcion.objects.create(
        usuario=companera, direccion=reparto.direcciones["A"], rol="personal", cargo="Auxiliar", desde=INICIO
    )
    reparto.usuarios |= {"autor": reparto.usuarios["personal_a"], "companera": companera}
    return reparto.persona


@pytest.fixture
def actuar(datos_de, listo) -> Callable[..., Any]:
    """`actuar("anular", actividad, persona)`: the service behind an action; its errors come out."""

    def hacer(accion: str, actividad: Actividad, persona: Any) -> Any:
        quien = {"persona": persona, "ahora": AHORA}
        if accion == "validar":
            hecho = servicios.validar_actividades(actividades=[actividad], **quien)
            for rechazo in hecho.rechazadas:
                raise rechazo.error
            return hecho
        if accion == "corregir":
            datos = datos_de(descripcion="Corregida", linea=actividad.linea)
            return servicios.corregir_actividad(
                actividad=actividad, datos=datos, revision=actividad.revision, **quien
            )
        if accion == "agregar":
            return servicios.agregar_evidencia(actividad=actividad, archivos=[listo("navy")], **quien)
        if accion == "quitar":
            return servicios.quitar_evidencia(evidencia=actividad.evidencias.get(), **quien)
        servicio = getattr(servicios, f"{accion}_actividad")
        motivo = {} if accion == "reincorporar" else {"motivo": "Porque sí"}
        return servicio(actividad=actividad, **motivo, **quien)

    return hacer


def test_la_tabla_cubre_todos_los_triples():
    assert len(TRIPLES) == len(ACCIONES) * len(ROLES) * len(ESTADOS) == 360
    movidas = {(de, LLEVA_A[a]) for a, roles in PERMITIDO.items() for des in roles.values() for de in des}
    propios = {(de, a) for de, destinos in PASOS_DE_ACTIVIDAD.items() for a in destinos}
    # Correcting a registrada leaves it where it was; the other moves are those of the table, all of them.
    assert movidas - {("registrada", "registrada")} == propios


@pytest.mark.postgres
@pytest.mark.parametrize("accion", ACCIONES)
@pytest.mark.parametrize("estado", ESTADOS)
def test_cada_triple_se_porta_como_dice_la_tabla(en_estado, persona_de, actuar, estado, accion):
    """One act per state; each role tries, the ones that may go last, on an act of their own."""
    for rol in ROLES:
        _probar(en_estado(estado), persona_de, actuar, accion, rol, estado)


def _probar(actividad, persona_de, actuar, accion, rol, estado):
    persona = persona_de(rol)
    asientos, revision = Asiento.objects.count(), actividad.revision
    permitido = estado in PERMITIDO[accion].get(rol, set())
    clave = "corregir" if accion in {"agregar", "quitar"} else accion
    assert bool(permisos.veredicto(clave, persona, actividad)) is permitido, (accion, rol, estado)
    if permitido:
        actuar(accion, actividad, persona)
    else:
        with pytest.raises((SinPermiso, TransicionInvalida)) as error:
            actuar(accion, actividad, persona)
        if rol not in PERMITIDO[accion]:
            assert error.type is SinPermiso, (accion, rol, estado)
    actividad.refresh_from_db()
    assert actividad.estado == (LLEVA_A[accion] if permitido else estado), (accion, rol, estado)
    assert actividad.revision == revision + permitido
    assert Asiento.objects.count() == asientos + permitido


CERRADURAS = {
    "firmado": {"cerrado": True},
    "solo otras líneas": {"solo_lineas": True},
    "captura terminada": {"captura_terminada": True},
}
# With the staff's capture over, only the titular goes on; with the quarter locked, nobody.
DETENIDOS = {
    "firmado": {"autor", "directora_a"},
    "solo otras líneas": {"autor", "directora_a"},
    "captura terminada": {"autor"},
}


@pytest.mark.parametrize("cerradura", CERRADURAS)
@pytest.mark.parametrize("accion", ACCIONES)
def test_cada_candado_detiene_a_quien_debe(reparto, en_estado, persona_de, actuar, accion, cerradura):
    estado = "excluida" if accion == "reincorporar" else "registrada"
    for rol in ("autor", "directora_a"):
        if estado not in PERMITIDO[accion].get(rol, set()):
            continue
        actividad = en_estado(estado)
        TrimestrePrograma.objects.filter(pk=reparto.tp(2).pk).update(**CERRADURAS[cerradura])
        try:
            if rol in DETENIDOS[cerradura]:
                with pytest.raises(PeriodoCerrado):
                    actuar(accion, actividad, persona_de(rol))
            else:
                actuar(accion, actividad, persona_de(rol))
        finally:
            TrimestrePrograma.objects.filter(pk=reparto.tp(2).pk).update(
                cerrado=False, solo_lineas=False, captura_terminada=False
            )


@pytest.mark.postgres
def test_una_linea_desbloqueada_se_mueve_y_las_demas_no(reparto, en_estado, actuar):
    una, otra = reparto.lineas()[:2]
    dentro, fuera = en_estado("validada", linea=una), en_estado("validada", linea=otra)
    tp = reparto.tp(2)
    LineaDesbloqueada.objects.create(trimestre_programa=tp, linea=una)
    TrimestrePrograma.objects.filter(pk=tp.pk).update(solo_lineas=True)
    actuar("devolver", dentro, reparto.persona("directora_a"))
    with pytest.raises(PeriodoCerrado, match="no es una de ellas"):
        actuar("devolver", fuera, reparto.persona("directora_a"))


@pytest.mark.postgres
def test_despues_del_limite_queda_extemporanea(reparto, en_estado, actuar):
    a_tiempo, tarde = en_estado("registrada"), en_estado("registrada")
    actuar("validar", a_tiempo, reparto.persona("directora_a"))
    actuar("validar", tarde, reparto.persona("directora_a", date(2024, 7, 25)))
    for actividad, extemporanea in ((a_tiempo, False), (tarde, True)):
        actividad.refresh_from_db()
        assert actividad.extemporanea is extemporanea


@pytest.mark.postgres
def test_validar_la_propia_se_permite_y_queda_marcada(reparto, en_estado, actuar):
    propia, ajena = en_estado("registrada", quien="directora_a"), en_estado("registrada")
    for actividad in (propia, ajena):
        actuar("validar", actividad, reparto.persona("directora_a"))
        actividad.refresh_from_db()
    assert (propia.validacion_propia, ajena.validacion_propia) == (True, False)
    assert propia.validada_por == reparto.usuarios["directora_a"]


@pytest.mark.postgres
def test_devolver_borra_quien_valido_y_el_historial_lo_recuerda(reparto, en_estado, actuar):
    actividad = en_estado("validada")
    actuar("devolver", actividad, reparto.persona("directora_a"))
    actividad.refresh_from_db()
    assert (actividad.validada_por, actividad.validada_en) == (None, None)
    pasos = [(c.de, c.a, c.motivo) for c in actividad.cambios.all()]
    assert pasos[1:] == [("registrada", "validada", ""), ("validada", "devuelta", "Porque sí")]


def test_sin_motivo_no_se_decide(reparto, en_estado):
    actividad = en_estado("registrada")
    for servicio in (servicios.devolver_actividad, servicios.anular_actividad, servicios.excluir_actividad):
        with pytest.raises(DatosInvalidos) as error:
            servicio(
                actividad=actividad, motivo=" \u200b ", persona=reparto.persona("directora_a"), ahora=AHORA
            )
        assert "motivo" in error.value.errores
    actividad.refresh_from_db()
    assert actividad.estado == "registrada"


@pytest.mark.postgres
def test_la_misma_decision_dos_veces_es_una(reparto, en_estado, actuar):
    actividad = en_estado("registrada")
    envio = {
        "actividades": [actividad],
        "revisiones": {actividad.pk: actividad.revision},
        "persona": reparto.persona("directora_a"),
        "ahora": AHORA,
    }
    asientos = Asiento.objects.count()
    primera, segunda = (servicios.validar_actividades(**envio) for _ in range(2))
    assert [a.pk for a in primera.validadas] == [a.pk for a in segunda.validadas] == [actividad.pk]
    assert Asiento.objects.count() == asientos + 1
    for _ in range(2):
        actuar("devolver", actividad, reparto.persona("directora_a"))
    assert Asiento.objects.count() == asientos + 2


@pytest.mark.postgres
def test_validar_varias_dice_por_que_no_cada_una(reparto, registrar, en_estado):
    buena = en_estado("registrada")
    sin_evidencia = registrar()
    emergente = registrar(linea=None)
    anulada = en_estado("anulada")
    vieja = en_estado("registrada")
    hecho = servicios.validar_actividades(
        actividades=[buena, sin_evidencia, emergente, anulada, vieja],
        revisiones={vieja.pk: vieja.revision - 1},
        persona=reparto.persona("directora_a"),
        ahora=AHORA,
    )
    assert [a.pk for a in hecho.validadas] == [buena.pk, emergente.pk]
    razones = {r.actividad.pk: r.razon for r in hecho.rechazadas}
    assert "exige evidencia" in razones[sin_evidencia.pk]
    assert "anulada" in razones[anulada.pk]
    assert "mientras usted escribía" in razones[vieja.pk]
    assert Actividad.objects.filter(estado="validada").count() == 2


@pytest.mark.postgres
def test_sin_exigencia_se_valida_sin_evidencia(reparto, registrar, actuar):
    linea = reparto.lineas()[0]
    actividad = registrar(linea=linea)
    with pytest.raises(TransicionInvalida, match="exige evidencia"):
        actuar("validar", actividad, reparto.persona("directora_a"))
    linea.exige_evidencia = False
    linea.save()
    actuar("validar", actividad, reparto.persona("directora_a"))


def test_solo_mover_actividad_escribe_el_estado():
    """No other assignment of `.estado`; births give it to the constructor, and the import's is apart."""
    raiz = Path(permisos.__file__).parent
    escritores = set()
    for archivo in raiz.rglob("*.py"):
        if "migrations" in archivo.parts:
            continue
        for funcion in ast.walk(ast.parse(archivo.read_text())):
            if isinstance(funcion, ast.FunctionDef) and any(map(_asigna_estado, ast.walk(funcion))):
                escritores.add(funcion.name)
    assert escritores == {"mover_actividad", "_escribir_todas"}


def _asigna_estado(nodo: ast.AST) -> bool:
    destinos = nodo.targets if isinstance(nodo, ast.Assign) else []
    hojas = [h for d in destinos for h in (d.elts if isinstance(d, ast.Tuple) else [d])]
    return any(isinstance(h, ast.Attribute) and h.attr == "estado" for h in hojas)


@pytest.mark.parametrize("accion", ["devolver", "anular", "excluir"])
def test_solo_lo_validado_despues_del_limite_queda_extemporaneo(reparto, en_estado, actuar, accion):
    """The mark is of what counts late: an act that was only returned late says nothing of when it counts."""
    tarde = reparto.persona("directora_a", date(2024, 7, 25))
    actividad = en_estado("registrada")
    actuar(accion, actividad, tarde)
    actividad.refresh_from_db()
    assert not actividad.extemporanea


@pytest.mark.postgres
def test_lo_validado_tarde_pierde_la_marca_al_devolverse(reparto, en_estado, actuar):
    tarde = reparto.persona("directora_a", date(2024, 7, 25))
    actividad = en_estado("registrada")
    actuar("validar", actividad, tarde)
    actividad.refresh_from_db()
    assert actividad.extemporanea
    actuar("devolver", actividad, tarde)
    actividad.refresh_from_db()
    assert not actividad.extemporanea
