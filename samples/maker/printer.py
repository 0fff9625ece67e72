"""PDF documents and bitmaps, drawn by chromium-headless-shell.

Chromium stamps the time into a PDF: it is replaced by a fixed one of the same
length, so that the same text gives the same bytes on the same machine.
"""

import base64
import json
import re
import shutil
import subprocess
import tempfile
from html import escape
from pathlib import Path

from .markup import Spelling
from .pages import body_html

BROWSER = "chromium-headless-shell"
COMMON = ["--no-sandbox", "--disable-gpu", "--hide-scrollbars"]
STAMP = re.compile(rb"\(D:\d{14}")

PRINT_CSS = """@page{size:A4 %s;margin:18mm 16mm 20mm 16mm;
@bottom-center{content:"%s หน้า " counter(page);font:9pt %s;color:#a00}}
body{font-family:%s;font-size:13pt;line-height:1.45;color:#000}
h1{font-size:17pt;text-align:center}h2{font-size:15pt}h3{font-size:13.5pt}
table.data{border-collapse:collapse;width:100%%;font-size:11pt;margin:8pt 0}
table.data th,table.data td{border:0.6pt solid #000;padding:2pt 4pt;vertical-align:top}
table.data th{background:#eee}td.n{text-align:right;white-space:nowrap}
h2,h3,.caption{break-after:avoid}.caption{font-weight:bold}.center{text-align:center}
.break{page-break-after:always}tr{page-break-inside:avoid}
.notice{border:0.6pt solid #a00;color:#a00;font-size:10.5pt;text-align:center;padding:3pt}
a{color:#000;text-decoration:none}
"""


def available():
    return shutil.which(BROWSER) is not None


def pdf(path, document, notice):
    options = document.options
    font = "Norasi, Laksaman" if "serif" in options else "Laksaman, Garuda"
    page = ('<!DOCTYPE html><html lang="th"><head><meta charset="utf-8">'
            "<title>%s</title><style>%s</style></head><body>"
            '<div class="notice">%s</div>%s'
            "</body></html>" % (
                escape(document.head["title"]), PRINT_CSS % (
                    "landscape" if "landscape" in options else "portrait",
                    notice, font, font),
                notice,
                body_html(document.body, Spelling(options), "", True)))
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, "page.html")
        source.write_text(page, "utf-8")
        made = Path(folder, "page.pdf")
        subprocess.run([BROWSER, *COMMON, "--no-pdf-header-footer",
                        "--disable-pdf-tagging", "--print-to-pdf=%s" % made,
                        source.as_uri()],
                       check=True, capture_output=True, timeout=120)
        path.write_bytes(STAMP.sub(b"(D:20220401020000", made.read_bytes()))


BITMAP_PAGE = """<!DOCTYPE html><meta charset="utf-8"><div id="out"></div><script>
const jobs = %s;
Promise.all(jobs.map(([svg, w, h, type]) => new Promise(done => {
  const image = new Image();
  image.onload = () => {
    const c = document.createElement("canvas");
    c.width = w; c.height = h;
    c.getContext("2d").drawImage(image, 0, 0, w, h);
    done(c.toDataURL(type, 0.72));
  };
  image.src = "data:image/svg+xml;charset=utf-8," + encodeURIComponent(svg);
}))).then(urls => {
  document.getElementById("out").textContent = urls.join("\\n");
});
</script>
"""


def bitmaps(jobs):
    """Bytes of a picture for each (svg, width, height, media type)."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, "draw.html")
        source.write_text(BITMAP_PAGE % json.dumps(jobs), "utf-8")
        made = subprocess.run(
            [BROWSER, *COMMON, "--virtual-time-budget=20000", "--dump-dom",
             source.as_uri()], check=True, capture_output=True, timeout=120)
    found = re.findall(r"data:image/\w+;base64,([A-Za-z0-9+/=]+)",
                       made.stdout.decode("utf-8").split('id="out"')[1])
    assert len(found) == len(jobs), "a picture was not drawn"
    return [base64.b64decode(f) for f in found]
