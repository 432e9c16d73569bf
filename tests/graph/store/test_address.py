"""PostgreSQL addresses are taken as people write them, and what cannot be had is refused by its name."""

import pytest
from sqlalchemy import URL, make_url

from graph.store import Store, UnusableAddress
from graph.store.bus import WRITTEN
from graph.traversal.example import INFO


def _with(address: str, words: str) -> str:
    return f"{address}{'&' if '?' in address else '?'}{words}"


@pytest.mark.parametrize(
    "words",
    [
        "sslmode=prefer",
        "sslmode=disable&connect_timeout=10&application_name=sinergi",
        "options=-c%20statement_timeout%3D5s&channel_binding=prefer",
        "connect_timeout=0&target_session_attrs=read-write&client_encoding=utf8",
        "sslmode=allow&prepared_statement_cache_size=0&gssencmode=prefer",
    ],
)
async def test_an_address_with_the_words_of_libpq_is_used(postgres_address: str, words: str) -> None:
    store = Store.open(_with(postgres_address, words))
    await store.create_plan(INFO)
    assert [each.info for each in await store.plans()] == [INFO]
    with store.bus.listening(WRITTEN, lambda _: None):
        await store.bus.close()
    await store.close()


async def test_who_signs_in_may_stand_after_the_question_mark(postgres_address: str) -> None:
    address = make_url(postgres_address)
    plain = URL.create("postgresql", host=address.host, port=address.port, query=address.query)
    words = f"user={address.username}&password={address.password or 'x'}&dbname={address.database}"
    store = Store.open(_with(plain.render_as_string(hide_password=False), words))
    await store.create_plan(INFO)
    assert len(await store.plans()) == 1
    await store.close()


async def test_what_the_server_is_to_know_reaches_it(postgres_address: str) -> None:
    store = Store.open(_with(postgres_address, "application_name=uji&options=-c%20work_mem%3D5MB"))
    for engine in (store._reader, store._writer):
        async with engine.connect() as connection:
            for name, value in (("application_name", "uji"), ("work_mem", "5MB")):
                assert (await connection.exec_driver_sql(f"SHOW {name}")).scalar() == value
    await store.close()


@pytest.mark.parametrize(
    ("words", "named"),
    [
        ("sslmod=require", "sslmod"),
        ("sslmode=always", "sslmode"),
        ("channel_binding=require", "channel_binding .* disable, prefer"),
        ("connect_timeout=soon", "connect_timeout"),
        ("application_name=a&application_name=b", "application_name"),
        ("keepalives=1", "keepalives"),
    ],
)
def test_what_cannot_be_had_is_refused_by_its_name(words: str, named: str) -> None:
    with pytest.raises(UnusableAddress, match=f"Bagian {named}"):
        Store.open(f"postgresql://siapa@127.0.0.1:1/x?{words}")
