"""HTTP's own words for GraphQL: media types, well-formed requests, status codes, compression.

It follows the draft of "GraphQL over HTTP" (https://graphql.github.io/graphql-over-http/draft/) and its appendix on
persisted documents.
"""

from service.http.answer import body, status
from service.http.compression import LEAST, OFFERED, Compression, compressed, form
from service.http.events import EVENTS, Events
from service.http.leaving import unless_left
from service.http.media import GRAPHQL, HTML, JSON, accepted, names, prefers
from service.http.refusal import RefusalError
from service.http.request import bounded, check_body, read_json, read_operation, read_query
from service.http.revalidation import cache_control, is_known, revalidated, validity

__all__ = [
    "EVENTS",
    "GRAPHQL",
    "HTML",
    "JSON",
    "LEAST",
    "OFFERED",
    "Compression",
    "Events",
    "RefusalError",
    "accepted",
    "body",
    "bounded",
    "cache_control",
    "check_body",
    "compressed",
    "form",
    "is_known",
    "names",
    "prefers",
    "read_json",
    "read_operation",
    "read_query",
    "revalidated",
    "status",
    "unless_left",
    "validity",
]
