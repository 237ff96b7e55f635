"""A quarter of A led by the services to each state of its life, and every action anybody can try on it."""

import io
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import pikepdf

from evaluacion.consultas.estado import Situacion, situacion_de
from evaluacion.estados import CASILLA_DIRECCION, CASILLA_PLANEACION
from evaluacion.models import Evaluacion
from evaluacion.servicios import captura, explicaciones, firma, papel, revision
from nucleo.bitacora import asentar
from nucleo.efirma.ejemplo import Credencial
from nucleo.efirma.preparacion import Casilla, agregar_casillas
from tests.evaluacion.actos import hecho
from tests.reparto import ANIO, ZONA, Reparto

EN_CAPTURA = date(ANIO, 4, 10)
TRAS_EL_CIERRE = date(ANIO, 4, 16)
TRAS_EL_LIMITE = date(ANIO, 5, 15)
ANTES_DE_ABRIR = date(ANIO, 3, 20)
HASTA = date(ANIO, 6, 3)
HASTA_CORREGIR = date(ANIO, 5, 20)
DIRECTORA, PLANEACION, CONTRALORIA = "directora_a", "planeacion", "contraloria"


def a_las_diez(dia: date) -> datetime:
    return datetime(dia.year, dia.month, dia.day, 10, 0, tzinfo=ZONA)


def escaneo(paginas: int = 1) -> bytes:
    """A small PDF, as a scanner leaves it."""
    salida = io.BytesIO()
    with pikepdf.new() as nuevo:
        for _ in range(paginas):
            nuevo.add_blank_page()
        nuevo.save(salida)
    return salida.getvalue()


def hoja_minima(*_: Any) -> bytes:
    """A blank page with the two boxes, in place of the rendered sheet where the sheet does not matter."""
    cajas = [
        Casilla(CASILLA_DIRECCION, 0, (50, 50, 250, 150), "Responsable"),
        Casilla(CASILLA_PLANEACION, 0, (300, 50, 500, 150), "Evaluador"),
    ]
    return agregar_casillas(escaneo(), cajas)


