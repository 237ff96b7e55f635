"""Everything that is held of one person, as plain data; never a secret: no password, token or key."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from axes.models import AccessAttempt, AccessFailureLog, AccessLog
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session
from django.db.models import DateField, ForeignKey, Model
from django.utils import timezone

from nucleo.bitacora import etiqueta_de, nombre_de
from nucleo.models import Asiento, EnlaceDeUnUso, Firma, Usuario
from nucleo.segundo_factor import tiene_factor
from poa.consultas.catalogos import ultimo_dia
from poa.models import Adscripcion

# They have a part of their own in the file, or hold what only the machine may know.
APARTE: tuple[type[Model], ...] = (Adscripcion, Asiento, Authenticator, EmailAddress, EnlaceDeUnUso, Firma)
NOMBRAN = ("folio", "numero", "version", "cargo")
ENTRADAS = (AccessLog, AccessAttempt, AccessFailureLog)


def expediente_de(usuario: Usuario, ahora: datetime) -> dict[str, Any]:
    """Their account, cargos, links, sessions, signatures, what they did by kind, what the bitácora says."""
    return {
        "generado_en": _escrito(ahora),
        "cuenta": _cuenta(usuario),
        "cargos": [_cargo(a) for a in usuario.adscripciones.select_related("direccion").order_by("desde")],
        "enlaces_para_la_contrasena": [_enlace(e) for e in usuario.enlaces.order_by("emitido_en")],
        "sesiones": [{"vence_en": _escrito(s.expire_date)} for s in sesiones_guardadas(usuario)],
        "entradas": [_entrada(fila) for m in ENTRADAS for fila in m.objects.filter(**_suyas(usuario))],
        "firmas": [_firma(f) for f in usuario.firmas.select_related("documento")],
        "participacion": [
            {"en": titulo, "filas": filas} for titulo, filas in _participacion(usuario) if filas
        ],
        "bitacora_sobre_la_persona": [_asiento(a) | {"datos": a.datos} for a in _sobre(usuario)],
        "bitacora_de_sus_actos": [_asiento(a) for a in usuario.asientos.order_by("momento", "pk")],
    }


def sesiones_guardadas(usuario: Usuario) -> list[Session]:
    """Every session row that says who a person is, over or not; the store only knows by reading each."""
    return [s for s in Session.objects.all() if _es_de(s.get_decoded(), usuario)]


def _es_de(sesion: dict[str, Any], usuario: Usuario) -> bool:
    """Theirs, or one that stopped at the second factor, which already keeps the user name that was typed."""
    en_puerta = sesion.get("account_login") or {}
    dados = {m.get("username") for m in sesion.get("account_authentication_methods", [])}
    llaves = {str(sesion.get(SESSION_KEY)), str(en_puerta.get("user_pk"))}
    return str(usuario.pk) in llaves or usuario.username in dados


def _suyas(usuario: Usuario) -> dict[str, str]:
    return {"username__iexact": usuario.username}


def _cuenta(usuario: Usuario) -> dict[str, Any]:
    return {
        "usuario": usuario.username,
        "nombre": usuario.nombre,
        "rfc": usuario.rfc,
        "curp": usuario.curp,
        "correos": sorted({usuario.email, *_correos(usuario)} - {""}),
        "activa": usuario.is_active,
        "alta": _escrito(usuario.date_joined),
        "ultima_entrada": _escrito(usuario.last_login),
        "tiene_contrasena": usuario.has_usable_password(),
        "segundo_factor": tiene_factor(usuario),
    }


def _correos(usuario: Usuario) -> list[str]:
    return list(EmailAddress.objects.filter(user=usuario).values_list("email", flat=True))


def _cargo(a: Adscripcion) -> dict[str, Any]:
    return {
        "direccion": a.direccion.nombre,
        "funcion": a.get_rol_display(),
        "cargo": a.cargo,
        "desde": _escrito(a.desde),
        "ultimo_dia": _escrito(ultimo_dia(a)),
        "firma": a.puede_firmar,
        "como_encargado": a.como_encargado,
        "oficio": a.oficio,
    }


def _enlace(enlace: EnlaceDeUnUso) -> dict[str, Any]:
    return {c: _escrito(getattr(enlace, c)) for c in ("emitido_en", "vence_en", "usado_en")}


def _entrada(fila: Any) -> dict[str, Any]:
    nombre = str(fila._meta.verbose_name)
    return {
        "registro": {"access log": "entrada", "access attempt": "intento"}.get(nombre, "intento fallido"),
        "momento": _escrito(fila.attempt_time),
        "direccion_ip": fila.ip_address,
        "navegador": fila.user_agent,
    }


def _firma(firma: Firma) -> dict[str, Any]:
    return {
        "folio": firma.documento.folio,
        "documento": firma.documento.titulo,
        "nombre": firma.nombre,
        "cargo": firma.cargo,
        "via": firma.get_via_display(),
        "firmado_en": _escrito(firma.firmado_en),
        "certificado_serie": firma.certificado_serie,
        "anulada_en": _escrito(firma.anulada_en),
    }


def _participacion(usuario: Usuario) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """Rows of any app that name the person, whatever they are: a new table is in the file by itself."""
    for relacion in usuario._meta.get_fields(include_hidden=True):
        campo, modelo = getattr(relacion, "field", None), relacion.related_model
        if not relacion.auto_created or not isinstance(campo, ForeignKey) or modelo is None:
            continue
        if modelo in APARTE or modelo._meta.auto_created:
            continue
        filas = modelo._base_manager.filter(**{campo.name: usuario}).order_by("pk")
        titulo = f"{modelo._meta.verbose_name}: {campo.verbose_name}"
        yield titulo, [_renglon(fila) for fila in filas]


def _renglon(fila: Model) -> dict[str, Any]:
    """Its number, its dates, its state and its folio: what it says belongs to the ayuntamiento."""
    datos: dict[str, Any] = {"id": fila.pk}
    for campo in fila._meta.concrete_fields:
        if isinstance(campo, DateField) or campo.choices or campo.name in NOMBRAN:
            datos[campo.name] = _valor(fila, campo)
    return datos


def _valor(fila: Model, campo: Any) -> Any:
    if campo.choices:
        return str(getattr(fila, f"get_{campo.name}_display")())
    return _escrito(getattr(fila, campo.name))


def _sobre(usuario: Usuario) -> Iterator[Asiento]:
    """Acts whose object is the account, one of its cargos or one of its links."""
    propios = [usuario, *usuario.adscripciones.all(), *usuario.enlaces.all()]
    return (
        Asiento.objects.filter(objeto__in=[nombre_de(o) for o in propios])
        .order_by("momento", "pk")
        .iterator()
    )


def _asiento(asiento: Asiento) -> dict[str, Any]:
    return {
        "bitacora": f"{asiento.cadena} #{asiento.numero}",
        "momento": _escrito(asiento.momento),
        "acto": etiqueta_de(asiento.accion),
        "objeto": asiento.objeto,
    }


def _escrito(valor: Any) -> Any:
    if isinstance(valor, datetime):
        return timezone.localtime(valor).isoformat(timespec="seconds")
    return valor.isoformat() if isinstance(valor, date) else valor
