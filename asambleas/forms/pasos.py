"""The form of a step: day, words, who took part, evidence."""

from datetime import date
from typing import Any

from django import forms

from actividades.forms.archivos import CampoTexto, FormaConArchivos
from actividades.forms.captura import NUMERICO
from asambleas.estados import MAX_TEXTO
from asambleas.models import EvidenciaDePaso, Paso
from asambleas.servicios import DatosDePaso
from nucleo.formularios import CampoFecha


class FormaPaso(FormaConArchivos):
    """What was done in a step. `revision` is the one that was read."""

    fecha = CampoFecha(label="Fecha del acto")
    descripcion = CampoTexto(
        label="Qué se hizo",
        max_length=MAX_TEXTO,
        widget=forms.Textarea(attrs={"rows": 4, "autocapitalize": "sentences"}),
    )
    mujeres = forms.IntegerField(
        min_value=0, max_value=999_999, required=False, widget=forms.NumberInput(attrs=NUMERICO)
    )
    hombres = forms.IntegerField(
        min_value=0, max_value=999_999, required=False, widget=forms.NumberInput(attrs=NUMERICO)
    )
    quitar = forms.ModelMultipleChoiceField(
        EvidenciaDePaso.objects.none(), required=False, widget=forms.CheckboxSelectMultiple
    )
    revision = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, paso: Paso, hoy: date, **kwargs: Any) -> None:
        inicial = {
            "fecha": paso.fecha or hoy,
            "descripcion": paso.descripcion,
            "mujeres": paso.mujeres or None,
            "hombres": paso.hombres or None,
            "revision": paso.revision,
        }
        super().__init__(*args, initial=inicial, **kwargs)
        self.fields["fecha"].widget.attrs["max"] = hoy.isoformat()
        self.fields["quitar"].queryset = paso.evidencias.all()

    def datos(self) -> DatosDePaso:
        """What the service takes; only the fields of the form, whatever else was posted."""
        d = self.cleaned_data
        return DatosDePaso(d["fecha"], d["descripcion"], d["mujeres"] or 0, d["hombres"] or 0)
