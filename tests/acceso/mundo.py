"""Two direcciones with the same objects, so that each address can be asked for one's own and another's."""

import io
from dataclasses import dataclass, field, fields
from datetime import date
from typing import Any
from uuid import uuid4

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from actividades.archivos import preparar
from actividades.models import Actividad, Evidencia
from actividades.servicios import DatosDeActividad, registrar_actividad
from evaluacion.models import Compromiso
from nucleo import almacen
from poa import servicios
from poa.escudo import preparar_escudo
from poa.models import Ejercicio, LineaDeAccion
from poa.servicios import firma_plan
from poa.servicios.reprogramar import Pedido
from tests.acceso.mundo_organos import sembrar_organos
from tests.actividades.muestras import EN_T2, foto, subido
from tests.evaluacion.etapas import Etapa, en_estado, escaneo
from tests.poa.cambios import pedir
from tests.reparto import AHORA, CANARIO, Reparto, datos_de_programa

NADIE = 9_999_999


@dataclass
class Mundo:
    """What an address may name, of one dirección; its POAs are authorised, draft, sent, and half signed."""

    programa: int
    tp: int
    acto: int
    evidencia: int
    linea: int
    compromiso: int
    reprogramacion: int
    borrador: int
    bloque: int
    linea_de_borrador: int
    enviado: int
    firmado: int
    persona: int
    cargo: int
    ejercicio: int
    inhabil: int
    localidad: int
    codigo: str = "X" * 26
    escudo: str = "a" * 64
    enlace: str = "sin-enlace"
    organos: dict[str, int | str] = field(default_factory=dict)

    def argumentos(self, nombres: tuple[str, ...]) -> list[Any]:
        """Values for the route, in order; a name that is no attribute stands for itself."""
        return [self.organos[n] if n in self.organos else getattr(self, n, n) for n in nombres]


def _acto(reparto: Reparto, clave: str) -> Actividad:
    letra = clave.lower()
    return registrar_actividad(
        direccion_id=reparto.direcciones[clave].pk,
        datos=DatosDeActividad(
            linea=reparto.lineas(clave)[0],
            fecha=EN_T2,
            descripcion="Reunión" if clave == "A" else "Reunión CANARIO-B-500",
            cantidad=1,
        ),
        token=uuid4(),
        persona=reparto.persona(f"personal_{letra}"),
        ahora=AHORA,
        archivos=[preparar(subido("foto.jpg", foto("teal" if clave == "A" else "red")))],
    )


def _reprogramacion(reparto: Reparto, clave: str, programa_id: int) -> int:
    """One that waits, over the third quarter."""
    pedido = Pedido(celdas={(reparto.lineas(clave)[0].pk, 3): 7})
    motivo = "Lluvias" if clave == "A" else "Lluvias CANARIO-B-501"
    quien = f"directora_{clave.lower()}"
    return pedir(reparto, pedido, quien=quien, motivo=motivo, programa_id=programa_id).pk


def _programas(reparto: Reparto, clave: str) -> dict[str, int]:
    """A draft, one that was sent, and one that its directora signed on paper, each of a year of its own."""
    directora = {"persona": reparto.persona(f"directora_{clave.lower()}"), "ahora": AHORA}
    planeacion = {"persona": reparto.persona("planeacion"), "ahora": AHORA}
    hechos = []
    for anio in (2025, 2026, 2027):
        if not Ejercicio.objects.filter(anio=anio).exists():
            servicios.abrir_ejercicio(**planeacion, anio=anio)
        datos = datos_de_programa(clave, "" if clave == "A" else CANARIO) | {"ejercicio": anio}
        hechos.append(servicios.cargar_programa(**planeacion, datos=datos).pk)
    borrador, enviado, firmado = hechos
    for cual in (enviado, firmado):
        servicios.enviar_programa(**directora, programa_id=cual)
    servicios.autorizar_programa(**planeacion, programa_id=firmado)
    firma_plan.congelar_para_imprimir(**directora, programa_id=firmado)
    firma_plan.adjuntar_firma_plan(**directora, programa_id=firmado, escaneo=escaneo())
    linea = LineaDeAccion.objects.filter(estrategia__programa_id=borrador).earliest("pk")
    return {
        "borrador": borrador,
        "bloque": linea.estrategia_id,
        "linea_de_borrador": linea.pk,
        "enviado": enviado,
        "firmado": firmado,
    }


def _catalogos(reparto: Reparto, clave: str) -> dict[str, Any]:
    """Somebody with a cargo and a link to set a password, a day off, a lugar, the coat of arms."""
    actor = {"persona": reparto.persona("administrador"), "ahora": AHORA}
    persona = reparto.usuarios[f"personal_{clave.lower()}"]
    dia, motivo = (date(2024, 7, 25), "Fiesta") if clave == "A" else (date(2024, 7, 26), "Feria")
    imagen = io.BytesIO()
    Image.new("RGB", (100, 100), "teal").save(imagen, "PNG")
    archivo = preparar_escudo(SimpleUploadedFile("e.png", imagen.getvalue()))
    servicios.poner_escudo(**actor, archivo=archivo)
    return {
        "persona": persona.pk,
        "cargo": persona.adscripciones.get().pk,
        "ejercicio": reparto.ejercicio.pk,
        "inhabil": servicios.agregar_inhabiles(**actor, desde=dia, motivo=motivo)[0].pk,
        "localidad": servicios.crear_localidad(**actor, nombre=f"El Chante {clave}").pk,
        "escudo": almacen.sha256(almacen.leer(archivo)),
        "enlace": servicios.emitir_enlace(**actor, usuario_id=persona.pk).token,
    }


def crear_mundo(etapa: Etapa, estado: str) -> Mundo:
    """The first quarter of that dirección in a state, an act with its photo in the second, a commitment."""
    reparto, clave = etapa.reparto, etapa.clave
    en_estado(etapa, estado)
    acto = _acto(reparto, clave)
    programa = reparto.programa_a if clave == "A" else reparto.programa_b
    compromiso, _ = Compromiso.objects.get_or_create(
        programa=programa,
        linea_id=etapa.linea(2),
        trimestre=1,
        defaults={"accion": "Pedir vehículo", "responsable": "Alguien", "fecha": EN_T2},
    )
    evaluacion = etapa.situacion.evaluacion
    return Mundo(
        programa=programa.pk,
        tp=reparto.tp(1, clave).pk,
        acto=acto.pk,
        evidencia=Evidencia.objects.get(actividad=acto).pk,
        linea=etapa.linea(1),
        compromiso=compromiso.pk,
        reprogramacion=_reprogramacion(reparto, clave, programa.pk),
        **_programas(reparto, clave),
        **_catalogos(reparto, clave),
        codigo=evaluacion.documento.codigo if evaluacion and evaluacion.documento else "X" * 26,
        organos=sembrar_organos(reparto, clave),
    )


class _OrganosDeNadie(dict[str, int | str]):
    """Every name of something of an órgano is there, and names what does not exist."""

    def __contains__(self, nombre: object) -> bool:
        return str(nombre).isidentifier() and nombre not in {c.name for c in fields(Mundo)}

    def __missing__(self, nombre: str) -> int | str:
        return "X" * 26 if nombre.startswith("codigo") else NADIE


def mundo_inexistente() -> Mundo:
    """The same addresses, naming what does not exist."""
    inexistentes: dict[str, Any] = {campo.name: NADIE for campo in fields(Mundo) if campo.type is int}
    return Mundo(**inexistentes, organos=_OrganosDeNadie())
