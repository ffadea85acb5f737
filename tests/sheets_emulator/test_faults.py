"""What goes wrong on purpose goes wrong as asked."""

import json
from typing import Any

import pytest
import requests

from .client import Client
from .faults import Fault, access_revoked, empty_error, html_error, sign_in_page, too_many, unavailable
from .server import Emulator


@pytest.mark.parametrize(
    ("fault", "status", "start"),
    [
        (too_many(), 429, '{\n  "error"'),
        (unavailable(), 503, '{\n  "error"'),
        (html_error(), 502, "<!DOCTYPE"),
        (empty_error(), 503, ""),
        (sign_in_page(), 200, "<!DOCTYPE"),
        (access_revoked(), 403, '{\n  "error"'),
    ],
)
def test_a_fault_answers_one_call_and_the_next_is_well(client: Client, emulator: Emulator, fault, status, start):
    emulator.service.faults.add(fault)

    ill, well = client.call("GET"), client.call("GET")

    assert (ill.status_code, ill.text[: len(start)], well.status_code) == (status, start, 200)


def test_a_429_can_say_when_to_come_again(client: Client, emulator: Emulator):
    emulator.service.faults.add(too_many(retry_after="7"))

    assert client.call("GET").headers["Retry-After"] == "7"


def test_a_fault_waits_for_the_call_that_it_fits(client: Client, emulator: Emulator):
    emulator.service.faults.add(unavailable(method="POST", path="batchUpdate$"))

    assert client.call("GET").status_code == 200
    assert client.batch({"addSheet": {}}).status_code == 503


@pytest.mark.parametrize(("when", "landed"), [("before", None), ("after", [["x"]])])
def test_a_reset_comes_before_or_after_the_write(client: Client, emulator: Emulator, when: str, landed: Any):
    emulator.service.faults.add(Fault(reset=when))

    with pytest.raises(requests.ConnectionError):
        client.put("Sheet1!A1", [["x"]])

    assert client.values("Sheet1") == landed


def test_a_503_can_arrive_although_the_write_landed(client: Client, emulator: Emulator):
    emulator.service.faults.add(unavailable(applied=True))

    assert client.put("Sheet1!A1", [["x"]]).status_code == 503
    assert client.values("Sheet1") == [["x"]]


def test_a_truncated_body_ends_early(client: Client, emulator: Emulator):
    emulator.service.faults.add(Fault(cut_at=20))

    with pytest.raises(requests.exceptions.ChunkedEncodingError):
        client.call("GET")


def test_a_dripping_body_keeps_every_read_timeout_happy(client: Client, emulator: Emulator):
    emulator.service.faults.add(Fault(drip_seconds=0.001, path="prettyPrint"))

    body = client.call("GET", params={"fields": "spreadsheetId", "prettyPrint": "false"}).json()

    assert body == {"spreadsheetId": client.url.rpartition("/")[2]}


def test_a_hanging_call_ends_with_the_server(emulator: Emulator, client: Client):
    emulator.service.faults.add(Fault(hang_seconds=600))

    with pytest.raises(requests.exceptions.ReadTimeout):
        requests.get(client.url, headers=client.headers, timeout=0.05)


def test_another_process_can_queue_faults_and_count_calls(emulator: Emulator, client: Client):
    faults = [{"status": 500, "body": "{}", "times": 2}]
    requests.post(f"{emulator.base}/emulator/faults", data=json.dumps(faults), timeout=5)

    assert [client.call("GET").status_code for _ in range(3)] == [500, 500, 200]
    assert len(requests.get(f"{emulator.base}/emulator/calls", timeout=5).json()["calls"]) == 1
