"""What actas and their acuerdos write: how each is called, and what it leaves."""

from typing import Any

from asambleas import servicios
from asambleas.models import Acta
from asambleas.servicios import DatosDeAcuerdo, TextosDeActa
from tests.actividades.muestras import pdf
from tests.asambleas.mundo_actas import acta_de, congelada, reunion_de
from tests.confianza.historia import Firmado
from tests.confianza.tabla import Llamada, como, escritura


def _de(f: Firmado, acta: Acta, quien: str = "personal_a") -> dict[str, Any]:
    return {"acta_id": acta.pk, **como(f, quien)}


def _borrador(f: Firmado) -> Acta:
    return acta_de(f.reparto, reunion_de(f.reparto))


def _congelada(f: Firmado) -> Acta:
    return congelada(f.reparto, reunion_de(f.reparto))


@escritura("acta.levantar")
def levantar_acta(f: Firmado) -> Llamada:
    reunion = reunion_de(f.reparto)
    datos = {"organo_id": reunion.organo.pk, "tipo": "constitutiva", "asamblea_id": reunion.asamblea.pk}
    return lambda: servicios.levantar_acta(**datos, **como(f, "personal_a"))


@escritura("acta.corregir")
def corregir_acta(f: Firmado) -> Llamada:
    acta = _borrador(f)
    textos = {"textos": TextosDeActa("Otra"), "revision": acta.revision}
    return lambda: servicios.corregir_acta(**textos, **_de(f, acta))


@escritura("acta.acuerdos")
def fijar_acuerdos(f: Firmado) -> Llamada:
    acta = _borrador(f)
    nuevos = {"acuerdos": [DatosDeAcuerdo("Pintar", "Alguien")], "revision": acta.revision}
    return lambda: servicios.fijar_acuerdos(**nuevos, **_de(f, acta))


@escritura("acta.congelada")
def congelar_acta(f: Firmado) -> Llamada:
    acta = _borrador(f)
    return lambda: servicios.congelar_acta(revision=None, **_de(f, acta))


@escritura("acta.cancelada")
def cancelar_acta(f: Firmado) -> Llamada:
    acta = _congelada(f)
    return lambda: servicios.cancelar_acta(motivo="Se mojó", **_de(f, acta))


@escritura("acta.borrador")
def reabrir_acta(f: Firmado) -> Llamada:
    acta = _congelada(f)
    return lambda: servicios.reabrir_acta(motivo="Faltó un acuerdo", **_de(f, acta))


@escritura("documento.firmar", "acta.firmada")
def adjuntar_acta_firmada(f: Firmado) -> Llamada:
    acta = _congelada(f)
    return lambda: servicios.adjuntar_acta_firmada(escaneo=pdf(), **_de(f, acta))


@escritura("documento.firmar", "acta.firmada")
def terminar_firma_acta(f: Firmado) -> Llamada:
    acta, suya = _congelada(f), f.credenciales["directora_a"]
    quien = _de(f, acta, "directora_a")
    en_curso, atributos = servicios.preparar_firma_acta(cer=suya.cer, **quien)
    sello = suya.firmar(atributos)
    return lambda: servicios.terminar_firma_acta(en_curso_id=en_curso, sello=sello, **quien)


@escritura("acta.publicar")
def publicar_acta(f: Firmado) -> Llamada:
    acta = adjuntar_acta_firmada(f)()
    return lambda: servicios.publicar_acta(**_de(f, acta, "directora_a"))


@escritura("acta.ver")
def anotar_consulta_de_acta(f: Firmado) -> Llamada:
    acta = _congelada(f)
    return lambda: servicios.anotar_consulta_de_acta(que="acta", **_de(f, acta))


@escritura("acuerdo.cumplir")
def cumplir_acuerdo(f: Firmado) -> Llamada:
    acuerdo, quien = _congelada(f).acuerdos.get(numero=2), como(f, "personal_a")
    hecho = {"fecha": quien["persona"].hoy, "nota": "Se entregó"}
    return lambda: servicios.cumplir_acuerdo(acuerdo_id=acuerdo.pk, **hecho, **quien)
