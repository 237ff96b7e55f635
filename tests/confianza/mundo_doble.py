"""Direcciones A and B with the same things in them; everything that B wrote carries its own canary."""

import copy
import re
import shutil
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.db import connection, models

from actividades.models import Evidencia
from asambleas.models import Ciudadano
from comites.models import Reporte
from consejos.models import Postulacion
from evaluacion.models import DeclaracionSinActividad, Justificacion, Observacion
from nucleo import disparadores
from nucleo.models import Asiento, CabezaDeCadena, Documento, FirmaEnCurso, Usuario
from poa.models import Direccion, Inversion, ObservacionDePrograma
from suministros.consultas.papeles import COMPRA, SOLICITUD, VALE
from tests.acceso.mundo import Mundo, crear_mundo
from tests.confianza.historia import CLAVE, modelos, reponer
from tests.confianza.pertenencia import filas_de
from tests.evaluacion.actos import hecho
from tests.evaluacion.etapas import Etapa
from tests.reparto import AHORA, CANARIO, Reparto, contar_la_historia

ESTADO = "observada"
# Its last letter tells where the number ends when a PDF runs words together.
MARCA = re.compile(rf"{CANARIO}(\d+)x")
# RFC, CURP and e-mail of everybody in the cast.
# Where a person reads their own RFC and CURP; that nobody else does: tests/poa/test_mis_datos.py.
DATOS_PROPIOS = "/cuenta/seguridad/"
PERSONAL = re.compile(r"CANR9001|CANC9001|canario\d+@correo")
# Telephone, address and e-mail of everybody of the ciudadanía; the last four digits may show.
CIUDADANO = re.compile(r"33\s?9001|CANDOM\d|canciu\d+@correo")
MONTO = 9_100_037
PASO = 100_000
# Written by the program, not by B: codes, hashes, keys of chains, names of files in the store.
TECNICAS = re.compile(
    r"sha256|hash|archivo|busqueda|cadena|codigo|folio|clase|clave|casilla|certificado|sello|paso_que_cuenta|accion$|"
    r"procedimiento|identidad|^firma$|^escaneo$|"
    r"^tipo$|^datos$|^contexto$|^password$|^username$|^(first|last)_name$"
)
# Their papers are named in no page: the folio is, and what they say was frozen before this.
SIN_TITULO = {SOLICITUD, COMPRA, VALE}
# Who holds which cargo is told to everybody in the town hall; an Asiento is read by the auditor alone.
DE_TODOS = (Usuario, Direccion, Asiento, CabezaDeCadena, FirmaEnCurso)


@dataclass
class Doble:
    """The cast, what A has, what B has, and where each canary was planted."""

    reparto: Reparto
    a: Mundo
    b: Mundo
    canarios: dict[int, str]
    montos: dict[str, str]

    @property
    def direccion_a(self) -> Direccion:
        return self.reparto.direcciones["A"]

    @property
    def direccion_b(self) -> Direccion:
        return self.reparto.direcciones["B"]


def _completar(reparto: Reparto, clave: str, mundo: Mundo) -> None:
    """What the matrix has no need of: acts in other states, a declaration, observations."""
    letra = clave.lower()
    directora, planeacion = reparto.usuarios[f"directora_{letra}"], reparto.usuarios["planeacion"]
    for estado in ("devuelta", "anulada", "registrada", "excluida"):
        hecho(reparto, 1, 2, clave=clave, estado=estado, motivo="Falta la lista")
    hecho(reparto, None, 2, clave=clave, descripcion="Emergente")
    tp, comun = reparto.tp(1, clave), {"momento": AHORA}
    linea = reparto.lineas(clave)[2]
    DeclaracionSinActividad.objects.create(
        trimestre_programa=tp, linea=linea, motivo="No hubo", actor=directora, **comun
    )
    evaluacion = tp.evaluaciones.latest("version")
    Observacion.objects.create(
        evaluacion=evaluacion, vuelta=1, linea=linea, texto="Falta la minuta", autor=planeacion, **comun
    )
    Justificacion.objects.filter(trimestre_programa=tp).update(causa="Sin vehículo")
    ObservacionDePrograma.objects.create(
        programa_id=mundo.enviado, texto="Falta una meta", autor=planeacion, **comun
    )


def _columnas(modelo: type[models.Model]) -> list[models.Field]:
    textos = (models.CharField, models.TextField)
    return [
        c
        for c in modelo._meta.concrete_fields
        if isinstance(c, textos) and not c.choices and not TECNICAS.search(c.name)
    ]


