"""Routes of the core: sign-in, second factor, health, audit chain. Of allauth only these exist."""

from allauth.account import views as cuenta
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recuperacion
from allauth.mfa.totp import views as totp
from django.urls import path

from nucleo import views

urlpatterns = [
    path("entrar/", cuenta.login, name="account_login"),
    path("salir/", cuenta.logout, name="account_logout"),
    path("cuenta/contrasena/", views.cambiar_contrasena, name="account_change_password"),
    path("cuenta/confirmar/", cuenta.reauthenticate, name="account_reauthenticate"),
    path("cuenta/seguridad/", mfa.index, name="mfa_index"),
    path("cuenta/segundo-factor/", mfa.authenticate, name="mfa_authenticate"),
    path("cuenta/segundo-factor/confirmar/", mfa.reauthenticate, name="mfa_reauthenticate"),
    path("cuenta/segundo-factor/activar/", totp.activate_totp, name="mfa_activate_totp"),
    path("cuenta/segundo-factor/desactivar/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("cuenta/codigos/", recuperacion.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("cuenta/codigos/nuevos/", recuperacion.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path("salud/", views.salud, name="salud"),
    path("favicon.ico", views.favicon, name="favicon"),
    path("bitacora/", views.bitacora, name="bitacora"),
    path("ayuda/", views.ayuda, name="ayuda"),
    path("ayuda/imagenes/<str:nombre>", views.ayuda_imagen, name="ayuda_imagen"),
    path("ayuda/<slug:nombre>/", views.ayuda_pagina, name="ayuda_pagina"),
    path("estilo/", views.estilo, name="estilo"),
    path("estilo/impreso.pdf", views.estilo_impreso, name="estilo_impreso"),
]
