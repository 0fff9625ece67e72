"""The small markup of samples/source: one text, many formats.

A source file is a page (header, ---, body) followed by the documents that the
page links to, each opened by a line "=== kind name option...".

    # ## ###      headings              - item       bullet list
    1. item       numbered list         ~ text       centred line (signatures)
    |!a|b         table header row      |a|b         table row
    |= text       table caption         <...         HTML, for pages only
    ^^^           page break            @ name       a new sheet (xlsx)

A cell may begin with {c2}, {r2} or {c2r3}: columns and rows it spans.
Inline: [text](url), [[file|text]] (a document of this page), **bold**, <br>.
"""

import re

THAI_DIGITS = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")
SPAN = re.compile(r"^\{(?:c(\d+))?(?:r(\d+))?\}")
BAR = re.compile(r"\|(?![^\[\]]*\]\])")     # but not that of [[file|text]]
INLINE = re.compile(r"\[\[([^|\]]+)\|([^\]]+)\]\]|\[([^\]]+)\]\(([^)]+)\)"
                    r"|\*\*([^*]+)\*\*|<br>")


class Cell:
    def __init__(self, text, cols=1, rows=1):
        self.text, self.cols, self.rows = text, cols, rows


class Table:
    def __init__(self):
        self.caption, self.head, self.body = "", [], []

    def rows(self):
        return self.head + self.body

    def grid(self):
        """Rows of (column, cell or None); None is covered from above."""
        out, open_spans = [], {}
        for row in self.rows():
            line, column, cells = [], 0, list(row)
            while cells or column in open_spans:
                if column in open_spans:
                    left, cols = open_spans[column]
                    line.append((column, None, cols))
                    if left == 1:
                        del open_spans[column]
                    else:
                        open_spans[column] = (left - 1, cols)
                    column += cols
                    continue
                cell = cells.pop(0)
                line.append((column, cell, cell.cols))
                if cell.rows > 1:
                    open_spans[column] = (cell.rows - 1, cell.cols)
                    # not to be closed by this very row
                    column += cell.cols
                    continue
                column += cell.cols
            out.append(line)
        return out

    def weights(self):
        """How wide each column wants to be, in characters."""
        out = [7] * self.width()
        for line in self.grid():
            for column, cell, cols in line:
                if cell and cols == 1:
                    longest = max(len(part) for part in
                                  plain(cell.text).split("\n"))
                    out[column] = max(out[column], min(longest, 32))
        return out

    def width(self):
        return max(c + n for line in self.grid() for c, _, n in line)


def cells(line):
    out = []
    for text in BAR.split(line)[1:]:
        text = text.strip()
        found = SPAN.match(text)
        if found and found.group(0) != "{}":
            out.append(Cell(text[found.end():].strip(),
                            int(found.group(1) or 1),
                            int(found.group(2) or 1)))
        else:
            out.append(Cell(text))
    return out


def parse(text):
    """A list of (kind, value): h1 h2 h3 p center ul ol table html break sheet."""
    blocks = []

    def add(kind, value):
        if kind in ("ul", "ol", "html") and blocks and blocks[-1][0] == kind:
            blocks[-1][1].append(value)
        else:
            blocks.append((kind, [value] if kind in ("ul", "ol", "html")
                           else value))

    for line in text.split("\n"):
        line = line.rstrip()
        if not line:
            if blocks and blocks[-1][0] != "gap":
                blocks.append(("gap", ""))
        elif line.startswith("|"):
            if not blocks or blocks[-1][0] != "table":
                blocks.append(("table", Table()))
            table = blocks[-1][1]
            if line.startswith("|="):
                table.caption = line[2:].strip()
            elif line.startswith("|!"):
                table.head.append(cells("|" + line[2:]))
            else:
                table.body.append(cells(line))
        elif line == "^^^":
            add("break", "")
        elif line.startswith("@ "):
            add("sheet", line[2:])
        elif line.startswith("<"):
            add("html", line)
        elif line.startswith("#"):
            marks, _, rest = line.partition(" ")
            add("h%d" % len(marks), rest)
        elif line.startswith("- "):
            add("ul", line[2:])
        elif re.match(r"\d+\. ", line):
            add("ol", line.split(". ", 1)[1])
        elif line.startswith("~ "):
            add("center", line[2:])
        else:
            add("p", line)
    return [b for b in blocks if b[0] != "gap"]


def pieces(text):
    """Inline parts: ("text"|"bold"|"link"|"file"|"br", text, target)."""
    at = 0
    for found in INLINE.finditer(text):
        if found.start() > at:
            yield "text", text[at:found.start()], ""
        if found.group(1):
            yield "file", found.group(2), found.group(1)
        elif found.group(3):
            yield "link", found.group(3), found.group(4)
        elif found.group(5):
            yield "bold", found.group(5), ""
        else:
            yield "br", "", ""
        at = found.end()
    if at < len(text):
        yield "text", text[at:], ""


def plain(text):
    return "".join("\n" if k == "br" else t for k, t, _ in pieces(text))


class Spelling:
    """How a page or document spells: Thai digits, sara am in two parts."""

    def __init__(self, options):
        self.thai = "thai" in options
        self.split = "split" in options

    def __call__(self, text):
        if self.thai:
            # addresses and telephone numbers of machines stay as they are
            text = " ".join(w if "@" in w or "://" in w
                            else w.translate(THAI_DIGITS)
                            for w in text.split(" "))
        if self.split:
            text = text.replace("\u0e33", "\u0e4d\u0e32")
        return text


def fields(text):
    out = {}
    for line in text.strip().split("\n"):
        key, _, value = line.partition(":")
        out[key.strip()] = value.strip()
    return out


class Document:
    def __init__(self, kind, name, options, body):
        self.kind, self.name, self.options = kind, name, options
        head, _, self.body = body.partition("\n---\n")
        self.head = fields(head)


class Source:
    """One source file: a page and its documents."""

    def __init__(self, path):
        parts = re.split(r"^=== ", path.read_text("utf-8"), flags=re.M)
        head, _, self.body = parts[0].partition("\n---\n")
        self.head = fields(head)
        self.name = path.stem
        self.documents = []
        for part in parts[1:]:
            first, _, body = part.partition("\n")
            words = first.split()
            self.documents.append(
                Document(words[0], words[1], words[2:], body))

    def __getitem__(self, key):
        return self.head.get(key, "")

    def folder(self):
        """Where the documents of this page lie on the site."""
        return "storage/" + (self["item"].lower() or self.name)
