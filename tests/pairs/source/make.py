#!/usr/bin/env python3
"""Write pairs from their sources: a document, and a twin for each element.

    python3 make.py [OUT] [NAME...]     OUT is the folder above by default

A source file holds documents:

    === O10 rongrian-ngan html 2        item, name, format, site furniture
    %sub year 2564>2562 2565>2563       how the twin without "year" is dated
    # heading   ## heading   - list item   | cell | cell |   |! head | head |
    {{period:shown##shown in the twin without "period"}}

Marks nest and may run over lines. `@` in %sub is a space. %months repeats the
document for each of six months, %monthstxt the same for text.
PDF needs chromium-headless-shell and a Thai font.
"""
import html, os, re, subprocess, sys, tempfile, zipfile
from xml.sax.saxutils import escape

HERE = os.path.dirname(os.path.abspath(__file__))
MONTHS = [("ตุลาคม 2564", "ต.ค. 64"), ("พฤศจิกายน 2564", "พ.ย. 64"),
          ("ธันวาคม 2564", "ธ.ค. 64"), ("มกราคม 2565", "ม.ค. 65"),
          ("กุมภาพันธ์ 2565", "ก.พ. 65"), ("มีนาคม 2565", "มี.ค. 65")]


def parse(path):
    for part in re.split(r"^=== ", open(path, encoding="utf-8").read(),
                         flags=re.M)[1:]:
        head, _, body = part.partition("\n")
        item, name, fmt, *rest = head.split()
        subs, months, lines = {}, None, []
        for line in body.split("\n"):
            if line.startswith("%sub "):
                _, element, *pairs = line.split()
                subs[element] = [tuple(x.replace("@", " ") for x in
                                       p.split(">")) for p in pairs]
            elif line.startswith("%months"):
                months = line.strip()
            else:
                lines.append(line)
        yield dict(item=item, name=name, fmt=fmt, style=int((rest or ["0"])[0]),
                   subs=subs, months=months, body="\n".join(lines).strip("\n"))


def expand(text, absent, seen):
    """Resolve {{element:shown##otherwise}} outside in."""
    out, i = [], 0
    while i < len(text):
        if not text.startswith("{{", i):
            out.append(text[i])
            i += 1
            continue
        depth, j, cut = 1, i + 2, None
        while depth:
            if text.startswith("{{", j):
                depth, j = depth + 1, j + 2
            elif text.startswith("}}", j):
                depth, j = depth - 1, j + 2
            else:
                if (cut is None and depth == 1 and text.startswith("##", j) and
                        not (text[j - 1] == "\n" and text[j + 2:j + 3] == " ")):
                    cut = j
                j += 1
        element, _, shown = text[i + 2:cut].partition(":")
        seen.add(element)
        part = text[cut + 2:j - 2] if element == absent else shown
        for e in re.findall(r"\{\{([a-z0-9-]+):", shown):
            seen.add(e)
        out.append(expand(part, absent, seen))
        i = j
    return "".join(out)


def resolve(doc, absent, seen):
    text = expand(doc["body"], absent, seen)
    text = re.sub(r"\n{2,}", "\n", text)
    if doc["months"]:
        seen.add("monthly-first-half")
        months = MONTHS[:3] if absent == "monthly-first-half" else MONTHS
        parts = []
        for long, short in months:
            parts.append(text.replace("ตุลาคม 2564", long)
                         .replace("ต.ค. 64", short))
        text = ("\f\n" if doc["months"].endswith("txt") else "\n").join(parts)
    for element, pairs in doc["subs"].items():
        seen.add(element)
        if element == absent:
            for n, (a, _) in enumerate(pairs):
                text = text.replace(a, f"\0{n}\0")
            for n, (_, b) in enumerate(pairs):
                text = text.replace(f"\0{n}\0", b)
    return text


