#include <string.h>

#include "document/html_page.h"
#include "document/html_tags.h"

enum {
    FIELDS_MAX = 500, /* further ones say nothing new */
    LABEL_MAX_LEN = 300,
    LOOSE_FIELDS_MIN = 2, /* a search box alone is no form */
};

typedef struct {
    char *name, *type, *label;
} Field;

struct HtmlForm {
    const XmlNode *node; /* NULL: the fields stand in no form */
    char *action;
    Zone zone;
    guint first_block; /* number of blocks before it */
    GArray *fields;    /* Field */
};

static void field_clear(gpointer data)
{
    Field *field = data;

    g_free(field->name);
    g_free(field->type);
    g_free(field->label);
}

HtmlForm *html_form_new(void)
{
    HtmlForm *form = g_new0(HtmlForm, 1);

    form->fields = g_array_new(FALSE, FALSE, sizeof(Field));
    g_array_set_clear_func(form->fields, field_clear);
    return form;
}

void html_form_free(HtmlForm *form)
{
    if (form == NULL)
        return;
    g_free(form->action);
    g_array_unref(form->fields);
    g_free(form);
}

static void form_emit(HtmlPage *page)
{
    HtmlForm *form = page->form;
    g_autoptr(GString) words = g_string_new(NULL);
    Block *block;

    if (form->fields->len == 0)
        return;
    block = document_add_block(page->document, BLOCK_FORM, form->zone);
    if (block == NULL)
        return;
    block->source_url = g_steal_pointer(&form->action);
    for (guint i = 0; i < form->fields->len; i++) {
        const Field *field = &g_array_index(form->fields, Field, i);

        block_add_field(block, field->name, field->type, field->label);
        if (field->label != NULL)
            g_string_append_printf(words, "%s%s", words->len > 0 ? "\n" : "",
                                   field->label);
    }
    if (document_take_room(page->document, words->len))
        block_set_text(block, words->str);
}

static void form_reset(HtmlForm *form, const XmlNode *node)
{
    form->node = node;
    g_clear_pointer(&form->action, g_free);
    g_array_set_size(form->fields, 0);
}

void html_form_open(HtmlPage *page, XmlNode *node)
{
    const char *action = xml_attribute(node, "action");

    html_form_finish(page);
    form_reset(page->form, node);
    page->form->zone = page->zone;
    page->form->first_block = page->document->blocks->len;
    if (action != NULL && *action != '\0')
        page->form->action = html_page_resolve(page, action);
}

void html_form_close(HtmlPage *page, const XmlNode *node)
{
    if (page->form->node != node)
        return;
    form_emit(page);
    form_reset(page->form, NULL);
}

void html_form_finish(HtmlPage *page)
{
    if (page->form->node != NULL || page->form->fields->len >= LOOSE_FIELDS_MIN)
        form_emit(page);
    form_reset(page->form, NULL);
}

/* --- labels -------------------------------------------------------------- */

static char *words_or_null(char *words)
{
    g_strstrip(words);
    if (*words == '\0')
        g_clear_pointer(&words, g_free);
    return words;
}

static char *label_around(const XmlNode *node)
{
    XmlNode *parent = xml_parent(node);

    for (int i = 0; parent != NULL && i < 4; i++, parent = xml_parent(parent)) {
        if (xml_is(parent, "label"))
            return words_or_null(xml_text_below(parent, LABEL_MAX_LEN));
    }
    return NULL;
}

/* The words that stand right before the field. */
static char *label_before(const HtmlPage *page)
{
    const GPtrArray *blocks = page->document->blocks;
    const Block *block;

    if (page->text->text->len > 0 && page->text->text->len <= LABEL_MAX_LEN)
        return g_strdup(page->text->text->str);
    if (page->text->text->len > 0 || blocks->len <= page->form->first_block)
        return NULL;
    block = g_ptr_array_index(blocks, blocks->len - 1);
    if (*block->text == '\0' || strlen(block->text) > LABEL_MAX_LEN)
        return NULL;
    return g_strdup(block->text);
}

static char *label_of(const HtmlPage *page, const XmlNode *node)
{
    static const char *const own[] = { "aria-label", "placeholder", "title" };
    const char *id = xml_attribute(node, "id");
    XmlNode *label =
        id == NULL ? NULL : g_hash_table_lookup(page->facts.labels, id);
    char *words = NULL;

    if (label != NULL)
        words = words_or_null(xml_text_below(label, LABEL_MAX_LEN));
    if (words == NULL)
        words = label_around(node);
    for (gsize i = 0; words == NULL && i < G_N_ELEMENTS(own); i++) {
        const char *value = xml_attribute(node, own[i]);

        if (value != NULL && strlen(value) <= LABEL_MAX_LEN)
            words = words_or_null(g_strdup(value));
    }
    return words != NULL ? words : label_before(page);
}

/* A button says what it does on itself. */
static char *button_label(XmlNode *node)
{
    static const char *const own[] = { "value", "alt", "aria-label", "title" };
    char *words = NULL;

    if (xml_is(node, "button"))
        words = words_or_null(xml_text_below(node, LABEL_MAX_LEN));
    for (gsize i = 0; words == NULL && i < G_N_ELEMENTS(own); i++) {
        const char *value = xml_attribute(node, own[i]);

        if (value != NULL && strlen(value) <= LABEL_MAX_LEN)
            words = words_or_null(g_strdup(value));
    }
    return words;
}

static char *field_type(const XmlNode *node)
{
    const char *type = xml_attribute(node, "type");

    if (xml_is(node, "textarea") || xml_is(node, "select"))
        return g_strdup(xml_name(node));
    if (type == NULL || *type == '\0' || strlen(type) > 32)
        return g_strdup(xml_is(node, "button") ? "submit" : "text");
    return g_ascii_strdown(type, -1);
}

static gboolean type_is_button(const char *type)
{
    return strcmp(type, "submit") == 0 || strcmp(type, "button") == 0 ||
           strcmp(type, "image") == 0 || strcmp(type, "reset") == 0;
}

void html_form_field(HtmlPage *page, XmlNode *node)
{
    HtmlForm *form = page->form;
    const char *name = xml_attribute(node, "name");
    g_autofree char *type = field_type(node);
    Field field = { 0 };

    if (strcmp(type, "hidden") == 0 || form->fields->len >= FIELDS_MAX)
        return;
    /* A button that stands in no form opens or closes something. */
    if (form->node == NULL && type_is_button(type))
        return;
    if (form->node == NULL && form->fields->len == 0) {
        form->zone = page->zone;
        form->first_block = MAX(page->document->blocks->len, 1) - 1;
    }
    /* ASP.NET wraps the whole page in one form, search box and all. */
    if (form->zone != page->zone)
        return;
    field.label =
        type_is_button(type) ? button_label(node) : label_of(page, node);
    field.name = name == NULL || strlen(name) > 512 ? NULL : g_strdup(name);
    field.type = g_steal_pointer(&type);
    g_array_append_val(form->fields, field);
}
