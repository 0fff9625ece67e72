/* A site is looked over within what its robots.txt allows. */
#include "program.h"

#include "fault_server.h"

static const char PLAN[] =
    "<!DOCTYPE html><html lang=th><meta charset=utf-8><title>แผนดำเนินงานประจำปี"
    "</title><body><main><h1>แผนดำเนินงานประจำปี งบประมาณ พ.ศ. 2565</h1><table>"
    "<tr><th>โครงการ</th><th>งบประมาณ (บาท)</th><th>ระยะเวลาดำเนินการ</th></tr>"
    "<tr><td>โครงการปลูกต้นไม้</td><td>50,000</td><td>ต.ค. 2564 - มี.ค. 2565"
    "</td></tr></table></main></body></html>";

static void serve(FaultServer *server)
{
    fault_server_serve(server, "/robots.txt", 200,
                       "Content-Type: text/plain\r\n",
                       "User-agent: *\nDisallow: /secret\n"
                       "Sitemap: /map.xml\n");
    fault_server_serve(server, "/map.xml", 200,
                       "Content-Type: application/xml\r\n",
                       "<urlset><url><loc>https://www.a.go.th/only-in-map"
                       "</loc></url></urlset>");
    fault_server_serve(server, "/", 200, NULL,
                       "<main><h1>หน้าแรก</h1><p><a href=/list>แผนงาน</a></p><p>"
                       "<a href=/secret>โครงสร้าง</a></p></main>");
    fault_server_serve(server, "/list", 200, NULL,
                       "<main><ul><li><a href=/plan>แผนดำเนินงานประจำปี</a>"
                       "<li><a href=/old>แผนดำเนินงานประจำปี (ฉบับเก่า)</a></ul>"
                       "</main>");
    fault_server_serve(server, "/plan", 200, NULL, PLAN);
    fault_server_serve(server, "/old", 200, NULL,
                       "<main><p>ย้ายไปหน้าอื่นแล้ว ดูที่หน้ารวมแผนงาน</p></main>");
    fault_server_serve(
        server, "/only-in-map", 200, NULL,
        "<title>แผนการใช้จ่ายงบประมาณประจำปี</title><main><h1>แผน"
        "การใช้จ่ายงบประมาณประจำปี</h1><p>รายการ 100 บาท</p></main>");
}

Test(discover, proposes_pages_best_first_and_obeys_robots_txt, .timeout = 240)
{
    Program program;
    g_autoptr(FaultServer) server = fault_server_start(NULL);
    g_autofree char *root = fault_server_url(server, "/");
    g_autofree char *config = g_strdup_printf(
        "fiscal_year: 2565\n"
        "map: [{ from: 'https://www.a.go.th/', to: '%s' }]\n"
        "crawler: { allow_private: [127.0.0.0/8], pace: 0ms, retries: 0 }\n"
        "agencies:\n  - id: a\n    name: ก\n    site: https://www.a.go.th/\n",
        root);
    const char *plan, *old;

    program_init(&program);
    serve(server);
    g_free(program_file(&program, "config.yaml", config));
    cr_expect_eq(program_run(&program, "discover", "--quiet"), 0, "%s",
                 program.err);
    plan = strstr(program.out, "\"O10\",\"https://www.a.go.th/plan\"");
    old = strstr(program.out, "\"O10\",\"https://www.a.go.th/old\"");
    cr_expect_not_null(plan, "%s", program.out);
    cr_expect_not_null(old, "%s", program.out);
    cr_expect_lt(plan, old);
    cr_expect(strstr(program.out,
                     "\"O18\",\"https://www.a.go.th/only-in-map\"") != NULL,
              "%s", program.out);
    cr_expect_eq(fault_server_hits(server, "/plan"), 1u);
    cr_expect_eq(fault_server_hits(server, "/secret"), 0u);
    program_clear(&program);
}
