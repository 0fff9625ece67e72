/*
 * The catalogue, worst first within each group. The names in braces are the
 * details that finding_make() expects; one that is not given shows as "-".
 */
#include "rules/finding.h"

#include <stdarg.h>
#include <string.h>

static const FindingRow rows[] = {
    /* --- what is asked and is not there ------------------------------------
     */
    { .code = "element-missing",
      .severity = SEVERITY_ERROR,
      .th = "ขาดองค์ประกอบข้อมูล{title}",
      .en = "Required element missing: {title}",
      .advice_th = "เพิ่ม{title}ในหน้าหรือเอกสารที่ส่ง แล้วเผยแพร่ที่ URL เดิม",
      .advice_en = "Add it to the page or document that was submitted, at "
                   "the same URL: {title}" },
    { .code = "element-implied",
      .severity = SEVERITY_WARNING,
      .th = "{title}: พบเพียงโดยอนุมาน ผู้ตรวจอาจถือว่าขาดองค์ประกอบนี้",
      .en = "{title}: only implied; a reviewer may call it missing",
      .advice_th = "เขียน{title}ให้เห็นตรง ๆ ไม่ต้องให้ผู้ตรวจตีความ",
      .advice_en = "State it outright, so that nobody has to infer it: "
                   "{title}" },
    { .code = "depends-on",
      .severity = SEVERITY_ERROR,
      .th = "เนื่องจากข้อ {a} ไม่ครบองค์ประกอบ จึงไม่สามารถพิจารณาคะแนนข้อ "
            "{b} ได้",
      .en = "{a} is not complete, so {b} cannot be scored",
      .advice_th = "แก้ไขข้อ {a} ให้ครบก่อน ข้อ {b} จะได้รับการพิจารณาตามไปด้วย",
      .advice_en = "Mend {a} first; {b} is then considered as well" },
    { .code = "not-submitted",
      .severity = SEVERITY_ERROR,
      .owner = "web",
      .th = "ยังไม่ได้ระบุ URL ของข้อนี้",
      .en = "No URL was submitted for this item",
      .advice_th = "ระบุ URL ของหน้าที่เผยแพร่ข้อมูลข้อนี้ พร้อมคำอธิบายทางเข้า"
                   "จากหน้าแรกของเว็บไซต์",
      .advice_en = "Submit the URL of the page that shows it, with the way "
                   "to it from the home page" },

    /* --- the time that the data is of --------------------------------------
     */
    { .code = "wrong-year",
      .severity = SEVERITY_ERROR,
      .th = "ข้อมูลไม่ใช่ของปี พ.ศ. {wanted} (พบปี พ.ศ. {found})",
      .en = "The data is not of B.E. {wanted} (found B.E. {found})",
      .advice_th = "เผยแพร่ข้อมูลของปี พ.ศ. {wanted} ที่ URL นี้ และระบุปีไว้ใน"
                   "ชื่อเอกสาร",
      .advice_en = "Publish the data of B.E. {wanted} at this URL and name "
                   "the year in its title" },
    { .code = "period-not-covered",
      .severity = SEVERITY_ERROR,
      .th = "ข้อมูลไม่ครอบคลุมระยะเวลา 6 เดือนแรกของปี พ.ศ. {year} (ขาดเดือน "
            "{months})",
      .en = "The data does not cover the first six months of B.E. {year} "
            "(lacking: {months})",
      .advice_th = "เพิ่มข้อมูลของเดือน {months} หากเดือนใดไม่มีรายการให้เขียนว่า"
                   "ไม่มี",
      .advice_en = "Add the months {months}; where there was nothing, say "
                   "so" },
    { .code = "year-ambiguous",
      .severity = SEVERITY_WARNING,
      .th = "ไม่ชัดว่าข้อมูลเป็นของปีใด ({found})",
      .en = "The year of the data is not clear ({found})",
      .advice_th = "ระบุปีงบประมาณไว้ในชื่อเรื่องของเอกสาร",
      .advice_en = "Name the fiscal year in the title of the document" },
    { .code = "old-executive",
      .severity = SEVERITY_ERROR,
      .owner = "executive-office",
      .th = "ไม่ได้ดำเนินการโดยผู้บริหารสูงสุดคนปัจจุบัน (พบชื่อ {found})",
      .en = "Not done by the present top executive (found: {found})",
      .advice_th = "ให้ผู้บริหารสูงสุดคนปัจจุบันลงนามหรือร่วมดำเนินการ แล้ว"
                   "เผยแพร่ฉบับใหม่",
      .advice_en = "Have the present top executive sign or take part, and "
                   "publish the new version" },

    /* --- the page is something else than asked -----------------------------
     */
    { .code = "requirement-echo",
      .severity = SEVERITY_WARNING,
      .th = "หน้านี้คัดลอกข้อความเกณฑ์ของผู้ประเมินมาแสดง แต่ไม่พบข้อมูลจริงของ"
            "หน่วยงาน",
      .en = "The page repeats the assessor's own requirement text and shows "
            "no data of the agency",
      .advice_th = "แทนที่ข้อความเกณฑ์ด้วยข้อมูลจริง เช่น ตาราง ตัวเลข วันที่ ชื่อ "
                   "หรือไฟล์เอกสาร",
      .advice_en = "Put the real thing there: a table, figures, dates, names "
                   "or the document" },
    { .code = "index-only",
      .severity = SEVERITY_WARNING,
      .owner = "web",
      .th = "หน้านี้มีเพียงรายการหัวข้อ OIT ไม่มีเนื้อหาของข้อนี้",
      .en = "The page only lists the titles of the items",
      .advice_th = "ส่ง URL ของหน้าที่มีเนื้อหาข้อนี้โดยตรง",
      .advice_en = "Submit the URL of the page that holds this item itself" },
    { .code = "title-only",
      .severity = SEVERITY_WARNING,
      .th = "พบเพียงชื่อเรื่อง ไม่พบเนื้อหาภายใต้ชื่อนั้น",
      .en = "Only the title is there, with nothing under it",
      .advice_th = "เพิ่มเนื้อหาหรือแนบเอกสารใต้หัวข้อ",
      .advice_en = "Add the content or attach the document under the title" },
    { .code = "blank-form",
      .severity = SEVERITY_WARNING,
      .th = "เอกสารเป็นแบบฟอร์มเปล่า ยังไม่ได้กรอกข้อมูล",
      .en = "The document is a blank form",
      .advice_th = "เผยแพร่ฉบับที่กรอกข้อมูลแล้ว",
      .advice_en = "Publish the completed form" },
    { .code = "other-scheme",
      .severity = SEVERITY_WARNING,
      .th = "หน้านี้จัดทำตามรายการของการประเมินอื่น ({scheme}) เลขข้อและเกณฑ์"
            "ไม่ตรงกับ OIT",
      .en = "The page follows the list of another scheme ({scheme}); its "
            "numbers and demands are not those of OIT",
      .advice_th = "ตรวจว่าเนื้อหาตรงกับข้อของ OIT หรือจัดทำหน้าสำหรับ OIT แยก"
                   "ต่างหาก",
      .advice_en = "Check the content against the OIT item, or make a page "
                   "of its own for OIT" },
    { .code = "other-agency",
      .severity = SEVERITY_WARNING,
      .th = "เอกสารเป็นของหน่วยงานอื่น ({found})",
      .en = "The document is of another agency ({found})",
      .advice_th = "เผยแพร่เอกสารของหน่วยงานเอง",
      .advice_en = "Publish the agency's own document" },
    { .code = "item-code-zero",
      .severity = SEVERITY_INFO,
      .owner = "web",
      .th = "เลขข้อเขียนด้วยเลขศูนย์ ({found}) แทนตัวอักษร O",
      .en = "The item's number is written with a zero ({found}) for the "
            "letter O",
      .advice_th = "เขียนเลขข้อด้วยตัวอักษร O เพื่อให้ค้นพบได้",
      .advice_en = "Write it with the letter O, so that it can be searched "
                   "for" },

    /* --- kinds of channel ----------------------------------------------------
     */
    { .code = "one-way-qa",
      .severity = SEVERITY_ERROR,
      .owner = "web",
      .th = "ช่องทางไม่มีลักษณะเป็นการสื่อสารสองทาง",
      .en = "The channel is not two-way",
      .advice_th = "จัดช่องทางที่บุคคลภายนอกถามได้และเห็นคำตอบของหน่วยงาน เช่น "
                   "กระดานถาม-ตอบ หรือกล่องสนทนา",
      .advice_en = "Offer a place where outsiders can ask and see the "
                   "agency's answers, such as a board or a chat" },
    { .code = "no-separate-channel",
      .severity = SEVERITY_ERROR,
      .owner = "ethics",
      .th = "ไม่ได้แยกจากช่องทางการร้องเรียนทั่วไป",
      .en = "Not apart from the general complaint channel",
      .advice_th = "จัดช่องทางแจ้งเรื่องทุจริตแยกต่างหาก และระบุชื่อให้ชัด",
      .advice_en = "Set up a channel for corruption alone and name it so" },

    /* --- reaching the page ---------------------------------------------------
     */
    { .code = "bad-url",
      .severity = SEVERITY_ERROR,
      .owner = "web",
      .th = "URL ที่ส่งเขียนไม่ถูกต้อง: '{url}' {wrong} (ดู {place})",
      .en = "The submitted URL is not written right: '{url}' {wrong} (see "
            "{place})",
      .advice_th = "แก้ URL ที่ {place} ให้ขึ้นต้นด้วย https:// แล้วลองเปิดใน"
                   "เบราว์เซอร์",
      .advice_en = "Mend the URL at {place}: it begins with https://; then try "
                   "it in a browser" },
    { .code = "link-dead",
      .severity = SEVERITY_ERROR,
      .owner = "web",
      .th = "ไม่สามารถเข้าถึงข้อมูลตาม URL ที่ระบุ ({state})",
      .en = "The submitted URL cannot be reached ({state})",
      .advice_th = "ทำให้ URL เดิมเปิดได้อีกครั้ง หรือแก้ URL ที่ส่งก่อนปิดระบบ",
      .advice_en = "Bring the URL back, or correct the submission before it "
                   "closes" },
    { .code = "link-soft",
      .severity = SEVERITY_ERROR,
      .owner = "web",
      .th = "URL เปิดได้ แต่ไม่ใช่หน้าข้อมูลของข้อนี้ ({state})",
      .en = "The URL answers, but it is not the page ({state})",
      .advice_th = "ส่ง URL ที่เปิดถึงหน้าข้อมูลโดยตรง โดยไม่ต้องเข้าสู่ระบบ",
      .advice_en = "Submit a URL that opens the page itself, without a "
                   "login" },
    { .code = "link-care",
      .severity = SEVERITY_WARNING,
      .owner = "web",
      .th = "โปรแกรมตรวจ URL นี้ไม่ได้ ต้องให้คนเปิดดู ({state})",
      .en = "The program cannot check this URL; a person must look ({state})",
      .advice_th = "เปิด URL ด้วยเบราว์เซอร์ที่ไม่ได้เข้าสู่ระบบ แล้วบันทึกผล",
      .advice_en = "Open it in a browser that is not logged in, and note "
                   "what is there" },
    { .code = "link-unconfirmed",
      .severity = SEVERITY_WARNING,
      .owner = "web",
      .th = "เปิด URL ไม่ได้ในการตรวจ {runs} ครั้งติดต่อกัน ({state}) จะนับว่าเสีย"
            "เมื่อครบ {wanted} ครั้ง",
      .en = "The URL did not open in {runs} run(s) in a row ({state}); it "
            "counts as dead after {wanted}",
      .advice_th = "เปิด URL ด้วยเบราว์เซอร์ หากเปิดไม่ได้ให้แก้ไขก่อนปิดระบบ",
      .advice_en = "Open it in a browser; if it does not open, mend it before "
                   "the submission closes" },
    { .code = "link-refused",
      .severity = SEVERITY_WARNING,
      .owner = "web",
      .th = "โปรแกรมไม่เปิด URL นี้เพื่อความปลอดภัย ({state})",
      .en = "The program must not follow this URL ({state})",
      .advice_th = "ส่ง URL แบบ https บนเว็บไซต์หลักของหน่วยงาน",
      .advice_en = "Submit an https URL on the agency's main website" },
    { .code = "not-reachable-from-home",
      .severity = SEVERITY_ERROR,
      .owner = "web",
      .th = "ไม่พบการเชื่อมโยงจากเว็บไซต์หลักของหน่วยงาน",
      .en = "Not linked from the agency's main website",
      .advice_th = "วางลิงก์หรือปุ่มไว้ในหน้าแรกหรือเมนูหลัก",
      .advice_en = "Put a link on the home page or in the main menu" },
    { .code = "login-wall",
      .severity = SEVERITY_ERROR,
      .owner = "web",
      .th = "ต้องเข้าสู่ระบบก่อนจึงเห็นข้อมูล ประชาชนเข้าถึงไม่ได้",
      .en = "A login is asked for; the public cannot see it",
      .advice_th = "เปิดให้เข้าชมได้โดยไม่ต้องเข้าสู่ระบบ",
      .advice_en = "Open it to everybody without a login" },
    { .code = "permission-needed",
      .severity = SEVERITY_ERROR,
      .owner = "web",
      .th = "ไฟล์ในไดรฟ์ยังไม่เปิดสิทธิ์ ผู้ตรวจจะเห็นเพียงหน้าขอสิทธิ์",
      .en = "The file in a drive is not shared: a reviewer sees a page that "
            "asks for permission",
      .advice_th = "ตั้งค่าการแชร์เป็น “ทุกคนที่มีลิงก์” สิทธิ์ “ผู้ดู” แล้วลองเปิดใน"
                   "หน้าต่างไม่ระบุตัวตน หรือเผยแพร่ไฟล์บนเว็บไซต์ของหน่วยงาน",
      .advice_en = "Share it with “anyone with the link” as a viewer and try "
                   "it in a private window, or put the file on the agency's "
                   "own website" },
    { .code = "flipbook",
      .severity = SEVERITY_WARNING,
      .owner = "web",
      .th = "เอกสารอยู่ในสมุดภาพออนไลน์ ({host}) โปรแกรมอ่านไม่ได้ ต้องให้คนเปิดดู",
      .en = "The document is in an online flipbook ({host}); a person must "
            "look",
      .advice_th = "เปิดดูแล้วบันทึกผล และวางไฟล์ PDF ต้นฉบับบนเว็บไซต์ของหน่วยงาน"
                   "คู่กับสมุดภาพ",
      .advice_en = "Look at it and note the result; put the PDF itself on the "
                   "agency's website beside the flipbook" },
    { .code = "social-post",
      .severity = SEVERITY_WARNING,
      .owner = "web",
      .th = "ข้อมูลอยู่ในสื่อสังคมออนไลน์ ({host}) โปรแกรมอ่านไม่ได้ ต้องให้คนเปิดดู",
      .en = "It is in social media ({host}); a person must look",
      .advice_th = "เปิดดูโดยไม่เข้าสู่ระบบ หากเนื้อหาเป็นหลักฐานของข้อนี้ ให้คัดลอกมา"
                   "เผยแพร่บนเว็บไซต์หลักของหน่วยงาน",
      .advice_en = "Open it without logging in; where it is evidence for this "
                   "item, publish it on the agency's main website" },
    { .code = "video-only",
      .severity = SEVERITY_WARNING,
      .owner = "web",
      .th = "ข้อมูลเป็นวิดีโอ ({host}) โปรแกรมอ่านไม่ได้ ต้องให้คนเปิดดู",
      .en = "It is a video ({host}); a person must look",
      .advice_th = "เปิดดูแล้วบันทึกผล และสรุปเนื้อหาเป็นข้อความหรือเอกสารบนเว็บไซต์",
      .advice_en = "Watch it and note the result; sum it up in words or a "
                   "document on the website" },
    { .code = "tls-problem",
      .severity = SEVERITY_ERROR,
      .owner = "web",
      .th = "ใบรับรองความปลอดภัย (HTTPS) มีปัญหา ({state}) เบราว์เซอร์จะเตือน"
            "ผู้เข้าชม",
      .en = "The certificate (HTTPS) is at fault ({state}); browsers warn "
            "visitors off",
      .advice_th = "ต่ออายุหรือแก้ใบรับรองของเว็บไซต์",
      .advice_en = "Renew or correct the site's certificate" },
    { .code = "tls-expires-soon",
      .severity = SEVERITY_WARNING,
      .owner = "web",
      .th = "ใบรับรองความปลอดภัย (HTTPS) ของ {host} จะหมดอายุในอีก {days} วัน",
      .en = "The certificate (HTTPS) of {host} expires in {days} days",
      .advice_th = "ต่ออายุใบรับรองก่อนหมดอายุ มิฉะนั้นผู้ตรวจจะเปิดหน้าไม่ได้",
      .advice_en = "Renew it in time; else reviewers will not be able to open "
                   "the page" },
    { .code = "needs-javascript",
      .severity = SEVERITY_WARNING,
      .owner = "web",
      .th = "เนื้อหาแสดงด้วย JavaScript โปรแกรมอ่านไม่ได้ ต้องให้คนเปิดดู",
      .en = "The content is drawn by JavaScript; a person must look",
      .advice_th = "ให้เนื้อหาอยู่ในหน้าเว็บโดยตรง หรือแนบไฟล์เอกสาร",
      .advice_en = "Put the content into the page itself, or attach a file" },
    { .code = "drawn-by-javascript",
      .severity = SEVERITY_INFO,
      .owner = "web",
      .th = "เนื้อหาแสดงด้วย JavaScript โปรแกรมเปิดอ่านด้วยเบราว์เซอร์",
      .en = "The content is drawn by JavaScript; it was read in a browser",
      .advice_th = "ให้เนื้อหาอยู่ในหน้าเว็บโดยตรง หรือแนบไฟล์เอกสาร "
                   "เพื่อให้ค้นหาและเปิดได้ทุกเครื่อง",
      .advice_en = "Put the content into the page itself, or attach a file, "
                   "so that everyone can open and search it" },
    { .code = "off-domain",
      .severity = SEVERITY_WARNING,
      .owner = "web",
      .th = "ข้อมูลอยู่นอกเว็บไซต์หลักของหน่วยงาน ({host})",
      .en = "Not on the agency's main website ({host})",
      .advice_th = "เผยแพร่ไว้บนเว็บไซต์หลัก หรือมีหน้าบนเว็บไซต์หลักที่เชื่อมไป",
      .advice_en = "Publish it on the main website, or on a page there that "
                   "links to it" },
    { .code = "shortener",
      .severity = SEVERITY_WARNING,
      .owner = "web",
      .th = "เป็น URL แบบย่อ ({host}) ซึ่งอาจหมดอายุหรือเปลี่ยนปลายทางได้",
      .en = "A shortened URL ({host}): it may expire or point elsewhere",
      .advice_th = "ส่ง URL เต็มของหน้าปลายทาง",
      .advice_en = "Submit the full URL it leads to" },
    { .code = "ip-address",
      .severity = SEVERITY_WARNING,
      .owner = "web",
      .th = "URL ใช้หมายเลข IP ({host}) แทนชื่อเว็บไซต์",
      .en = "The URL names an IP address ({host})",
      .advice_th = "ส่ง URL ที่เป็นชื่อโดเมนของหน่วยงาน",
      .advice_en = "Submit a URL under the agency's domain name" },
    { .code = "port-in-url",
      .severity = SEVERITY_WARNING,
      .owner = "web",
      .th = "URL ระบุพอร์ต ({host}) ซึ่งบางเครือข่ายเปิดไม่ได้",
      .en = "The URL names a port ({host}), which some networks block",
      .advice_th = "เผยแพร่ที่พอร์ตมาตรฐานของ https",
      .advice_en = "Publish it at the standard https port" },
    { .code = "meta-refresh",
      .severity = SEVERITY_WARNING,
      .owner = "web",
      .th = "หน้านี้ส่งผู้เข้าชมต่อไปยังหน้าอื่นโดยอัตโนมัติ ({target})",
      .en = "The page sends its visitor on to another ({target})",
      .advice_th = "ส่ง URL ของหน้าปลายทางโดยตรง",
      .advice_en = "Submit the URL of the page it leads to" },
    { .code = "same-url",
      .severity = SEVERITY_WARNING,
      .owner = "web",
      .th = "ใช้ URL เดียวกับข้อ {items} ทำได้ แต่ต้องบอกว่าข้อมูลของข้อนี้อยู่"
            "ส่วนใด",
      .en = "The same URL as {items}; allowed, but say where this item's "
            "part stands",
      .advice_th = "เขียนในคำอธิบายว่าอยู่หัวข้อหรือหน้าใด หรือแยกหน้าเป็นของ"
                   "แต่ละข้อ",
      .advice_en = "Name the heading or page in the explanation, or give "
                   "each item its own page" },
    { .code = "http-only",
      .severity = SEVERITY_INFO,
      .owner = "web",
      .th = "URL ไม่ใช่ https",
      .en = "The URL is not https",
      .advice_th = "เปิดใช้ https ทั้งเว็บไซต์",
      .advice_en = "Serve the site over https" },
    { .code = "links-cut",
      .severity = SEVERITY_WARNING,
      .owner = "web",
      .th = "หน้านี้มีลิงก์เอกสารมากเกินไป โปรแกรมเปิดเพียง {count} ลิงก์แรก",
      .en = "Too many linked documents; only the first {count} were read",
      .advice_th = "ส่ง URL ของเอกสารข้อนี้โดยตรง",
      .advice_en = "Submit the URL of this item's document itself" },

    /* --- reading the document ----------------------------------------------
     */
    { .code = "image-only",
      .severity = SEVERITY_WARNING,
      .th = "อ่านข้อความในไฟล์ไม่ได้ (เอกสารเป็นภาพ) ให้ผู้ตรวจพิจารณา",
      .en = "No text can be read (the document is an image); a person must "
            "look",
      .advice_th = "เผยแพร่ไฟล์ PDF ที่บันทึกจาก Word หรือ Excel โดยตรง แทนไฟล์"
                   "สแกนหรือภาพ",
      .advice_en = "Publish a PDF saved from Word or Excel in place of a "
                   "scan or picture" },
    { .code = "scanned-pdf",
      .severity = SEVERITY_WARNING,
      .th = "เอกสารเป็น PDF ที่สแกนจากกระดาษ",
      .en = "The PDF is scanned from paper",
      .advice_th = "เผยแพร่ไฟล์ PDF ที่บันทึกจาก Word หรือ Excel โดยตรง",
      .advice_en = "Publish a PDF saved from Word or Excel" },
    { .code = "damaged-text",
      .severity = SEVERITY_WARNING,
      .th = "ข้อความในไฟล์เสียหาย สระและวรรณยุกต์หายหรือสลับที่ โปรแกรมอ่านได้"
            "ไม่ครบ",
      .en = "The text of the file is damaged (lost or moved vowels and tone "
            "marks)",
      .advice_th = "บันทึกเป็น PDF ใหม่โดยฝังฟอนต์ แล้วลองคัดลอกข้อความดู",
      .advice_en = "Save the PDF again with its fonts embedded, and try to "
                   "copy text from it" },
    { .code = "encrypted",
      .severity = SEVERITY_ERROR,
      .th = "เอกสารใส่รหัสผ่าน ประชาชนเปิดอ่านไม่ได้",
      .en = "The document asks for a password; the public cannot read it",
      .advice_th = "เผยแพร่ฉบับที่ไม่ใส่รหัสผ่าน",
      .advice_en = "Publish it without a password" },
    { .code = "ocr-used",
      .severity = SEVERITY_INFO,
      .th = "ข้อความได้จากการอ่านภาพด้วยโปรแกรม (OCR) อาจคลาดเคลื่อน",
      .en = "Read by character recognition (OCR); it may err",
      .advice_th = "เทียบข้อความที่อ้างกับเอกสารจริงก่อนใช้",
      .advice_en = "Compare the quotes with the document before using them" },
    { .code = "text-cut",
      .severity = SEVERITY_WARNING,
      .th = "เอกสารใหญ่เกินไป โปรแกรมอ่านเพียงส่วนต้น",
      .en = "The document is too large; only its beginning was read",
      .advice_th = "แยกเอกสารเป็นไฟล์ย่อย หรือส่ง URL ของส่วนที่เกี่ยวข้อง",
      .advice_en = "Split it, or submit the URL of the part that matters" },
    { .code = "unreadable",
      .severity = SEVERITY_WARNING,
      .th = "อ่านเอกสารไม่ได้ ({reason}) ต้องให้คนเปิดดู",
      .en = "The document could not be read ({reason}); a person must look",
      .advice_th = "เปิดไฟล์ด้วยโปรแกรมทั่วไป หากเปิดไม่ได้ให้เผยแพร่ไฟล์ใหม่",
      .advice_en = "Open it with an ordinary program; where that fails, "
                   "publish it anew" },
    { .code = "archive-member-unread",
      .severity = SEVERITY_WARNING,
      .th = "อ่านแฟ้มหนึ่งในไฟล์บีบอัดไม่ได้ ({detail})",
      .en = "A file within the archive could not be read ({detail})",
      .advice_th = "แยกไฟล์ออกมาเผยแพร่ทีละไฟล์เป็น PDF ไม่ต้องบีบอัดและไม่ใส่รหัสผ่าน",
      .advice_en = "Publish the files one by one as PDF, neither packed nor "
                   "locked" },
    { .code = "needs-converter",
      .severity = SEVERITY_WARNING,
      .th = "เป็นไฟล์ Office รุ่นเก่า ({format}) เครื่องนี้ไม่มีโปรแกรมแปลง จึงยังไม่ได้อ่าน",
      .en = "An old Office file ({format}); its converter is not installed, so "
            "it was not read",
      .advice_th = "ติดตั้ง LibreOffice (ดู oit-audit doctor) แล้วตรวจใหม่ หรือเผยแพร่"
                   "เป็น PDF หรือ DOCX/XLSX",
      .advice_en =
          "Install LibreOffice (see oit-audit doctor) and run again, or "
          "publish it as PDF, DOCX or XLSX" },
    { .code = "charset-mismatch",
      .severity = SEVERITY_INFO,
      .owner = "web",
      .th = "หน้าเว็บประกาศรหัสอักษร {declared} แต่จริงเป็น {actual}",
      .en = "The page declares the encoding {declared} but is in {actual}",
      .advice_th = "แก้ให้ประกาศตรงกัน แนะนำ UTF-8",
      .advice_en = "Make the declaration right; UTF-8 is advised" },
};

