"""The calendar of an agency, as a reader's library reads it."""

from collections.abc import AsyncIterator
from datetime import UTC, date, datetime

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.agreement import Task
from service.app import create_app
from service.calendar import calendar
from tests.schema.city import City, city
from tests.service.test_meetings import _called, _done

icalendar = pytest.importorskip("icalendar")
TASK = "task { number }"


@pytest.fixture
async def kota(sqlite_address: str) -> AsyncIterator[City]:
    opened = await city(sqlite_address)
    yield opened
    await opened.store.close()


async def test_an_agency_subscribes_to_its_tasks_and_to_the_meetings_that_it_may_read(kota: City) -> None:
    await _called(kota, title="FGD; stunting, satu data", place="Bappeda")
    due = {"opd": "DKK", "due": "2026-05-01"}
    await _done(kota, "assignTask", {"title": "Menyerahkan data", "output": "Berita acara"} | due, TASK)
    await _done(kota, "assignTask", {"title": "Tugas rapat", "meeting": 1} | due, TASK)
    await _done(kota, "assignTask", {"title": "Milik lain", "opd": "DINSOS", "due": "2026-05-01"}, TASK)
    await _done(kota, "assignTask", {"title": "Tanpa hari", "opd": "DKK"}, TASK)
    transport = httpx.ASGITransport(create_app(kota.store))
    async with httpx.AsyncClient(transport=transport, base_url="http://test") as http:

        async def events() -> dict[str, date]:
            answer = (await http.get("/calendar/kota/dkk.ics")).raise_for_status()
            assert answer.headers["content-type"] == "text/calendar; charset=utf-8"
            found = icalendar.Calendar.from_ical(answer.content)
            assert not found.errors
            return {str(each["SUMMARY"]): each["DTSTART"].dt for each in found.walk("VEVENT")}

        assert await events() == {"Batas waktu: Menyerahkan data": date(2026, 5, 1)}
        await _done(kota, "closeMeeting", {"meeting": 1, "minutesNumber": "1"})
        await _done(kota, "reportTask", {"task": 1, "standing": "UNDERWAY", "due": "2026-06-01"}, TASK)
        assert await events() == {
            "FGD; stunting, satu data": date(2026, 3, 2),
            "Batas waktu: Menyerahkan data": date(2026, 6, 1),
            "Batas waktu: Tugas rapat": date(2026, 5, 1),
        }
        refused = await http.get("/calendar/kota/dinas.ics")
        assert (refused.status_code, refused.json()["errors"][0]["extensions"]["code"]) == (404, "UNKNOWN_NAME")


@given(st.text(st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp")) | st.just("\n"), max_size=200))
def test_whatever_a_task_is_called_is_read_as_it_was_written_in_lines_of_75_octets(title: str) -> None:
    task = Task(id=1, title=title, opd="opd/a", first_due=date(2026, 5, 1), made_at=datetime(2026, 1, 1, tzinfo=UTC))
    data = calendar("kota", title, (), (task,))
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
    [event] = icalendar.Calendar.from_ical(data).walk("VEVENT")
    assert str(event["SUMMARY"]) == f"Batas waktu: {title}"
