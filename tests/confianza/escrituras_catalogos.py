"""What the catalogues, the accounts and the calendar write: how each is called, and what it leaves."""

from datetime import date
from typing import Any

from allauth.mfa.models import Authenticator

from nucleo.roles import Rol
from poa import servicios as poa
from poa.models import Adscripcion, DiaInhabil, Direccion, EjePMD, Ejercicio, Localidad
from tests.confianza.historia import Firmado
from tests.confianza.tabla import DIA_T3, Llamada, como, escritura

MANANA = date(2024, 10, 11)


def _admin(f: Firmado) -> dict[str, Any]:
    return como(f, "administrador")


@escritura("ayuntamiento.editar")
def editar_ayuntamiento(f: Firmado) -> Llamada:
    datos = {"nombre": "Gobierno", "municipio": "San Prueba", "entidad": "Jalisco", "lema": "2024, año de"}
    return lambda: poa.editar_ayuntamiento(**datos, **_admin(f))


@escritura("ayuntamiento.escudo")
def poner_escudo(f: Firmado) -> Llamada:
    return lambda: poa.poner_escudo(archivo=f"escudos/{'0' * 64}.png", **_admin(f))


@escritura("direccion.crear")
def crear_direccion(f: Firmado) -> Llamada:
    return lambda: poa.crear_direccion(clave="NUEVA", nombre="Nueva", **como(f, "administrador"))


@escritura("localidad.crear")
def crear_localidad(f: Firmado) -> Llamada:
    return lambda: poa.crear_localidad(nombre="Otra", **como(f, "administrador"))


@escritura("eje.crear")
def crear_eje(f: Firmado) -> Llamada:
    return lambda: poa.crear_eje(nombre="Eje 9", **como(f, "administrador"))


@escritura("usuario.crear")
def crear_usuario(f: Firmado) -> Llamada:
    datos = {"username": "nueva", "nombre": "Nueva Persona", "clave": "Una-clave-larga-9"}
    return lambda: poa.crear_usuario(**datos, **como(f, "administrador"))


@escritura("adscripcion.crear")
def adscribir(f: Firmado) -> Llamada:
    datos = {"usuario": f.reparto.usuarios["tesoreria"], "direccion": f.reparto.direcciones["A"]}
    return lambda: poa.adscribir(
        rol=Rol.PERSONAL, cargo="Auxiliar", desde=DIA_T3, **datos, **como(f, "administrador")
    )


@escritura("adscripcion.terminar")
def terminar_adscripcion(f: Firmado) -> Llamada:
    pk = Adscripcion.objects.get(usuario__username="personal_a").pk
    return lambda: poa.terminar_adscripcion(adscripcion_id=pk, hasta=DIA_T3, **como(f, "administrador"))


@escritura("direccion.editar")
def editar_direccion(f: Firmado) -> Llamada:
    pk = f.reparto.direcciones["A"].pk
    return lambda: poa.editar_direccion(pk=pk, nombre="Otro nombre", **_admin(f))


@escritura("localidad.editar")
def editar_localidad(f: Firmado) -> Llamada:
    pk = Localidad.objects.get(nombre="El Árbol").pk
    return lambda: poa.editar_localidad(pk=pk, nombre="El Roble", es_cabecera=True, **_admin(f))


@escritura("eje.editar")
def editar_eje(f: Firmado) -> Llamada:
    pk = EjePMD.objects.get().pk
    return lambda: poa.editar_eje(pk=pk, nombre="Eje 1: Servicios", orden=5, **_admin(f))


@escritura("localidad.desactivar")
def activar_entrada(f: Firmado) -> Llamada:
    pk = Localidad.objects.get(nombre="El Árbol").pk
    return lambda: poa.activar_entrada(modelo=Localidad, pk=pk, activa=False, **_admin(f))


@escritura("direccion.borrar")
def borrar_entrada(f: Firmado) -> Llamada:
    pk = crear_direccion(f)().pk
    return lambda: poa.borrar_entrada(modelo=Direccion, pk=pk, **_admin(f))


