"""Address: what people write after the question mark of a PostgreSQL address, as the driver takes it.

The words are libpq's: https://www.postgresql.org/docs/current/libpq-connect.html#LIBPQ-PARAMKEYWORDS
"""

from typing import Any, Final
from urllib.parse import urlencode

from sqlalchemy import URL

from graph.store.errors import UnusableAddress

DRIVERS_WORDS: Final = {"host", "port", "ssl", "prepared_statement_cache_size"}
"""What SQLAlchemy and asyncpg read from an address by themselves."""
_OF_SSL: Final = {
    "sslcert", "sslcrl", "sslkey", "sslmode", "sslnegotiation", "sslpassword", "sslrootcert",
    "ssl_max_protocol_version", "ssl_min_protocol_version",
}  # fmt: skip
_PASSED: Final = _OF_SSL | {
    "application_name", "dbname", "gsslib", "krbsrvname", "options", "passfile", "password", "target_session_attrs",
    "user",
}  # fmt: skip
_VALUES: Final = {
    "sslmode": {"disable", "allow", "prefer", "require", "verify-ca", "verify-full"},
    # what the driver does not have is not missed, unless it is required
    "channel_binding": {"disable", "prefer"},
    "gssencmode": {"disable", "prefer"},
    "client_encoding": {"utf8", "UTF8", "utf-8", "UTF-8"},
}


def connect_arguments(url: URL) -> dict[str, Any]:
    """Give what a connection is made with, from what stands after the question mark.

    Raises:
        UnusableAddress: where it is unknown, doubled, of another value than it may have, or asks too much.
    """
    passed: dict[str, str] = {}
    arguments: dict[str, Any] = {}
    for name, value in url.query.items():
        if name == "host":  # several are allowed
            continue
        if not isinstance(value, str) or value not in _VALUES.get(name, {value}):
            raise UnusableAddress(name, sorted(_VALUES.get(name, ())))
        if name == "connect_timeout":
            arguments |= _timeout(value)
        elif name in _PASSED:
            passed[name] = value
        elif name not in DRIVERS_WORDS | _VALUES.keys():
            raise UnusableAddress(name)
    return arguments | ({"dsn": f"postgresql://?{urlencode(passed)}"} if passed else {})


def _timeout(value: str) -> dict[str, float]:
    if not value.isdecimal():
        raise UnusableAddress("connect_timeout")
    return {"timeout": float(value)} if int(value) else {}  # 0 is libpq's word for "as usual"
