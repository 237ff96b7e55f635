"""Forms of personal data: a version of the aviso de privacidad, and why somebody is anonymised."""

from django import forms

from nucleo.formularios import CampoFecha, CampoLinea


class FormularioAviso(forms.Form):
    """The text of the next version, and since when it is in force."""

    texto = forms.CharField(
        label="Texto del aviso",
        max_length=20_000,
        help_text="Deje un renglón vacío entre párrafos. "
        "Un renglón corto y sin punto final se ve como subtítulo.",
        widget=forms.Textarea(attrs={"rows": 24}),
    )
    vigente_desde = CampoFecha(label="Rige desde", help_text="Hoy, o un día posterior.")
    vista = forms.IntegerField(required=False, widget=forms.HiddenInput)


class FormularioAnonimizar(forms.Form):
    """Why the data of a person are taken away."""

    motivo = CampoLinea(
        max_length=250,
        help_text="El oficio o la solicitud que lo pide. No escriba aquí el nombre de la persona: "
        "la bitácora no se puede corregir.",
    )
