#!/usr/bin/env python3
"""make_zoo.py FOLDER [same|less] - one file of each format, each damage, and hostile ones.

Standard library only, run by the test: nothing that is large or hostile lies
in the repository. What each file must come to stands in test_zoo.c. With
"same": one annual plan in every format, for test_formats_agree.c; with "less":
the same plan without its period.
"""
import io
import os
import struct
import sys
import zipfile
import zlib

folder = sys.argv[1]
HEAD = "แผนปฏิบัติราชการประจำปีงบประมาณ พ.ศ. 2565"
WORD = "โครงการตัวอย่างของหน่วยงานสมมติ"
ROWS = [("โครงการ", "งบประมาณ"), (WORD, "1,000"), ("โครงการที่สอง", "2,000")]
LINES = []  # between the heading and the table
if sys.argv[2:]:
    HEAD = "แผนปฏิบัติราชการประจำปีงบประมาณ พ.ศ. 2565"
    LINES = ["เทศบาลตำบลตัวอย่าง อำเภอสมมติ",
             "ระยะเวลาของแผน 1 ตุลาคม 2564 ถึง 30 กันยายน 2565"]
    ROWS = [("ลำดับ", "โครงการ/กิจกรรม", "งบประมาณ (บาท)", "ระยะเวลาดำเนินการ",
             "หน่วยงานรับผิดชอบ")]
    ROWS += [(str(i + 1), "โครงการ" + name, "%d0,000" % (i + 4),
              "ต.ค. 2564 - ก.ย. 2565", "สำนักปลัด") for i, name in enumerate((
                  "ก่อสร้างถนนสายสมมติ", "อบรมพนักงานตัวอย่าง",
                  "ส่งเสริมผู้สูงอายุตำบลตัวอย่าง"))]
    if sys.argv[2] == "less":
        ROWS = [row[:3] + row[4:] for row in ROWS]
        LINES.pop()


def put(name, data):
    if isinstance(data, str):
        data = data.encode()
    with open(os.path.join(folder, name), "wb") as out:
        out.write(data)
    return data


def pack(parts, stored=()):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as z:
        for name, data in parts:
            kind = zipfile.ZIP_STORED if name in stored else None
            z.writestr(zipfile.ZipInfo(name), data,
                       zipfile.ZIP_DEFLATED if kind is None else kind)
    return out.getvalue()


REL = ("<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/"
       "relationships'>%s</Relationships>")
TYPE = ("http://schemas.openxmlformats.org/officeDocument/2006/"
        "relationships/")


def rel(identity, kind, target, mode=""):
    return (f"<Relationship Id='{identity}' Type='{TYPE}{kind}' "
            f"Target='{target}'{mode}/>")


def docx(body=None, before=""):
    if body is None:
        body = (f"<w:p><w:pPr><w:outlineLvl w:val='0'/></w:pPr><w:r><w:t>"
                f"{HEAD}</w:t></w:r></w:p>" + "".join(
                    f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>"
                    for line in LINES) + "<w:tbl>" + "".join(
                    "<w:tr>" + "".join(
                        f"<w:tc><w:p><w:r><w:t>{c}</w:t></w:r></w:p></w:tc>"
                        for c in row) + "</w:tr>" for row in ROWS)
                + "</w:tbl>")
    return pack([
        ("_rels/.rels", REL % rel("a", "officeDocument", "word/document.xml")),
        ("word/document.xml",
         before + "<w:document xmlns:w='http://schemas.openxmlformats.org/"
         f"wordprocessingml/2006/main'><w:body>{body}</w:body></w:document>"),
    ])


def xlsx():
    rows = "".join(
        "<row>" + "".join(f"<c t='inlineStr'><is><t>{c}</t></is></c>"
                          for c in row) + "</row>"
        for row in ([(HEAD,)] if LINES else []) + [(x,) for x in LINES] + ROWS)
    return pack([
        ("_rels/.rels", REL % rel("a", "officeDocument", "xl/workbook.xml")),
        ("xl/workbook.xml", "<workbook xmlns:r='urn:r'><sheets>"
         "<sheet name='แผน' sheetId='1' r:id='s'/></sheets></workbook>"),
        ("xl/_rels/workbook.xml.rels",
         REL % rel("s", "worksheet", "worksheets/s.xml")),
        ("xl/worksheets/s.xml",
         f"<worksheet><sheetData>{rows}</sheetData></worksheet>"),
    ])


def slide(shapes, more=""):
    return ("<p:sld xmlns:p='urn:p' xmlns:a='urn:a' xmlns:r='urn:r' "
            f"{more}><p:cSld><p:spTree>{shapes}</p:spTree></p:cSld></p:sld>")


