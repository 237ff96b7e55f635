"""Forms of the editor of a POA. They read what was typed; the services clean it and check the rules."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet

from nucleo.dinero import escribir_monto, leer_monto
from nucleo.errores import ErrorDeDominio
from nucleo.personas import Persona
from nucleo.texto import parrafos_pegados
from poa.consultas.traslado import direcciones_para_elaborar, ejercicios_sin_poa
from poa.estados import Temporalidad, TipoBloque
from poa.models import Direccion, EjePMD, Ejercicio, Estrategia, Programa
from poa.pasos import pasos_registrados

FECHA = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


def texto_largo(etiqueta: str, *, renglones: int = 5, ayuda: str = "") -> forms.CharField:
    """Paragraphs; without a `maxlength`, which would cut what is pasted without a word."""
    caja = forms.Textarea(attrs={"rows": renglones, "autocapitalize": "sentences"})
    return forms.CharField(label=etiqueta, required=False, widget=caja, help_text=ayuda)


def texto_corto(etiqueta: str, *, ayuda: str = "", **atributos: str) -> forms.CharField:
    return forms.CharField(
        label=etiqueta,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", **atributos}),
        help_text=ayuda,
    )


class CampoMonto(forms.CharField):
    """Money as people write it, «70,000.00»; the value is whole centavos."""

    widget = forms.TextInput(
        attrs={"inputmode": "decimal", "autocomplete": "off", "placeholder": "70,000.00"}
    )

    def prepare_value(self, value: Any) -> Any:
        return escribir_monto(value).removeprefix("$") if isinstance(value, int) else value

    def to_python(self, value: Any) -> int | None:  # type: ignore[override]  # money is a number
        escrito = (super().to_python(value) or "").strip()
        if len(escrito) > 25:
            raise ValidationError("Escriba el monto como 70,000.00")
        return leer_monto(escrito) if escrito else None

    def run_validators(self, value: Any) -> None:
        """Its value is a number already."""


class FormaDeParte(forms.Form):
    """A part of the POA with the mark of what it held when it was opened."""

    version = forms.CharField(widget=forms.HiddenInput, required=False, max_length=16)
    ahora: list[tuple[str, str]] = []
    choque = False
    resultado: Any = None

    def datos(self) -> dict[str, Any]:
        """What was typed, by the names that the service takes."""
        return {campo: valor for campo, valor in self.cleaned_data.items() if campo != "version"}

    def anotar(self, error: ErrorDeDominio) -> None:
        """Put the answer of a service where the person looks: beside its field, or on top."""
        errores = getattr(error, "errores", {})
        propios = {campo: texto for campo, texto in errores.items() if campo in self.fields}
        for campo, texto in propios.items():
            self.add_error(campo, texto)
        if not propios:
            self.add_error(None, error.mensaje)

    def ofrecer_de_nuevo(self, version: str, actuales: dict[str, Any]) -> None:
        """After a conflict: keep what was typed, take the new mark, and tell what is kept now."""
        self.data = self.data.copy()
        self.data[self.add_prefix("version")] = version
        self.ahora = []
        for campo, valor in actuales.items():
            casilla = self[campo]
            dicho = casilla.field.prepare_value(valor)
            escrito = casilla.value() or ""
            if parrafos_pegados(str(escrito)) != str("" if dicho is None else dicho):
                self.ahora.append((str(casilla.label), _legible(casilla.field, dicho)))


def _legible(campo: forms.Field, valor: Any) -> str:
    if isinstance(valor, bool):
        return "Sí" if valor else "No"
    opciones = dict(getattr(campo, "choices", ()))
    if isinstance(valor, list):
        return ", ".join(str(opciones.get(uno, uno)) for uno in valor) or "Nadie en particular"
    return str(opciones.get(valor, valor) or "(vacío)")


class FormaNuevo(forms.Form):
    """A POA to start: one's own active direcciones, and the open years in which one of them has none yet."""

    direccion = forms.ModelChoiceField(Direccion.objects.none(), label="Dirección", empty_label=None)
    ejercicio = forms.ModelChoiceField(Ejercicio.objects.none(), empty_label=None)

    def __init__(self, *args: Any, persona: Persona, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["direccion"].queryset = direcciones_para_elaborar(persona)
        # Any open year may come back: who sends one that another tab took meanwhile is told that it is taken.
        self.fields["ejercicio"].queryset = Ejercicio.objects.all()
        self.libres = list(ejercicios_sin_poa(persona))
        self.fields["ejercicio"].widget.choices = [(e.pk, str(e)) for e in self.libres]
        if len(self.fields["direccion"].queryset) > 1:
            self.fields["ejercicio"].help_text = _los_que_ya_tienen(self.fields["direccion"].queryset)


def _los_que_ya_tienen(direcciones: QuerySet[Direccion]) -> str:
    """«Ya tienen POA: Obras 2024; Protección Civil 2024.», or nothing."""
    hechos = Programa.objects.filter(direccion__in=direcciones).order_by(
        "direccion__nombre", "ejercicio__anio"
    )
    dichos = [
        f"{nombre} {anio}" for nombre, anio in hechos.values_list("direccion__nombre", "ejercicio__anio")
    ]
    return f"Ya tienen POA: {'; '.join(dichos)}." if dichos else ""


class FormaIdentidad(FormaDeParte):
    """The head of the sheet."""

    encabezado = texto_corto("Dirección/Jefatura", ayuda="Como va en la hoja.")
    vision = texto_largo("Visión a 3 años", renglones=7)
    mision = texto_largo("Misión", renglones=7)


class FormaObjetivo(FormaDeParte):
    """Objetivo/FIN."""

    objetivo = texto_largo("Objetivo/FIN", renglones=9)


class FormaCierre(FormaDeParte):
    """The foot of the sheet."""

    evaluador = texto_corto("Evaluación por parte del Ayuntamiento", ayuda="Como va en la hoja.")
    fecha = forms.DateField(required=False, widget=FECHA)
    responsable_nombre = texto_corto("Nombre de quien firma como responsable")
    responsable_cargo = texto_corto("Su cargo")


class FormaTexto(FormaDeParte):
    """One text, or several, one for each line."""

    texto = texto_largo("Texto", renglones=3)


class FormaBloqueNuevo(FormaDeParte):
    """A block: how the sheet calls it, its number and its name."""

    tipo = forms.ChoiceField(
        label="Cómo la llama la hoja",
        choices=TipoBloque.choices,
        widget=forms.RadioSelect,
        initial="estrategia",
    )
    numero = forms.IntegerField(
        label="Número",
        min_value=1,
        max_value=999,
        help_text="El que tiene en la hoja, aunque se repita.",
        widget=forms.NumberInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )
    nombre = texto_corto("Nombre")


class FormaBloque(FormaBloqueNuevo):
    """A block with its results; the eje is one of the catalogue."""

    eje = forms.ModelChoiceField(EjePMD.objects.none(), label="Eje", required=False, empty_label="Sin elegir")
    metas = texto_largo("Metas")
    beneficiados_directos = texto_corto("Directos")
    beneficiados_indirectos = texto_corto("Indirectos")
    periodo_desde = forms.DateField(label="Del", required=False, widget=FECHA)
    periodo_hasta = forms.DateField(label="Al", required=False, widget=FECHA)
    temporalidad = forms.ChoiceField(
        label="Temporalidad de la evaluación",
        required=False,
        choices=[("", "Sin elegir"), *Temporalidad.choices],
    )

    def __init__(self, *args: Any, bloque: Estrategia, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["eje"].queryset = EjePMD.objects.filter(Q(activa=True) | Q(pk=bloque.eje_id))

    def datos(self) -> dict[str, Any]:
        datos = super().datos()
        eje = datos.pop("eje")
        return {**datos, "eje_id": eje.pk if eje else None}


class FormaLinea(FormaDeParte):
    """A línea de acción; the step it counts is asked only when some app has steps."""

    texto = texto_largo("Línea de acción", renglones=4)
    unidad_de_medida = texto_corto("Unidad de medida", ayuda="Qué se cuenta: reunión, comité, acta…")
    medio_de_verificacion = texto_corto("Medio de verificación", ayuda="Con qué se comprueba: acta, lista…")
    exige_evidencia = forms.BooleanField(label="Exige evidencia al registrar cada actividad", required=False)
    responsables = forms.TypedMultipleChoiceField(
        label="Quién la lleva",
        required=False,
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        help_text="Sin marcar a nadie, la lleva toda la dirección.",
    )
    paso_que_cuenta = forms.ChoiceField(label="Paso que cuenta en ella", required=False)

    def __init__(self, *args: Any, responsables: dict[int, str], paso: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.paso = paso
        self.fields["responsables"].choices = list(responsables.items())
        if not responsables:
            del self.fields["responsables"]
        pasos = pasos_registrados()
        self.fields["paso_que_cuenta"].choices = [("", "Ninguno"), *pasos]
        if not pasos:
            del self.fields["paso_que_cuenta"]

    def datos(self) -> dict[str, Any]:
        return {"paso_que_cuenta": self.paso, "responsables": [], **super().datos()}


class FormaInversion(FormaDeParte):
    """A concept of spending and its ceiling."""

    concepto = texto_corto("Concepto", ayuda="Gasolina, papelería…; vacío si no hay inversión.")
    monto = CampoMonto(label="Monto", help_text="Escriba 0 si no la hay.")


class FormaOrden(forms.Form):
    """A list in its order, and maybe one row that moves a place up or down."""

    lista = forms.CharField(max_length=40)
    version = forms.CharField(max_length=16)
    orden = forms.CharField(max_length=3000)
    mover = forms.CharField(max_length=20, required=False)

    def clean_orden(self) -> list[int]:
        ids = self.cleaned_data["orden"].split(",")
        if not all(re.fullmatch(r"[1-9]\d{0,14}", i) for i in ids):
            raise ValidationError("No se entiende el orden.")
        return [int(i) for i in ids]

    def clean(self) -> dict[str, Any]:
        datos = super().clean() or self.cleaned_data
        movida = re.fullmatch(r"(\d{1,15}):(arriba|abajo)", datos.get("mover", ""))
        orden = datos.get("orden", [])
        if movida and int(movida[1]) in orden:
            desde = orden.index(int(movida[1]))
            hasta = max(0, desde - 1) if movida[2] == "arriba" else desde + 1
            orden.insert(hasta, orden.pop(desde))
        return datos


class FormaBorrar(forms.Form):
    """What is to be taken out: a kind of row, and «id:version» of the one that was seen."""

    clase = forms.ChoiceField(choices=[(c, c) for c in ("foda", "bloque", "linea", "inversion")])
    cual = forms.RegexField(r"^[1-9]\d{0,14}:[0-9a-f]{16}$")

    def clean(self) -> dict[str, Any]:
        datos = super().clean() or self.cleaned_data
        fila, _, version = datos.pop("cual", "").partition(":")
        return {**datos, "fila_id": int(fila or 0), "version": version}
