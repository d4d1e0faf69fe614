"""What the peers' programs share: traces, time, and one JSON line a measurement."""
import gzip
import json
import os
import statistics
import time

TRACES = os.environ.get("TRACES", os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "traces"))
# Where databases and files to be synced to disk go: a real disk, not memory.
WORK = os.environ.get("WORK", "/var/tmp")


def emit(program, workload, metric, value, unit):
    """Prints a measurement."""
    if isinstance(value, float):
        value = float(f"{value:.6g}")
    row = {"program": program, "workload": workload, "metric": metric, "value": value, "unit": unit}
    print(json.dumps(row), flush=True)


def load_trace(name):
    with gzip.open(os.path.join(TRACES, name + ".json.gz"), "rt") as f:
        return json.load(f)


class Timer:
    """Wall and processor seconds of a block."""

    def __enter__(self):
        self.wall0, self.cpu0 = time.perf_counter(), time.process_time()
        return self

    def __exit__(self, *_):
        self.wall, self.cpu = time.perf_counter() - self.wall0, time.process_time() - self.cpu0


def median_of(times, body):
    """Median processor seconds of several runs of `body`, and the last answer."""
    taken, answer = [], None
    for _ in range(times):
        with Timer() as timer:
            answer = body()
        taken.append(timer.cpu)
    return statistics.median(taken), answer
