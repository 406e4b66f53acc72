"""Real nodes of OpenSearch for tests: one process each, so that each can be killed alone.

They need Java and the nodes' libraries: VERBATIM_TEST_OPENSEARCH_LIB names the folder into which `.ci/run` has put what
`pom.xml` lists. Everything listens on 127.0.0.1.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import time
import urllib.request
from contextlib import suppress
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
LIB = os.environ.get("VERBATIM_TEST_OPENSEARCH_LIB", "")
WHY_NOT = (
    ""
    if LIB and shutil.which("java")
    else "VERBATIM_TEST_OPENSEARCH_LIB names no folder of OpenSearch's libraries, or there is no Java"
)
_HEAP = ("-Xms256m", "-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1")
_READY_S = 120.0


class Nodes:
    """A cluster of nodes on this machine, all of them able to be its manager."""

    def __init__(self, folder: Path, count: int, free_port: Any) -> None:
        self._folder = folder
        self.ports = [free_port() for _ in range(count)]
        self._transport = [free_port() for _ in range(count)]
        self._running: dict[int, subprocess.Popen[bytes]] = {}
        for number in range(count):
            self.start(number)

    @property
    def urls(self) -> tuple[str, ...]:
        return tuple(f"http://127.0.0.1:{port}" for port in self.ports)

    def start(self, number: int) -> None:
        places = ",".join(map(str, self._transport))
        given = (f"node-{number + 1}", str(self._folder), str(self.ports[number]), str(self._transport[number]), places)
        log = (self._folder / f"node-{number + 1}.log").open("ab")
        command = ["java", *_HEAP, "-cp", f"{LIB}/*", str(HERE / "TestNode.java"), *given]
        self._running[number] = subprocess.Popen(command, stdout=log, stderr=log)
        log.close()

    def kill(self, number: int) -> None:
        process = self._running.pop(number)
        process.kill()
        process.wait()

    def stop(self) -> None:
        for number in tuple(self._running):
            self.kill(number)

    def asked(self, path: str, *, of: int | None = None) -> Any:
        """What a node that runs answers."""
        for number in [of] if of is not None else sorted(self._running):
            with suppress(OSError), urllib.request.urlopen(f"{self.urls[number]}{path}", timeout=5) as response:
                return json.loads(response.read())
        return {}

    def is_ready(self, *, nodes: int, status: str) -> bool:
        health = self.asked("/_cluster/health")
        good = {"green": ("green",), "yellow": ("green", "yellow")}[status]
        return bool(health) and health["number_of_nodes"] == nodes and health["status"] in good

    def wait_until_ready(self, *, nodes: int, status: str = "green") -> None:
        until = time.monotonic() + _READY_S
        while not self.is_ready(nodes=nodes, status=status):
            if time.monotonic() > until:
                logs = "\n".join(log.read_text()[-600:] for log in sorted(self._folder.glob("*.log")))
                raise TimeoutError(
                    f"the nodes did not come up in {_READY_S:g} s: {self.asked('/_cluster/health')}\n{logs}"
                )
            time.sleep(0.2)

    @property
    def manager(self) -> int:
        """Which node leads."""
        [leader] = self.asked("/_cat/cluster_manager?format=json")
        return int(leader["node"].removeprefix("node-")) - 1