def shape(kind, words):
    return (f"<p:sp><p:nvSpPr><p:nvPr><p:ph type='{kind}'/></p:nvPr>"
            f"</p:nvSpPr><p:txBody><a:p><a:r><a:t>{words}</a:t></a:r></a:p>"
            "</p:txBody></p:sp>")


def pptx():
    table = "<p:graphicFrame><a:tbl><a:tblPr firstRow='1'/>" + "".join(
        "<a:tr>" + "".join(f"<a:tc><a:txBody><a:p><a:r><a:t>{c}</a:t></a:r>"
                           "</a:p></a:txBody></a:tc>" for c in row)
        + "</a:tr>" for row in ROWS) + "</a:tbl></p:graphicFrame>"
    hidden = slide(shape("body", "คำที่ซ่อนไว้"), "show='0'")
    return pack([
        ("_rels/.rels",
         REL % rel("a", "officeDocument", "ppt/presentation.xml")),
        ("ppt/presentation.xml", "<p:presentation xmlns:p='urn:p' "
         "xmlns:r='urn:r'><p:sldIdLst><p:sldId id='256' r:id='s2'/>"
         "<p:sldId id='257' r:id='s1'/><p:sldId id='258' r:id='s3'/>"
         "</p:sldIdLst></p:presentation>"),
        ("ppt/_rels/presentation.xml.rels",
         REL % (rel("s1", "slide", "slides/slide1.xml")
                + rel("s2", "slide", "slides/slide2.xml")
                + rel("s3", "slide", "slides/slide3.xml"))),
        ("ppt/slides/slide1.xml", slide(table + shape("title", "ตาราง"))),
        ("ppt/slides/slide2.xml",
         slide(shape("body", WORD) + shape("ctrTitle", HEAD))),
        ("ppt/slides/slide3.xml", hidden),
        ("ppt/notesSlides/notesSlide1.xml", slide(shape("body", "บันทึกลับ"))),
    ])


ODF = ("<office:document-content xmlns:office='urn:o' xmlns:text='urn:t' "
       "xmlns:table='urn:b'><office:body>%s</office:body>"
       "</office:document-content>")


def odf_table(name, tail=""):
    return f"<table:table table:name='{name}'>" + "".join(
        "<table:table-row>" + "".join(
            f"<table:table-cell><text:p>{c}</text:p></table:table-cell>"
            for c in row) + tail + "</table:table-row>"
        for row in ROWS) + "%s</table:table>"


def odf(kind, body, manifest=""):
    mime = "application/vnd.oasis.opendocument." + kind
    return pack([("mimetype", mime), ("content.xml", body),
                 ("META-INF/manifest.xml", f"<manifest>{manifest}</manifest>")],
                stored=("mimetype",))


def odt(manifest=""):
    return odf("text", ODF % (
        f"<office:text><text:h text:outline-level='1'>{HEAD}</text:h>"
        + "".join(f"<text:p>{line}</text:p>" for line in LINES)
        + odf_table("t") % "" + "</office:text>"), manifest)


def ods():
    far = ("<table:table-cell table:number-columns-repeated='16000'/>")
    rest = ("<table:table-row table:number-rows-repeated='1048000'>"
            "<table:table-cell table:number-columns-repeated='16384'/>"
            "</table:table-row>")
    return odf("spreadsheet", ODF % (
        "<office:spreadsheet>" + odf_table("แผน", far) % rest
        + "</office:spreadsheet>"))


def ods_repeated():
    row = ("<table:table-row table:number-rows-repeated='1000000'>"
           "<table:table-cell table:number-columns-repeated='16000'>"
           f"<text:p>{WORD}</text:p></table:table-cell></table:table-row>")
    return odf("spreadsheet", ODF % (
        "<office:spreadsheet><table:table table:name='a'>" + row
        + "</table:table></office:spreadsheet>"))


def thai(text):
    return "".join(c if ord(c) < 0x80 else "\\'%02x" % c.encode("cp874")[0]
                   for c in text)


def rtf():
    cells = ""
    for row in ROWS:
        cells += "\\trowd\\cellx3000\\cellx6000 " + "".join(
            "\\pard\\intbl " + thai(c) + "\\cell " for c in row) + "\\row\n"
    return ("{\\rtf1\\ansi\\ansicpg1252\\deff0{\\fonttbl{\\f0\\fcharset222 "
            "TH Sarabun New;}}{\\*\\generator x;}\\pard\\outlinelevel0 "
            + thai(HEAD) + "\\par\n\\pard "
            + "".join(thai(line) + "\\par\n" for line in LINES) + cells + "\\pard "
            + "".join("\\u%d?" % ord(c) for c in "ท้ายเรื่อง") + "\\par}")


