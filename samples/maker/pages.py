"""Web pages: three kinds of site furniture around the same sort of content.

modern   header, nav, main, aside, footer
classic  a content manager's div soup without <main>
table    an old page laid out with tables
"""

from html import escape

from .markup import parse, pieces, Spelling

NOTICE = ("ตัวอย่างสมมติที่จัดทำขึ้นเพื่อทดสอบโปรแกรม oit-audit "
          "ไม่ใช่ข้อมูลจริงของหน่วยงาน")
SITE = "สำนักงานปลัดกระทรวงพลังงาน"
HOME = "https://ops.energy.go.th/"
ADDRESS = ("เลขที่ 99/9 อาคารศูนย์พลังงานตัวอย่าง ชั้น 5 ถนนสมมติวิถี "
           "แขวงตัวอย่าง เขตจตุจักร กรุงเทพมหานคร 10900")
PHONE, FAX = "0-2000-0000", "0-2000-0009"
MAIL = "saraban@ops.energy.example"
SOCIAL = [("Facebook", "https://www.facebook.com/ops.energy.sample"),
          ("YouTube", "https://www.youtube.com/@ops-energy-sample"),
          ("X", "https://twitter.com/ops_energy_smp"),
          ("LINE", "https://line.me/R/ti/p/@ops-energy-sample")]
OUTSIDE = [("กระทรวงพลังงาน", "https://energy.go.th/"),
           ("สำนักงาน ป.ป.ช.", "https://www.nacc.go.th/"),
           ("ระบบจัดซื้อจัดจ้างภาครัฐ", "https://www.gprocurement.go.th/"),
           ("สำนักงาน ก.พ.", "https://www.ocsc.go.th/"),
           ("ศูนย์ข้อมูลข่าวสารของราชการ", "https://www.oic.go.th/")]
MONTHS = ("มกราคม กุมภาพันธ์ มีนาคม เมษายน พฤษภาคม มิถุนายน กรกฎาคม "
          "สิงหาคม กันยายน ตุลาคม พฤศจิกายน ธันวาคม").split()


def thai_date(text):
    year, month, day = text.split("-")
    return "%d %s %s" % (int(day), MONTHS[int(month) - 1], year)


def address(path):
    """The address of a file of the mirror, as links write it."""
    if path.endswith("/index.html"):
        return "/" + path[:-len("index.html")]
    if path.endswith(".html"):
        return "/" + path[:-len(".html")]
    return "/" + path


def inline(text, spell, folder, noise=False):
    """noise: the no-break spaces that pasting from Word leaves behind."""
    out = ""
    for kind, words, target in pieces(text):
        words = escape(spell(words), quote=False)
        if noise:
            words = words.replace(" ", "&nbsp;", 1)
        if kind == "br":
            out += "<br>"
        elif kind == "bold":
            out += "<strong>%s</strong>" % words
        elif kind == "link":
            out += '<a href="%s">%s</a>' % (escape(target), words)
        elif kind == "file":
            out += '<a class="file" href="/%s/%s">%s</a>' % (folder, target,
                                                             words)
        else:
            out += words
    return out


def looks_numeric(text):
    rest = text.translate(str.maketrans("", "", "0123456789๐๑๒๓๔๕๖๗๘๙,.-%"))
    return bool(text) and not rest.strip()


def table_html(table, spell, folder, printed):
    out = '<div class="table-responsive"><table class="data">\n'
    if table.caption:
        words = inline(table.caption, spell, folder)
        if printed:     # a <caption> may stay behind on the page before
            out = '<p class="caption">%s</p>\n' % words + out
        else:
            out += "<caption>%s</caption>\n" % words
    for part, tag, rows in (("thead", "th", table.head),
                            ("tbody", "td", table.body)):
        if not rows:
            continue
        out += "<%s>\n" % part
        for row in rows:
            out += "<tr>"
            for cell in row:
                span = ""
                if cell.cols > 1:
                    span += ' colspan="%d"' % cell.cols
                if cell.rows > 1:
                    span += ' rowspan="%d"' % cell.rows
                if tag == "td" and looks_numeric(cell.text):
                    span += ' class="n"'
                out += "<%s%s>%s</%s>" % (tag, span, inline(
                    cell.text, spell, folder), tag)
            out += "</tr>\n"
        out += "</%s>\n" % part
    return out + "</table></div>\n"


