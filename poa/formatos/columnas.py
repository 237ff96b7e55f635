"""The layout of the workbook of a POA: sheets, columns and what each column holds. Version 1."""

from dataclasses import dataclass

from nucleo.hojas import FECHA, MONTO, NUMERO, TEXTO, Columna

VERSION = 1
HOJA_DE_FORMATO = "_formato"
PROGRAMA, FODA, BLOQUES, LINEAS, INVERSIONES = "Programa", "FODA", "Bloques", "Lineas", "Inversiones"
INSTRUCCIONES = "Instrucciones"
MAX_TEXTO = 20_000
MAX_PROYECTADAS = 99_999
MAX_NUMERO = 9_999
MAX_CENTAVOS = 9_999_999_999_999

# Where the template keeps the ejes of the catalogue: hidden, for the list of choices.
EJES_EN_EL_LIBRO = f"={HOJA_DE_FORMATO}!$C$2:$C$200"


@dataclass(frozen=True)
class Campo:
    """A column: the key of its datum, its heading, and how it is written."""

    clave: str
    titulo: str
    ancho: int = 14
    tipo: str = TEXTO
    opciones: tuple[str, ...] | str = ()
    ayuda: str = ""

    @property
    def columna(self) -> Columna:
        return Columna(self.titulo, self.ancho, self.tipo, self.opciones, self.ayuda)


CAMPOS_DE_PROGRAMA = {
    "clave": "Dirección (clave)",
    "ejercicio": "Ejercicio",
    "encabezado": "Dirección/Jefatura en la hoja",
    "vision": "Visión a 3 años",
    "mision": "Misión",
    "objetivo": "Objetivo/FIN",
    "evaluador": "Evaluación por parte del Ayuntamiento",
    "fecha": "Fecha",
    "responsable_nombre": "Responsable: nombre",
    "responsable_cargo": "Responsable: cargo",
}
MAX_DE_PROGRAMA = {
    "clave": 10,
    "encabezado": 150,
    "evaluador": 200,
    "responsable_nombre": 150,
    "responsable_cargo": 150,
}
LISTAS = {
    "fortalezas": "Fortalezas",
    "debilidades": "Debilidades",
    "oportunidades": "Oportunidades",
    "amenazas": "Amenazas",
}
TIPOS = {"estrategia": "Estrategia", "actividad": "Actividad"}
SI_NO = ("Sí", "No")
TRIMESTRES = ("T1", "T2", "T3", "T4")

HOJAS: dict[str, tuple[Campo, ...]] = {
    PROGRAMA: (Campo("campo", "Campo", 38), Campo("contenido", "Contenido", 90)),
    FODA: (
        Campo("lista", "Lista", 18, opciones=tuple(LISTAS.values())),
        Campo("texto", "Texto", 90),
    ),
    BLOQUES: (
        Campo("bloque", "Bloque", 9, NUMERO, ayuda="Su lugar en la hoja: 1, 2, 3… sin repetir."),
        Campo("tipo", "Tipo", 12, opciones=tuple(TIPOS.values())),
        Campo("numero", "Número", 9, NUMERO, ayuda="El número que lleva en la hoja; puede repetirse."),
        Campo("nombre", "Nombre", 42),
        Campo("eje", "Eje", 36, opciones=EJES_EN_EL_LIBRO),
        Campo("metas", "Metas", 42),
        Campo("directos", "Beneficiados directos", 26),
        Campo("indirectos", "Beneficiados indirectos", 26),
        Campo("desde", "Periodo desde", 14, FECHA),
        Campo("hasta", "Periodo hasta", 14, FECHA),
        Campo("temporalidad", "Temporalidad", 14, opciones=("Trimestral",)),
    ),
    LINEAS: (
        Campo("bloque", "Bloque", 9, NUMERO, ayuda="El de la hoja «Bloques» al que pertenece."),
        Campo("linea", "Línea", 9, NUMERO, ayuda="Su lugar dentro del bloque: 1, 2, 3… sin repetir."),
        Campo("texto", "Línea de acción", 70),
        Campo("unidad", "Unidad de medida", 18),
        Campo("medio", "Medio de verificación", 26),
        Campo("evidencia", "Exige evidencia", 11, opciones=SI_NO),
        Campo("paso", "Paso que cuenta", 16, ayuda="Vacío, o la clave del paso que se cuenta solo."),
        *(Campo(t.lower(), t, 8, NUMERO) for t in TRIMESTRES),
    ),
    INVERSIONES: (
        Campo("bloque", "Bloque", 9, NUMERO, ayuda="El de la hoja «Bloques» al que pertenece."),
        Campo("concepto", "Concepto", 40),
        Campo("monto", "Monto", 18, MONTO),
    ),
}