def html(charset):
    table = "".join("<tr>" + "".join(f"<td>{c}</td>" for c in row) + "</tr>"
                    for row in ROWS).replace("td>", "th>", 2 * len(ROWS[0]))
    return (f"<!DOCTYPE html><html><head><meta charset='{charset}'><title>"
            f"{HEAD}</title></head><body><h1>{HEAD}</h1>"
            + "".join(f"<p>{line}</p>" for line in LINES)
            + f"<table>{table}</table></body></html>")


def ole(stream, content):
    """A compound file of one stream of 4096 bytes."""
    sector = 512
    content = content.ljust(4096, b"\0")

    def entry(name, kind, child, start, size):
        raw = (name + "\0").encode("utf-16-le")
        return (raw.ljust(64, b"\0") + struct.pack("<HBB", len(raw), kind, 1)
                + struct.pack("<III", 0xffffffff, 0xffffffff, child)
                + bytes(36) + struct.pack("<IQ", start, size))
    table = [0xfffffffd, 0xfffffffe] + list(range(3, 10)) + [0xfffffffe]
    table += [0xffffffff] * (128 - len(table))
    directory = (entry("Root Entry", 5, 1, 0xfffffffe, 0)
                 + entry(stream, 2, 0xffffffff, 2, 4096)).ljust(sector, b"\0")
    head = (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
            + struct.pack("<HHHHH", 0x3e, 3, 0xfffe, 9, 6) + bytes(6)
            + struct.pack("<IIIIIIIIII", 0, 1, 1, 0, 4096, 0xfffffffe, 0,
                          0xfffffffe, 0, 0))
    head += struct.pack("<I", 0xffffffff) * ((sector - len(head)) // 4)
    return (head + struct.pack("<128I", *table) + directory + content)


def vint(number):
    out = b""
    while True:
        out += bytes([number & 0x7f | (0x80 if number > 0x7f else 0)])
        number >>= 7
        if number == 0:
            return out


def rar(name, data):
    """RAR 5, one file, stored."""
    def block(body):
        body = vint(len(body)) + body
        return struct.pack("<I", zlib.crc32(body)) + body
    raw = name.encode()
    packed = (vint(2) + vint(2) + vint(len(data)) + vint(4) + vint(len(data))
              + vint(0o644) + struct.pack("<I", zlib.crc32(data)) + vint(0)
              + vint(1) + vint(len(raw)) + raw)
    return (b"Rar!\x1a\x07\x01\x00" + block(vint(1) + vint(0) + vint(0))
            + block(packed) + data + block(vint(5) + vint(0) + vint(0)))


def seven(name, data):
    """7z, one file, copied, the header as it is."""
    def number(n):
        return bytes([n]) if n < 0x80 else bytes([0x80 | n >> 8, n & 0xff])
    raw = (name + "\0").encode("utf-16-le")
    head = (b"\x01\x04\x06\x00" + number(1) + b"\x09" + number(len(data))
            + b"\x00\x07\x0b" + number(1) + b"\x00" + number(1) + b"\x01\x00"
            + b"\x0c" + number(len(data)) + b"\x0a\x01"
            + struct.pack("<I", zlib.crc32(data)) + b"\x00\x08\x00\x00\x05"
            + number(1) + b"\x11" + number(len(raw) + 1) + b"\x00" + raw
            + b"\x00\x00")
    start = struct.pack("<QQI", len(data), len(head), zlib.crc32(head))
    return (b"7z\xbc\xaf\x27\x1c\x00\x04" + struct.pack("<I", zlib.crc32(start))
            + start + data + head)


def locked(data):
    """Sets the flag that says encrypted in every header of a zip."""
    data = bytearray(data)
    for mark, at in ((b"PK\3\4", 6), (b"PK\1\2", 8)):
        found = data.find(mark)
        while found >= 0:
            data[found + at] |= 1
            found = data.find(mark, found + 4)
    return bytes(data)


def old_names(data, name):
    """Names in windows-874, without the flag that says UTF-8."""
    return data.replace(b"x" * len(name), name.encode("cp874"))


def pdf(objects):
    out = io.BytesIO()
    out.write(b"%PDF-1.4\n")
    places = []
    for number, body in enumerate(objects, 1):
        places.append(out.tell())
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, body))
    at = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    out.write(b"".join(b"%010d 00000 n \n" % p for p in places))
    out.write(b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n"
              % (len(objects) + 1, at))
    return out.getvalue()


