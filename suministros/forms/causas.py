"""What could not be done without what was asked."""

from typing import Any

from django import forms

from actividades.forms.archivos import CampoTexto
from asambleas.models import Organo
from poa.models import LineaDeAccion
from suministros.estados import MAX_MOTIVO
from suministros.forms.solicitudes import lineas_para
from suministros.models import Solicitud


class FormaCausa(forms.Form):
    """The línea and the comité whose activity could not happen, and which it was."""

    no_se_hizo = CampoTexto(
        label="Qué no se pudo hacer",
        max_length=MAX_MOTIVO,
        widget=forms.Textarea(attrs={"rows": 3, "autocapitalize": "sentences"}),
    )
    linea = forms.ModelChoiceField(
        LineaDeAccion.objects.none(), label="Línea de acción que se quedó sin esa actividad"
    )
    organo = forms.ModelChoiceField(
        Organo.objects.none(), label="Comité o consejo", required=False, empty_label="Ninguno en particular"
    )
    revision = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, solicitud: Solicitud, **kwargs: Any) -> None:
        inicial = {
            "no_se_hizo": solicitud.motivo[:MAX_MOTIVO],
            "linea": solicitud.linea_id,
            "organo": solicitud.organo_id,
            "revision": solicitud.revision,
        }
        super().__init__(*args, initial=inicial, **kwargs)
        campos: dict[str, Any] = self.fields
        campos["linea"].queryset = lineas_para(solicitud.direccion_id, solicitud.ejercicio.anio)
        campos["organo"].queryset = Organo.objects.filter(direccion=solicitud.direccion_id).order_by("nombre")
