"""DOCX and XLSX with nothing but the standard library.

The files hold no time of making, so that the same text gives the same bytes.
"""

import re
import zipfile
from xml.sax.saxutils import escape

from .markup import parse, pieces, plain, Spelling

STAMP = (2022, 1, 1, 0, 0, 0)
XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/"
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
NUMBER = re.compile(r"^-?[\d,]+(\.\d+)?$")


def pack(path, parts):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts:
            entry = zipfile.ZipInfo(name, STAMP)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, text)


def types(overrides):
    return (XML + '<Types xmlns="%scontent-types">' % PACKAGE
            + '<Default Extension="rels" ContentType="application/'
              'vnd.openxmlformats-package.relationships+xml"/>'
            + '<Default Extension="xml" ContentType="application/xml"/>'
            + "".join('<Override PartName="%s" ContentType="application/'
                      'vnd.openxmlformats-officedocument.%s+xml"/>' % o
                      for o in overrides) + "</Types>")


def relations(rows):
    return (XML + '<Relationships xmlns="%srelationships">' % PACKAGE
            + "".join('<Relationship Id="%s" Type="%s/%s" Target="%s"/>'
                      % (i, OFFICE, kind, target) for i, kind, target in rows)
            + "</Relationships>")


def core(title):
    return (XML + '<cp:coreProperties xmlns:cp="%smetadata/core-properties" '
            'xmlns:dc="http://purl.org/dc/elements/1.1/">'
            "<dc:title>%s</dc:title><dc:creator>oit-audit sample</dc:creator>"
            "</cp:coreProperties>" % (PACKAGE, escape(title)))


# Word

def run(text, bold=False):
    style = "<w:rPr>%s<w:cs/></w:rPr>" % ("<w:b/><w:bCs/>" if bold else "")
    return ('<w:r>%s<w:t xml:space="preserve">%s</w:t></w:r>'
            % (style, escape(text)))


def paragraph(text, spell, style="", align="", bold=False):
    props = ""
    if style:
        props += '<w:pStyle w:val="%s"/>' % style
    if align:
        props += '<w:jc w:val="%s"/>' % align
    out = ""
    for kind, words, _ in pieces(text):
        if kind == "br":
            out += "<w:r><w:br/></w:r>"
        else:
            out += run(spell(words), bold or kind == "bold")
    return "<w:p>%s%s</w:p>" % ("<w:pPr>%s</w:pPr>" % props if props else "",
                                out)


