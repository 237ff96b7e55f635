"""What the papers say, as it is frozen in their Documento: nothing else is read to draw them again."""

from datetime import date, datetime
from typing import Any

from django.utils import timezone

from nucleo.bitacora import canonico
from nucleo.folios import codigo_legible
from nucleo.models import Documento
from nucleo.roles import Rol
from poa.consultas.municipio import adscripciones_en_vigor, municipio_congelado, titular_de
from poa.models import Adscripcion
from suministros.consultas.compras import por_llegar
from suministros.models import Renglon, Solicitud, Vale

# Classes of Documento; the key of each is the pk of what it is the paper of.
SOLICITUD, COMPRA, VALE = "solicitud", "compra", "vale"


def papel_de(clase: str, pk: int) -> Documento | None:
    """The last version of a paper, or None before it is sent."""
    return Documento.objects.filter(clase=clase, clave=str(pk)).order_by("-version").first()


def datos_de_solicitud(s: Solicitud, dia: date) -> str:
    """The oficio or the requisición, as of the day that it bears; canonical JSON."""
    datos = _comunes(s, s.folio, dia) | {
        "tipo": s.tipo,
        "pide": s.pide,
        "de": _quien_firma(s.direccion_id, s.enviada_por_id, dia),
        "destino": _destino(s),
        "desde": _momento(s.desde),
        "hasta": _momento(s.hasta),
        "conductor": s.conductor,
        "pasajeros": s.pasajeros,
        "km_estimados": s.km_estimados,
        "organo": s.organo.nombre if s.organo else "",
        "linea": s.linea.texto if s.linea else "",
        "monto": s.monto_pedido,
        "urgente": s.urgente,
        "de_palabra": s.de_palabra,
        "requerida_el": s.requerida_el.isoformat() if s.requerida_el else "",
        "renglones": [_renglon(r, r.cantidad) for r in s.renglones.order_by("orden")],
    }
    return canonico(datos)


def datos_de_compra(s: Solicitud, usuario_id: int, dia: date) -> str:
    """The oficio of purchase: what was authorised and the store has not; canonical JSON."""
    renglones = list(s.renglones.select_related("articulo").order_by("orden"))
    no_hay = por_llegar(renglones)
    faltan = [(r, no_hay[r.pk]) for r in renglones]
    if not any(n for _, n in faltan):  # the store got it meanwhile, and she asks all the same
        faltan = [(r, r.falta) for r in renglones]
    datos = _comunes(s, s.folio_compra, dia) | {
        "tipo": COMPRA,
        "requisicion": s.folio,
        "de": _quien_firma(s.direccion_id, usuario_id, dia),
        "renglones": [_renglon(r, n) for r, n in faltan if n],
    }
    return canonico(datos)


def datos_de_vale(vale: Vale, dia: date) -> str:
    """What it allows, to whom and for which vehicle; canonical JSON."""
    s, v = vale.solicitud, vale.vehiculo
    prestamo = s.prestamos.exclude(estado="cancelado").last()
    datos = _comunes(s, vale.folio, dia) | {
        "tipo": VALE,
        "solicitud": s.folio,
        "codigo": codigo_legible(vale.codigo),
        "importe": vale.importe,
        "mililitros": vale.mililitros,
        "vigencia": vale.vigencia.isoformat(),
        "autorizo": vale.dado_por.nombre,
        "conductor": (prestamo.conductor if prestamo else "") or s.conductor,
        "destino": _destino(s),
        "vehiculo": v
        and {
            "nombre": " ".join(str(t) for t in (v.marca, v.modelo, v.anio) if t),
            "placas": v.placas,
            "numero_economico": v.numero_economico,
            "combustible": v.get_combustible_display(),
        },
    }
    return canonico(datos)


def _comunes(s: Solicitud, folio: str, dia: date) -> dict[str, Any]:
    municipio, rubro = municipio_congelado(), s.fondo.rubro if s.fondo else None
    return {
        "folio": folio,
        "fecha": dia.isoformat(),
        "municipio": municipio,
        "lugar": municipio["nombre"].partition(" de ")[2] or municipio["nombre"],
        "direccion": s.direccion.nombre,
        "para": _tesoreria(dia),
        "motivo": s.motivo,
        "concepto": " · ".join(t for t in (rubro.partida, rubro.nombre) if t) if rubro else "",
    }


def _puesto(adscripcion: Adscripcion | None, cargo: str) -> dict[str, str]:
    if adscripcion is None:
        return {"nombre": "", "cargo": cargo}
    return {"nombre": adscripcion.usuario.nombre, "cargo": adscripcion.cargo_en_papel}


def _tesoreria(dia: date) -> dict[str, str]:
    """To whom it is addressed: who held Tesorería that day."""
    return _puesto(adscripciones_en_vigor(dia).filter(rol=Rol.TESORERIA).first(), "Tesorería Municipal")


def _quien_firma(direccion_id: int, usuario_id: int | None, dia: date) -> dict[str, str]:
    """Who sent it, by the post held that day; of a draft, the titular."""
    puestos = adscripciones_en_vigor(dia).filter(direccion_id=direccion_id, rol=Rol.DIRECTORA)
    puesto = puestos.filter(usuario_id=usuario_id).first() if usuario_id else None
    return _puesto(puesto or titular_de(direccion_id, dia), "Titular")


def _destino(s: Solicitud) -> str:
    return ", ".join(t for t in (s.destino.nombre if s.destino else "", s.lugar) if t)


def _momento(momento: datetime | None) -> str:
    return timezone.localtime(momento).isoformat() if momento else ""


def _renglon(r: Renglon, cantidad: int) -> dict[str, Any]:
    return {
        "orden": r.orden,
        "cantidad": cantidad,
        "unidad": r.unidad,
        "descripcion": r.descripcion,
        "precio": r.precio,
    }
