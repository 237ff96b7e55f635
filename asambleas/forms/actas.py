"""Forms of the actas: which one is begun, its texts, the scan, the reason, and that it was understood."""

from typing import Any

from django import forms

from actividades.forms.archivos import CampoTexto
from asambleas.consultas.actas import asambleas_sin_acta
from asambleas.consultas.redactar import sugerencias
from asambleas.estados import MAX_MOTIVO, MAX_TEXTO
from asambleas.models import Acta, Asamblea, Organo
from asambleas.servicios import TextosDeActa


class EleccionDeAsamblea(forms.ModelChoiceField):
    """The assembly of which the acta is begun, told by what it was and when."""

    def label_from_instance(self, obj: Asamblea) -> str:
        return f"{obj.get_tipo_display()}, {obj.convocatoria.folio}"


class FormaLevantar(forms.Form):
    """An assembly that was held and has no acta yet."""

    asamblea = EleccionDeAsamblea(
        Asamblea.objects.none(), error_messages={"invalid_choice": "Elija una asamblea de la lista."}
    )

    def __init__(self, *args: Any, organo: Organo, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        celebradas = [a.pk for a in asambleas_sin_acta(organo)]
        self.fields["asamblea"].queryset = Asamblea.objects.filter(pk__in=celebradas)


class FormaTextos(forms.Form):
    """What is written by hand. `revision` is the one that was read."""

    exposicion = CampoTexto(
        label="Qué se explicó a los asistentes",
        required=False,
        max_length=MAX_TEXTO,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    desarrollo = CampoTexto(
        label="Cómo se desarrolló",
        required=False,
        max_length=MAX_TEXTO,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    asuntos = CampoTexto(
        label="Qué más se trató",
        required=False,
        max_length=MAX_TEXTO,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    revision = forms.IntegerField(min_value=1, max_value=2_000_000_000, widget=forms.HiddenInput)

    def __init__(self, *args: Any, acta: Acta, **kwargs: Any) -> None:
        campos = ("exposicion", "desarrollo", "asuntos", "revision")
        super().__init__(*args, initial={c: getattr(acta, c) for c in campos}, **kwargs)
        for campo, texto in sugerencias(acta.organo, acta.tipo, acta.asamblea).items():
            self.fields[campo].widget.attrs["placeholder"] = texto

    def textos(self) -> TextosDeActa:
        """What the service takes."""
        return TextosDeActa(**{c: self.cleaned_data[c] for c in ("exposicion", "desarrollo", "asuntos")})


class FormaRevision(forms.Form):
    """Which revision of the acta was in front of who freezes it."""

    revision = forms.IntegerField(min_value=1, max_value=2_000_000_000, widget=forms.HiddenInput)


class FormaMotivoDeActa(forms.Form):
    """Why an acta is called off, or written again."""

    motivo = CampoTexto(label="Motivo", max_length=MAX_MOTIVO, widget=forms.Textarea(attrs={"rows": 3}))


class FormaEscaneoDeActa(forms.Form):
    """The acta signed by hand, scanned."""

    escaneo = forms.FileField(
        label="Acta firmada y sellada, escaneada (PDF)",
        widget=forms.FileInput(attrs={"accept": "application/pdf"}),
        error_messages={"required": "Elija el PDF escaneado."},
    )
    revisado = forms.BooleanField(
        label="Revisé que es esta acta, completa y con las firmas",
        error_messages={"required": "Marque que revisó el escaneo: después ya no se cambia."},
    )
