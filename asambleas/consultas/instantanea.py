"""What an acta says, as plain data to be frozen: nothing of it is read again afterwards."""

import re
from collections.abc import Iterable
from dataclasses import asdict
from datetime import date, datetime
from itertools import groupby
from typing import Any

from django.db.models import F, Q
from django.utils import timezone

from asambleas.estados import EstadoEleccion
from asambleas.models import Acta, Asamblea, Asistente, Convocatoria, Eleccion, Integrante
from asambleas.procedimientos import procedimiento_de
from nucleo.texto import renglones_pegados
from poa.consultas.municipio import municipio_congelado, titular_de
from poa.consultas.privacidad import aviso_vigente
from poa.models import Ayuntamiento

Datos = dict[str, Any]
# The list is numbered on the paper; what was typed with its own numbers does not get two.
_NUMERAL = re.compile(r"^\d{1,2}\s*[.)°-]+\s*")


def datos_de_acta(acta: Acta, *, hoy: date | None = None) -> Datos:
    """Everything that the paper tells, in plain data with dates as ISO text in the municipality's zone.

    `hoy` says who is titular and which aviso is in force; without it, the day of the act.
    """
    asamblea, organo = acta.asamblea, acta.organo
    procedimiento, dia = procedimiento_de(organo.procedimiento), dia_del_acto(acta)
    asistentes = _asistentes(asamblea)
    return {
        "municipio": municipio_congelado(),
        "territorio": _territorio(),
        "direccion": {"clave": organo.direccion.clave, "nombre": organo.direccion.nombre},
        "organo": {
            "folio": organo.folio,
            "nombre": organo.nombre,
            "procedimiento": procedimiento.nombre,
            "integrantes_publicos": procedimiento.integrantes_publicos,
            "localidad": organo.localidad.nombre if organo.localidad else "",
        },
        "tipo": acta.tipo,
        "fecha": dia.isoformat(),
        "convocatoria": _convocatoria(asamblea.convocatoria) if asamblea else None,
        "asamblea": _asamblea(asamblea) if asamblea else None,
        "autoridades": _autoridades(asamblea),
        "textos": {c: getattr(acta, c) for c in ("exposicion", "desarrollo", "asuntos")},
        "elecciones": _elecciones(asamblea),
        "integrantes": _integrantes(acta, dia),
        "acuerdos": [_acuerdo(a) for a in acta.acuerdos.all()],
        "secciones": [
            {"titulo": s.titulo, "parrafos": list(s.parrafos), "tabla": [list(f) for f in s.tabla]}
            for s in procedimiento.secciones(acta)
        ],
        "firmantes": [{"nombre": f.nombre, "cargo": f.cargo} for f in procedimiento.firmantes(acta)],
        "fotos": [{"numero": n, **asdict(f)} for n, f in enumerate(procedimiento.fotos(acta), 1)],
        "titular": _titular(organo.direccion_id, hoy or dia),
        "aviso": _aviso(asistentes, hoy or dia),
        "asistentes": [_asistente(a) for a in asistentes],
    }


def dia_del_acto(acta: Acta) -> date:
    """The day the assembly began; without one, that of the entrega or the one on which the acta was begun."""
    inicio = acta.asamblea.inicio_en if acta.asamblea else None
    propio = None if inicio else procedimiento_de(acta.organo.procedimiento).dia(acta)
    return propio or timezone.localtime(inicio or acta.hecha_en).date()


def _momento(valor: datetime | None) -> str:
    """To the minute, in the municipality's zone, as an acta tells it."""
    return timezone.localtime(valor).strftime("%Y-%m-%dT%H:%M") if valor else ""


def _territorio() -> dict[str, str]:
    ayuntamiento = Ayuntamiento.objects.first()
    if ayuntamiento is None:
        return {"municipio": "", "entidad": ""}
    return {"municipio": ayuntamiento.municipio, "entidad": ayuntamiento.entidad}


def _convocatoria(convocatoria: Convocatoria) -> Datos:
    return {
        "folio": convocatoria.folio,
        "medio": convocatoria.medio,
        "publicada_en": _momento(convocatoria.publicada_en),
        "primera_en": _momento(convocatoria.primera_en),
        "segunda_en": _momento(convocatoria.segunda_en),
        "convocados": convocatoria.convocados,
        "orden_del_dia": [_NUMERAL.sub("", punto) for punto in renglones_pegados(convocatoria.orden_del_dia)],
    }


def _asamblea(asamblea: Asamblea) -> Datos:
    return {
        "lugar": asamblea.convocatoria.lugar,
        "inicio_en": _momento(asamblea.inicio_en),
        "fin_en": _momento(asamblea.fin_en),
        "llamada": asamblea.llamada,
        "presentes_primera": asamblea.presentes_primera,
        "presentes": asamblea.presentes,
        "quorum_primera": asamblea.organo.quorum_primera,
        "quorum_segunda": asamblea.organo.quorum_segunda,
        "lista_sha256": asamblea.lista_sha256,
    }