def word_table(table, spell):
    weights = table.weights()
    widths = [9000 * w // sum(weights) for w in weights]
    out = ('<w:tbl><w:tblPr><w:tblStyle w:val="TableGrid"/>'
           '<w:tblW w:w="5000" w:type="pct"/></w:tblPr><w:tblGrid>'
           + "".join('<w:gridCol w:w="%d"/>' % w for w in widths)
           + "</w:tblGrid>")
    heads = len(table.head)
    for number, line in enumerate(table.grid()):
        out += "<w:tr>"
        if number < heads:
            out += "<w:trPr><w:tblHeader/></w:trPr>"
        for column, cell, cols in line:
            props = ('<w:tcW w:w="%d" w:type="dxa"/>'
                     % sum(widths[column:column + cols]))
            if cols > 1:
                props += '<w:gridSpan w:val="%d"/>' % cols
            if cell is None:
                props += "<w:vMerge/>"
            elif cell.rows > 1:
                props += '<w:vMerge w:val="restart"/>'
            text = cell.text if cell else ""
            out += ("<w:tc><w:tcPr>%s</w:tcPr>%s</w:tc>"
                    % (props, paragraph(text, spell, bold=number < heads)))
        out += "</w:tr>"
    return out + "</w:tbl>" + "<w:p/>"


def word_body(text, spell):
    out = ""
    for kind, value in parse(text):
        if kind in ("h1", "h2", "h3"):
            out += paragraph(value, spell, "Heading" + kind[1],
                             "center" if kind == "h1" else "")
        elif kind == "p":
            out += paragraph(value, spell)
        elif kind == "center":
            out += paragraph(value, spell, align="center")
        elif kind in ("ul", "ol"):
            for number, item in enumerate(value, 1):
                mark = "• " if kind == "ul" else "%d. " % number
                out += paragraph(mark + item, spell, "ListParagraph")
        elif kind == "table":
            if value.caption:
                out += paragraph(value.caption, spell, bold=True)
            out += word_table(value, spell)
        elif kind == "break":
            out += '<w:p><w:r><w:br w:type="page"/></w:r></w:p>'
    return out


def style(name, label, size, bold, extra=""):
    return ('<w:style w:type="paragraph" w:styleId="%s"><w:name w:val="%s"/>'
            '<w:rPr>%s<w:szCs w:val="%d"/></w:rPr>%s</w:style>'
            % (name, label, "<w:b/><w:bCs/>" if bold else "", size, extra))


STYLES = (XML + '<w:styles xmlns:w="%s"><w:docDefaults><w:rPrDefault><w:rPr>'
          '<w:rFonts w:ascii="TH SarabunPSK" w:hAnsi="TH SarabunPSK" '
          'w:cs="TH SarabunPSK"/><w:sz w:val="32"/><w:szCs w:val="32"/>'
          "</w:rPr></w:rPrDefault></w:docDefaults>" % WORD
          + style("Normal", "Normal", 32, False)
          + style("Heading1", "heading 1", 40, True)
          + style("Heading2", "heading 2", 36, True)
          + style("Heading3", "heading 3", 32, True)
          + style("ListParagraph", "List Paragraph", 32, False)
          + style("Header", "header", 24, False)
          + '<w:style w:type="table" w:styleId="TableGrid"><w:name '
          'w:val="Table Grid"/><w:tblPr><w:tblBorders>'
          + "".join('<w:%s w:val="single" w:sz="4"/>' % s for s in
                    ("top", "left", "bottom", "right", "insideH", "insideV"))
          + "</w:tblBorders></w:tblPr></w:style></w:styles>")


def docx(path, document, notice):
    spell = Spelling(document.options)
    title = document.head["title"]
    turn = "landscape" in document.options
    size = ('<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>' if turn
            else '<w:pgSz w:w="11906" w:h="16838"/>')
    body = (paragraph(notice, str, bold=True)
            + word_body(document.body, spell)
            + '<w:sectPr><w:headerReference w:type="default" r:id="rId2"/>'
            + size + "</w:sectPr>")
    names = 'xmlns:w="%s" xmlns:r="%s"' % (WORD, OFFICE)
    pack(path, [
        ("[Content_Types].xml", types([
            ("/word/document.xml", "wordprocessingml.document.main"),
            ("/word/styles.xml", "wordprocessingml.styles"),
            ("/word/header1.xml", "wordprocessingml.header")])),
        ("_rels/.rels", relations([
            ("rId1", "officeDocument", "word/document.xml")])),
        ("docProps/core.xml", core(title)),
        ("word/_rels/document.xml.rels", relations([
            ("rId1", "styles", "styles.xml"),
            ("rId2", "header", "header1.xml")])),
        ("word/document.xml", XML + "<w:document %s><w:body>%s</w:body>"
         "</w:document>" % (names, body)),
        ("word/styles.xml", STYLES),
        ("word/header1.xml", XML + "<w:hdr %s>%s</w:hdr>"
         % (names, paragraph(notice, str, "Header", "center"))),
    ])


# Excel

def column_name(index):
    name = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        name = chr(65 + rest) + name
    return name


class Book:
    def __init__(self):
        self.strings, self.sheets = {}, []

    def share(self, text):
        return self.strings.setdefault(text, len(self.strings))


class Grid:
    """One sheet while it is being filled."""

    def __init__(self, book, name):
        self.book, self.name = book, name
        self.rows, self.merges, self.wide = [], [], [9]

    def line(self, values):
        """values: (column, text, columns, rows, style); style of s= below."""
        row = len(self.rows) + 1
        out, lines = "", 1
        for column, text, cols, rows, look in values:
            if look and rows == 1:
                room = sum(self.wide[column:column + cols])
                lines = max(lines, sum(1 + len(part) // room
                                       for part in text.split("\n")))
            place = "%s%d" % (column_name(column), row)
            if cols > 1 or rows > 1:
                self.merges.append("%s:%s%d" % (
                    place, column_name(column + cols - 1), row + rows - 1))
            if NUMBER.match(text) and look == 2:
                value = text.replace(",", "")
                look = 4 if "." in value else 3
                out += '<c r="%s" s="%d"><v>%s</v></c>' % (place, look, value)
            elif text:
                out += ('<c r="%s" s="%d" t="s"><v>%d</v></c>'
                        % (place, look, self.book.share(text)))
            else:
                out += '<c r="%s" s="%d"/>' % (place, look)
        self.rows.append('<row r="%d" ht="%d" customHeight="1">%s</row>'
                         % (row, 22 * lines, out))

    def text(self, words, look=0):
        self.line([(0, words, 1, 1, look)])

    def table(self, table, spell):
        if table.caption:
            self.text(spell(plain(table.caption)), 1)
        heads = len(table.head)
        for column, weight in enumerate(table.weights()):
            if column == len(self.wide):
                self.wide.append(0)
            self.wide[column] = max(self.wide[column], weight)
        for number, line in enumerate(table.grid()):
            look = 1 if number < heads else 2
            self.line([(column, spell(plain(cell.text)) if cell else "",
                        cols if cell else 1, cell.rows if cell else 1, look)
                       for column, cell, cols in line])

    def xml(self):
        wide = "".join('<col min="%d" max="%d" width="%d" customWidth="1"/>'
                       % (i, i, w) for i, w in enumerate(self.wide, 1))
        merges = ""
        if self.merges:
            merges = ('<mergeCells count="%d">' % len(self.merges)
                      + "".join('<mergeCell ref="%s"/>' % m
                                for m in self.merges) + "</mergeCells>")
        return (XML + '<worksheet xmlns="%s"><sheetPr><pageSetUpPr '
                'fitToPage="1"/></sheetPr><cols>%s</cols><sheetData>%s'
                '</sheetData>%s<pageSetup paperSize="9" '
                'orientation="landscape" fitToHeight="0"/></worksheet>'
                % (SHEET, wide, "".join(self.rows), merges))


BORDER = "".join('<%s style="thin"/>' % s
                 for s in ("left", "right", "top", "bottom"))
SHEET_STYLES = (
    XML + '<styleSheet xmlns="%s"><fonts count="2"><font><sz val="14"/>'
    '<name val="TH SarabunPSK"/></font><font><b/><sz val="14"/>'
    '<name val="TH SarabunPSK"/></font></fonts><fills count="2"><fill>'
    '<patternFill patternType="none"/></fill><fill>'
    '<patternFill patternType="gray125"/></fill></fills>'
    '<borders count="2"><border/><border>%s</border></borders>'
    '<cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="5">'
    '<xf fontId="0" borderId="0"/>'
    '<xf fontId="1" borderId="1" applyAlignment="1"><alignment '
    'horizontal="center" vertical="center" wrapText="1"/></xf>'
    '<xf fontId="0" borderId="1" applyAlignment="1"><alignment '
    'vertical="top" wrapText="1"/></xf>'
    '<xf fontId="0" borderId="1" numFmtId="3" applyNumberFormat="1"/>'
    '<xf fontId="0" borderId="1" numFmtId="4" applyNumberFormat="1"/>'
    "</cellXfs></styleSheet>" % (SHEET, BORDER))


def fill(book, text, spell, notice):
    sheet = None
    for kind, value in parse(text):
        if kind == "sheet":
            sheet = Grid(book, spell(value))
            book.sheets.append(sheet)
            sheet.text(notice)
        elif kind in ("h1", "h2", "h3", "p", "center"):
            sheet.text(spell(plain(value)))
        elif kind in ("ul", "ol"):
            for item in value:
                sheet.text("- " + spell(plain(item)))
        elif kind == "table":
            sheet.table(value, spell)


def xlsx(path, document, notice):
    book = Book()
    fill(book, document.body, Spelling(document.options), notice)
    sheets = list(enumerate(book.sheets, 1))
    strings = "".join('<si><t xml:space="preserve">%s</t></si>' % escape(s)
                      for s in book.strings)
    listed = "".join('<sheet name="%s" sheetId="%d" r:id="rId%d"/>'
                     % (escape(s.name), i, i) for i, s in sheets)
    last = len(sheets)
    pack(path, [
        ("[Content_Types].xml", types(
            [("/xl/workbook.xml", "spreadsheetml.sheet.main"),
             ("/xl/styles.xml", "spreadsheetml.styles"),
             ("/xl/sharedStrings.xml", "spreadsheetml.sharedStrings")]
            + [("/xl/worksheets/sheet%d.xml" % i, "spreadsheetml.worksheet")
               for i, _ in sheets])),
        ("_rels/.rels", relations([
            ("rId1", "officeDocument", "xl/workbook.xml")])),
        ("docProps/core.xml", core(document.head["title"])),
        ("xl/_rels/workbook.xml.rels", relations(
            [("rId%d" % i, "worksheet", "worksheets/sheet%d.xml" % i)
             for i, _ in sheets]
            + [("rId%d" % (last + 1), "styles", "styles.xml"),
               ("rId%d" % (last + 2), "sharedStrings",
                "sharedStrings.xml")])),
        ("xl/workbook.xml", XML + '<workbook xmlns="%s" xmlns:r="%s"><sheets>'
         "%s</sheets></workbook>" % (SHEET, OFFICE, listed)),
        ("xl/styles.xml", SHEET_STYLES),
        ("xl/sharedStrings.xml", XML + '<sst xmlns="%s" count="%d" '
         'uniqueCount="%d">%s</sst>' % (SHEET, len(book.strings),
                                         len(book.strings), strings)),
    ] + [("xl/worksheets/sheet%d.xml" % i, s.xml()) for i, s in sheets])
