#include "output/pdf_font.h"
#include <fontconfig/fontconfig.h>

#define NOTO "/usr/share/fonts/opentype/noto/"
#define WQY  "/usr/share/fonts/truetype/wqy/"

/* Where Debian puts them: looked for by name, since asking fontconfig takes longer than the rest of
 * a start. */
static const struct pdf_fonts known[] = {
	{ { NOTO "NotoSerifCJK-Regular.ttc", NOTO "NotoSansCJK-Bold.ttc" }, 2, "Noto Serif CJK SC",
	  "Noto Sans CJK SC", NULL },
	{ { NOTO "NotoSansCJK-Regular.ttc", NOTO "NotoSansCJK-Bold.ttc" }, 2, "Noto Sans CJK SC",
	  "Noto Sans CJK SC", NULL },
	{ { WQY "wqy-microhei.ttc" }, 1, "WenQuanYi Micro Hei", "WenQuanYi Micro Hei", NULL },
	{ { WQY "wqy-zenhei.ttc" }, 1, "WenQuanYi Zen Hei", "WenQuanYi Zen Hei", NULL },
};
static struct pdf_fonts fonts;

static bool is_here(const struct pdf_fonts *f)
{
	for (size_t i = 0; i < f->count; i++)
		if (access(f->file[i], R_OK))
			return false;
	return true;
}

/* Any other font that has Chinese letters. The strings stay for the process. */
static void ask_fontconfig(void)
{
	FcPattern *wish = FcNameParse((const FcChar8 *)":lang=zh-cn"), *found;
	FcChar8 *file, *family;
	FcResult result;
	FcBool speaks = FcFalse;
	FcLangSet *languages;

	(void)FcConfigSubstitute(NULL, wish, FcMatchPattern);
	FcDefaultSubstitute(wish);
	found = FcFontMatch(NULL, wish, &result);
	if (found && FcPatternGetLangSet(found, FC_LANG, 0, &languages) == FcResultMatch)
		speaks = FcLangSetHasLang(languages, (const FcChar8 *)"zh-cn") == FcLangEqual;
	if (speaks && FcPatternGetString(found, FC_FILE, 0, &file) == FcResultMatch &&
	    FcPatternGetString(found, FC_FAMILY, 0, &family) == FcResultMatch)
		fonts = (struct pdf_fonts){ { strdup((const char *)file) }, 1,
					    strdup((const char *)family),
					    strdup((const char *)family), NULL };
	if (found)
		FcPatternDestroy(found);
	FcPatternDestroy(wish);
}

static void look(void)
{
	for (size_t i = 0; i < COUNT(known); i++)
		if (is_here(&known[i])) {
			fonts = known[i];
			return;
		}
	if (FcInit())
		ask_fontconfig();
}

size_t pdf_fonts(const char *const **ret_files)
{
	static pthread_once_t once = PTHREAD_ONCE_INIT;

	(void)pthread_once(&once, look);
	if (ret_files)
		*ret_files = fonts.file;
	return fonts.count;
}

/* These files and nothing else: no configuration and no cache is read, wherever the process is
 * confined to. The configuration is made the process's own before Pango looks for one. */
static void make_map(void)
{
	FcConfig *config = FcConfigCreate();

	for (size_t i = 0; i < fonts.count; i++)
		(void)FcConfigAppFontAddFile(config, (const FcChar8 *)fonts.file[i]);
	(void)FcConfigSetCurrent(config);
	FcConfigDestroy(config);
	fonts.map = pango_cairo_font_map_new_for_font_type(CAIRO_FONT_TYPE_FT);
}

const struct pdf_fonts *pdf_fonts_get(void)
{
	if (!pdf_fonts(NULL))
		return NULL;
	if (!fonts.map)
		make_map();
	return fonts.map ? &fonts : NULL;
}
