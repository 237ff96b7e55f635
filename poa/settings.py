"""Settings of the project, read from the environment; `.env.ejemplo` explains each variable."""

import os
import sys
from pathlib import Path

import dj_database_url
from django.core.exceptions import ImproperlyConfigured

BASE_DIR = Path(__file__).resolve().parent.parent


def _si(nombre: str, por_omision: str = "") -> bool:
    return os.environ.get(nombre, por_omision).strip().lower() in {"1", "si", "sí", "true", "yes"}


PRUEBAS = _si("PRUEBAS")
ENTORNO = os.environ.get("ENTORNO", "demostracion")
if ENTORNO not in {"demostracion", "produccion"}:
    raise ImproperlyConfigured("ENTORNO debe ser «demostracion» o «produccion».")
EN_PRODUCCION = ENTORNO == "produccion"

DIR_ESTADO = Path(os.environ.get("DIR_ESTADO") or BASE_DIR / "var")
DIR_ESTADO.mkdir(parents=True, exist_ok=True)
# How many web servers of ours stand in front: each adds one address to X-Forwarded-For.
PROXIES = int(os.environ.get("PROXIES") or (1 if EN_PRODUCCION else 0))
CLAVE_DE_EJEMPLO = "insegura-solo-para-el-ejemplo-y-las-pruebas"
SECRET_KEY = os.environ.get("SECRET_KEY") or CLAVE_DE_EJEMPLO
DEBUG = _si("DEBUG")
ALLOWED_HOSTS = [h for h in os.environ.get("ALLOWED_HOSTS", "").replace(",", " ").split() if h] or (
    [] if EN_PRODUCCION else ["127.0.0.1", "localhost", "[::1]", "testserver"]
)
URL_PUBLICA = os.environ.get("URL_PUBLICA", "").rstrip("/")
if not URL_PUBLICA and not EN_PRODUCCION:
    URL_PUBLICA = f"http://127.0.0.1:{os.environ.get('PUERTO', '8000')}"

if EN_PRODUCCION:
    for falla, mensaje in (
        (SECRET_KEY == CLAVE_DE_EJEMPLO or len(SECRET_KEY) < 50, "SECRET_KEY falta o es demasiado corta"),
        (DEBUG, "DEBUG debe quedar apagado"),
        (PRUEBAS, "PRUEBAS no se enciende: debilita las contraseñas"),
        (not ALLOWED_HOSTS or "*" in ALLOWED_HOSTS, "ALLOWED_HOSTS debe nombrar sus dominios, sin «*»"),
        (not URL_PUBLICA.startswith("https://"), "URL_PUBLICA debe ser la dirección https del sistema"),
    ):
        if falla:
            raise ImproperlyConfigured(f"En producción {mensaje}; vea .env.ejemplo.")

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "axes",
    "csp",
    "crispy_forms",
    "crispy_bootstrap5",
    "nucleo",
    "poa",
    "actividades",
    "asambleas",
    "comites",
    "consejos",
    "suministros",
    "evaluacion",
    "demo",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "nucleo.middleware.PoliticaDePermisos",
    "nucleo.mantenimiento.Mantenimiento",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "nucleo.middleware.LimpiarEntrada",
    "nucleo.middleware.LimitesDeSesion",
    "nucleo.middleware.PersonaEnTurno",
    "nucleo.middleware.ConsultasDeContraloria",
    "nucleo.middleware.NegarPorOmision",
    "nucleo.middleware.TraducirErrores",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "poa.urls"
WSGI_APPLICATION = "poa.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "nucleo.contexto.marco",
            ],
            "builtins": ["django.templatetags.static"],
        },
    }
]

DATABASES = {
    "default": dj_database_url.parse(
        os.environ.get("DATABASE_URL") or f"sqlite:///{DIR_ESTADO / 'poa.sqlite3'}",
        conn_max_age=0 if PRUEBAS else 60,
        conn_health_checks=True,
    )
}
_BASE = DATABASES["default"]
ES_SQLITE = _BASE["ENGINE"].endswith("sqlite3")
if ES_SQLITE:
    # IMMEDIATE: with WAL alone two writers that both began by reading fail at once (database is locked).
    _BASE["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA recursive_triggers=ON;",
    }
    _BASE["CONN_MAX_AGE"] = 0
    _BASE["TEST"] = {"NAME": str(DIR_ESTADO / "pruebas.sqlite3")}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "nucleo.Usuario"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
