#include <criterion/criterion.h>

#include "crawler/viewer_link.h"

#define DOWNLOAD "https://drive.usercontent.google.com/download?id="
#define ID "1AbC-dEf_GhIjKlMnOp"

static const struct {
    const char *url, *target; /* NULL: the address itself */
} targets[] = {
    /* viewers */
    { "https://docs.google.com/gview?url=https%3A%2F%2Fwww.example.go.th%2F"
      "plan%20a.pdf&embedded=true",
      "https://www.example.go.th/plan%20a.pdf" },
    { "https://docs.google.com/viewer?url=http://www.example.go.th/a.doc",
      "http://www.example.go.th/a.doc" },
    { "https://docs.google.com/viewerng/viewer?hl=th&url=https://a.go.th/b.pdf",
      "https://a.go.th/b.pdf" },
    { "https://drive.google.com/viewerng/viewer?url=https://a.go.th/b.pdf",
      "https://a.go.th/b.pdf" },
    { "https://view.officeapps.live.com/op/embed.aspx?src=https%3A%2F%2Fa.go.th"
      "%2Fb.docx",
      "https://a.go.th/b.docx" },
    { "https://a.go.th/js/pdfjs/web/viewer.html?file=../../../files/plan.pdf",
      "https://a.go.th/files/plan.pdf" },
    { "https://a.go.th/web/viewer.html?file=%2Ffiles%2Fplan.pdf#page=2",
      "https://a.go.th/files/plan.pdf" },
    { "https://a.go.th/wp-content/plugins/pdfjs-viewer/pdfjs/web/viewer.php"
      "?file=https://a.go.th/x.pdf&download=true",
      "https://a.go.th/x.pdf" },
    { "https://a.go.th/download.php?file=plan.pdf", NULL },
    { "https://a.go.th/web/viewer.html", NULL },
    { "https://a.go.th/web/viewer.html?file=", NULL },
    { "https://docs.google.com/gview?url=javascript:alert(1)", NULL },
    { "https://docs.google.com/gview?url=file:///etc/passwd", NULL },
    /* a viewer around a drive */
    { "https://docs.google.com/viewer?url=https%3A%2F%2Fdrive.google.com%2Fuc"
      "%3Fid%3D" ID,
      DOWNLOAD ID "&export=download&confirm=t" },
    /* Google */
    { "https://drive.google.com/file/d/" ID "/view?usp=sharing",
      DOWNLOAD ID "&export=download&confirm=t" },
    { "https://drive.google.com/file/u/0/d/" ID "/view", NULL },
    { "https://drive.google.com/a/example.go.th/file/d/" ID "/preview",
      DOWNLOAD ID "&export=download&confirm=t" },
    { "https://drive.google.com/file/d/" ID "/view?resourcekey=0-abc",
      DOWNLOAD ID "&export=download&confirm=t&resourcekey=0-abc" },
    { "https://drive.google.com/open?id=" ID,
      DOWNLOAD ID "&export=download&confirm=t" },
    { "https://drive.google.com/uc?export=download&id=" ID,
      DOWNLOAD ID "&export=download&confirm=t" },
    { "https://docs.google.com/uc?id=" ID,
      DOWNLOAD ID "&export=download&confirm=t" },
    { "https://drive.google.com/drive/folders/" ID "?usp=sharing",
      "https://drive.google.com/embeddedfolderview?id=" ID },
    { "https://drive.google.com/drive/u/1/folders/" ID,
      "https://drive.google.com/embeddedfolderview?id=" ID },
    { "https://drive.google.com/embeddedfolderview?id=" ID, NULL },
    { DOWNLOAD ID "&export=download&confirm=t", NULL },
    { "https://drive.google.com/file/d/short/view", NULL },
    { "https://docs.google.com/document/d/" ID "/edit?usp=sharing",
      "https://docs.google.com/document/d/" ID "/export?format=docx" },
    { "https://docs.google.com/document/d/e/2PACX-" ID "/pub", NULL },
    { "https://docs.google.com/spreadsheets/d/" ID "/edit#gid=0",
      "https://docs.google.com/spreadsheets/d/" ID "/export?format=xlsx" },
    { "https://docs.google.com/spreadsheets/d/e/2PACX-" ID
      "/pubhtml?widget=true",
      "https://docs.google.com/spreadsheets/d/e/2PACX-" ID "/pub?output=xlsx" },
    { "https://docs.google.com/presentation/d/" ID "/edit",
      "https://docs.google.com/presentation/d/" ID "/export/pptx" },
    { "https://docs.google.com/forms/d/e/1FAIpQL" ID "/viewform", NULL },
    { "https://sites.google.com/view/example", NULL },
    /* Microsoft */
    { "https://onedrive.live.com/redir?resid=AB12%21345&authkey=%21xyz",
      "https://onedrive.live.com/download?resid=AB12%21345&authkey=%21xyz" },
    { "https://onedrive.live.com/download?resid=AB12%21345", NULL },
    { "https://1drv.ms/w/s!Aabcdefgh",
      "https://api.onedrive.com/v1.0/shares/"
      "u!aHR0cHM6Ly8xZHJ2Lm1zL3cvcyFBYWJjZGVmZ2g/root/content" },
    { "https://example-my.sharepoint.com/:w:/g/personal/a/Eabc?e=x1",
      "https://example-my.sharepoint.com/:w:/g/personal/a/Eabc?e=x1&"
      "download=1" },
    { "https://example.sharepoint.com/:f:/s/site/Eabc?e=x1", NULL },
    { "https://example.sharepoint.com/sites/a/_layouts/15/Doc.aspx?sourcedoc="
      "%7B0a1b2c3d-0000-1111-2222-333344445555%7D&action=default",
      "https://example.sharepoint.com/sites/a/_layouts/15/download.aspx?"
      "UniqueId=0a1b2c3d-0000-1111-2222-333344445555" },
    /* Dropbox */
    { "https://www.dropbox.com/s/abc/plan.pdf?dl=0",
      "https://www.dropbox.com/s/abc/plan.pdf?dl=1" },
    { "https://www.dropbox.com/scl/fi/abc/plan.pdf?rlkey=k1&dl=0",
      "https://www.dropbox.com/scl/fi/abc/plan.pdf?rlkey=k1&dl=1" },
    { "https://www.dropbox.com/home", NULL },
    /* everything else */
    { "https://www.example.go.th/plan.pdf", NULL },
    { "https://docs.google.com.example.go.th/gview?url=https://b.go.th/",
      NULL },
    { "mailto:a@example.go.th", NULL },
    { "nonsense", NULL },
    { "", NULL },
};

