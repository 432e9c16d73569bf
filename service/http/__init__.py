"""HTTP's own words for GraphQL: media types, well-formed requests, status codes, compression.

It follows the draft of "GraphQL over HTTP" (https://graphql.github.io/graphql-over-http/draft/) and its appendix on
persisted documents.
"""

from service.http.address import address
from service.http.answer import body, retry_after, status
from service.http.compression import LEAST, OFFERED, Compression, compressed, encoding, form
from service.http.events import LAST, Events
from service.http.headers import PERMISSIONS, guarded
from service.http.language import language
from service.http.leaving import unless_left
from service.http.media import EVENTS, GRAPHQL, HTML, JSON, accepted, media_type, names, prefers, stream
from service.http.multipart import unfit, with_files
from service.http.refusal import RefusalError
from service.http.request import (
    PREFLIGHT,
    REVISION_TOKEN,
    bounded,
    check_body,
    not_acceptable,
    read_json,
    read_operation,
    read_query,
)
from service.http.revalidation import is_known, revalidated

__all__ = [
    "EVENTS",
    "GRAPHQL",
    "HTML",
    "JSON",
    "LAST",
    "LEAST",
    "OFFERED",
    "PERMISSIONS",
    "PREFLIGHT",
    "REVISION_TOKEN",
    "Compression",
    "Events",
    "RefusalError",
    "accepted",
    "address",
    "body",
    "bounded",
    "check_body",
    "compressed",
    "encoding",
    "form",
    "guarded",
    "is_known",
    "language",
    "media_type",
    "names",
    "not_acceptable",
    "prefers",
    "read_json",
    "read_operation",
    "read_query",
    "retry_after",
    "revalidated",
    "status",
    "stream",
    "unfit",
    "unless_left",
    "with_files",
]