@dataclass
class Etapa:
    """A quarter of A, the day it is looked at, and the keys of whoever signs."""

    reparto: Reparto
    credencial_de: Callable[[str], Credencial]
    hoy: date = EN_CAPTURA
    trimestre: int = 1
    clave: str = "A"

    @property
    def tp_id(self) -> int:
        return self.reparto.tp(self.trimestre, self.clave).pk

    @property
    def titular(self) -> str:
        """Who acts for the dirección when nobody is named."""
        return f"directora_{self.clave.lower()}"

    @property
    def situacion(self) -> Situacion:
        return situacion_de(self.tp_id, hoy=self.hoy)

    @property
    def evaluacion(self) -> Evaluacion:
        todas = Evaluacion.objects.select_related("documento").filter(trimestre_programa_id=self.tp_id)
        return todas.latest("version")

    def llaves(self, quien: str) -> dict[str, Any]:
        persona = self.reparto.persona(quien or self.titular, self.hoy)
        return {"tp_id": self.tp_id, "persona": persona, "ahora": a_las_diez(self.hoy)}

    def completar(self) -> "Etapa":
        """Acts for the first and third líneas; the second has none, and is explained."""
        hecho(self.reparto, 0, 1, 3, clave=self.clave)
        hecho(self.reparto, 2, 1, 2, clave=self.clave)
        self.justificar()
        return self

    def linea(self, lugar: int = 1) -> int:
        return self.reparto.lineas(self.clave)[lugar].pk

    # Every action, by whom: `etapa.hacer("terminar", "directora_a")`.

    def hacer(self, accion: str, quien: str) -> Any:
        return getattr(self, accion)(quien)

    def terminar(self, quien: str = "") -> Any:
        return captura.terminar_captura(**self.llaves(quien))

    def reabrir(self, quien: str = "") -> Any:
        return captura.reabrir_captura(**self.llaves(quien))

    def declarar(self, quien: str = "") -> Any:
        return explicaciones.declarar_sin_actividad(
            linea_id=self.linea(), motivo="Lluvias", **self.llaves(quien)
        )

    def retirar(self, quien: str = "") -> Any:
        return explicaciones.retirar_declaracion(linea_id=self.linea(), **self.llaves(quien))

    def justificar(self, quien: str = "", **cambios: Any) -> Any:
        datos: dict[str, Any] = {
            "linea_id": self.linea(),
            "causa": "Sin vehículo",
            "accion_correctiva": "Pedir uno",
            "responsable": "Alma Ruiz",
            "fecha_compromiso": HASTA,
        }
        return explicaciones.justificar(**self.llaves(quien), **(datos | cambios))

    def firmar_direccion(self, quien: str = "") -> Any:
        return self._firmar(quien, firma.preparar_firma_direccion, firma.terminar_firma_direccion)

    def firmar_evaluacion(self, quien: str = PLANEACION) -> Any:
        return self._firmar(quien, firma.preparar_firma_evaluacion, firma.terminar_firma_evaluacion)

    def _firmar(self, quien: str, preparar: Callable[..., Any], terminar: Callable[..., Any]) -> Any:
        llave = self.credencial_de(quien or self.titular)
        lista = preparar(cer=llave.cer, **self.llaves(quien))
        sello = llave.firmar(lista.atributos)
        return terminar(en_curso_id=lista.en_curso_id, sello=sello, **self.llaves(quien))

    def imprimir(self, quien: str = "") -> Any:
        return papel.imprimir(**self.llaves(quien))

    def cancelar_impresion(self, quien: str = "") -> Any:
        return papel.cancelar_impresion(motivo="Se mojó", **self.llaves(quien))

    def adjuntar_direccion(self, quien: str = "") -> Any:
        return papel.adjuntar_firma_direccion(escaneo=escaneo(1), **self.llaves(quien))

    def adjuntar_evaluacion(self, quien: str = PLANEACION) -> Any:
        return papel.adjuntar_firma_evaluacion(escaneo=escaneo(2), **self.llaves(quien))

    def observar(self, quien: str = PLANEACION, **cambios: Any) -> Any:
        datos = {"observacion": "Falta la lista de asistencia", "hasta": HASTA_CORREGIR} | cambios
        return revision.observar(**self.llaves(quien), **datos)

    def prorrogar(self, quien: str = PLANEACION, hasta: date | None = None) -> Any:
        hasta = hasta or (HASTA if self.trimestre == 1 else date(ANIO, 8, 1))
        return revision.prorrogar(hasta=hasta, motivo="Se fue la luz", **self.llaves(quien))

    def desbloquear(self, quien: str = PLANEACION, lugar: int = 1) -> Any:
        return revision.desbloquear(
            solicitado_por="Ada Muñoz",
            motivo="Faltó un acto",
            hasta=HASTA,
            lineas=[self.linea(lugar)],
            **self.llaves(quien),
        )

    # States, each reached from the one before it.

    def en_papel(self) -> "Etapa":
        """Signed by the dirección, by hand."""
        self.terminar()
        self.imprimir()
        self.adjuntar_direccion()
        return self

    def evaluada_en_papel(self) -> "Etapa":
        self.en_papel()
        self.adjuntar_evaluacion()
        return self


def en_estado(etapa: Etapa, estado: str) -> Etapa:
    """Lead a new quarter to a state; the names after «/» are the same state reached another way."""
    if estado == "por_abrir":
        etapa.trimestre, etapa.hoy = 2, ANTES_DE_ABRIR
        return etapa
    if estado == "en_captura/sin terminar":
        etapa.trimestre, etapa.hoy = 2, TRAS_EL_LIMITE
        return etapa
    etapa.completar()
    pasos: dict[str, list[Callable[[], Any]]] = {
        "en_captura": [],
        "en_revision": [etapa.terminar],
        "en_revision/por calendario": [],
        "impresa": [etapa.terminar, etapa.imprimir],
        "firmada_direccion": [etapa.en_papel],
        "observada": [etapa.en_papel, etapa.observar],
        "observada/terminada": [etapa.en_papel, etapa.observar, etapa.terminar],
        "evaluada": [etapa.evaluada_en_papel],
        "sustituida": [etapa.evaluada_en_papel],
    }
    for paso in pasos[estado]:
        paso()
    if estado == "en_revision/por calendario":
        etapa.hoy = TRAS_EL_CIERRE
    if estado == "sustituida":
        # The last version is never substituted; should it ever be, nothing may be done to it.
        # The database lets a signed state go only after its Asiento.
        asentar(
            cadena=etapa.reparto.direcciones["A"].cadena,
            accion="trimestre.sustituida",
            actor=etapa.reparto.usuarios[PLANEACION],
            ahora=a_las_diez(etapa.hoy),
            objeto=etapa.reparto.tp(etapa.trimestre),
        )
        etapa.evaluacion.__class__.objects.update(estado="sustituida")
    return etapa
