"""Forms of people: their account, their cargos, the password they set with a link."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password

from nucleo.formularios import CampoFecha, CampoLinea
from nucleo.models import Usuario
from nucleo.roles import Rol
from poa.forms.catalogos import BUSQUEDA, FormularioVisto
from poa.forms.lectura import Filtro
from poa.models import Adscripcion, Direccion
from poa.servicios.personas import errores_de_alta

ACTIVAS, INACTIVAS = "activas", "inactivas"
SIN_AYUDA = {"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}


class FormularioPersona(forms.Form):
    """Who somebody is; the username is asked once."""

    nombre = CampoLinea(
        label="Nombre completo", max_length=150, help_text="Como se imprime bajo su firma, con acentos."
    )
    username = CampoLinea(
        label="Usuario",
        max_length=60,
        help_text="Con él entra: letras sin acento, cifras, puntos o guiones. Después no cambia.",
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}
        ),
    )
    rfc = CampoLinea(
        label="RFC",
        max_length=13,
        required=False,
        help_text="13 caracteres. Hace falta para firmar con e.firma: se compara con el del certificado.",
        widget=forms.TextInput(attrs=SIN_AYUDA),
    )
    curp = CampoLinea(label="CURP", max_length=18, required=False, widget=forms.TextInput(attrs=SIN_AYUDA))

    def __init__(self, *args: Any, existente: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.existente = existente
        if existente:
            del self.fields["username"]

    def clean(self) -> dict[str, Any]:
        """All that is wrong with a new account, told at once: the service stops at the first kind of it."""
        datos = super().clean() or {}
        if not self.existente:
            escrito = {campo: datos.get(campo, "") for campo in self.fields}
            for campo, mensaje in errores_de_alta(**escrito).items():
                if campo not in self.errors:
                    self.add_error(campo, mensaje)
        return datos


class FormularioCargo(forms.Form):
    """A role and a cargo in a dirección, from a day and until another."""

    direccion = forms.ModelChoiceField(
        Direccion.objects.none(), label="Dirección", empty_label="Elija la dirección"
    )
    rol = forms.ChoiceField(
        label="Función en el sistema",
        choices=[("", "Elija la función"), *Rol.choices],
        help_text="De ella salen sus permisos, desde el primer día y hasta el último.",
    )
    cargo = CampoLinea(
        max_length=150, help_text="Como se imprime bajo su firma: Directora de Obras Públicas."
    )
    desde = CampoFecha(label="Desde")
    ultimo_dia = CampoFecha(
        label="Último día", required=False, help_text="Déjelo vacío mientras no tenga fecha de término."
    )
    puede_firmar = forms.BooleanField(label="Puede firmar por la dirección", required=False)
    releva = forms.BooleanField(
        label="Releva a quien firma ahí con esa función",
        required=False,
        help_text="El cargo de quien firmaba termina el día anterior; los dos quedan en la historia.",
    )
    como_encargado = forms.BooleanField(label="Es encargado(a) del despacho", required=False)
    oficio = CampoLinea(
        label="Oficio que lo dice", max_length=60, required=False, help_text="Obligatorio si es por encargo."
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["direccion"].queryset = Direccion.objects.filter(activa=True)

    def datos(self) -> dict[str, Any]:
        """What the service takes: the stored period ends on the day after the last."""
        datos = {c: v for c, v in self.cleaned_data.items() if c != "ultimo_dia"}
        return datos | {"rol": Rol(datos["rol"]), "hasta": _dia_siguiente(self.cleaned_data["ultimo_dia"])}


class FormularioCorregirCargo(FormularioVisto):
    """How a cargo is written."""

    cargo = CampoLinea(max_length=150)
    oficio = CampoLinea(label="Oficio que lo dice", max_length=60, required=False)

    @classmethod
    def de(cls, adscripcion: Adscripcion, datos: Any = None) -> "FormularioCorregirCargo":
        """The form filled with what the cargo says."""
        actual = {"cargo": adscripcion.cargo, "oficio": adscripcion.oficio}
        return cls(datos, objetos=[adscripcion], initial=actual)


class FormularioTerminarCargo(forms.Form):
    """The last day of a cargo."""

    ultimo_dia = CampoFecha(
        label="Último día en el cargo",
        help_text="Ese día todavía lo tiene. Para que deje de tenerlo en este momento, elija el día de ayer.",
    )

    def hasta(self) -> date:
        """The first day without the cargo."""
        return self.cleaned_data["ultimo_dia"] + timedelta(days=1)


class FormularioMotivoDeCuenta(forms.Form):
    """Why a second factor is taken away."""

    motivo = CampoLinea(
        max_length=250,
        help_text="Queda en la bitácora con su nombre: «perdió el teléfono», con identificación…",
    )


class FormularioClave(forms.Form):
    """The password somebody sets with a link, typed twice."""

    clave = forms.CharField(
        label="Contraseña nueva",
        max_length=128,
        strip=False,
        help_text="Al menos 10 caracteres. Una frase de tres o cuatro palabras se recuerda mejor.",
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    otra_vez = forms.CharField(
        label="Otra vez",
        max_length=128,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args: Any, usuario: Usuario, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.usuario = usuario

    def clean_clave(self) -> str:
        """What the service would say of it, told together with the rest."""
        clave = self.cleaned_data["clave"]
        validate_password(clave, self.usuario)
        return clave

    def clean(self) -> dict[str, Any]:
        datos = super().clean() or {}
        escrita, otra_vez = self.data.get(self.add_prefix("clave")), datos.get("otra_vez")
        if escrita and otra_vez and escrita != otra_vez:
            self.add_error("otra_vez", "No es igual a la de arriba.")
        return datos


class FiltroDePersonas(Filtro):
    """Who is looked for."""

    q = forms.CharField(label="Buscar por nombre o usuario", required=False, max_length=100, widget=BUSQUEDA)
    cuales = forms.ChoiceField(
        choices=[(ACTIVAS, "Con acceso"), (INACTIVAS, "Desactivadas")],
        required=False,
        widget=forms.HiddenInput(),
    )

    @property
    def pestana(self) -> str:
        return self.limpio.get("cuales", ACTIVAS)


def _dia_siguiente(dia: date | None) -> date | None:
    return dia + timedelta(days=1) if dia else None
