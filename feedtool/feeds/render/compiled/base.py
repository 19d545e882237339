# Made by tools/compiled_templates.py from templates/base.html: change that, and run `make docs`.
# fmt: off
# mypy: ignore-errors
from jinja2.runtime import LoopContext, Macro, Markup, Namespace, TemplateNotFound, TemplateReference, TemplateRuntimeError, Undefined, escape, identity, internalcode, markup_join, missing, str_join
name = 'base.html'

def root(context, missing=missing):
    resolve = context.resolve_or_missing
    undefined = environment.undefined
    concat = environment.concat
    cond_expr_undefined = Undefined
    if 0: yield None
    l_0_language = resolve('language')
    l_0_is_rtl = resolve('is_rtl')
    l_0_heading = resolve('heading')
    l_0_site = resolve('site')
    l_0_description = resolve('description')
    l_0_style_digest = resolve('style_digest')
    l_0_canonical = resolve('canonical')
    l_0_opml_type = resolve('opml_type')
    l_0_opml = resolve('opml')
    l_0_memory = resolve('memory')
    l_0_feed = resolve('feed')
    l_0_discovered = resolve('discovered')
    l_0_style = resolve('style')
    l_0_english = resolve('english')
    l_0_root = resolve('root')
    try:
        t_1 = environment.filters['safe']
    except KeyError:
        @internalcode
        def t_1(*unused):
            raise TemplateRuntimeError("No filter named 'safe' found.")
    try:
        t_2 = environment.tests['https']
    except KeyError:
        @internalcode
        def t_2(*unused):
            raise TemplateRuntimeError("No test named 'https' found.")
    pass
    yield '<!doctype html>\n<html lang="'
    yield escape((undefined(name='language') if l_0_language is missing else l_0_language))
    yield '"'
    yield escape((Markup(' dir="rtl"') if (undefined(name='is_rtl') if l_0_is_rtl is missing else l_0_is_rtl) else cond_expr_undefined("the inline if-expression on line 2 in 'base.html' evaluated to false and no else section was defined.")))
    yield '>\n<head>\n<meta charset="utf-8">\n<title>'
    yield escape(((undefined(name='heading') if l_0_heading is missing else l_0_heading) if (((undefined(name='heading') if l_0_heading is missing else l_0_heading) == environment.getattr((undefined(name='site') if l_0_site is missing else l_0_site), 'title')) or (environment.getattr((undefined(name='site') if l_0_site is missing else l_0_site), 'title') in (undefined(name='heading') if l_0_heading is missing else l_0_heading))) else markup_join(((undefined(name='heading') if l_0_heading is missing else l_0_heading), ' – ', environment.getattr((undefined(name='site') if l_0_site is missing else l_0_site), 'title'), ))))
    yield '</title>\n<meta name="viewport" content="width=device-width, initial-scale=1">\n<meta name="generator" content="feedtool">\n<meta name="description" content="'
    yield escape(((undefined(name='description') if l_0_description is missing else l_0_description) or environment.getattr((undefined(name='site') if l_0_site is missing else l_0_site), 'title')))
    yield '">\n<meta name="color-scheme" content="light dark">\n<meta name="referrer" content="no-referrer">\n<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; img-src https:; media-src https:; style-src \'sha256-'
    yield escape((undefined(name='style_digest') if l_0_style_digest is missing else l_0_style_digest))
    yield '\'; base-uri \'none\'; form-action \'none\'">\n<link rel="canonical" href="'
    yield escape((undefined(name='canonical') if l_0_canonical is missing else l_0_canonical))
    yield '">\n<link rel="blogroll" type="'
    yield escape((undefined(name='opml_type') if l_0_opml_type is missing else l_0_opml_type))
    yield '" href="'
    yield escape(environment.getattr((undefined(name='site') if l_0_site is missing else l_0_site), 'url'))
    yield escape((undefined(name='opml') if l_0_opml is missing else l_0_opml))
    yield '">\n'
    if (undefined(name='memory') if l_0_memory is missing else l_0_memory):
        pass
        yield '<meta name="feedtool-memory" content="'
        yield escape((undefined(name='memory') if l_0_memory is missing else l_0_memory))
        yield '">\n'
    if t_2(environment.getattr((undefined(name='site') if l_0_site is missing else l_0_site), 'icon')):
        pass
        yield '<link rel="icon" href="'
        yield escape(environment.getattr((undefined(name='site') if l_0_site is missing else l_0_site), 'icon'))
        yield '">\n'
    for l_1_link in environment.getattr((undefined(name='feed') if l_0_feed is missing else l_0_feed), 'links')[:(undefined(name='discovered') if l_0_discovered is missing else l_0_discovered)]:
        _loop_vars = {}
        pass
        yield '<link rel="alternate" type="'
        yield escape(environment.getattr(l_1_link, 'type'))
        yield '" title="'
        yield escape(environment.getattr((undefined(name='feed') if l_0_feed is missing else l_0_feed), 'title'))
        yield ' ('
        yield escape(environment.getattr(l_1_link, 'name'))
        yield ')" href="'
        yield escape(environment.getattr(l_1_link, 'url'))
        yield '">\n'
    l_1_link = missing
    yield '<style>'
    yield escape((undefined(name='style') if l_0_style is missing else l_0_style))
    yield '</style>\n</head>\n<body>\n<a class="skip" href="#main"'
    yield escape((undefined(name='english') if l_0_english is missing else l_0_english))
    yield '>Skip to the stories</a>\n'
    yield from context.blocks['body'][0](context)
    yield '<footer>\n'
    if environment.getattr((undefined(name='site') if l_0_site is missing else l_0_site), 'rights'):
        pass
        yield '<p dir="auto">'
        yield escape(environment.getattr((undefined(name='site') if l_0_site is missing else l_0_site), 'rights'))
        yield '</p>\n'
    yield '<p'
    yield escape((undefined(name='english') if l_0_english is missing else l_0_english))
    yield '>'
    yield from context.blocks['up'][0](context)
    yield '<a href="'
    yield escape((undefined(name='root') if l_0_root is missing else l_0_root))
    yield escape((undefined(name='opml') if l_0_opml is missing else l_0_opml))
    yield '" type="'
    yield escape((undefined(name='opml_type') if l_0_opml_type is missing else l_0_opml_type))
    yield '">All feeds as OPML</a></p>\n</footer>\n</body>\n</html>'

def block_body(context, missing=missing):
    resolve = context.resolve_or_missing
    undefined = environment.undefined
    concat = environment.concat
    cond_expr_undefined = Undefined
    if 0: yield None
    _block_vars = {}
    pass

def block_up(context, missing=missing):
    resolve = context.resolve_or_missing
    undefined = environment.undefined
    concat = environment.concat
    cond_expr_undefined = Undefined
    if 0: yield None
    _block_vars = {}
    pass

blocks = {'body': block_body, 'up': block_up}
debug_info = '2=39&5=43&8=45&11=47&12=49&13=51&14=56&15=59&17=61&18=64&20=66&21=70&23=80&26=82&27=84&29=86&30=89&32=92&27=102&32=111'
