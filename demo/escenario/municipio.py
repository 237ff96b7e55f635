"""The municipality, its catalogues, its direcciones and its people with their cargos."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from demo.escenario.datos import CLAVE, MONTAJE, en, leer
from nucleo.models import Usuario
from nucleo.roles import Rol
from poa import servicios
from poa.aviso_sugerido import texto_sugerido
from poa.consultas import marco_del_municipio
from poa.models import Adscripcion, AvisoDePrivacidad, Ayuntamiento, Direccion, EjePMD, Localidad

Actor = dict[str, Any]


def montar_municipio() -> None:
    """Make what is not there yet; what somebody changed meanwhile stays as they left it."""
    datos = leer("municipio")
    actor: Actor = {"persona": servicios.persona_del_sistema(MONTAJE), "ahora": en(MONTAJE, 9)}
    if not Ayuntamiento.objects.exists():
        servicios.crear_ayuntamiento(**actor, **datos["ayuntamiento"])
    _crear(servicios.crear_eje, EjePMD, "nombre", datos["ejes"], actor)
    _crear(servicios.crear_localidad, Localidad, "nombre", datos["localidades"], actor)
    _crear(servicios.crear_direccion, Direccion, "clave", datos["direcciones"], actor)
    if not AvisoDePrivacidad.objects.exists():
        servicios.publicar_aviso(**actor, texto=_aviso(), vigente_desde=MONTAJE)
    for ficha in leer("personas"):
        _dar_de_alta(ficha, actor)


def _aviso() -> str:
    """The suggested text, with the addresses of the example."""
    responsable = marco_del_municipio().nombre
    return texto_sugerido(
        responsable, domicilio="el Palacio Municipal", unidad="Palacio Municipal, planta baja."
    )


def _crear(servicio: Any, modelo: Any, llave: str, fichas: Iterable[dict[str, Any]], actor: Actor) -> None:
    existentes = set(modelo.objects.values_list(llave, flat=True))
    for ficha in fichas:
        if ficha[llave] not in existentes:
            servicio(**actor, **ficha)


def _dar_de_alta(ficha: dict[str, Any], actor: Actor) -> None:
    usuario = Usuario.objects.filter(username=ficha["usuario"]).first()
    if usuario is None:
        usuario = servicios.crear_usuario(
            **actor,
            username=ficha["usuario"],
            nombre=ficha["nombre"],
            rfc=ficha["rfc"],
            curp=ficha["curp"],
            clave=None if ficha.get("sin_acceso") else CLAVE,
        )
    for cargo in ficha["cargos"]:
        _adscribir(usuario, dict(cargo), actor)


def _adscribir(usuario: Usuario, cargo: dict[str, Any], actor: Actor) -> None:
    direccion = Direccion.objects.get(clave=cargo.pop("direccion"))
    desde, hasta = date.fromisoformat(cargo.pop("desde")), cargo.pop("hasta", None)
    rol = Rol(cargo.pop("rol"))
    if Adscripcion.objects.filter(usuario=usuario, direccion=direccion, rol=rol, desde=desde).exists():
        return
    servicios.adscribir(
        **actor,
        usuario=usuario,
        direccion=direccion,
        rol=rol,
        desde=desde,
        hasta=date.fromisoformat(hasta) if hasta else None,
        **cargo,
    )