@escritura("usuario.editar")
def editar_usuario(f: Firmado) -> Llamada:
    pk = f.reparto.usuarios["personal_a"].pk
    return lambda: poa.editar_usuario(usuario_id=pk, nombre="Alma Ruiz Lara", **_admin(f))


@escritura("usuario.desactivar")
def activar_usuario(f: Firmado) -> Llamada:
    emitir_enlace(f)()
    pk = f.reparto.usuarios["personal_a"].pk
    return lambda: poa.activar_usuario(usuario_id=pk, activo=False, **_admin(f))


@escritura("usuario.segundo_factor")
def restablecer_segundo_factor(f: Firmado) -> Llamada:
    usuario = f.reparto.usuarios["personal_a"]
    Authenticator.objects.create(user=usuario, type=Authenticator.Type.TOTP, data={})
    return lambda: poa.restablecer_segundo_factor(
        usuario_id=usuario.pk, motivo="Perdió el teléfono", **_admin(f)
    )


@escritura("enlace.emitir")
def emitir_enlace(f: Firmado) -> Llamada:
    pk = f.reparto.usuarios["personal_a"].pk
    return lambda: poa.emitir_enlace(usuario_id=pk, **_admin(f))


@escritura("enlace.usar")
def usar_enlace(f: Firmado) -> Llamada:
    emitido = emitir_enlace(f)()
    return lambda: poa.usar_enlace(ahora=_admin(f)["ahora"], token=emitido.token, clave="Una-clave-larga-9")


@escritura("adscripcion.corregir")
def corregir_adscripcion(f: Firmado) -> Llamada:
    pk = Adscripcion.objects.get(usuario__username="personal_a").pk
    return lambda: poa.corregir_adscripcion(adscripcion_id=pk, cargo="Auxiliar B", **_admin(f))


@escritura("adscripcion.retirar")
def retirar_adscripcion(f: Firmado) -> Llamada:
    pk = adscribir(f)().pk
    return lambda: poa.retirar_adscripcion(adscripcion_id=pk, **_admin(f))


@escritura("ejercicio.abrir")
def abrir_ejercicio(f: Firmado) -> Llamada:
    return lambda: poa.abrir_ejercicio(anio=2025, **como(f, "planeacion"))


@escritura("ejercicio.umbrales")
def fijar_umbrales(f: Firmado) -> Llamada:
    pk = abrir_ejercicio(f)().pk
    tres = {"verde": 95, "amarillo": 60, "sobrecumplimiento": 130}
    return lambda: poa.fijar_umbrales(ejercicio_id=pk, **tres, **como(f, "planeacion"))


@escritura("trimestre.calendario")
def fijar_calendario(f: Firmado) -> Llamada:
    ejercicio: Ejercicio = abrir_ejercicio(f)()
    fechas = {
        t.numero: (t.captura_abre, t.captura_cierra, t.limite_evaluacion) for t in ejercicio.trimestres.all()
    }
    fechas[4] = (date(2025, 10, 1), date(2026, 1, 20), date(2026, 1, 30))
    return lambda: poa.fijar_calendario(ejercicio_id=ejercicio.pk, fechas=fechas, **como(f, "planeacion"))


@escritura("inhabil.agregar")
def agregar_inhabiles(f: Firmado) -> Llamada:
    dias = {"desde": MANANA, "hasta": date(2024, 10, 14), "motivo": "Fiestas"}
    return lambda: poa.agregar_inhabiles(**dias, **como(f, "planeacion"))


@escritura("inhabil.quitar")
def quitar_inhabil(f: Firmado) -> Llamada:
    dia = DiaInhabil.objects.create(fecha=MANANA, motivo="Fiestas")
    return lambda: poa.quitar_inhabil(inhabil_id=dia.pk, **como(f, "planeacion"))


@escritura("trimestre.prorroga")
def otorgar_prorroga(f: Firmado) -> Llamada:
    datos = {"trimestre_programa_id": f.reparto.tp(3).pk, "hasta": date(2024, 12, 1), "motivo": "Por lluvia"}
    return lambda: poa.otorgar_prorroga(**datos, **como(f, "planeacion"))
