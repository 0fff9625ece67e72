"""Drawings of the sample: silhouettes, an organisation chart, activities."""

from html import escape

FONT = 'font-family="Garuda, Laksaman, sans-serif"'


def svg(width, height, body):
    return ('<svg xmlns="http://www.w3.org/2000/svg" width="%d" height="%d" '
            'viewBox="0 0 %d %d">%s</svg>' % (width, height, width, height,
                                              body))


def text(x, y, words, size=16, color="#123", anchor="middle"):
    return ('<text x="%d" y="%d" font-size="%d" fill="%s" text-anchor="%s" '
            '%s>%s</text>' % (x, y, size, color, anchor, FONT,
                              escape(words)))


LOGO = svg(64, 64, '<circle cx="32" cy="32" r="30" fill="#0b5394"/>'
           '<path d="M36 8 18 36h12l-4 20 20-30H33z" fill="#f1a208"/>')


def portrait(shade, woman):
    hair = ('<path d="M62 116c-8-66 124-66 116 0l6 52H56z" fill="#333"/>'
            if woman else '<ellipse cx="120" cy="98" rx="46" ry="44" '
            'fill="#333"/>')
    return svg(240, 300, '<rect width="240" height="300" fill="%s"/>%s'
               '<ellipse cx="120" cy="118" rx="40" ry="50" fill="#c99"/>'
               '<path d="M20 300c0-90 60-110 100-110s100 20 100 110z" '
               'fill="#f5f5f0"/>'
               '<path d="M104 190h32l-16 34z" fill="#c99"/>%s'
               % (shade, hair, text(120, 290, "ภาพสมมติ", 18, "#900")))


def crowd(label, color):
    heads = ""
    for row, (y, step, size) in enumerate(((230, 66, 20), (300, 80, 26))):
        for i in range(10):
            x = 20 + row * 30 + i * step
            tone = 60 + (i * 37 + row * 53) % 120
            heads += ('<circle cx="%d" cy="%d" r="%d" fill="#a87"/>'
                      '<path d="M%d %dc0-40 %d-40 %d 0z" '
                      'fill="rgb(%d,%d,150)"/>'
                      % (x, y, size, x - size, y + size * 3, size * 2,
                         size * 2, tone, 200 - tone))
    return svg(640, 360, '<rect width="640" height="360" fill="#e9edf2"/>'
               '<rect x="40" y="20" width="560" height="150" fill="%s"/>'
               "%s%s%s" % (color, text(320, 90, label, 26, "#fff"),
                           heads, text(320, 140, "ภาพประกอบสมมติ", 16,
                                       "#ffd")))


def box(x, y, width, height, words, fill="#e7eef6"):
    out = ('<rect x="%d" y="%d" width="%d" height="%d" rx="6" fill="%s" '
           'stroke="#0b5394"/>' % (x, y, width, height, fill))
    lines = words.split("\n")
    for number, line in enumerate(lines):
        out += text(x + width // 2, y + height // 2 + 5
                    + int((number - (len(lines) - 1) / 2) * 18), line, 13)
    return out


def line(*points):
    return ('<polyline fill="none" stroke="#567" points="%s"/>'
            % " ".join("%d,%d" % p for p in points))


def chart():
    out = '<rect width="1200" height="640" fill="#fff"/>'
    out += text(600, 30, "แผนภูมิการแบ่งส่วนราชการ สำนักงานปลัดกระทรวงพลังงาน "
                "(ตัวอย่างสมมติ)", 20)
    out += box(480, 50, 240, 50, "ปลัดกระทรวงพลังงาน", "#ffe9b8")
    out += line((600, 100), (600, 150))
    for i, name in enumerate(("กลุ่มตรวจสอบภายใน", "กลุ่มพัฒนาระบบบริหาร",
                              "ศูนย์ปฏิบัติการ\nต่อต้านการทุจริต")):
        out += box(20, 60 + i * 56, 190, 48, name, "#eef6ee")
    out += line((210, 84), (480, 84))
    out += box(990, 60, 190, 48, "สำนักผู้ตรวจราชการ", "#eef6ee")
    out += line((720, 84), (990, 84))
    centres = []
    for i in range(4):
        x = 270 + i * 180
        out += box(x, 180, 160, 50, "รองปลัดกระทรวง\nคนที่ %d" % (i + 1),
                   "#fdf3d6")
        centres.append(x + 80)
        out += line((600, 150), (x + 80, 150), (x + 80, 180))
    units = ["กองกลาง", "กองยุทธศาสตร์\nและแผนงาน", "กองการต่างประเทศ",
             "กองเทคโนโลยีสารสนเทศ\nและการสื่อสาร",
             "กองบริหารทรัพยากรบุคคล", "กองตรวจและประเมินผล",
             "กองกฎหมาย", "สำนักงานพลังงานจังหวัด\n76 จังหวัด"]
    for i, name in enumerate(units):
        x, y = 30 + (i % 4) * 292, 320 + (i // 4) * 130
        top = 280 if i < 4 else 390
        if i < 4:
            out += line((centres[i], 230), (centres[i], top),
                        (x + 130, top))
        out += line((x + 130, top), (x + 130, y)) + box(x, y, 260, 70, name)
    return svg(1200, 640, out)


def all_bitmaps():
    """(path in the mirror, svg, width, height, media type)."""
    jpeg, png = "image/jpeg", "image/png"
    out = [("images/organization-chart.png", chart(), 1200, 640, png),
           ("images/banner-ita.png",
            svg(600, 120, '<rect width="600" height="120" fill="#0b5394"/>'
                + text(300, 70, "ITA 2565 องค์กรโปร่งใส", 34, "#ffd")),
            600, 120, png)]
    for number, (shade, woman) in enumerate((
            ("#cfe0f3", False), ("#f3e0cf", True), ("#d9f0da", False),
            ("#efe3f5", True), ("#f5f0d0", False), ("#dde7ea", True)), 1):
        out.append(("images/executives/executive-%d.jpg" % number,
                    portrait(shade, woman), 240, 300, jpeg))
    for name, label, color in (
            ("no-gift", "ประกาศเจตนารมณ์ไม่รับของขวัญ", "#7a1f2b"),
            ("integrity", "มอบนโยบายคุณธรรมและความโปร่งใส", "#0b5394"),
            ("culture", "อบรมมาตรฐานทางจริยธรรม", "#22603a"),
            ("forum", "เวทีรับฟังความเห็นแผนพลังงานชาติ", "#8a5a00"),
            ("community", "พลังงานชุมชน", "#3a6b22"),
            ("inspection", "ตรวจราชการ รอบที่ 1", "#444f7a")):
        out.append(("images/activities/%s.jpg" % name, crowd(label, color),
                    640, 360, jpeg))
    return out
