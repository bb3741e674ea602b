"""What the service counts, for Prometheus; labels are routes and numbers, nothing of a case."""

from typing import Final

from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest

MEDIA_TYPE: Final = "text/plain; version=0.0.4; charset=utf-8"
_SECONDS: Final = (0.005, 0.02, 0.05, 0.1, 0.2, 0.35, 0.5, 1, 2, 5, 10, 20)


class Metrics:
    """The counters of one service."""

    def __init__(self) -> None:
        """Begin at zero."""
        self._registry = CollectorRegistry()
        self._requests = Counter(
            "docgen_requests",
            "Requests by route, method and status",
            ("route", "method", "status"),
            registry=self._registry,
        )
        self._seconds = Histogram(
            "docgen_request_seconds",
            "Time from request to the end of the answer, in seconds",
            ("route",),
            buckets=_SECONDS,
            registry=self._registry,
        )

    def note(self, route: str, method: str, status: int, seconds: float) -> None:
        """Count one request."""
        self._requests.labels(route, method, str(status)).inc()
        self._seconds.labels(route).observe(seconds)

    def text(self) -> bytes:
        """Give all counters in the text format of Prometheus."""
        return generate_latest(self._registry)
