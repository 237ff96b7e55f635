"""How gunicorn serves: address, processes, limits, and what it says once it listens."""

import os

bind = f"127.0.0.1:{os.environ.get('PUERTO', '8000')}"
workers = int(os.environ.get("PROCESOS", "2"))
threads = 4
timeout = 60
graceful_timeout = 15
limit_request_line = 8190  # the monthly report carries its texts and its photos in the address
max_requests = 5000
max_requests_jitter = 500
worker_tmp_dir = "/dev/shm" if os.path.isdir("/dev/shm") else None  # noqa: S108 - gunicorn's heartbeat, no data
loglevel = "error"
accesslog = None


def when_ready(servidor: object) -> None:
    """Show the address and how to enter, now that it is true."""
    acceso = os.environ.pop("POA_ACCESO", "").strip()
    if acceso:
        print(f"\n{acceso}\n", flush=True)
    print("Para terminar: Ctrl+C", flush=True)
