"""Routes of the catalogues: people, direcciones, calendar."""

from django.urls import URLPattern, path

from poa.views import calendario, catalogos, cuentas, seguridad

urlpatterns: list[URLPattern] = [
    path("catalogos/", catalogos.catalogos, name="catalogos"),
    path("catalogos/ayuntamiento/", catalogos.ayuntamiento, name="ayuntamiento"),
    path("catalogos/ayuntamiento/escudo/", catalogos.ayuntamiento_escudo, name="ayuntamiento_escudo"),
    path(
        "catalogos/ayuntamiento/escudo/quitar/",
        catalogos.ayuntamiento_escudo_quitar,
        name="ayuntamiento_escudo_quitar",
    ),
    path("escudo/<str:huella>.png", catalogos.escudo, name="escudo"),
    path("catalogos/ejercicios/", calendario.ejercicios, name="ejercicios"),
    path("catalogos/ejercicios/<int:pk>/", calendario.ejercicio, name="ejercicio"),
    path("catalogos/ejercicios/<int:pk>/umbrales/", calendario.ejercicio_umbrales, name="ejercicio_umbrales"),
    path(
        "catalogos/ejercicios/<int:pk>/calendario/",
        calendario.ejercicio_calendario,
        name="ejercicio_calendario",
    ),
    path("catalogos/inhabiles/", calendario.inhabiles, name="inhabiles"),
    path("catalogos/inhabiles/<int:pk>/quitar/", calendario.inhabil_quitar, name="inhabil_quitar"),
    path("catalogos/personas/", cuentas.personas, name="personas"),
    path("catalogos/personas/nueva/", cuentas.persona_nueva, name="persona_nueva"),
    path("catalogos/personas/<int:pk>/", cuentas.persona, name="persona"),
    path("catalogos/personas/<int:pk>/editar/", cuentas.persona_editar, name="persona_editar"),
    path("catalogos/personas/<int:pk>/activar/", cuentas.persona_activar, name="persona_activar"),
    path("catalogos/personas/<int:pk>/enlace/", cuentas.persona_enlace, name="persona_enlace"),
    path(
        "catalogos/personas/<int:pk>/segundo-factor/",
        cuentas.persona_segundo_factor,
        name="persona_segundo_factor",
    ),
    path("catalogos/personas/<int:pk>/cargos/nuevo/", cuentas.cargo_nuevo, name="cargo_nuevo"),
    path("catalogos/cargos/<int:pk>/corregir/", cuentas.cargo_corregir, name="cargo_corregir"),
    path("catalogos/cargos/<int:pk>/terminar/", cuentas.cargo_terminar, name="cargo_terminar"),
    path("catalogos/cargos/<int:pk>/retirar/", cuentas.cargo_retirar, name="cargo_retirar"),
    path("catalogos/seguridad/", seguridad.seguridad, name="seguridad"),
    path("cuenta/sesiones/cerrar/", seguridad.cerrar_otras_sesiones, name="cerrar_otras_sesiones"),
    path("cuenta/enlace/<str:token>/", cuentas.poner_contrasena, name="poner_contrasena"),
    # The lists go last: their first word is any of poa.views.catalogos.CATALOGOS.
    path("catalogos/<slug:tipo>/", catalogos.catalogo, name="catalogo"),
    path("catalogos/<slug:tipo>/nueva/", catalogos.catalogo_nuevo, name="catalogo_nuevo"),
    path("catalogos/<slug:tipo>/<int:pk>/", catalogos.catalogo_editar, name="catalogo_editar"),
    path("catalogos/<slug:tipo>/<int:pk>/activar/", catalogos.catalogo_activar, name="catalogo_activar"),
    path("catalogos/<slug:tipo>/<int:pk>/borrar/", catalogos.catalogo_borrar, name="catalogo_borrar"),
]
