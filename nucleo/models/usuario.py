"""The person who signs in."""

from typing import ClassVar

from django.contrib.auth.models import AbstractUser, UserManager
from django.db import models
from django.db.models.functions import Lower


class AdministradorDeUsuarios(UserManager["Usuario"]):
    """Finds people by username without regard to case."""

    def get_by_natural_key(self, username: str | None) -> "Usuario":
        return self.get(username=(username or "").strip().lower())


class Usuario(AbstractUser):
    """A person of the municipality; what they may do comes from their adscripciones, not from here."""

    first_name = None  # type: ignore[assignment]  # one full name, as official papers write it
    last_name = None  # type: ignore[assignment]
    nombre = models.CharField("nombre completo", max_length=150)
    rfc = models.CharField("RFC", max_length=13, blank=True)
    curp = models.CharField("CURP", max_length=18, blank=True)

    objects: ClassVar[AdministradorDeUsuarios] = AdministradorDeUsuarios()
    REQUIRED_FIELDS = ["nombre"]

    class Meta:
        verbose_name = "usuario"
        verbose_name_plural = "usuarios"
        ordering = ["nombre"]
        constraints = [
            models.UniqueConstraint(Lower("username"), name="usuario_sin_distinguir_mayusculas"),
        ]

    def __str__(self) -> str:
        return self.nombre or self.username

    def get_full_name(self) -> str:
        return self.nombre

    def get_short_name(self) -> str:
        return self.nombre.split(" ")[0] if self.nombre else self.username
