# Made by tools/compiled_templates.py from templates/edition.html: change that, and run `make docs`.
# fmt: off
# mypy: ignore-errors
from jinja2.runtime import LoopContext, Macro, Markup, Namespace, TemplateNotFound, TemplateReference, TemplateRuntimeError, Undefined, escape, identity, internalcode, markup_join, missing, str_join
name = 'edition.html'

def root(context, missing=missing):
    resolve = context.resolve_or_missing
    undefined = environment.undefined
    concat = environment.concat
    cond_expr_undefined = Undefined
    if 0: yield None
    l_0_site = resolve('site')
    l_0_is_rtl = resolve('is_rtl')
    l_0_edition = resolve('edition')
    l_0_canonical = resolve('canonical')
    l_0_digest_page = resolve('digest_page')
    l_0_sections = resolve('sections')
    l_0_english = resolve('english')
    try:
        t_1 = environment.filters['length']
    except KeyError:
        @internalcode
        def t_1(*unused):
            raise TemplateRuntimeError("No filter named 'length' found.")
    try:
        t_2 = environment.filters['rfc3339']
    except KeyError:
        @internalcode
        def t_2(*unused):
            raise TemplateRuntimeError("No filter named 'rfc3339' found.")
    try:
        t_3 = environment.filters['safe']
    except KeyError:
        @internalcode
        def t_3(*unused):
            raise TemplateRuntimeError("No filter named 'safe' found.")
    pass
    yield '<!doctype html>\n<html lang="'
    yield escape(environment.getattr((undefined(name='site') if l_0_site is missing else l_0_site), 'language'))
    yield '"'
    yield escape((Markup(' dir="rtl"') if (undefined(name='is_rtl') if l_0_is_rtl is missing else l_0_is_rtl) else cond_expr_undefined("the inline if-expression on line 2 in 'edition.html' evaluated to false and no else section was defined.")))
    yield '>\n<head>\n<meta charset="utf-8">\n<title>'
    yield escape(environment.getattr((undefined(name='edition') if l_0_edition is missing else l_0_edition), 'title'))
    yield '</title>\n<meta name="viewport" content="width=device-width, initial-scale=1">\n<meta name="generator" content="feedtool">\n<meta name="color-scheme" content="light dark">\n<meta name="referrer" content="no-referrer">\n<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; style-src \'unsafe-inline\'; base-uri \'none\'; form-action \'none\'">\n<link rel="canonical" href="'
    yield escape((undefined(name='canonical') if l_0_canonical is missing else l_0_canonical))
    yield '">\n</head>\n<body style="margin:0;padding:0;background:Canvas">\n<main>\n<table role="presentation" style="width:100%;max-width:600px;margin:0 auto;border-collapse:collapse">\n<tr>\n<td style="padding:16px;font-family:Helvetica,Arial,sans-serif;font-size:16px;line-height:1.5;overflow-wrap:anywhere;word-break:break-word">\n<p dir="auto" style="margin:0 0 8px;font-size:14px"><a href="'
    yield escape((undefined(name='digest_page') if l_0_digest_page is missing else l_0_digest_page))
    yield '">'
    yield escape(environment.getattr((undefined(name='site') if l_0_site is missing else l_0_site), 'title'))
    yield '</a></p>\n<h1 data-edition="'
    yield escape(environment.getattr((undefined(name='edition') if l_0_edition is missing else l_0_edition), 'id'))
    yield '" data-period="'
    yield escape(environment.getattr((undefined(name='edition') if l_0_edition is missing else l_0_edition), 'period'))
    yield '" data-published="'
    yield escape(t_2(environment.getattr((undefined(name='edition') if l_0_edition is missing else l_0_edition), 'published')))
    yield '" data-stories="'
    yield escape(t_1(environment.getattr((undefined(name='edition') if l_0_edition is missing else l_0_edition), 'stories')))
    yield '" data-more="'
    yield escape(environment.getattr((undefined(name='edition') if l_0_edition is missing else l_0_edition), 'more'))
    yield '" style="margin:0 0 24px;font-size:26px;line-height:1.25">'
    yield escape(environment.getattr((undefined(name='edition') if l_0_edition is missing else l_0_edition), 'heading'))
    yield '</h1>\n'
    l_1_loop = missing
    for (l_1_topic, l_1_stories), l_1_loop in LoopContext((undefined(name='sections') if l_0_sections is missing else l_0_sections), undefined):
        l_1_level = missing
        _loop_vars = {}
        pass
        if l_1_topic:
            pass
            yield '<h2 data-topic="'
            yield escape(l_1_topic)
            yield '" dir="auto" style="margin:32px 0 12px;padding:0 0 4px;border-bottom:1px solid #808080;font-size:15px">'
            yield escape(l_1_topic)
            yield '</h2>\n'
        elif (not environment.getattr(l_1_loop, 'first')):
            pass
            yield '<hr data-topic="" style="margin:32px 0 16px;border:0;border-top:1px solid #808080">\n'
        l_1_level = ('3' if l_1_topic else '2')
        _loop_vars['level'] = l_1_level
        for l_2_story in l_1_stories:
            _loop_vars = {}
            pass
            yield '<div data-story="'
            yield escape(environment.getattr(l_2_story, 'id'))
            yield '" dir="auto" style="margin:0 0 20px">\n<h'
            yield escape((undefined(name='level') if l_1_level is missing else l_1_level))
            yield ' style="margin:0;font-size:18px;line-height:1.35"><a href="'
            yield escape(environment.getattr(l_2_story, 'link'))
            yield '">'
            yield escape(environment.getattr(l_2_story, 'title'))
            yield '</a></h'
            yield escape((undefined(name='level') if l_1_level is missing else l_1_level))
            yield '>\n<p style="margin:2px 0 0;font-size:14px">'
            yield escape(environment.getattr(l_2_story, 'provider'))
            yield '</p>\n'
            if environment.getattr(l_2_story, 'excerpt'):
                pass
                yield '<p style="margin:4px 0 0">'
                yield escape(environment.getattr(l_2_story, 'excerpt'))
                yield '</p>\n'
            yield '</div>\n'
        l_2_story = missing
    l_1_loop = l_1_topic = l_1_stories = l_1_level = missing
    if environment.getattr((undefined(name='edition') if l_0_edition is missing else l_0_edition), 'more'):
        pass
        yield '<p'
        yield escape((undefined(name='english') if l_0_english is missing else l_0_english))
        yield ' style="margin:0 0 20px">and '
        yield escape(environment.getattr((undefined(name='edition') if l_0_edition is missing else l_0_edition), 'more'))
        yield ' more</p>\n'
    if environment.getattr((undefined(name='site') if l_0_site is missing else l_0_site), 'rights'):
        pass
        yield '<p dir="auto" style="margin:32px 0 0;font-size:13px">'
        yield escape(environment.getattr((undefined(name='site') if l_0_site is missing else l_0_site), 'rights'))
        yield '</p>\n'
    yield '<p'
    yield escape((undefined(name='english') if l_0_english is missing else l_0_english))
    yield ' style="margin:16px 0 0;font-size:13px"><a href="'
    yield escape((undefined(name='canonical') if l_0_canonical is missing else l_0_canonical))
    yield '">This page on the web</a> · <a href="'
    yield escape((undefined(name='digest_page') if l_0_digest_page is missing else l_0_digest_page))
    yield '">All editions</a></p>\n</td>\n</tr>\n</table>\n</main>\n</body>\n</html>'

blocks = {}
debug_info = '2=37&5=41&11=43&18=45&19=49&20=62&21=66&22=69&23=73&26=76&27=78&28=82&29=84&30=92&31=94&32=97&37=102&38=105&40=109&41=112&43=115'
