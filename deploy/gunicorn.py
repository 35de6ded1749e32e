"""How gunicorn serves Aperture, by `make run` and in production alike: `gunicorn -c deploy/gunicorn.py kb.wsgi`."""

import os

bind = os.environ.get("BIND", "127.0.0.1:8000")
# A page is work for the processor, so workers count; threads keep a slow reader from blocking one.
workers = int(os.environ.get("WORKERS", "2"))
threads = 2
limit_request_line = 8190  # bytes of an address, the most that gunicorn can be told; what is longer it refuses itself
loglevel = "warning"
# No socket for remote control in the home folder: signals are enough.
control_socket_disable = True


def when_ready(server):
    print(f"Ready: {', '.join(map(str, server.LISTENERS))}", flush=True)