Test(viewer_link, targets_are_the_documents_themselves)
{
    for (gsize i = 0; i < G_N_ELEMENTS(targets); i++) {
        g_autofree char *target = viewer_link_target(targets[i].url);

        if (targets[i].target == NULL)
            cr_expect_null(target, "%s: %s", targets[i].url, target);
        else
            cr_expect(g_strcmp0(target, targets[i].target) == 0,
                      "%s\n gives %s\n wanted %s", targets[i].url, target,
                      targets[i].target);
    }
}

Test(viewer_link, viewers_within_each_other_come_to_an_end)
{
    GString *url = g_string_new("https://a.go.th/plan.pdf");
    g_autofree char *target = NULL;

    for (int i = 0; i < 6; i++) {
        g_autofree char *inner = g_uri_escape_string(url->str, NULL, FALSE);

        g_string_printf(url, "https://docs.google.com/gview?url=%s", inner);
    }
    target = viewer_link_target(url->str);
    cr_expect_not_null(target);
    g_string_free(url, TRUE);
}

Test(viewer_link, flipbooks_posts_and_videos_are_for_a_person)
{
    cr_expect_eq(viewer_link_kind("https://online.anyflip.com/abc/mobile/"),
                 VIEWER_FLIPBOOK);
    cr_expect_eq(viewer_link_kind("https://heyzine.com/flip-book/1.html"),
                 VIEWER_FLIPBOOK);
    cr_expect_eq(viewer_link_kind("https://www.facebook.com/x/posts/1"),
                 VIEWER_SOCIAL);
    cr_expect_eq(viewer_link_kind("https://youtu.be/abc"), VIEWER_VIDEO);
    cr_expect_eq(viewer_link_kind("https://www.example.go.th/facebook.com"),
                 VIEWER_NONE);
    cr_expect_eq(viewer_link_kind("https://notissuu.com/a"), VIEWER_NONE);
    cr_expect_eq(viewer_link_kind(NULL), VIEWER_NONE);
    cr_expect_null(viewer_kind_code(VIEWER_NONE));
    cr_expect_str_eq(viewer_kind_code(VIEWER_FLIPBOOK), "flipbook");
}

static const struct {
    const char *url, *final_url;
    LinkState before, after;
} states[] = {
    { "https://drive.google.com/file/d/" ID "/view",
      "https://accounts.google.com/v3/signin/identifier?continue=x", LINK_OK,
      LINK_PERMISSION_NEEDED },
    { "https://drive.google.com/file/d/" ID "/view",
      "https://accounts.google.com/ServiceLogin?continue=x", LINK_OK,
      LINK_PERMISSION_NEEDED },
    { "https://a.sharepoint.com/:w:/g/x",
      "https://login.microsoftonline.com/common/oauth2", LINK_OK,
      LINK_PERMISSION_NEEDED },
    { "https://drive.google.com/file/d/" ID "/view", DOWNLOAD ID,
      LINK_FORBIDDEN, LINK_PERMISSION_NEEDED },
    { "https://drive.google.com/file/d/" ID "/view", DOWNLOAD ID, LINK_GONE,
      LINK_GONE },
    { "https://drive.google.com/file/d/" ID "/view", DOWNLOAD ID, LINK_OK,
      LINK_OK },
    { "https://anyflip.com/a/b", "https://online.anyflip.com/a/b", LINK_OK,
      LINK_NEEDS_PERSON },
    { "https://bit.ly/abc", "https://www.facebook.com/x/posts/1", LINK_OK,
      LINK_NEEDS_PERSON },
    { "https://www.facebook.com/x/posts/1", NULL, LINK_CLIENT_ERROR,
      LINK_NEEDS_PERSON },
    { "https://issuu.com/a", NULL, LINK_GONE, LINK_GONE },
    { "https://a.go.th/", "https://a.go.th/", LINK_OK, LINK_OK },
    { "https://a.go.th/", NULL, LINK_FORBIDDEN, LINK_FORBIDDEN },
};

Test(viewer_link, permission_needed_is_told_from_gone)
{
    for (gsize i = 0; i < G_N_ELEMENTS(states); i++) {
        LinkState state = viewer_link_state(states[i].url, states[i].final_url,
                                            states[i].before);

        cr_expect_eq(state, states[i].after, "%s, %s: %s", states[i].url,
                     states[i].final_url, link_state_name(state));
    }
}
