#!/usr/bin/env python3
"""Make samples/ops-2565 from samples/source, or check what is there.

    make_samples.py            write the site and submissions.csv
    make_samples.py --quick    the same, keeping the PDFs and pictures on disk
    make_samples.py --check    look for dead links, missing notices, PDFs
                               without text, wrong sums, missing items

Needs Python 3.9 or newer and, for PDFs and pictures, chromium-headless-shell
and the fonts of fonts-thai-tlwg. No network.
"""

import csv
import sys
from collections import namedtuple
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

from maker import check, office, pictures, printer  # noqa: E402
from maker.markup import Source                     # noqa: E402
from maker.pages import (HOME, NOTICE, Furniture, Page, address,
                         thai_date)                 # noqa: E402

SAMPLE = "ops-2565"
GROUPS = [("9.1", "ข้อมูลพื้นฐาน", 9), ("9.2", "การบริหารงาน", 17),
          ("9.3", "การบริหารเงินงบประมาณ", 24),
          ("9.4", "การบริหารและพัฒนาทรัพยากรบุคคล", 28),
          ("9.5", "การส่งเสริมความโปร่งใส", 33),
          ("10.1", "การดำเนินการเพื่อป้องกันการทุจริต", 41),
          ("10.2", "มาตรการภายในเพื่อป้องกันการทุจริต", 43)]
Item = namedtuple("Item", "number title url group")


def group_of(number):
    return next(key for key, _, last in GROUPS if int(number[1:]) <= last)


def read_sources():
    return [Source(p) for p in
            sorted((HERE / "source" / SAMPLE).glob("*.txt"))]


def furniture_of(sources):
    items = [Item(s["item"], s["menu"] or s["title"], address(s["path"]),
                  group_of(s["item"])) for s in sources if s["item"]]
    news = sorted(((s["date"], s["title"], address(s["path"]))
                   for s in sources if s["news"]), reverse=True)
    return Furniture([g[:2] for g in GROUPS], items, news)


def item_index(furniture):
    out = ""
    for key, title in furniture.groups:
        out += "## ตัวชี้วัดย่อยที่ %s %s\n|!ข้อ|ข้อมูล\n" % (key, title)
        for item in furniture.items:
            if item.group == key:
                out += "|%s|[%s](%s)\n" % (item.number, item.title, item.url)
        out += "\n"
    return out


def news_index(furniture):
    return "|!วันที่|หัวข้อข่าว\n" + "".join(
        "|%s|[%s](%s)\n" % (thai_date(d), w, u) for d, w, u in furniture.news)


def write(path, data):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


def write_documents(source, site, quick):
    for document in source.documents:
        path = site / source.folder() / document.name
        path.parent.mkdir(parents=True, exist_ok=True)
        if document.kind == "docx":
            office.docx(path, document, NOTICE)
        elif document.kind == "xlsx":
            office.xlsx(path, document, NOTICE)
        elif not (quick and path.exists()):
            printer.pdf(path, document, NOTICE)


def write_pictures(site, quick):
    write(site / "assets/logo.svg", pictures.LOGO.encode("utf-8"))
    write(site / "images/organization-chart.svg",
          pictures.chart().encode("utf-8"))
    jobs = pictures.all_bitmaps()
    if quick and all((site / j[0]).exists() for j in jobs):
        return
    for job, data in zip(jobs, printer.bitmaps([j[1:] for j in jobs])):
        write(site / job[0], data)


def write_submissions(sources, path):
    with path.open("w", encoding="utf-8-sig", newline="") as out:
        rows = csv.writer(out, lineterminator="\r\n")
        rows.writerow(["หน่วยงาน", "ข้อ", "URL", "คำอธิบาย"])
        for s in sources:
            if not s["item"]:
                continue
            urls = s["submit"].split() or [address(s["path"])]
            for url in urls:
                rows.writerow(["ops", s["item"], HOME + url.lstrip("/"),
                               s["note"]])


def write_for_robots(sources, site):
    write(site / "robots.txt", ("# %s\nUser-agent: *\nDisallow: /th/search\n"
          "Sitemap: %ssitemap.xml\n" % (NOTICE, HOME)).encode("utf-8"))
    places = "".join("<url><loc>%s</loc></url>\n" % (
        HOME + address(s["path"]).lstrip("/")) for s in sources)
    write(site / "sitemap.xml", (
        '<?xml version="1.0" encoding="UTF-8"?>\n<!-- %s -->\n<urlset xmlns='
        '"http://www.sitemaps.org/schemas/sitemap/0.9">\n%s</urlset>\n'
        % (NOTICE, places)).encode("utf-8"))


def make(quick):
    sources = read_sources()
    sources.sort(key=lambda s: (s["item"] == "", int(s["item"][1:] or 0),
                                s.name))
    furniture = furniture_of(sources)
    site = HERE / SAMPLE / "site"
    for source in sources:
        source.body = source.body.replace(
            "%%ITEMS%%", item_index(furniture)).replace(
            "%%NEWS%%", news_index(furniture))
        write(site / source["path"], Page(source).render(furniture))
        write_documents(source, site, quick)
    write(site / "assets/site.css", (HERE / "maker/site.css").read_bytes())
    write_for_robots(sources, site)
    write_pictures(site, quick)
    write_submissions(sources, HERE / SAMPLE / "submissions.csv")
    print("%d pages, %d documents" % (
        len(sources), sum(len(s.documents) for s in sources)))


def main():
    arguments = sys.argv[1:]
    if arguments == ["--check"]:
        sys.exit(check.run(HERE / SAMPLE, read_sources()))
    if arguments not in ([], ["--quick"]):
        sys.exit(__doc__)
    if not printer.available():
        sys.exit("make_samples: chromium-headless-shell is not installed "
                 "(apt-get install chromium-headless-shell fonts-thai-tlwg)")
    make(arguments == ["--quick"])


if __name__ == "__main__":
    main()
