"""The service: both doors that listen to HTTP, their workers, log and metrics.

`app` puts them together, `watch` ends every request, `serve` runs it until it is told to stop.
"""

from docgen.server.app import create_app
from docgen.server.serve import listen, serve

__all__ = ["create_app", "listen", "serve"]
