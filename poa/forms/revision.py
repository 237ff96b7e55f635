"""The form of every piece that was recognised in a Word POA: each can be corrected before it is saved."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from nucleo.dinero import leer_monto
from nucleo.formularios import CampoFecha, CampoLinea
from nucleo.texto import limpiar, renglones_pegados
from poa.estados import Temporalidad, TipoBloque
from poa.formatos.columnas import LISTAS, MAX_CENTAVOS, MAX_DE_PROGRAMA, MAX_NUMERO, MAX_TEXTO

Datos = dict[str, Any]
MAX_BLOQUES, MAX_PIEZAS, MAX_CAMPOS = 60, 120, 4_000
_TEXTOS = {"vision": "Visión a 3 años", "mision": "Misión", "objetivo": "Objetivo/FIN"}
_DEL_BLOQUE = ("tipo", "numero", "nombre", "eje", "metas", "temporalidad")


class CampoParrafos(forms.CharField):
    """Paragraphs without control characters."""

    def __init__(self, etiqueta: str, renglones: int = 4) -> None:
        caja = forms.Textarea(attrs={"rows": renglones})
        super().__init__(label=etiqueta, required=False, max_length=MAX_TEXTO, widget=caja)

    def to_python(self, value: Any) -> str:
        return limpiar(super().to_python(value) or "")


class CampoPesos(forms.CharField):
    """An amount as people write it, kept as «70000.00»."""

    widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})

    def to_python(self, value: Any) -> str:
        escrito = limpiar(super().to_python(value) or "")
        if not escrito:
            return ""
        centavos = leer_monto(escrito)
        if centavos > MAX_CENTAVOS:
            raise ValidationError("El monto es demasiado grande.")
        return f"{centavos // 100}.{centavos % 100:02d}"


@dataclass(frozen=True)
class BloqueEnRevision:
    """The bound fields of a block, for the template."""

    titulo: str
    nombre: forms.BoundField
    campos: list[forms.BoundField]
    lineas: list[forms.BoundField]
    inversiones: list[tuple[forms.BoundField, forms.BoundField]]
    metas: forms.BoundField
    resultados: list[forms.BoundField]
    omitir: forms.BoundField


class FormaRevision(forms.Form):
    """`forma` tells how many líneas and inversiones each block has; one more of each is left to fill."""

    forma = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, ejes: Sequence[str], medidas: list[list[int]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.ejes, self.medidas = ejes, medidas
        for clave, etiqueta in _TEXTOS.items():
            self.fields[clave] = CampoParrafos(etiqueta)
        for clave, etiqueta in LISTAS.items():
            self.fields[clave] = CampoParrafos(etiqueta, 6)
            self.fields[clave].help_text = "Un elemento por renglón."
        self._corto("encabezado", "Dirección/Jefatura en la hoja", MAX_DE_PROGRAMA["encabezado"])
        self._corto("evaluador", "Evaluación por parte del Ayuntamiento", MAX_DE_PROGRAMA["evaluador"])
        self.fields["fecha"] = CampoFecha(label="Fecha de la hoja", required=False)
        self._corto("responsable_nombre", "Responsable: nombre", MAX_DE_PROGRAMA["responsable_nombre"])
        self._corto("responsable_cargo", "Responsable: cargo", MAX_DE_PROGRAMA["responsable_cargo"])
        for i, (lineas, inversiones) in enumerate(medidas):
            self._campos_del_bloque(i, lineas, inversiones)

    def _corto(self, clave: str, etiqueta: str, maximo: int) -> None:
        self.fields[clave] = CampoLinea(label=etiqueta, required=False, max_length=maximo)

    def _campos_del_bloque(self, i: int, lineas: int, inversiones: int) -> None:
        self.fields[f"b{i}-omitir"] = forms.BooleanField(label="No guardar este bloque", required=False)
        self.fields[f"b{i}-tipo"] = forms.ChoiceField(label="Tipo", choices=TipoBloque.choices)
        self.fields[f"b{i}-numero"] = forms.IntegerField(label="Número", min_value=0, max_value=MAX_NUMERO)
        self._corto(f"b{i}-nombre", "Nombre", 250)
        self.fields[f"b{i}-nombre"].required = True
        ejes = [("", "Sin eje"), *((eje, eje) for eje in self.ejes)]
        self.fields[f"b{i}-eje"] = forms.ChoiceField(label="Eje", required=False, choices=ejes)
        for j in range(lineas + 1):
            etiqueta = f"Línea de acción {j + 1}" if j < lineas else "Otra línea de acción"
            self.fields[f"b{i}-l{j}"] = CampoParrafos(etiqueta, 2)
        self.fields[f"b{i}-metas"] = CampoParrafos("Metas", 3)
        for j in range(inversiones + 1):
            cual = f"{j + 1}" if j < inversiones else "nueva"
            self.fields[f"b{i}-m{j}"] = CampoPesos(
                label=f"Inversión {cual}: monto", required=False, max_length=25
            )
            self._corto(f"b{i}-c{j}", f"Inversión {cual}: concepto", 100)
        self._corto(f"b{i}-directos", "Beneficiados directos", 250)
        self._corto(f"b{i}-indirectos", "Beneficiados indirectos", 250)
        self.fields[f"b{i}-desde"] = CampoFecha(label="Periodo: del", required=False)
        self.fields[f"b{i}-hasta"] = CampoFecha(label="Periodo: al", required=False)
        self.fields[f"b{i}-temporalidad"] = forms.ChoiceField(
            label="Temporalidad de la evaluación",
            required=False,
            choices=[("", "Sin dato"), *Temporalidad.choices],
        )

    def clean(self) -> Datos:
        limpio = super().clean() or self.cleaned_data
        for i, (_, inversiones) in enumerate(self.medidas):
            if limpio.get(f"b{i}-omitir"):
                for campo in [c for c in self.errors if c.startswith(f"b{i}-")]:
                    del self._errors[campo]
                continue
            desde, hasta = limpio.get(f"b{i}-desde"), limpio.get(f"b{i}-hasta")
            if desde and hasta and desde > hasta:
                self.add_error(f"b{i}-hasta", "El periodo termina antes de empezar.")
            for j in range(inversiones + 1):
                monto = f"b{i}-m{j}"
                if limpio.get(f"b{i}-c{j}") and not limpio.get(monto) and monto not in self.errors:
                    self.add_error(monto, "Escriba el monto, o 0.")
        return limpio

    def datos(self) -> Datos:
        """What was confirmed, as `cargar_programa` takes it."""
        c = self.cleaned_data
        return {
            **{clave: c[clave] for clave in (*_TEXTOS, "encabezado", "evaluador")},
            **{lista: renglones_pegados(c[lista]) for lista in LISTAS},
            "fecha": c["fecha"].isoformat() if c["fecha"] else None,
            "responsable": {"nombre": c["responsable_nombre"], "cargo": c["responsable_cargo"]},
            "bloques": [self._bloque(i, *m) for i, m in enumerate(self.medidas) if not c[f"b{i}-omitir"]],
        }

    def _bloque(self, i: int, lineas: int, inversiones: int) -> Datos:
        c = {k.removeprefix(f"b{i}-"): v for k, v in self.cleaned_data.items() if k.startswith(f"b{i}-")}
        return {
            **{clave: c[clave] for clave in _DEL_BLOQUE},
            "lineas": [c[f"l{j}"] for j in range(lineas + 1) if c[f"l{j}"]],
            "inversiones": [
                {"concepto": c[f"c{j}"], "monto": c[f"m{j}"]} for j in range(inversiones + 1) if c[f"m{j}"]
            ],
            "beneficiados": {"directos": c["directos"], "indirectos": c["indirectos"]},
            "periodo": {e: c[e].isoformat() if c[e] else None for e in ("desde", "hasta")},
        }

    def de_la_hoja(self) -> list[forms.BoundField]:
        """What stands before the blocks."""
        return [self[clave] for clave in ("encabezado", "vision", "mision", *LISTAS, "objetivo")]

    def del_cierre(self) -> list[forms.BoundField]:
        """What stands after them."""
        return [self[c] for c in ("evaluador", "fecha", "responsable_nombre", "responsable_cargo")]

    def bloques(self) -> Iterable[BloqueEnRevision]:
        for i, (lineas, inversiones) in enumerate(self.medidas):
            tipo = dict(TipoBloque.choices).get(str(self[f"b{i}-tipo"].value()), "Bloque")
            yield BloqueEnRevision(
                titulo=f"{tipo} {self[f'b{i}-numero'].value()}",
                nombre=self[f"b{i}-nombre"],
                campos=[self[f"b{i}-{c}"] for c in ("tipo", "numero", "eje")],
                lineas=[self[f"b{i}-l{j}"] for j in range(lineas + 1)],
                inversiones=[(self[f"b{i}-m{j}"], self[f"b{i}-c{j}"]) for j in range(inversiones + 1)],
                metas=self[f"b{i}-metas"],
                resultados=[
                    self[f"b{i}-{c}"] for c in ("directos", "indirectos", "desde", "hasta", "temporalidad")
                ],
                omitir=self[f"b{i}-omitir"],
            )


def _con_comas(monto: str) -> str:
    """«70000.00» → «70,000.00»."""
    return f"{Decimal(monto):,.2f}" if monto else ""


def medidas_de(datos: Datos) -> list[list[int]]:
    """How many líneas and inversiones each block has. Raises ValidationError past what a page can hold."""
    return _exigir_medidas([[len(b["lineas"]), len(b["inversiones"])] for b in datos["bloques"]])


def leer_medidas(texto: str) -> list[list[int]]:
    """The same, as it came back from the page. Raises ValidationError."""
    try:
        return _exigir_medidas(json.loads(texto))
    except (ValueError, RecursionError) as error:
        raise ValidationError("El formulario no está completo. Suba el archivo de nuevo.") from error


def _exigir_medidas(medidas: Any) -> list[list[int]]:
    if not isinstance(medidas, list) or len(medidas) > MAX_BLOQUES:
        raise ValidationError(f"El documento trae más de {MAX_BLOQUES} bloques.")
    for par in medidas:
        es_par = isinstance(par, list) and len(par) == 2 and all(type(n) is int for n in par)
        if not es_par or not all(0 <= n <= MAX_PIEZAS for n in par):
            raise ValidationError(f"Un bloque trae más de {MAX_PIEZAS} líneas o inversiones.")
    if sum(15 + lineas + 2 * inversiones for lineas, inversiones in medidas) > MAX_CAMPOS:
        raise ValidationError("El documento trae demasiadas piezas para revisarlas en una página.")
    return medidas


def iniciales_de(datos: Datos) -> Datos:
    """The pieces that were recognised, by the names of their fields."""
    iniciales = {clave: datos.get(clave, "") for clave in (*_TEXTOS, "encabezado", "evaluador", "fecha")}
    iniciales |= {lista: "\n".join(datos[lista]) for lista in LISTAS}
    iniciales |= {f"responsable_{clave}": valor for clave, valor in datos["responsable"].items()}
    for i, bloque in enumerate(datos["bloques"]):
        iniciales |= {f"b{i}-{c}": bloque[c] for c in _DEL_BLOQUE}
        iniciales |= {f"b{i}-{c}": v for c, v in (bloque["beneficiados"] | bloque["periodo"]).items()}
        iniciales |= {f"b{i}-l{j}": linea["texto"] for j, linea in enumerate(bloque["lineas"])}
        for j, inversion in enumerate(bloque["inversiones"]):
            iniciales |= {f"b{i}-c{j}": inversion["concepto"], f"b{i}-m{j}": _con_comas(inversion["monto"])}
    return iniciales | {"forma": json.dumps(medidas_de(datos))}
