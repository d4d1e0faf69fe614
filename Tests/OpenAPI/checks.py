"""What schemathesis asks of each answer besides its own checks."""

import json
import os

import schemathesis


KNOWN = dict(pair.split("=", 1) for pair in os.environ.get("KNOWN_IDS", "").split())


@schemathesis.hook
def map_path_parameters(ctx, path_parameters):
    # Two of three times what is there, so that more is tried than what an unknown id leads to.
    for name, value in (path_parameters or {}).items():
        if name in KNOWN and len(str(value)) % 3:
            path_parameters[name] = KNOWN[name]
    return path_parameters


@schemathesis.check
def no_fault_of_the_node(ctx, response, case):
    # Documented, because it can happen, but it must not: a node that is ill says 500 or 507.
    assert response.status_code not in (500, 507), f"the node has a fault of its own: {response.text[:300]}"


@schemathesis.check
def lines_of_a_stream(ctx, response, case):
    if "x-ndjson" in "".join(response.headers.get("content-type", [])):
        lines = [json.loads(line) for line in response.text.splitlines()]
        assert lines and all(len(line) == 1 for line in lines), "not lines of one member each"
        assert all("progress" in line for line in lines[:-1]), "something else than progress before the end"
        assert "progress" not in lines[-1], "no end"
        error = lines[-1].get("error")
        assert not error or error["code"] not in ("internalFault", "storageFailed"), error
