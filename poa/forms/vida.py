"""Forms of the life of a POA."""

from django import forms


class FormularioObservacion(forms.Form):
    """What Planeación asks to correct."""

    texto = forms.CharField(
        label="Qué hay que corregir", widget=forms.Textarea(attrs={"rows": 4}), max_length=4000
    )


class FormularioEscaneoDeHoja(forms.Form):
    """The signed and sealed sheet, scanned."""

    escaneo = forms.FileField(
        label="Escaneo firmado y sellado (PDF)",
        widget=forms.FileInput(attrs={"accept": "application/pdf"}),
    )
