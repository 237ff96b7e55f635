"""Forms of the life of a POA."""

from django import forms


class FormularioLeida(forms.Form):
    """Which revision of the sheet was in front of who decides on it."""

    revision = forms.IntegerField(min_value=1, max_value=2_000_000_000, widget=forms.HiddenInput)


class FormularioObservacion(FormularioLeida):
    """What Planeación asks to correct."""

    texto = forms.CharField(
        label="Qué hay que corregir", widget=forms.Textarea(attrs={"rows": 4}), max_length=4000
    )


class FormularioMotivoDeHoja(forms.Form):
    """Why a sheet that was printed or signed is cancelled."""

    motivo = forms.CharField(
        label="Motivo",
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=1000,
        error_messages={
            "required": "Escriba el motivo. No se canceló nada.",
            "max_length": "Escriba el motivo en no más de 1,000 letras. No se canceló nada.",
        },
    )


class FormularioEscaneoDeHoja(forms.Form):
    """The signed and sealed sheet, scanned."""

    escaneo = forms.FileField(
        label="Escaneo firmado y sellado (PDF)",
        widget=forms.FileInput(attrs={"accept": "application/pdf"}),
    )