const FindingRow *finding_rows(gsize *count)
{
    *count = G_N_ELEMENTS(rows);
    return rows;
}

const FindingRow *finding_row(const char *code)
{
    for (gsize i = 0; code != NULL && i < G_N_ELEMENTS(rows); i++)
        if (strcmp(rows[i].code, code) == 0)
            return &rows[i];
    return NULL;
}

/* @sentence with every {name} replaced; owned by the caller. Values are put
 * in as they are: a brace in one is not looked at again. */
static char *fill(const char *sentence, GHashTable *details)
{
    GString *out;
    const char *open, *close;

    if (sentence == NULL)
        return NULL;
    out = g_string_new(NULL);
    while ((open = strchr(sentence, '{')) != NULL &&
           (close = strchr(open, '}')) != NULL) {
        g_autofree char *name = g_strndup(open + 1, (gsize)(close - open - 1));
        const char *value = g_hash_table_lookup(details, name);

        g_string_append_len(out, sentence, open - sentence);
        g_string_append(out, value != NULL ? value : "-");
        sentence = close + 1;
    }
    g_string_append(out, sentence);
    return g_string_free(out, FALSE);
}

/* Details have a Thai and, optionally, an English form: "title" and
 * "title_en". */
static GHashTable *english_details(GHashTable *details)
{
    GHashTable *english =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    GHashTableIter iter;
    gpointer name, value;

    g_hash_table_iter_init(&iter, details);
    while (g_hash_table_iter_next(&iter, &name, &value))
        if (!g_str_has_suffix(name, "_en"))
            g_hash_table_insert(english, g_strdup(name), value);
    g_hash_table_iter_init(&iter, details);
    while (g_hash_table_iter_next(&iter, &name, &value))
        if (value != NULL && g_str_has_suffix(name, "_en"))
            g_hash_table_insert(
                english, g_strndup(name, strlen(name) - strlen("_en")), value);
    return english;
}

Finding *finding_make(const char *code, ...)
{
    const FindingRow *row = finding_row(code);
    g_autoptr(GHashTable) details = g_hash_table_new(g_str_hash, g_str_equal);
    g_autoptr(GHashTable) english = NULL;
    Finding *finding;
    const char *name;
    va_list args;

    g_assert(row != NULL);
    va_start(args, code);
    while ((name = va_arg(args, const char *)) != NULL)
        g_hash_table_insert(details, (gpointer)name, va_arg(args, char *));
    va_end(args);
    english = english_details(details);

    finding = finding_new(code);
    finding->severity = row->severity;
    finding->message.th = fill(row->th, details);
    finding->message.en = fill(row->en, english);
    finding->advice.th = fill(row->advice_th, details);
    finding->advice.en = fill(row->advice_en, english);
    finding->owner = g_strdup(row->owner);
    return finding;
}
