"""The acta in words: the same paragraphs and tables on the screen, on paper and in its versión pública."""

from dataclasses import dataclass
from typing import Any

from asambleas.documentos import palabras
from asambleas.documentos.votaciones import bloques_de_la_eleccion
from asambleas.estados import Calidad, TipoAsamblea

Datos = dict[str, Any]
ASUNTO = {
    TipoAsamblea.CONSTITUTIVA: ("ACTA CONSTITUTIVA", "la asamblea constitutiva"),
    TipoAsamblea.SUSTITUCION: (
        "ACTA DE SUSTITUCIÓN DE INTEGRANTE",
        "la asamblea de sustitución de integrante",
    ),
    TipoAsamblea.SESION: ("ACTA DE SESIÓN", "la sesión"),
    TipoAsamblea.ENTREGA: ("ACTA DE ENTREGA-RECEPCIÓN", "la entrega-recepción"),
}


@dataclass(frozen=True)
class Bloque:
    """A part of the acta. `campo` names the text that is written by hand; a table's first row is its head;
    `nivel` 3 hangs from the block before it."""

    titulo: str = ""
    parrafos: tuple[str, ...] = ()
    lista: tuple[str, ...] = ()
    tabla: tuple[tuple[str, ...], ...] = ()
    campo: str = ""
    nivel: int = 2

    @property
    def vacio(self) -> bool:
        return not (self.parrafos or self.lista or self.tabla)


def titulo_de(d: Datos) -> str:
    """«ACTA CONSTITUTIVA»."""
    return ASUNTO[TipoAsamblea(d["tipo"])][0]


def redactar(d: Datos) -> list[Bloque]:
    """Every part in the order of the paper; those to be written by hand come even when empty."""
    asamblea, textos = d["asamblea"], d["textos"]
    de_la_asamblea = [_convocatoria(d), _autoridades(d), _quorum(d), _orden(d)] if asamblea else []
    return [
        Bloque(parrafos=(_apertura(d),)),
        *de_la_asamblea,
        _escrito("Explicación a los asistentes", "exposicion", textos),
        *(Bloque(s["titulo"], tuple(s["parrafos"]), tabla=_tabla(s["tabla"])) for s in d["secciones"]),
        *_fotografias(d),
        _escrito("Desarrollo", "desarrollo", textos),
        *bloques_de_la_eleccion(d["elecciones"], Bloque),
        *_integrantes(d),
        _acuerdos(d),
        _escrito("Asuntos generales", "asuntos", textos),
        _derechos(d),
        Bloque("Cierre", (_cierre(d),)),
    ]


def _tabla(filas: list[list[str]]) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(fila) for fila in filas)


def _fotografias(d: Datos) -> list[Bloque]:
    """That there is an annex of photos, or that the versión pública leaves it out; nothing without photos."""
    if fotos := d.get("fotos"):
        texto = f"Esta acta lleva un anexo fotográfico, con {_cuantas(len(fotos))}."
    elif reservadas := d.get("fotos_reservadas"):
        texto = (
            f"El acta lleva un anexo fotográfico, con {_cuantas(reservadas)}, que no se incluye en esta "
            "versión pública porque en ellas pueden aparecer personas."
        )
    else:
        return []
    return [Bloque("Fotografías", (texto,))]


def _cuantas(fotos: int) -> str:
    return "1 fotografía" if fotos == 1 else f"{fotos} fotografías"


def _escrito(titulo: str, campo: str, textos: dict[str, str]) -> Bloque:
    parrafos = tuple(p.strip() for p in textos[campo].split("\n") if p.strip())
    return Bloque(titulo, parrafos, campo=campo)


def _apertura(d: Datos) -> str:
    asamblea, territorio, organo = d["asamblea"], d["territorio"], d["organo"]
    localidad = organo["localidad"] or territorio["municipio"]
    donde = f"En la localidad de {localidad}, municipio de {territorio['municipio']}, {territorio['entidad']}"
    inicio = asamblea["inicio_en"] if asamblea else ""
    cuando = f"siendo {palabras.hora(inicio)} del día" if inicio else "el día"
    fecha = f"{palabras.dia(d['fecha'])} ({palabras.dia_en_palabras(d['fecha'])})"
    lugar = f", en {asamblea['lugar']}" if asamblea else ""
    asunto = ASUNTO[TipoAsamblea(d["tipo"])][1]
    return (
        f"{donde}, {cuando} {fecha}{lugar}, se reunieron las personas que se señalan en esta acta para "
        f"celebrar {asunto} de «{organo['nombre']}», {organo['procedimiento'].lower()} con folio "
        f"{organo['folio']}, que lleva {d['direccion']['nombre']}."
    )


def _convocatoria(d: Datos) -> Bloque:
    c = d["convocatoria"]
    publicada = f" el {palabras.momento(c['publicada_en'])}" if c["publicada_en"] else ""
    texto = (
        f"La convocatoria {c['folio']} se dio a conocer{publicada}, por este medio: {c['medio']}. "
        f"Llamó a {palabras.personas(c['convocados'])}: en primera convocatoria, el "
        f"{palabras.momento(c['primera_en'])}; en segunda, el {palabras.momento(c['segunda_en'])}."
    )
    return Bloque("Convocatoria", (texto,))


