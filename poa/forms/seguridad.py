"""The form of how strict the entrance is."""

from typing import Any

from django import forms

from nucleo.models import Seguridad
from nucleo.models.seguridad import INACTIVIDAD, SESION
from nucleo.roles import Rol
from poa.forms.catalogos import FormularioVisto


class FormularioSeguridad(FormularioVisto):
    """Whose role demands a second factor, and how long a session lives."""

    roles = forms.MultipleChoiceField(
        label="Funciones que lo piden",
        choices=Rol.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="A quien no lo tenga se le pide activarlo al entrar; mientras, no hace otra cosa.",
    )
    minutos_de_inactividad = forms.IntegerField(
        label="Minutos sin uso",
        min_value=INACTIVIDAD[0],
        max_value=INACTIVIDAD[1],
        help_text="La sesión se cierra si nadie la usa. Los borradores del teléfono no se pierden.",
    )
    horas_de_sesion = forms.IntegerField(
        label="Horas desde que se entró",
        min_value=SESION[0],
        max_value=SESION[1],
        help_text="Después se pide la contraseña otra vez, aunque se esté usando.",
    )

    @classmethod
    def de(cls, actual: Seguridad, datos: Any = None) -> "FormularioSeguridad":
        """The form filled with what is in force."""
        inicial = {
            "roles": actual.roles_con_factor,
            "minutos_de_inactividad": actual.minutos_de_inactividad,
            "horas_de_sesion": actual.horas_de_sesion,
        }
        return cls(datos, objetos=[actual] if not actual._state.adding else None, initial=inicial)

    def datos(self) -> dict[str, Any]:
        """What the service takes."""
        datos = super().datos()
        return datos | {"roles": [Rol(r) for r in datos["roles"]]}