def _con_canario(campo: models.Field, valor: str, canario: str) -> str:
    limpio = re.sub(rf"\s*{CANARIO}\d+x?", "", valor)
    return f"{limpio[: (campo.max_length or 10_000) - len(canario) - 1]} {canario}".strip()


def _plantar(direccion: Direccion) -> tuple[dict[int, str], dict[str, str]]:
    """A numbered canary in every text of every row of the dirección, and an amount that nobody else has."""
    numeros, canarios, montos = count(1), {}, {}
    for modelo, llaves in filas_de(direccion).items():
        if modelo in DE_TODOS:
            continue
        for fila in modelo._base_manager.filter(pk__in=llaves).order_by("pk"):
            cambios: dict[str, Any] = {}
            for campo in _columnas(modelo):
                if modelo is Documento and fila.clase in SIN_TITULO:
                    continue
                if valor := getattr(fila, campo.attname):
                    n = next(numeros)
                    canarios[n] = f"{modelo.__name__}.{campo.name}"
                    cambios[campo.attname] = _con_canario(campo, valor, f"{CANARIO}{n}x")
            if modelo is Inversion:
                cambios["monto"] = MONTO + 100 * len(montos)
                montos[f"{cambios['monto'] / 100:,.2f}"] = f"Inversion {fila.pk}"
            if cambios:
                modelo._base_manager.filter(pk=fila.pk).update(**cambios)
    return canarios, montos


def _separar_ids() -> None:
    """Each table counts from a number of its own, so that an id tells by itself what it is the id of."""
    with connection.cursor() as cursor:
        for lugar, modelo in enumerate(modelos(), start=1):
            tabla, desde = modelo._meta.db_table, lugar * PASO
            if connection.vendor == "sqlite":
                cursor.execute("DELETE FROM sqlite_sequence WHERE name = %s", [tabla])
                cursor.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (%s, %s)", [tabla, desde])
            elif isinstance(modelo._meta.pk, models.AutoField):
                cursor.execute("SELECT setval(pg_get_serial_sequence(%s, %s), %s)", [tabla, "id", desde])


def _personales_de_la_ciudadania() -> None:
    """Somebody's own telephone and address in each row, and an e-mail where one is asked for."""
    con_correo = {*Reporte.objects.values_list("ciudadano_id", flat=True)}
    con_correo |= {*Postulacion.objects.values_list("ciudadano_id", flat=True)}
    for n, uno in enumerate(Ciudadano.objects.order_by("pk")):
        uno.telefono, uno.domicilio = f"33 9001 {n:04d}", f"CANDOM{n}"
        uno.correo = f"canciu{n}@correo.mx" if uno.pk in con_correo else ""
        uno.save()


def _contar(credencial_de: Any) -> Doble:
    _separar_ids()
    reparto = contar_la_historia()
    mundos = {}
    for clave in ("A", "B"):
        mundos[clave] = crear_mundo(Etapa(reparto, credencial_de, clave=clave), ESTADO)
        _completar(reparto, clave, mundos[clave])
    Evidencia.objects.update(nombre="minuta.jpg")
    for n, usuario in enumerate(reparto.usuarios.values()):  # who has no password yet is led elsewhere
        usuario.password = make_password(CLAVE)
        usuario.rfc, usuario.curp = f"CANR9001{n + 10}ZZ9", f"CANC9001{n + 10}MJCZZZ0{n}"
        usuario.email = f"canario{n}@correo.mx"
        usuario.save()
    _personales_de_la_ciudadania()
    connection.check_constraints()
    disparadores.quitar()
    canarios, montos = _plantar(reparto.direcciones["B"])
    disparadores.crear()
    return Doble(reparto, mundos["A"], mundos["B"], canarios, montos)


_molde: list[Any] = []


def crear_doble(credencial_de: Any, molde: Path) -> Doble:
    """Both worlds, from an empty database; told once per run, put back afterwards."""
    if not _molde:
        hecho_ = _contar(credencial_de)
        _molde.extend(
            [{m: f for m in modelos() if (f := list(m._base_manager.all()))}, copy.deepcopy(hecho_)]
        )
        shutil.copytree(settings.MEDIA_ROOT, molde)
        return hecho_
    filas, hecho_ = copy.deepcopy(_molde)
    reponer(filas)
    shutil.copytree(molde, settings.MEDIA_ROOT, dirs_exist_ok=True)
    return hecho_
