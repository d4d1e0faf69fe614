"""What the machine itself reaches: the rulers F and L of the goals, and SQLite's own rate of commits.

usage: limits.py floor|latency|commits
"""
import hashlib
import os
import random
import re
import shutil
import socket
import sqlite3
import ssl
import subprocess
import sys
import tempfile
import threading
import time
from common import WORK, Timer, emit


def database(folder):
    connection = sqlite3.connect(folder + "/x.db", isolation_level=None)
    connection.execute("pragma journal_mode=wal")
    connection.execute("pragma synchronous=full")
    return connection


def floor(count=100_000):
    """F: 100,000 records of 200 B through a SHA-256 chain and SQLite with synchronous=FULL, and nothing else."""
    generator = random.Random(1)
    records = [generator.randbytes(200) for _ in range(count)]
    signature = generator.randbytes(64)
    folder = tempfile.mkdtemp(dir=WORK)
    connection = database(folder)
    connection.execute(
        "create table log(author int, seq int, hash blob, sig blob, body blob, primary key(author, seq)) without rowid")
    with Timer() as timer:
        chain = b"\0" * 32
        for start in range(0, count, 1000):
            rows = []
            for i in range(start, start + 1000):
                chain = hashlib.sha256(chain + records[i]).digest()
                rows.append((1, i, chain, signature, records[i]))
            connection.execute("begin")
            connection.executemany("insert into log values (?,?,?,?,?)", rows)
            connection.execute("commit")
    connection.close()
    shutil.rmtree(folder)
    emit("floor", "catch-up", "wall", timer.wall, "s")
    emit("floor", "catch-up", "cpu", timer.cpu, "s")


def commits(count=3000):
    """Rows of 200 B, each in a transaction of its own, synchronous=FULL."""
    blob = os.urandom(200)
    folder = tempfile.mkdtemp(dir=WORK)
    connection = database(folder)
    connection.execute("create table log(seq integer primary key, body blob not null)")
    with Timer() as timer:
        for _ in range(count):
            connection.execute("insert into log(body) values (?)", (blob,))
    connection.close()
    shutil.rmtree(folder)
    emit("sqlite", "commits", "rate", count / timer.wall, "rows/s")


def percentile(taken, percent):
    return sorted(taken)[len(taken) * percent // 100]


def disk(count=500):
    handle, path = tempfile.mkstemp(dir=WORK)
    taken = []
    for _ in range(count):
        start = time.perf_counter()
        os.write(handle, bytes(256))
        os.fdatasync(handle)
        taken.append(time.perf_counter() - start)
    os.close(handle)
    os.unlink(path)
    return percentile(taken, 50)


def round_trip(count=2000):
    """200 B out and 64 B back over TLS 1.3 on loopback, between two threads."""
    folder = tempfile.mkdtemp(dir=WORK)
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ed25519", "-nodes", "-keyout", "key", "-out", "certificate", "-subj",
         "/CN=a", "-days", "2"], cwd=folder, check=True, capture_output=True)
    server, client = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER), ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    server.load_cert_chain(folder + "/certificate", folder + "/key")
    client.check_hostname, client.verify_mode = False, ssl.CERT_NONE
    listener = socket.create_server(("127.0.0.1", 0))

    def serve():
        raw, _ = listener.accept()
        raw.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        with server.wrap_socket(raw, server_side=True) as connection:
            while data := connection.recv(200):
                connection.send(data[:64])
    threading.Thread(target=serve, daemon=True).start()
    raw = socket.create_connection(listener.getsockname())
    raw.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    taken = []
    with client.wrap_socket(raw) as connection:
        for _ in range(count):
            start = time.perf_counter()
            connection.send(bytes(200))
            connection.recv(64)
            taken.append(time.perf_counter() - start)
    shutil.rmtree(folder)
    return percentile(taken, 50)


def latency():
    """L: one Ed25519 signature, one fdatasync, half a TLS round trip, one verification."""
    speed = subprocess.run(["openssl", "speed", "-seconds", "1", "ed25519"], capture_output=True, text=True).stdout
    sign, verify = re.search(r"([\d.]+)\s+([\d.]+)\s*$", speed.strip().splitlines()[-1]).groups()
    parts = {"sign": 1 / float(sign), "verify": 1 / float(verify), "fdatasync": disk(), "half_round_trip": round_trip() / 2}
    for name, seconds in parts.items():
        emit("floor", "latency", name, seconds * 1e3, "ms")
    emit("floor", "latency", "L", sum(parts.values()) * 1e3, "ms")


if __name__ == "__main__":
    for name in sys.argv[1:]:
        {"floor": floor, "commits": commits, "latency": latency}[name]()