def blocks(text):
    """(kind, value): h1 h2 p li raw sheet, table = list of (head, cells)"""
    table = []
    for line in text.split("\n") + [""]:
        if line.startswith("|"):
            head = line.startswith("|!")
            cells = [c.strip() for c in line[2 if head else 1:].rstrip()
                     .rstrip("|").split("|")]
            if head and table:
                yield "table", table
                table = []
            table.append((head, cells))
            continue
        if table:
            yield "table", table
            table = []
        if not line.strip():
            continue
        for prefix, kind in (("## ", "h2"), ("# ", "h1"), ("- ", "li"),
                             ("@sheet ", "sheet"), ("<", "raw")):
            if line.startswith(prefix):
                yield kind, line if kind == "raw" else line[len(prefix):]
                break
        else:
            yield "p", line


def html_body(text):
    out, items = [], []
    for kind, value in list(blocks(text)) + [("end", "")]:
        if kind == "li":
            items.append(f"<li>{html.escape(value, False)}</li>")
            continue
        if items:
            out.append("<ul>" + "\n".join(items) + "</ul>")
            items = []
        if kind == "raw":
            out.append(value)
        elif kind == "table":
            rows = []
            for head, cells in value:
                tag = "th" if head else "td"
                rows.append("<tr>" + "".join(
                    f"<{tag}>{html.escape(c, False)}</{tag}>" for c in cells)
                    + "</tr>")
            out.append("<table border=1>" + "\n".join(rows) + "</table>")
        elif kind in ("h1", "h2"):
            tag = "h1" if kind == "h1" else "h2"
            out.append(f"<{tag}>{html.escape(value, False)}</{tag}>")
        elif kind == "p":
            if "  " in value:
                out.append(f"<pre>{html.escape(value, False)}</pre>")
            else:
                out.append(f"<p>{html.escape(value, False)}</p>")
    return "\n".join(out)


TITLES = ("โครงสร้าง|ข้อมูลผู้บริหาร|อำนาจหน้าที่|แผนยุทธศาสตร์หรือแผนพัฒนาหน่วยงาน|"
          "ข้อมูลการติดต่อ|กฎหมายที่เกี่ยวข้อง|ข่าวประชาสัมพันธ์|Q&A|Social Network|"
          "แผนดำเนินงานประจำปี|รายงานการกำกับติดตามการดำเนินงาน รอบ 6 เดือน|"
          "รายงานผลการดำเนินงานประจำปี|คู่มือหรือมาตรฐานการปฏิบัติงาน|"
          "คู่มือหรือมาตรฐานการให้บริการ|ข้อมูลเชิงสถิติการให้บริการ|"
          "รายงานผลการสำรวจความพึงพอใจการให้บริการ|E-Service|"
          "แผนการใช้จ่ายงบประมาณประจำปี|การจัดซื้อจัดจ้าง|"
          "นโยบายการบริหารทรัพยากรบุคคล|"
          "แนวปฏิบัติการจัดการเรื่องร้องเรียนการทุจริต|"
          "ช่องทางแจ้งเรื่องร้องเรียนการทุจริต|ช่องทางการรับฟังความคิดเห็น|"
          "นโยบายไม่รับของขวัญ|การประเมินความเสี่ยงการทุจริต|"
          "แผนปฏิบัติการป้องกันการทุจริต|มาตรการส่งเสริมคุณธรรมและความโปร่งใส"
          ).split("|")
SITES = ["สำนักงานตัวอย่าง", "โรงพยาบาลทดสอบชล", "โรงเรียนสมมติวิทยาลัย",
         "อบต.ตัวอย่างนา"]


def menu(open_, close):
    return "\n".join(open_ + f'<a href="/ita/{n}">{html.escape(t)}</a>' + close
                     for n, t in enumerate(TITLES, 1))


