"""Looks over the finished sample; prints what is wrong."""

import csv
import re
import subprocess
import zipfile
from html import unescape
from html.parser import HTMLParser
from urllib.parse import unquote, urlsplit

from .markup import parse, plain
from .pages import HOME, NOTICE

ARABIC = str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")


class Links(HTMLParser):
    def __init__(self):
        super().__init__()
        self.found, self.ids = [], set()

    def handle_starttag(self, tag, attrs):
        for key, value in attrs:
            if key in ("href", "src", "action", "data") and value:
                self.found.append(value)
            elif key == "id":
                self.ids.add(value)


def resolve(site, path):
    """The mirror's own rule: the path, path/index.html, path.html."""
    path = unquote(path).strip("/")
    for name in (path, path + "/index.html", path + ".html"):
        if name and (site / name.lstrip("/")).is_file():
            return site / name.lstrip("/")
    return None


def page_text(path):
    data = path.read_bytes()
    return data.decode("cp874" if b"windows-874" in data[:400] else "utf-8")


def check_links(site, complain):
    for page in site.rglob("*.html"):
        parser = Links()
        text = page_text(page)
        parser.feed(text)
        if NOTICE not in unescape(text):
            complain(page, "says nowhere that it is a sample")
        for target in parser.found:
            parts = urlsplit(target)
            if parts.scheme in ("mailto", "tel", "javascript", "data"):
                continue
            if parts.netloc and not target.startswith(HOME):
                continue
            if not parts.path:
                if parts.fragment not in parser.ids:
                    complain(page, "no such place: " + target)
            elif parts.path != "/" and not resolve(site, parts.path):
                complain(page, "dead link: " + target)


def check_documents(site, complain):
    for path in site.rglob("*.pdf"):
        text = subprocess.run(["pdftotext", str(path), "-"],
                              capture_output=True).stdout.decode("utf-8")
        words = "".join(text.split())
        if len(words) < 300 or NOTICE.replace(" ", "") not in words:
            complain(path, "no text, or not marked as a sample")
    for path in list(site.rglob("*.docx")) + list(site.rglob("*.xlsx")):
        with zipfile.ZipFile(path) as archive:
            text = "".join(archive.read(n).decode("utf-8")
                           for n in archive.namelist())
        if NOTICE not in text:
            complain(path, "says nowhere that it is a sample")


def number(text):
    text = plain(text).translate(ARABIC).replace(",", "").replace("*", "")
    return float(text) if re.fullmatch(r"\d+(\.\d+)?", text) else None


def check_sums(table, complain):
    """A row รวม must be the sum of the rows above, in baht columns."""
    sums = {}
    for line in table.grid()[len(table.head):]:
        first = next((plain(c.text) for _, c, _ in line if c), "")
        values = {col: number(c.text) for col, c, _ in line
                  if c and number(c.text) is not None}
        if not first.startswith("รวม"):
            for col, value in values.items():
                sums[col] = sums.get(col, 0) + value
            continue
        for col, value in values.items():
            heading = " ".join(plain(c.text) for row in table.grid()
                               [:len(table.head)] for k, c, n in row
                               if c and k <= col < k + n)
            if "ร้อยละ" in heading or "%" in heading or "เฉลี่ย" in heading:
                continue
            if abs(sums.get(col, 0) - value) > 0.01:
                complain("%s column %d: %.2f, not %.2f"
                         % (first, col, sums.get(col, 0), value))
        sums = {}


def check_tables(sources, complain):
    for source in sources:
        for text in [source.body] + [d.body for d in source.documents]:
            for kind, value in parse(text):
                if kind != "table":
                    continue
                try:
                    widths = {sum(n for _, _, n in line)
                              for line in value.grid()}
                except Exception as fault:
                    complain(source.name, "bad table: %s" % fault)
                    continue
                if len(widths) > 1:
                    complain(source.name, "ragged table %s: %s" % (
                        sorted(widths), value.rows()[0][0].text))
                check_sums(value, lambda m: complain(source.name, m))


def check_submissions(sample, complain):
    with (sample / "submissions.csv").open(encoding="utf-8-sig") as file:
        rows = list(csv.DictReader(file))
    have = {r["ข้อ"] for r in rows}
    for item in range(1, 44):
        if "O%d" % item not in have:
            complain("submissions.csv", "O%d is not there" % item)
    for row in rows:
        if not row["คำอธิบาย"]:
            complain("submissions.csv", row["ข้อ"] + " has no explanation")
        if not resolve(sample / "site", urlsplit(row["URL"]).path):
            complain("submissions.csv", "dead: " + row["URL"])


def run(sample, sources):
    """The exit code: 0 when nothing is wrong."""
    faults = []

    def complain(where, what):
        faults.append("%s: %s" % (where, what))

    site = sample / "site"
    check_links(site, complain)
    check_documents(site, complain)
    check_tables(sources, complain)
    check_submissions(sample, complain)
    for fault in faults:
        print(fault)
    size = sum(p.stat().st_size for p in sample.rglob("*") if p.is_file())
    print("%d faults, %d KiB" % (len(faults), size // 1024))
    return 1 if faults else 0
