"""The fixed cast of the tests: two direcciones of the same shape, nine people, made by the real services.

`reparto` builds it; `cliente_de("directora_a")` gives a signed-in client ("anonimo" one without session);
`reparto.persona("planeacion")` the actor for services. A owns what is looked at; nobody of A may see B,
whose texts all carry CANARIO (numbered, so that a leak names its field). Dates: the story stands on HOY,
in the second quarter of 2024; the fixture `en_hoy` moves the clock there for views, which read it.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import count
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.test import Client

from nucleo.models import Usuario
from nucleo.personas import Persona
from nucleo.roles import Rol
from poa import servicios
from poa.models import Direccion, Ejercicio, Estrategia, LineaDeAccion, Programa, TrimestrePrograma
from tests.molde import Molde
from tests.sesiones import entrar

ZONA = ZoneInfo("America/Mexico_City")
ANIO = 2024
HOY = date(ANIO, 5, 15)
AHORA = datetime(ANIO, 5, 15, 10, 0, tzinfo=ZONA)
INICIO = date(ANIO, 1, 1)
EN_ENERO = datetime(ANIO, 1, 8, 10, 0, tzinfo=ZONA)
CANARIO = "CANARIO-B-"
ANONIMO = "anonimo"
ROLES = (
    ANONIMO,
    "personal_a",
    "directora_a",
    "personal_b",
    "directora_b",
    "planeacion",
    "tesoreria",
    "contraloria",
    "administrador",
)

# name: (nombre, RFC, CURP, dirección, role, cargo, may sign)
GENTE = {
    "personal_a": ("Alma Ruiz", "RUAA900101AA1", "RUAA900101MJCZLL01", "A", Rol.PERSONAL, "Auxiliar", False),
    "directora_a": (
        "Ada Muñoz",
        "MUAA800202AB2",
        "MUXA800202MJCXDD02",
        "A",
        Rol.DIRECTORA,
        "Directora",
        True,
    ),
    "personal_b": (
        "Berta Salas",
        "SABB900303AC3",
        "SABB900303MJCLRR03",
        "B",
        Rol.PERSONAL,
        "Auxiliar",
        False,
    ),
    "directora_b": ("Beto Luna", "LUBB800404AD4", "LUBB800404HJCNTT04", "B", Rol.DIRECTORA, "Director", True),
    "planeacion": (
        "Paz Ortega",
        "OEPP800505AE5",
        "OEPP800505MJCRZZ05",
        "PLAN",
        Rol.PLANEACION,
        "Directora",
        True,
    ),
    "tesoreria": ("Teo Vega", "VETT800606AF6", "VETT800606HJCGXX06", "TES", Rol.TESORERIA, "Tesorero", False),
    "contraloria": (
        "Cora Díaz",
        "DICC800707AG7",
        "DICC800707MJCZRR07",
        "CONT",
        Rol.CONTRALORIA,
        "Contralora",
        True,
    ),
    "administrador": (
        "Iris Mora",
        "MOII800808AH8",
        "MOII800808MJCRRR08",
        "PLAN",
        Rol.ADMINISTRADOR,
        "Sistemas",
        False,
    ),
}
DIRECCIONES = {
    "A": "Dirección A",
    "B": "Dirección B",
    "PLAN": "Planeación",
    "TES": "Tesorería",
    "CONT": "Contraloría",
}
PROGRAMACION = ((3, 2, 0, 1), (1, 1, 1, 1), (2, 2, 2, 2))


@dataclass
class Reparto:
    """What the cast holds: people by name, direcciones by clave, and both POAs."""

    usuarios: dict[str, Usuario]
    direcciones: dict[str, Direccion]
    ejercicio: Ejercicio
    programa_a: Programa
    programa_b: Programa

    def persona(self, nombre: str, hoy: date = HOY) -> Persona:
        """The actor as of a day, with the posts held on it."""
        return Persona.de(self.usuarios[nombre], hoy)

    def lineas(self, clave: str = "A") -> list[LineaDeAccion]:
        """The three líneas of a POA in the order of its sheet; PROGRAMACION holds their numbers."""
        programa = self.programa_a if clave == "A" else self.programa_b
        return list(
            LineaDeAccion.objects.filter(estrategia__programa=programa).order_by("estrategia__orden", "orden")
        )

    def tp(self, numero: int, clave: str = "A") -> TrimestrePrograma:
        """A quarter of a POA, read anew."""
        programa = self.programa_a if clave == "A" else self.programa_b
        return TrimestrePrograma.objects.get(programa=programa, numero=numero)

    def estrategias(self, clave: str = "A") -> list[Estrategia]:
        """The two blocks of a POA, in order."""
        programa = self.programa_a if clave == "A" else self.programa_b
        return list(programa.estrategias.order_by("orden"))


def _linea(texto: Callable[[str], str], numero: int) -> dict:
    return {
        "texto": texto(f"Línea {numero}"),
        "unidad": texto("Reunión"),
        "medio": texto("Minuta"),
        "programacion": PROGRAMACION[numero - 1],
    }


def _bloque(texto: Callable[[str], str], numero: int, lineas: list[dict]) -> dict:
    return {
        "numero": numero,
        "nombre": texto(f"Estrategia {numero}"),
        "eje": "Eje 1: Servicios",
        "lineas": lineas,
        "metas": texto("Que la población participe"),
        "inversiones": [{"concepto": texto("Gasolina"), "monto": f"{numero},000.00"}],
        "beneficiados": {"directos": texto("Ciudadanía"), "indirectos": texto("Delegaciones")},
        "periodo": {"desde": f"{ANIO}-01-01", "hasta": f"{ANIO}-12-31"},
        "temporalidad": "TRIMESTRAL",
    }


def datos_de_programa(clave: str, canario: str = "") -> dict:
    """Plain data of a complete POA: 2 blocks with 2 + 1 líneas. With `canario` every text carries it."""
    numeros = count(1)

    def texto(valor: str) -> str:
        return f"{valor} {canario}{next(numeros)}" if canario else valor

    return {
        "clave": clave,
        "ejercicio": ANIO,
        "encabezado": texto(f"DIRECCION {clave}"),
        "vision": texto("Una visión"),
        "mision": texto("Una misión"),
        "fortalezas": [texto("Cercanía")],
        "debilidades": [texto("Sin vehículo")],
        "oportunidades": [texto("Redes")],
        "amenazas": [texto("Inseguridad")],
        "objetivo": texto("Dar seguimiento"),
        "bloques": [
            _bloque(texto, 1, [_linea(texto, 1), _linea(texto, 2)]),
            _bloque(texto, 2, [_linea(texto, 3)]),
        ],
        "evaluador": texto("PLANEACION"),
        "fecha": f"{ANIO - 1}-11-03",
        "responsable": {"nombre": texto("Titular"), "cargo": texto("Titular de la dirección")},
    }


def _crear_gente(sistema: Persona, direcciones: dict[str, Direccion]) -> dict[str, Usuario]:
    usuarios = {}
    for username, (nombre, rfc, curp, clave, rol, cargo, firma) in GENTE.items():
        usuarios[username] = servicios.crear_usuario(
            persona=sistema, ahora=EN_ENERO, username=username, nombre=nombre, rfc=rfc, curp=curp
        )
        servicios.adscribir(
            persona=sistema,
            ahora=EN_ENERO,
            usuario=usuarios[username],
            direccion=direcciones[clave],
            rol=rol,
            cargo=cargo,
            desde=INICIO,
            puede_firmar=firma,
        )
    return usuarios


def contar_la_historia() -> Reparto:
    """The cast told by the services, in an empty database."""
    sistema = servicios.persona_del_sistema(EN_ENERO.date())
    actor = {"persona": sistema, "ahora": EN_ENERO}
    servicios.crear_ayuntamiento(**actor, municipio="San Prueba", entidad="Jalisco")
    direcciones = {
        clave: servicios.crear_direccion(
            **actor, clave=clave, nombre=nombre, evaluada_por_contraloria=clave == "PLAN"
        )
        for clave, nombre in DIRECCIONES.items()
    }
    servicios.crear_localidad(**actor, nombre="San Prueba", es_cabecera=True)
    servicios.crear_localidad(**actor, nombre="El Árbol")
    servicios.crear_eje(**actor, nombre="Eje 1: Servicios", orden=1)
    usuarios = _crear_gente(sistema, direcciones)
    actor = {"persona": Persona.de(usuarios["planeacion"], EN_ENERO.date()), "ahora": EN_ENERO}
    ejercicio = servicios.abrir_ejercicio(**actor, anio=ANIO)
    programas = [
        servicios.cargar_programa(**actor, datos=datos_de_programa(clave, canario))
        for clave, canario in (("A", ""), ("B", CANARIO))
    ]
    for programa, directora in zip(programas, ("directora_a", "directora_b"), strict=True):
        quien = {"persona": Persona.de(usuarios[directora], EN_ENERO.date()), "ahora": EN_ENERO}
        servicios.enviar_programa(**quien, programa_id=programa.pk)
    a, b = (servicios.autorizar_programa(**actor, programa_id=p.pk) for p in programas)
    return Reparto(usuarios, direcciones, ejercicio, a, b)


_MOLDE = Molde(contar_la_historia)


def crear_reparto() -> Reparto:
    """The cast, from an empty database; both POAs are authorised, their first quarter is over on HOY."""
    return _MOLDE.usar()


@pytest.fixture
def reparto(db) -> Reparto:
    """The whole cast in the database of this test."""
    return crear_reparto()


@pytest.fixture
def cliente_de(reparto: Reparto) -> Callable[[str], Client]:
    """`cliente_de("personal_a")`: a client with that person's session; "anonimo" has none."""

    def cliente(nombre: str) -> Client:
        nuevo = Client()
        if nombre != ANONIMO:
            entrar(nuevo, reparto.usuarios[nombre])
        return nuevo

    return cliente


@pytest.fixture
def en_hoy() -> Iterator[None]:
    """The clock stands still at AHORA; ask for it before `cliente_de` is used."""
    with time_machine.travel(AHORA, tick=False):
        yield
