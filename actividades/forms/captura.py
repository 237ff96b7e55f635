"""Forms of the acts: capture, filters, reason, import. They check shape; the services check the rules."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django import forms
from django.db.models import Q

from actividades.archivos import ArchivoListo
from actividades.consultas.captura import EMERGENTE, Recientes
from actividades.estados import MAX_CANTIDAD, MAX_DESCRIPCION, MAX_MOTIVO
from actividades.forms.archivos import (
    CampoDeArchivos,
    CampoTexto,
    FormaConArchivos,
    acomodadas,
    acomodo_de,
    con_pies,
    todos,
)
from actividades.models import Evidencia
from actividades.servicios import Acomodo, DatosDeActividad
from poa.models import LineaDeAccion, Localidad

Grupos = Sequence[tuple[str, Sequence[LineaDeAccion]]]
NADA_RECIENTE = Recientes()
NUMERICO = {"inputmode": "numeric", "autocomplete": "off"}


def etiqueta_de_linea(linea: LineaDeAccion) -> str:
    """«1.2 Convocar en el área…»: block and place in the sheet, and the text."""
    return f"{linea.estrategia.orden}.{linea.orden} {linea.texto}"


class FormaActividad(FormaConArchivos):
    """What was done. `grupos` are the líneas on offer; files that were good survive an error elsewhere."""

    linea = forms.ChoiceField(label="Línea de acción")
    fecha = forms.DateField(
        label="Fecha del acto", widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    cantidad = forms.IntegerField(
        min_value=1, max_value=MAX_CANTIDAD, initial=1, widget=forms.NumberInput(attrs=NUMERICO)
    )
    descripcion = CampoTexto(
        label="Qué se hizo",
        max_length=MAX_DESCRIPCION,
        widget=forms.Textarea(attrs={"rows": 4, "autocapitalize": "sentences"}),
    )
    localidades = forms.ModelMultipleChoiceField(
        Localidad.objects.none(), required=False, widget=forms.CheckboxSelectMultiple
    )
    mujeres = forms.IntegerField(
        min_value=0, max_value=MAX_CANTIDAD, required=False, widget=forms.NumberInput(attrs=NUMERICO)
    )
    hombres = forms.IntegerField(
        min_value=0, max_value=MAX_CANTIDAD, required=False, widget=forms.NumberInput(attrs=NUMERICO)
    )

    def __init__(
        self,
        *args: Any,
        grupos: Grupos,
        hoy: date,
        plazos: str,
        recientes: Recientes = NADA_RECIENTE,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.recientes = {str(pk) for pk in recientes.localidades}
        self.lineas = {str(x.pk): x for _, lineas in grupos for x in lineas}
        self.fields["linea"].choices = [
            ("", "Elija la línea"),
            *((titulo, [(str(x.pk), etiqueta_de_linea(x)) for x in lineas]) for titulo, lineas in grupos),
            ("Fuera de lo programado", [(EMERGENTE, "Emergente: no cabe en ninguna línea")]),
        ]
        # Of those no longer offered, only the ones that the act being corrected already names.
        ya = [pk for pk in self.initial.get("localidades", []) if isinstance(pk, int)]
        self.fields["localidades"].queryset = Localidad.objects.filter(Q(activa=True) | Q(pk__in=ya))
        dia = self.fields["fechas" if "fechas" in self.fields else "fecha"]
        dia.help_text = plazos
        for entrada in getattr(dia.widget, "widgets", [dia.widget]):
            entrada.attrs["max"] = hoy.isoformat()

    def clean_linea(self) -> LineaDeAccion | None:
        return self.lineas.get(self.cleaned_data["linea"])

    def lugares(self) -> tuple[list[Any], list[Any]]:
        """The boxes of the localidades: those this person logged last, and the others."""
        cajas: tuple[list[Any], list[Any]] = ([], [])
        for caja in self["localidades"]:
            cajas[str(caja.data["value"]) not in self.recientes].append(caja)
        return cajas

    def datos(self) -> DatosDeActividad:
        """What the services take; only the fields of the form, whatever else was posted."""
        return self.datos_de(self.cleaned_data["fecha"], self.cleaned_data["localidades"])

    def datos_de(self, fecha: date, localidades: Iterable[Localidad]) -> DatosDeActividad:
        """What the form says, as done on a day in some localidades."""
        d = self.cleaned_data
        return DatosDeActividad(
            linea=d["linea"],
            fecha=fecha,
            cantidad=d["cantidad"],
            descripcion=d["descripcion"],
            mujeres=d["mujeres"] or 0,
            hombres=d["hombres"] or 0,
            localidades=list(localidades),
        )


class FormaCorreccion(FormaActividad):
    """The same for an act that exists: which revision was read, and evidence to take off."""

    revision = forms.IntegerField(widget=forms.HiddenInput)
    quitar = forms.ModelMultipleChoiceField(
        Evidencia.objects.none(), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, evidencias: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["quitar"].queryset = evidencias
        self.puestas: list[Evidencia] = acomodadas(self.data, evidencias)

    def acomodo(self) -> list[Acomodo]:
        """Order and captions that the form carries; none when it carries none."""
        return acomodo_de(self.data, self.puestas)


class FormaArchivos(forms.Form):
    """Photos and PDFs alone."""

    evidencias = CampoDeArchivos(label="Evidencia")

    def clean_evidencias(self) -> list[ArchivoListo]:
        listos = con_pies(self.cleaned_data["evidencias"], todos(self.data, "pie"))
        if not listos:
            raise forms.ValidationError("Elija al menos una foto o un PDF.")
        return listos


class FormaMotivo(forms.Form):
    """Why it is decided so."""

    motivo = CampoTexto(
        max_length=MAX_MOTIVO,
        widget=forms.Textarea(attrs={"rows": 4, "autofocus": True}),
        help_text="Queda en el historial de la actividad, con su nombre.",
    )


class FormaImportar(forms.Form):
    """A CSV; `lote` names the import, so that a form sent twice imports once."""

    archivo = forms.FileField(label="Archivo CSV", widget=forms.FileInput(attrs={"accept": ".csv,text/csv"}))
    repetir = forms.BooleanField(
        label="Ya sé que este archivo se importó antes: importarlo otra vez", required=False
    )
    lote = forms.UUIDField(widget=forms.HiddenInput)

    MAX_BYTES = 10 * 1024 * 1024

    def clean_archivo(self) -> bytes:
        archivo = self.cleaned_data["archivo"]
        if archivo.size > self.MAX_BYTES:
            raise forms.ValidationError("El archivo pesa más de 10 MB. Divídalo en varios.")
        return archivo.read()