if PRUEBAS:
    PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher", *PASSWORD_HASHERS]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "inicio"
ACCOUNT_ADAPTER = "nucleo.cuentas.AdaptadorCerrado"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_USER_MODEL_EMAIL_FIELD = "email"
ACCOUNT_PRESERVE_USERNAME_CASING = False
# axes counts wrong passwords; `login_failed` is only asked for wrong codes of the second factor.
ACCOUNT_RATE_LIMITS = {"login": "300/m/ip", "login_failed": "300/m/ip,5/900s/key"}
MFA_ADAPTER = "nucleo.cuentas.AdaptadorDeFactor"
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "POA municipal"

# axes locks one user from one address, for a quarter of an hour: its defaults lock the whole town hall.
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.25
AXES_RESET_ON_SUCCESS = True
# A try while locked out is not looked at, and does not make the wait any longer.
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
# What was typed is not kept: a password often lands in the box of the user.
AXES_SENSITIVE_PARAMETERS = ["login", "username", "password", "code", "confirmar_clave", "confirmar_codigo"]
AXES_CLIENT_IP_CALLABLE = "nucleo.red.direccion_de"
AXES_USERNAME_CALLABLE = "nucleo.cuentas.usuario_normalizado"
AXES_LOCKOUT_CALLABLE = "nucleo.cuentas.respuesta_bloqueada"
AXES_VERBOSE = False

CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "nucleo_cache",
    },
    # What every request reads and hardly ever changes: a node may be these seconds behind the others.
    "memoria": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "TIMEOUT": 5},
}

SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 60 * 60 * 12
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "nucleo.errores_http.csrf"
CSRF_TRUSTED_ORIGINS = [URL_PUBLICA] if URL_PUBLICA.startswith("https://") else []
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
if EN_PRODUCCION:
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
    SECURE_SSL_REDIRECT = True
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = 31_536_000
    SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = True

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "img-src": ["'self'", "data:", "blob:"],
        "object-src": ["'none'"],
        "base-uri": ["'none'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
    }
}

LANGUAGE_CODE = "es-mx"
TIME_ZONE = "America/Mexico_City"
USE_I18N = True
USE_TZ = True
FORMAT_MODULE_PATH = ["nucleo.formatos"]

STATIC_URL = "/static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_ROOT = DIR_ESTADO / "estaticos"
MEDIA_ROOT = Path(os.environ.get("MEDIA_ROOT") or DIR_ESTADO / "archivos")
WHITENOISE_USE_FINDERS = DEBUG
STORAGES = {
    "default": {"BACKEND": "nucleo.almacen.AlmacenDurable"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG or PRUEBAS
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000

CRISPY_ALLOWED_TEMPLATE_PACKS = "bootstrap5"
CRISPY_TEMPLATE_PACK = "bootstrap5"
EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
SILENCED_SYSTEM_CHECKS: list[str] = []

# Roots the municipality trusts to issue an e.firma: DER or PEM files in this folder.
DIR_RAICES_EFIRMA = Path(os.environ.get("DIR_RAICES_EFIRMA") or DIR_ESTADO / "efirma" / "raices")
MINUTOS_FIRMA_EN_CURSO = 15

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"consola": {"class": "logging.StreamHandler", "stream": sys.stderr}},
    "root": {"handlers": ["consola"], "level": "WARNING"},
    "loggers": {
        # Without Django's own handlers: its mail to ADMINS would carry the fields of the form that failed.
        "django": {"handlers": [], "level": "WARNING"},
        "axes": {"level": "ERROR"},
        "django.request": {"level": "ERROR"},
        "fontTools": {"level": "ERROR"},
        "weasyprint": {"level": "ERROR"},
    },
}