# Old pages have bold lines for headings; a content manager's pages keep the
# spans of whatever program the text was pasted from.
HEADINGS = {"table": "<P><B><U>%s</U></B></P>\n"}
PARAGRAPHS = {"classic": '<p><span style="font-size: 12pt;">%s</span></p>\n'}


def body_html(text, spell, folder, printed=False, template="modern"):
    out = ""
    for kind, value in parse(text):
        if kind in ("h1", "h2", "h3"):
            form = HEADINGS.get(template, "<%s>%%s</%s>\n" % (kind, kind))
            out += form % inline(value, spell, folder)
        elif kind == "p":
            form = PARAGRAPHS.get(template, "<p>%s</p>\n")
            out += form % inline(value, spell, folder, template == "classic")
        elif kind == "center":
            out += '<p class="center">%s</p>\n' % inline(value, spell, folder)
        elif kind in ("ul", "ol"):
            out += "<%s>%s</%s>\n" % (kind, "".join(
                "<li>%s</li>\n" % inline(i, spell, folder) for i in value),
                kind)
        elif kind == "table":
            out += table_html(value, spell, folder, printed)
        elif kind == "break":
            out += '<div class="break"></div>\n'
        elif kind == "html" and not printed:
            out += "\n".join(value) + "\n"
    return out


def link(href, words, extra=""):
    return '<a href="%s"%s>%s</a>' % (href, extra, escape(words, quote=False))


class Furniture:
    """What every page repeats: menus, news, links, counters."""

    def __init__(self, groups, items, news):
        self.groups, self.items, self.news = groups, items, news

    def mega(self):
        out = '<li class="mega">%s<ul>' % link("/th/ita-2565", "ITA 2565")
        for key, title in self.groups:
            out += "<li><span>%s %s</span><ul>" % (key, title)
            out += "".join("<li>%s</li>" % link(i.url, "%s %s" % (
                i.number, i.title)) for i in self.items if i.group == key)
            out += "</ul></li>"
        return out + "</ul></li>"

    def menu(self):
        at = {i.number: i.url for i in self.items}
        plain = [("หน้าแรก", "/"), ("เกี่ยวกับเรา", at["O1"]),
                 ("ข่าวสาร", at["O7"]), ("บริการ", at["O17"]),
                 ("จัดซื้อจัดจ้าง", at["O22"]), ("ติดต่อ", at["O5"])]
        lines = ["<li>%s</li>" % link(u, w) for w, u in plain]
        return ("<ul>" + "".join(lines[:4]) + self.mega()
                + "".join(lines[4:]) + "</ul>")

    def latest(self):
        return "".join("<li>%s <small>%s</small></li>" % (
            link(u, w), thai_date(d)) for d, w, u in self.news[:6])

    def outside(self):
        return "".join("<li>%s</li>" % link(u, w, ' target="_blank"')
                       for w, u in OUTSIDE)

    def social(self):
        return " ".join(link(u, w, ' class="s" rel="me"') for w, u in SOCIAL)


def share(url):
    full = HOME + url.lstrip("/")
    return ('<div class="share">แบ่งปัน: '
            + link("https://www.facebook.com/sharer/sharer.php?u=" + full,
                   "Facebook")
            + link("https://twitter.com/intent/tweet?url=" + full, "Twitter")
            + link("https://social-plugins.line.me/lineit/share?url=" + full,
                   "LINE") + "</div>")


COOKIE = ('<div id="cookie" class="cookie-bar" role="dialog">เว็บไซต์นี้ใช้คุกกี้'
          "เพื่อเพิ่มประสิทธิภาพในการใช้งาน ท่านสามารถอ่านรายละเอียดได้ที่ "
          + link("/th/privacy", "นโยบายความเป็นส่วนตัว")
          + ' <button type="button" onclick="this.parentNode.hidden=true">'
          "ยอมรับทั้งหมด</button></div>")
TOPBAR = ('<a href="#content">ข้ามไปยังเนื้อหา</a> <span>ขนาดตัวอักษร '
          "<b>ก-</b> <b>ก</b> <b>ก+</b></span> "
          "<span>TH | EN</span> <span>โทร. " + PHONE + "</span>")


def crumbs(page):
    trail = link("/", "หน้าแรก")
    if page.section:
        trail += " &raquo; " + link("/th/ita-2565", page.section)
    return trail + " &raquo; " + escape(page.title, quote=False)