def _autoridades(asamblea: Asamblea | None) -> list[Datos]:
    if asamblea is None:
        return []
    campos = ("nombre", "cargo", "es_tecnico", "es_testigo")
    return [{campo: getattr(a, campo) for campo in campos} for a in asamblea.autoridades.all()]


def _elecciones(asamblea: Asamblea | None) -> list[Datos]:
    """Each post with its rounds in order; those that were annulled are not told."""
    if asamblea is None:
        return []
    votaciones = (
        asamblea.elecciones.exclude(estado=EstadoEleccion.ANULADA)
        .select_related("puesto")
        .prefetch_related("candidaturas__asistente__ciudadano")
        .order_by("puesto__orden", "calidad", "ronda")
    )
    por_puesto = groupby(votaciones, key=lambda e: (e.puesto.nombre, e.calidad))
    return [
        {"puesto": puesto, "calidad": calidad, "rondas": [_ronda(e) for e in rondas]}
        for (puesto, calidad), rondas in por_puesto
    ]


def _ronda(eleccion: Eleccion) -> Datos:
    candidaturas = sorted(eleccion.candidaturas.all(), key=lambda c: (-c.votos, c.asistente.numero))
    return {
        "metodo": eleccion.metodo,
        "presentes": eleccion.presentes,
        "emitidos": eleccion.emitidos,
        "abstenciones": eleccion.abstenciones,
        "empate": eleccion.estado == EstadoEleccion.EMPATE,
        "candidaturas": [
            {"nombre": c.asistente.ciudadano.nombre, "votos": c.votos, "gana": c.gana} for c in candidaturas
        ],
    }


def _integrantes(acta: Acta, dia: date) -> list[Datos]:
    """Who holds a post on that day, or was elected in this assembly; those who answer for it sign."""
    en_cargo = Q(desde__lte=dia) & (Q(hasta__isnull=True) | Q(hasta__gt=dia))
    elegidos = Q(eleccion__asamblea=acta.asamblea_id) if acta.asamblea_id else Q(pk__isnull=True)
    filas = (
        acta.organo.integrantes.filter(en_cargo | elegidos)
        .exclude(hasta=F("desde"))  # seated by a vote that was annulled: never held
        .select_related("puesto", "eleccion", "ciudadano__localidad", "sustituye_a__ciudadano")
        .order_by("puesto__orden", "calidad", "lugar", "desde")
    )
    return [_integrante(i, acta.asamblea_id) for i in filas]


def _integrante(i: Integrante, asamblea_id: int | None) -> Datos:
    persona = i.ciudadano
    return {
        "cargo": i.puesto.nombre,
        "nombre": persona.nombre,
        "calidad": i.calidad,
        "localidad": persona.localidad.nombre if persona.localidad else "",
        "domicilio": persona.domicilio,
        "telefono": persona.telefono,
        "elegido_aqui": bool(asamblea_id and i.eleccion and i.eleccion.asamblea_id == asamblea_id),
        "sustituye_a": i.sustituye_a.ciudadano.nombre if i.sustituye_a else "",
        "acepto_en": _momento(i.acepto_en),
    }


def _acuerdo(acuerdo: Any) -> Datos:
    return {
        "numero": acuerdo.numero,
        "texto": acuerdo.texto,
        "responsable": acuerdo.responsable,
        "fecha": acuerdo.fecha.isoformat() if acuerdo.fecha else "",
    }


def _titular(direccion_id: int, dia: date) -> dict[str, str]:
    adscripcion = titular_de(direccion_id, dia)
    if adscripcion is None:
        return {"nombre": "", "cargo": ""}
    return {"nombre": adscripcion.usuario.nombre, "cargo": adscripcion.cargo_en_papel}


def _asistentes(asamblea: Asamblea | None) -> list[Asistente]:
    if asamblea is None:
        return []
    return list(asamblea.asistentes.select_related("ciudadano__localidad", "ciudadano__aviso"))


def _asistente(asistente: Asistente) -> Datos:
    persona = asistente.ciudadano
    return {
        "numero": asistente.numero,
        "nombre": persona.nombre,
        "localidad": persona.localidad.nombre if persona.localidad else "",
        "domicilio": persona.domicilio,
        "firma": asistente.firma_archivo,
        "firma_sha256": asistente.firma_sha256,
    }


def _aviso(asistentes: Iterable[Asistente], dia: date) -> list[int]:
    """The versions that were shown to who attended; with nobody on the list, the one in force."""
    mostrados = sorted({a.ciudadano.aviso.version for a in asistentes if a.ciudadano.aviso})
    if mostrados:
        return mostrados
    vigente = aviso_vigente(dia)
    return [vigente.version] if vigente else []
