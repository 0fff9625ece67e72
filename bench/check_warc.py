#!/usr/bin/env python3
"""check_warc.py FILE... - an independent reader of WARC files: every record,
every length, every digest. Standard library only. Prints counts; exits with 1
at the first thing that is wrong."""
import base64
import gzip
import hashlib
import sys
import zlib


def members(path):
    """Each gzip member (record) as bytes."""
    data = open(path, "rb").read()
    while data:
        z = zlib.decompressobj(31)
        record = z.decompress(data) + z.flush()
        if not z.eof:
            raise ValueError("the last record is cut")
        data = z.unused_data
        yield record


def digest_ok(value, block):
    algorithm, _, text = value.partition(":")
    made = base64.b32encode(hashlib.new(algorithm, block).digest()).decode()
    return made == text


def check(path):
    counts = {}
    for n, record in enumerate(members(path)):
        head, _, rest = record.partition(b"\r\n\r\n")
        lines = head.decode("utf-8").split("\r\n")
        if lines[0] != "WARC/1.1":
            raise ValueError(f"record {n}: begins with {lines[0]!r}")
        fields = dict(line.split(": ", 1) for line in lines[1:])
        length = int(fields["Content-Length"])
        block, end = rest[:length], rest[length:]
        if len(block) != length or end != b"\r\n\r\n":
            raise ValueError(f"record {n}: wrong length")
        for name in ("WARC-Type", "WARC-Record-ID", "WARC-Date"):
            if name not in fields:
                raise ValueError(f"record {n}: no {name}")
        if not digest_ok(fields["WARC-Block-Digest"], block):
            raise ValueError(f"record {n}: block digest")
        kind = fields["WARC-Type"]
        if kind == "response":
            http, _, body = block.partition(b"\r\n\r\n")
            if not http.startswith(b"HTTP/1."):
                raise ValueError(f"record {n}: no HTTP answer")
            payload = fields.get("WARC-Payload-Digest")
            if payload and not digest_ok(payload, body):
                raise ValueError(f"record {n}: payload digest")
        counts[kind] = counts.get(kind, 0) + 1
    return counts


for name in sys.argv[1:]:
    try:
        print(name, check(name))
    except (ValueError, KeyError, OSError, zlib.error, gzip.BadGzipFile) as e:
        sys.exit(f"{name}: {e}")