def modern(page, f):
    title = escape(page.title, quote=False)
    meta = ""
    if page.date:
        meta = ('<div class="meta"><time datetime="%s">เผยแพร่เมื่อ %s</time> '
                "<span>เข้าชม %s ครั้ง</span></div>"
                % (page.iso, thai_date(page.date), page.views))
    return """<!DOCTYPE html>
<html lang="th">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title} | {site}</title>
<meta name="description" content="{notice}">
<link rel="stylesheet" href="/assets/site.css">
</head>
<body class="modern">
<div class="sample-note">{notice}</div>
<div class="topbar">{topbar}</div>
<header class="site-header"><a class="brand" href="/"><img src="/assets/logo.svg" alt="ตราสัญลักษณ์ตัวอย่าง" width="56" height="56"><span>{site}<small>Office of the Permanent Secretary, Ministry of Energy</small></span></a>
<form class="search" action="/th/search" role="search"><input type="search" name="q" placeholder="ค้นหา" aria-label="ค้นหา"></form></header>
<nav class="main-menu" aria-label="เมนูหลัก">{menu}</nav>
<div class="breadcrumb" aria-label="breadcrumb">{crumbs}</div>
<div class="layout">
<main id="content">
<h1>{title}</h1>
{meta}
{body}
{share}
</main>
<aside class="sidebar">
<section><h2>ข่าวล่าสุด</h2><ul>{news}</ul></section>
<section><h2>ลิงก์หน่วยงานที่เกี่ยวข้อง</h2><ul>{outside}</ul></section>
<section><h2>สถิติผู้เข้าชมเว็บไซต์</h2><p class="counter">วันนี้ 212 | เดือนนี้ 6,418 | ทั้งหมด 1,204,377</p></section>
</aside>
</div>
<footer class="site-footer"><p>{site}<br>{address}<br>โทรศัพท์ {phone} โทรสาร {fax} อีเมล {mail}</p>
<p class="social">{social}</p><p>{privacy} | สงวนลิขสิทธิ์ พ.ศ. 2565 | {notice}</p></footer>
{cookie}
</body>
</html>
""".format(title=title, site=SITE, notice=NOTICE, topbar=TOPBAR,
           menu=f.menu(), crumbs=crumbs(page), meta=meta, body=page.html,
           share=share(page.url), news=f.latest(), outside=f.outside(),
           address=ADDRESS, phone=PHONE, fax=FAX, mail=MAIL,
           social=f.social(), cookie=COOKIE,
           privacy=link("/th/privacy", "นโยบายเว็บไซต์"))


def classic(page, f):
    title = escape(page.title, quote=False)
    meta = ""
    if page.date:
        meta = ('<div class="article-info muted"><span class="published">'
                "เขียนโดย ผู้ดูแลระบบ เมื่อ %s</span> <span class=\"hits\">"
                "ฮิต: %s</span></div>" % (thai_date(page.date), page.views))
    return """<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">
<html xmlns="http://www.w3.org/1999/xhtml" xml:lang="th-th" lang="th-th">
<head>
<meta http-equiv="content-type" content="text/html; charset=utf-8" />
<title>{title} - {site}</title>
<link href="/assets/site.css" rel="stylesheet" type="text/css" />
</head>
<body class="classic site com_content view-article">
<div class="sample-note">{notice}</div>
<div id="wrapper" class="body"><div class="container">
<div id="top"><div class="custom">{topbar}</div></div>
<div id="header"><div class="site-logo"><a href="/"><img src="/assets/logo.svg" alt="logo" width="56" height="56" /></a> <div class="site-title">{site}</div></div></div>
<div id="mainmenu" class="moduletable_menu">{menu}</div>
<div id="pathway" class="breadcrumbs">คุณอยู่ที่: {crumbs}</div>
<div id="left" class="span3"><div class="moduletable"><h3>ข่าวประชาสัมพันธ์ล่าสุด</h3><ul class="latestnews">{news}</ul></div>
<div class="moduletable"><h3>เว็บไซต์ที่เกี่ยวข้อง</h3><ul class="weblinks">{outside}</ul></div>
<div class="moduletable"><h3>ผู้เข้าชม</h3><div class="vcounter">วันนี้ 212 เมื่อวาน 388 รวม 1204377</div></div></div>
<div id="right-main" class="span9"><div class="item-page" id="content">
<div class="page-header"><h2 class="item-title">{title}</h2></div>
{meta}
<div class="entry-content">
{body}
</div>
{share}
<ul class="pager pagenav"><li class="previous">{ita}</li></ul>
</div></div>
<div id="bottom" class="moduletable"><div class="custom">{site} {address} โทร. {phone} แฟกซ์ {fax} e-mail: {mail}</div><div class="custom social">{social}</div><div class="custom">{notice}</div></div>
</div></div>
{cookie}
</body>
</html>
""".format(title=title, site=SITE, notice=NOTICE, topbar=TOPBAR,
           menu=f.menu(), crumbs=crumbs(page), meta=meta, body=page.html,
           share=share(page.url), news=f.latest(), outside=f.outside(),
           address=ADDRESS, phone=PHONE, fax=FAX, mail=MAIL,
           social=f.social(), cookie=COOKIE,
           ita=link("/th/ita-2565", "« ย้อนกลับ"))


