#!/usr/bin/env python3
"""usage: server.py FOLDER [INSTANT]

A timestamp authority for tests, on a free port of 127.0.0.1 that it writes to standard output. The
path says who answers and how: /NAME is a section of FOLDER/ts.cnf (see authority.sh), and those in
LIES are answers that must not be believed. Ends when its standard input does."""
import http.server
import os
import socketserver
import subprocess
import sys
import tempfile
import threading

folder = sys.argv[1]
instant = sys.argv[2] if len(sys.argv) > 2 else None
lock = threading.Lock()
kept = []


def stamp(section, query, when=None):
    when = when or instant
    with lock, tempfile.NamedTemporaryFile() as asked:
        asked.write(query)
        asked.flush()
        call = ["openssl", "ts", "-reply", "-config", "ts.cnf", "-section", section, "-queryfile", asked.name]
        if when:
            call = ["faketime", "-f", when] + call
        return subprocess.run(call, cwd=folder, env=dict(os.environ, TZ="UTC"), check=True,
                              stdout=subprocess.PIPE, stderr=subprocess.DEVNULL).stdout


def other_imprint(query):
    at = query.index(b"\x04\x20") + 2
    return stamp("good", query[:at] + bytes([query[at] ^ 1]) + query[at + 1:])


def other_nonce(query):
    return stamp("good", query[:-4] + bytes([query[-4] ^ 1]) + query[-3:])


def replayed(query):
    kept.append(stamp("good", query))
    return kept[0]


def broken(query):
    answer = bytearray(stamp("good", query))
    answer[-3] ^= 1
    return bytes(answer)


LIES = {
    "other-imprint": other_imprint,
    "other-nonce": other_nonce,
    "replayed": replayed,
    "broken": broken,
    "early": lambda query: stamp("good", query, "2026-11-22 09:00:00"),
    "late": lambda query: stamp("good", query, "2026-11-24 00:00:00"),
    "garbage": lambda query: b"\x30\x03garbage",
    "empty": lambda query: b"",
    "huge": lambda query: b"\x30\x83" + b"\x00" * 1000000,
    "cut": lambda query: stamp("good", query)[:-100],
    "longer": lambda query: stamp("good", query) + b"\x00",
}


class Handler(http.server.BaseHTTPRequestHandler):
    def log_message(self, *arguments):
        pass

    def answer(self, status, body, kind="application/timestamp-reply", **headers):
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def do_POST(self):
        query = self.rfile.read(int(self.headers["Content-Length"]))
        what = self.path.lstrip("/")
        if what == "slow":
            self.rfile.read(1)  # until the other side has had enough
        elif what == "redirect":
            self.answer(302, b"", Location="/good")
        elif what == "fails":
            self.answer(503, stamp("good", query))
        elif what == "page":
            self.answer(200, b"<html>sign in to this network</html>", "text/html")
        elif what == "endless":
            self.send_response(200)
            self.send_header("Content-Type", "application/timestamp-reply")
            self.end_headers()
            try:
                while True:
                    self.wfile.write(b"\x30" * 65536)
            except OSError:
                pass
        elif what in LIES:
            try:
                self.answer(200, LIES[what](query))
            except OSError:
                pass
        elif self.headers["Content-Type"] == "application/timestamp-query":
            self.answer(200, stamp(what, query))
        else:
            self.answer(415, b"")


class Server(socketserver.ThreadingMixIn, http.server.HTTPServer):
    daemon_threads = True


server = Server(("127.0.0.1", 0), Handler)
threading.Thread(target=server.serve_forever, daemon=True).start()
print(server.server_address[1], flush=True)
sys.stdin.read()