def html_page(doc, text):
    body, site = html_body(text), SITES[doc["style"]]
    head = (f'<!doctype html>\n<html lang="th"><head><meta charset="utf-8">'
            f"<title>{site}</title></head>")
    if doc["style"] == 0:
        return (f'{head}<body><header><h1 class="site">{site}</h1><nav><ul>\n'
                + menu("<li>", "</li>") + "\n</ul></nav></header>\n<main>\n"
                + body + f"\n</main><footer>ลิขสิทธิ์ {site} | แผนผังเว็บไซต์"
                "</footer></body></html>\n")
    if doc["style"] == 1:
        return (f'{head}<body class="page-template"><div id="masthead">'
                f'<a href="/">{site}</a></div><div id="content"><article>'
                '<div class="entry-content">\n' + body +
                '\n</div></article></div><div id="secondary" '
                'class="widget-area sidebar"><h2>ITA 2565</h2><ul>\n' +
                menu("<li>", "</li>") + "\n</ul></div><div id=\"colophon\" "
                'class="site-footer">บริการด้วยใจ</div></body></html>\n')
    if doc["style"] == 2:
        return (f'{head}<body><div class="topbar">{site}</div>'
                '<div class="container"><div class="row"><div class="col-md-3 '
                'sidebar"><div class="list-group">\n' + menu("", "<br>") +
                '\n</div></div><div class="col-md-9 main">\n' + body +
                '\n</div></div></div><div class="footer">งานสารสนเทศโรงเรียน'
                "</div></body></html>\n")
    return (f'{head}<body><table width="100%"><tr><td colspan="2" class="banner"'
            f">{site}</td></tr><tr><td width=\"200\" class=\"leftmenu\">\n" +
            menu("", "<br>") + '\n</td><td class="content">\n' + body +
            "\n</td></tr></table><p class=\"footer\">ออกแบบโดยงานคอมพิวเตอร์</p>"
            "</body></html>\n")


def width(s):
    return sum(1 for c in s if not re.match("[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]", c))


def text_page(text):
    out = []
    for kind, value in blocks(text):
        if kind == "table":
            wide = [max(width(r[1][c]) if c < len(r[1]) else 0 for r in value)
                    for c in range(max(len(r[1]) for r in value))]
            for _, cells in value:
                out.append("   ".join(c + " " * (w - width(c))
                                      for c, w in zip(cells, wide)).rstrip())
        else:
            out.append(("- " if kind == "li" else "") + value)
    return "\n".join(out) + "\n"


def docx(path, text):
    def run(s, bold=False):
        b = "<w:rPr><w:b/></w:rPr>" if bold else ""
        return (f'<w:p><w:r>{b}<w:t xml:space="preserve">{escape(s)}</w:t>'
                "</w:r></w:p>")
    out = []
    for kind, value in blocks(text):
        if kind == "table":
            rows = "".join("<w:tr>" + "".join(f"<w:tc>{run(c, head)}</w:tc>"
                                              for c in cells) + "</w:tr>"
                           for head, cells in value)
            out.append(f"<w:tbl>{rows}</w:tbl><w:p/>")
        else:
            out.append(run(("- " if kind == "li" else "") + value,
                           kind in ("h1", "h2")))
    pack(path, {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/'
        'package/2006/content-types"><Default Extension="rels" ContentType='
        '"application/vnd.openxmlformats-package.relationships+xml"/><Default '
        'Extension="xml" ContentType="application/xml"/><Override PartName="/'
        'word/document.xml" ContentType="application/vnd.openxmlformats-'
        'officedocument.wordprocessingml.document.main+xml"/></Types>',
        "_rels/.rels": rels("officeDocument", "word/document.xml"),
        "word/document.xml": '<w:document xmlns:w="http://schemas.openxmlformats'
        '.org/wordprocessingml/2006/main"><w:body>' + "".join(out) +
        "</w:body></w:document>"})


def rels(kind, *targets):
    return ('<Relationships xmlns="http://schemas.openxmlformats.org/package/'
            '2006/relationships">' + "".join(
                f'<Relationship Id="rId{n}" Type="http://schemas.openxmlformats'
                f'.org/officeDocument/2006/relationships/{kind}" Target="{t}"/>'
                for n, t in enumerate(targets, 1)) + "</Relationships>")