def pdf_pages(extra):
    words = b"BT /F1 12 Tf 72 700 Td (The annual plan of a sample) Tj ET"
    return pdf([
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
        b" /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(words), words),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ] + [b"<< /A %d >>" % i for i in range(extra)])


LAUGHS = "<!DOCTYPE a [<!ENTITY l0 'ha'>" + "".join(
    f"<!ENTITY l{i} '{('&l%d;' % (i - 1)) * 10}'>" for i in range(1, 10)
) + "]>"
TEXT = (HEAD + "\n\n" + WORD + "\n").encode()

if sys.argv[2:]:
    put("plan.html", html("utf-8"))
    put("plan-874.html", html("tis-620").encode("cp874"))
    put("plan.docx", docx())
    put("plan.xlsx", xlsx())
    put("plan.odt", odt())
    put("plan.rtf", rtf())
    put("plan.zip", pack([("plan.docx", docx())]))
    sys.exit()

put("plan.docx", docx())
put("plan.xlsx", xlsx())
put("plan.pptx", pptx())
put("plan.odt", odt())
put("plan.ods", ods())
put("plan.rtf", rtf())
put("plan.txt", TEXT)
put("plan-874.txt", (HEAD + "\n\n" + WORD + "\n").encode("cp874"))
put("plan.pdf", pdf_pages(0))
put("plan.zip", pack([("แผน/plan.docx", docx()), ("ก.txt", TEXT),
                      ("__MACOSX/._plan.docx", b"\0\1"), ("setup.exe", b"MZ\0\1\2" * 50)]))
put("old-names.zip", old_names(pack([("x" * len("แผนปฏิบัติราชการ") + ".txt", TEXT)]),
                               "แผนปฏิบัติราชการ"))
put("plan.rar", rar("แผน.txt", TEXT))
put("plan.7z", seven("แผน.txt", TEXT))
put("nested.zip", pack([("inner.zip", pack([("plan.odt", odt())]))]))
# names that lie
put("docx-named.pdf", docx())
put("rtf-named.doc", rtf())
put("ods-named.xls", ods())
put("zip-named.docx", pack([("plan.txt", TEXT)]))
put("text-named.docx", TEXT)
# damage
put("empty.docx", b"")
for name, data in (("docx", docx()), ("pptx", pptx()), ("odt", odt()),
                   ("ods", ods()), ("rtf", rtf().encode()),
                   ("zip", pack([("a.txt", os.urandom(4000))])),
                   ("7z", seven("a.txt", TEXT))):
    put("cut." + name, data[:len(data) * 2 // 3])
put("no-text.odt", odf("text", ODF % "<office:text/>"))
put("torn.pptx", pptx().replace(b"PK\1\2", b"PK\1\3"))
put("some-unread.zip", pack([("plan.docx", docx()), ("bad.docx", b"PK\3\4zzz")]))
# locked
put("locked.odt", odt("<encryption-data/>"))
put("locked.zip", locked(pack([("plan.txt", TEXT)])))
put("locked.doc", ole("WordDocument", struct.pack("<HHHHHH", 0xa5ec, 0xc1, 0, 0,
                                                  0, 0x0100)))
put("locked.xls", ole("Workbook", struct.pack("<HHHHHHHH", 0x809, 8, 0, 0, 0, 0,
                                              0x2f, 6)))
# old, and no converter
put("old.doc", ole("WordDocument", struct.pack("<HH", 0xa5ec, 0xc1)))
put("old.xls", ole("Workbook", struct.pack("<HH", 0x809, 8)))
put("old.ppt", ole("PowerPoint Document", b"\x0f\0\xe8\3"))
put("cut.doc", ole("WordDocument", b"")[:900])
# hostile
put("bomb.docx", docx("<w:p/>" + " " * (24 << 20)))
put("bomb.zip", pack([("a.txt", b"\0" * (24 << 20))]))
put("laughs.docx", docx("<w:p><w:r><w:t>&l9;</w:t></w:r></w:p>", LAUGHS))
put("laughs.odt", odf("text", LAUGHS + ODF % "<office:text>&l9;</office:text>"))
put("deep.docx", docx("<w:sdt>" * 5000 + "</w:sdt>" * 5000))
put("deep.rtf", "{\\rtf1 " + "{" * 100000 + "}" * 100001)
deep = pack([("plan.txt", TEXT)])
for _ in range(8):
    deep = pack([("a.zip", deep)])
put("deep.zip", deep)
put("many.zip", pack([(f"{i}.txt", TEXT) for i in range(700)]))
put("repeated.ods", ods_repeated())
put("objects.pdf", pdf_pages(300000))
put("binary.rtf", "{\\rtf1 \\bin2147483647 abc}")
