"""How strict the entrance of this installation is: one row, kept on screen by the administrador."""

from django.core.cache import caches
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

from nucleo.roles import Rol

INACTIVIDAD = (10, 240)  # minutes without a request: field staff keep their drafts on the phone
SESION = (1, 12)  # hours since the password was typed
UNICA = 1
LLAVE = "seguridad"


class Seguridad(models.Model):
    """Whose role demands a second factor, and how long a session lives; without a row, the defaults."""

    roles_con_factor = models.JSONField("funciones con segundo factor", default=list)
    minutos_de_inactividad = models.PositiveSmallIntegerField(
        default=60, validators=[MinValueValidator(INACTIVIDAD[0]), MaxValueValidator(INACTIVIDAD[1])]
    )
    horas_de_sesion = models.PositiveSmallIntegerField(
        default=12, validators=[MinValueValidator(SESION[0]), MaxValueValidator(SESION[1])]
    )

    class Meta:
        verbose_name = "seguridad"
        constraints = [
            models.CheckConstraint(condition=models.Q(pk=UNICA), name="seguridad_una_sola"),
            models.CheckConstraint(
                condition=models.Q(minutos_de_inactividad__range=INACTIVIDAD),
                name="seguridad_inactividad_acotada",
            ),
            models.CheckConstraint(
                condition=models.Q(horas_de_sesion__range=SESION), name="seguridad_sesion_acotada"
            ),
        ]

    def __str__(self) -> str:
        return f"inactividad {self.minutos_de_inactividad} min, sesión {self.horas_de_sesion} h"

    @classmethod
    def actual(cls) -> "Seguridad":
        """What is in force now."""
        return cls.objects.filter(pk=UNICA).first() or cls(pk=UNICA)

    @classmethod
    def en_memoria(cls) -> "Seguridad":
        """The same without a query, at most some seconds old: what each request asks."""
        guardada: Seguridad | None = caches["memoria"].get(LLAVE)
        if guardada is None:
            guardada = cls.actual()
            caches["memoria"].set(LLAVE, guardada)
        return guardada

    @staticmethod
    def olvidar() -> None:
        """After a change: this node reads it anew at once, the others within seconds."""
        caches["memoria"].delete(LLAVE)

    @property
    def roles(self) -> frozenset[Rol]:
        """The roles that demand a second factor; a name that is no role any more demands nothing."""
        return frozenset(r for r in Rol if r.value in self.roles_con_factor)
