"""HTTP's own words for GraphQL: media types, well-formed requests, status codes, compression.

It follows the draft of "GraphQL over HTTP" (https://graphql.github.io/graphql-over-http/draft/) and its appendix on
persisted documents.
"""

from service.http.answer import body, status
from service.http.compression import LEAST, OFFERED, Compression, compressed, encoding, form
from service.http.events import EVENTS, Events
from service.http.leaving import unless_left
from service.http.media import GRAPHQL, HTML, JSON, accepted, media_type, names, prefers
from service.http.refusal import RefusalError
from service.http.request import bounded, check_body, read_json, read_operation, read_query
from service.http.revalidation import is_known, revalidated

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
    "check_body",
    "compressed",
    "encoding",
    "form",
    "is_known",
    "media_type",
    "names",
    "prefers",
    "read_json",
    "read_operation",
    "read_query",
    "revalidated",
    "status",
    "unless_left",
]