def _autoridades(d: Datos) -> Bloque:
    titulo = "Autoridades y personal técnico presentes"
    if not d["autoridades"]:
        return Bloque(titulo, ("No asistieron autoridades ni personal técnico.",))
    filas = [(a["nombre"], a["cargo"], _calidad(a)) for a in d["autoridades"]]
    return Bloque(titulo, tabla=(("Nombre", "Cargo o calidad", "Asiste como"), *filas))


def _calidad(autoridad: Datos) -> str:
    if autoridad.get("es_testigo"):
        return "Testigo"
    return "Personal técnico" if autoridad["es_tecnico"] else "Autoridad"


def _quorum(d: Datos) -> Bloque:
    a, convocados = d["asamblea"], d["convocatoria"]["convocados"]
    presentes = palabras.personas(a["presentes"] or 0)
    regla = f"más del {a['quorum_primera']} % de las personas convocadas"
    if a["llamada"] == "segunda":
        antes = palabras.personas(a["presentes_primera"] or 0)
        parrafos: tuple[str, ...] = (
            f"En primera convocatoria se contaron {antes}, de {convocados:,} convocadas: no hubo quórum, "
            f"pues se pide {regla}.",
            f"En segunda convocatoria se contaron {presentes}; como la regla pide al menos "
            f"{palabras.personas(a['quorum_segunda'])}, se declaró el quórum y la asamblea quedó instalada "
            "en segunda convocatoria.",
        )
    else:
        parrafos = (
            f"Se pasó lista y se contaron {presentes}, de {convocados:,} convocadas. Como la regla pide "
            f"{regla}, se declaró el quórum y la asamblea quedó instalada en primera convocatoria.",
        )
    anexo = ("La lista de asistencia va como anexo.",) if d["asistentes"] else ()
    return Bloque("Lista de asistencia y quórum", parrafos + anexo)


def _orden(d: Datos) -> Bloque:
    return Bloque("Orden del día", lista=tuple(d["convocatoria"]["orden_del_dia"]))


def _integrantes(d: Datos) -> list[Bloque]:
    """Who was elected here, and that they accepted; nothing when nobody was."""
    elegidos = [i for i in d["integrantes"] if i["elegido_aqui"]]
    if not elegidos:
        return []
    con_nombre = any(i["nombre"] for i in elegidos)
    con_contacto = any(i["domicilio"] or i["telefono"] for i in elegidos)
    cabeza = ("Cargo", *(("Nombre",) if con_nombre else ()), "Calidad", "Localidad")
    cabeza += ("Domicilio", "Teléfono") if con_contacto else ()
    filas = [
        (
            i["cargo"],
            *((_con_quien_sustituye(i),) if con_nombre else ()),
            str(Calidad(i["calidad"]).label).capitalize(),
            i["localidad"],
            *((i["domicilio"], i["telefono"]) if con_contacto else ()),
        )
        for i in elegidos
    ]
    return [Bloque("Integrantes electos", tabla=(cabeza, *filas)), _protesta(elegidos)]


def _con_quien_sustituye(i: Datos) -> str:
    return f"{i['nombre']} (en lugar de {i['sustituye_a']})" if i["sustituye_a"] else i["nombre"]


def _protesta(elegidos: list[Datos]) -> Bloque:
    faltan = [i["cargo"] for i in elegidos if not i["acepto_en"]]
    if not faltan:
        texto = (
            "Las personas electas aceptaron su cargo, de carácter honorífico, y protestaron ante la asamblea "
            "cumplirlo con responsabilidad."
        )
    elif len(faltan) == len(elegidos):
        texto = "Queda pendiente que las personas electas acepten su cargo y rindan protesta."
    else:
        texto = (
            "Las personas electas aceptaron su cargo, de carácter honorífico, y rindieron protesta, menos "
            f"quien ocupará: {', '.join(faltan)}."
        )
    return Bloque("Aceptación y protesta", (texto,))


def _acuerdos(d: Datos) -> Bloque:
    if not d["acuerdos"]:
        return Bloque("Acuerdos", ("No se tomaron acuerdos.",))
    filas = [
        (str(a["numero"]), a["texto"], a["responsable"], palabras.dia(a["fecha"]) or "Sin fecha")
        for a in d["acuerdos"]
    ]
    return Bloque("Acuerdos", tabla=(("Núm.", "Acuerdo", "Responsable", "Para cuándo"), *filas))


def _derechos(d: Datos) -> Bloque:
    quejas = (
        "Se explicó a las personas asistentes cómo presentar dudas, quejas y denuncias, que pueden hacerlo "
        "de manera anónima y cómo conocer su respuesta."
    )
    if not d["aviso"]:
        return Bloque("Quejas y datos personales", (quejas,))
    versiones = " y ".join(str(v) for v in d["aviso"])
    cual = "la versión" if len(d["aviso"]) == 1 else "las versiones"
    aviso = f"Antes de tomar sus datos personales se les mostró el aviso de privacidad, {cual} {versiones}."
    return Bloque("Quejas y datos personales", (quejas, aviso))


def _cierre(d: Datos) -> str:
    fin = d["asamblea"]["fin_en"] if d["asamblea"] else ""
    if not fin:
        return "No habiendo más que hacer constar, firman esta acta quienes en ella intervinieron."
    mismo = fin[:10] == d["fecha"]
    cuando = "del mismo día" if mismo else f"del día {palabras.dia(fin)}"
    return (
        f"No habiendo otro asunto que tratar, se dio por terminada siendo {palabras.hora(fin)} {cuando}, y "
        "firman al calce quienes en ella intervinieron."
    )