def pack(path, parts):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as z:
        for name, data in parts.items():
            info = zipfile.ZipInfo(name, (2022, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            z.writestr(info, '<?xml version="1.0" encoding="UTF-8"?>' + data)


def xlsx(path, text):
    sheets = []
    for kind, value in blocks(text):
        if kind == "sheet":
            sheets.append((value, []))
            continue
        rows = [c for _, c in value] if kind == "table" else [[value]]
        sheets[-1][1].extend(rows)
    parts = {}
    names = []
    for n, (name, rows) in enumerate(sheets, 1):
        cells = []
        for r, row in enumerate(rows, 1):
            cs = "".join(f'<c r="{chr(64 + c)}{r}" t="inlineStr"><is><t>'
                         f"{escape(v)}</t></is></c>"
                         for c, v in enumerate(row, 1) if v)
            cells.append(f'<row r="{r}">{cs}</row>')
        parts[f"xl/worksheets/sheet{n}.xml"] = (
            '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/'
            '2006/main"><sheetData>' + "".join(cells) +
            "</sheetData></worksheet>")
        names.append(f'<sheet name="{escape(name)}" sheetId="{n}" r:id="rId{n}"/>')
    over = "".join(f'<Override PartName="/xl/worksheets/sheet{n}.xml" ContentType'
                   '="application/vnd.openxmlformats-officedocument.spreadsheetml'
                   '.worksheet+xml"/>' for n in range(1, len(sheets) + 1))
    pack(path, {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/'
        'package/2006/content-types"><Default Extension="rels" ContentType='
        '"application/vnd.openxmlformats-package.relationships+xml"/><Default '
        'Extension="xml" ContentType="application/xml"/><Override PartName="/xl/'
        'workbook.xml" ContentType="application/vnd.openxmlformats-'
        'officedocument.spreadsheetml.sheet.main+xml"/>' + over + "</Types>",
        "_rels/.rels": rels("officeDocument", "xl/workbook.xml"),
        "xl/workbook.xml": '<workbook xmlns="http://schemas.openxmlformats.org/'
        'spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/'
        'officeDocument/2006/relationships"><sheets>' + "".join(names) +
        "</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": rels("worksheet", *(
            f"worksheets/sheet{n}.xml" for n in range(1, len(sheets) + 1))),
        **parts})


def pdf(path, text):
    page = ('<!doctype html><meta charset="utf-8"><style>@page{size:A4;margin:'
            "20mm}body{font:12pt Garuda,Loma,sans-serif}table{border-collapse:"
            "collapse}td,th{padding:3px 8px}pre{font:inherit;white-space:pre}"
            "</style>" + html_body(text))
    with tempfile.TemporaryDirectory() as d:
        src = os.path.join(d, "p.html")
        open(src, "w", encoding="utf-8").write(page)
        subprocess.run(["chromium-headless-shell", "--no-sandbox",
                        "--no-pdf-header-footer", f"--user-data-dir={d}/u",
                        f"--print-to-pdf={path}", "file://" + src],
                       check=True, stderr=subprocess.DEVNULL)


def write(doc, text, base):
    path = f"{base}.{doc['fmt']}"
    if doc["fmt"] in ("docx", "xlsx", "pdf"):
        {"docx": docx, "xlsx": xlsx, "pdf": pdf}[doc["fmt"]](path, text)
        return
    with open(path, "w", encoding="utf-8") as f:
        f.write(html_page(doc, text) if doc["fmt"] == "html"
                else text_page(text))


def main():
    out = sys.argv[1] if len(sys.argv) > 1 else os.path.dirname(HERE)
    only = sys.argv[2:]
    for source in sorted(os.listdir(HERE)):
        if not source.endswith(".txt"):
            continue
        for doc in parse(os.path.join(HERE, source)):
            if only and doc["name"] not in only:
                continue
            folder = os.path.join(out, doc["item"])
            os.makedirs(folder, exist_ok=True)
            base, seen = os.path.join(folder, doc["name"]), set()
            whole = resolve(doc, None, seen)
            write(doc, whole, base)
            trap = doc["name"].startswith("trap-")
            open(base + ".expect", "w").write(
                ("" if trap else " ".join(sorted(seen))) + "\n")
            for element in sorted(seen) if not trap else ():
                twin = resolve(doc, element, set())
                assert twin != whole, (base, element)
                write(doc, twin, f"{base}.no-{element}")


if __name__ == "__main__":
    main()
