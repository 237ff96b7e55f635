"""The form of a step: day, words, who took part, evidence; what an act on record tells is not asked."""

from datetime import date
from typing import Any

from django import forms

from actividades.forms.archivos import CampoTexto, FormaConArchivos
from actividades.forms.captura import NUMERICO
from asambleas.estados import MAX_TEXTO
from asambleas.models import EvidenciaDePaso, Paso
from asambleas.procedimientos import Constancia
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

    def __init__(
        self, *args: Any, paso: Paso, hoy: date, constancia: Constancia | None = None, **kwargs: Any
    ) -> None:
        self.constancia = constancia
        inicial = {
            "fecha": paso.fecha or (constancia.fecha if constancia else hoy),
            "descripcion": paso.descripcion,
            "mujeres": paso.mujeres or None,
            "hombres": paso.hombres or None,
            "revision": paso.revision,
        }
        super().__init__(*args, initial=inicial, **kwargs)
        self.fields["fecha"].widget.attrs["max"] = hoy.isoformat()
        self.fields["quitar"].queryset = paso.evidencias.all()
        if constancia:
            self._quitar_lo_sabido(constancia)

    def _quitar_lo_sabido(self, constancia: Constancia) -> None:
        self.fields["fecha"].widget.attrs["min"] = constancia.fecha.isoformat()
        if constancia.exacta:
            del self.fields["fecha"]
        for campo in ("mujeres", "hombres"):
            if getattr(constancia, campo) is not None:
                del self.fields[campo]

    def datos(self) -> DatosDePaso:
        """What the service takes; only the fields of the form, whatever else was posted."""
        d, sabido = self.cleaned_data, self.constancia
        fecha = d["fecha"] if "fecha" in d or sabido is None else sabido.fecha
        return DatosDePaso(fecha, d["descripcion"], d.get("mujeres") or 0, d.get("hombres") or 0)