def table(page, f):
    title = escape(page.title, quote=False)
    meta = ""
    if page.date:
        meta = ('<tr><td class="small">วันที่ลงประกาศ %s อ่าน %s ครั้ง</td></tr>'
                % (thai_date(page.date), page.views))
    return """<HTML>
<HEAD>
<META HTTP-EQUIV="Content-Type" CONTENT="text/html; charset={charset}">
<TITLE>:: {site} :: {title}</TITLE>
<LINK REL="stylesheet" HREF="/assets/site.css">
</HEAD>
<BODY CLASS="oldtable" BGCOLOR="#FFFFFF">
<CENTER><FONT COLOR="#990000">{notice}</FONT></CENTER>
<TABLE WIDTH="1000" ALIGN="center" BORDER="0" CELLPADDING="4" CELLSPACING="0">
<TR><TD COLSPAN="2" CLASS="banner"><A HREF="/"><IMG SRC="/assets/logo.svg" ALT="" WIDTH="56" HEIGHT="56" BORDER="0"></A> <B>{site}</B></TD></TR>
<TR><TD COLSPAN="2" CLASS="bar">{menu}</TD></TR>
<TR><TD COLSPAN="2" CLASS="small">{crumbs}</TD></TR>
<TR>
<TD WIDTH="190" VALIGN="top" CLASS="side"><TABLE BORDER="0" WIDTH="100%"><TR><TD><B>ข่าวใหม่</B></TD></TR><TR><TD CLASS="small"><ul>{news}</ul></TD></TR><TR><TD><B>เชื่อมโยงเว็บไซต์</B></TD></TR><TR><TD CLASS="small"><ul>{outside}</ul></TD></TR><TR><TD CLASS="small">จำนวนผู้เยี่ยมชม 1204377</TD></TR></TABLE></TD>
<TD VALIGN="top"><TABLE BORDER="0" WIDTH="100%" CELLPADDING="6">
<TR><TD CLASS="topic"><FONT SIZE="4"><B>{title}</B></FONT></TD></TR>
{meta}
<TR><TD>
{body}
</TD></TR>
<TR><TD CLASS="small">{share}<A HREF="javascript:window.print()">พิมพ์หน้านี้</A></TD></TR>
</TABLE></TD>
</TR>
<TR><TD COLSPAN="2" CLASS="foot" ALIGN="center">{site} {address}<BR>โทร. {phone} โทรสาร {fax} E-mail : {mail}<BR>{social}<BR>{notice}</TD></TR>
</TABLE>
{cookie}
</BODY>
</HTML>
""".format(title=title, site=SITE, notice=NOTICE, charset=page.charset,
           menu=f.menu(), crumbs=crumbs(page), meta=meta, body=page.html,
           share=share(page.url), news=f.latest(), outside=f.outside(),
           address=ADDRESS, phone=PHONE, fax=FAX, mail=MAIL,
           social=f.social(), cookie=COOKIE)


TEMPLATES = {"modern": modern, "classic": classic, "table": table}


class Page:
    """A page ready to be put into its template."""

    def __init__(self, source):
        options = source["options"].split()
        spell = Spelling(options)
        self.title = spell(source["title"])
        self.url = address(source["path"])
        self.section = "ITA 2565" if source["item"] else ""
        self.date, self.views = source["date"], source["views"] or "318"
        self.iso = ""
        if self.date:
            year, rest = self.date.split("-", 1)
            self.iso = "%d-%s" % (int(year) - 543, rest)
        self.charset = source["charset"] or "utf-8"
        self.template = source["template"] or "modern"
        self.html = body_html(source.body, spell, source.folder(),
                              template=self.template)

    def render(self, furniture):
        text = TEMPLATES[self.template](self, furniture)
        if self.charset == "utf-8":
            return text.encode("utf-8")
        return text.encode("cp874", "xmlcharrefreplace")
