# Made by tools/compiled_templates.py from templates/feed.html: change that, and run `make docs`.
# fmt: off
# mypy: ignore-errors
from jinja2.runtime import LoopContext, Macro, Markup, Namespace, TemplateNotFound, TemplateReference, TemplateRuntimeError, Undefined, escape, identity, internalcode, markup_join, missing, str_join
name = 'feed.html'

def root(context, missing=missing):
    resolve = context.resolve_or_missing
    undefined = environment.undefined
    concat = environment.concat
    cond_expr_undefined = Undefined
    if 0: yield None
    parent_template = None
    l_0_macros = missing
    pass
    parent_template = environment.get_template('base.html', 'feed.html')
    for name, parent_block in parent_template.blocks.items():
        context.blocks.setdefault(name, []).append(parent_block)
    l_0_macros = context.vars['macros'] = environment.get_template('macros.html', 'feed.html')._get_default_module(context)
    context.exported_vars.discard('macros')
    yield from parent_template.root_render_func(context)

def block_body(context, missing=missing):
    resolve = context.resolve_or_missing
    undefined = environment.undefined
    concat = environment.concat
    cond_expr_undefined = Undefined
    if 0: yield None
    _block_vars = {}
    l_0_root = resolve('root')
    l_0_landing_page = resolve('landing_page')
    l_0_site = resolve('site')
    l_0_macros = resolve('macros')
    l_0_icon = resolve('icon')
    l_0_feed = resolve('feed')
    l_0_heading = resolve('heading')
    l_0_english = resolve('english')
    l_0_description = resolve('description')
    l_0_archive = resolve('archive')
    l_0_stories = resolve('stories')
    l_0_older = resolve('older')
    l_0_newer = resolve('newer')
    try:
        t_1 = environment.filters['length']
    except KeyError:
        @internalcode
        def t_1(*unused):
            raise TemplateRuntimeError("No filter named 'length' found.")
    try:
        t_2 = environment.filters['trim']
    except KeyError:
        @internalcode
        def t_2(*unused):
            raise TemplateRuntimeError("No filter named 'trim' found.")
    try:
        t_3 = environment.tests['none']
    except KeyError:
        @internalcode
        def t_3(*unused):
            raise TemplateRuntimeError("No test named 'none' found.")
    pass
    yield '<header class="masthead">\n<p class="up"><a href="'
    yield escape((undefined(name='root') if l_0_root is missing else l_0_root))
    yield escape((undefined(name='landing_page') if l_0_landing_page is missing else l_0_landing_page))
    yield '"><bdi>'
    yield escape(environment.getattr((undefined(name='site') if l_0_site is missing else l_0_site), 'title'))
    yield '</bdi></a></p>\n<div class="name">'
    yield escape(t_2(context.call(environment.getattr((undefined(name='macros') if l_0_macros is missing else l_0_macros), 'mark'), (undefined(name='icon') if l_0_icon is missing else l_0_icon), _block_vars=_block_vars)))
    yield '<h1 dir="auto"'
    yield escape(((undefined(name='english') if l_0_english is missing else l_0_english) if (environment.getattr((undefined(name='feed') if l_0_feed is missing else l_0_feed), 'has_own_label') and ((undefined(name='heading') if l_0_heading is missing else l_0_heading) == environment.getattr((undefined(name='feed') if l_0_feed is missing else l_0_feed), 'label'))) else cond_expr_undefined("the inline if-expression on line 6 in 'feed.html' evaluated to false and no else section was defined.")))
    yield '>'
    yield escape((undefined(name='heading') if l_0_heading is missing else l_0_heading))
    yield '</h1></div>\n<p dir="auto">'
    yield escape((undefined(name='description') if l_0_description is missing else l_0_description))
    yield '</p>\n<p class="jump"'
    yield escape((undefined(name='english') if l_0_english is missing else l_0_english))
    yield '><a href="#subscribe">Subscribe</a></p>\n</header>\n<main id="main"'
    if (not t_3(environment.getattr((undefined(name='feed') if l_0_feed is missing else l_0_feed), 'closed'))):
        pass
        yield ' data-closed="'
        yield escape(environment.getattr((undefined(name='feed') if l_0_feed is missing else l_0_feed), 'closed'))
        yield '"'
    yield '>\n<section aria-labelledby="newest">\n<h2 id="newest"'
    yield escape((undefined(name='english') if l_0_english is missing else l_0_english))
    yield '>'
    yield escape(('Older stories' if (undefined(name='archive') if l_0_archive is missing else l_0_archive) else ('Newest editions' if (not t_3(environment.getattr((undefined(name='feed') if l_0_feed is missing else l_0_feed), 'closed'))) else ('Stories' if environment.getattr((undefined(name='feed') if l_0_feed is missing else l_0_feed), 'is_query') else 'Newest stories'))))
    yield '</h2>\n'
    yield escape(context.call(environment.getattr((undefined(name='macros') if l_0_macros is missing else l_0_macros), 'list'), (undefined(name='stories') if l_0_stories is missing else l_0_stories), (undefined(name='english') if l_0_english is missing else l_0_english), _block_vars=_block_vars))
    if ((undefined(name='older') if l_0_older is missing else l_0_older) or (undefined(name='newer') if l_0_newer is missing else l_0_newer)):
        pass
        yield '<nav class="more" aria-labelledby="newest"'
        yield escape((undefined(name='english') if l_0_english is missing else l_0_english))
        yield '>\n'
        if (undefined(name='newer') if l_0_newer is missing else l_0_newer):
            pass
            yield '<a rel="next" href="'
            yield escape((undefined(name='root') if l_0_root is missing else l_0_root))
            yield escape((undefined(name='newer') if l_0_newer is missing else l_0_newer))
            yield '">Newer stories</a>\n'
        if (undefined(name='older') if l_0_older is missing else l_0_older):
            pass
            yield '<a rel="prev" href="'
            yield escape((undefined(name='root') if l_0_root is missing else l_0_root))
            yield escape((undefined(name='older') if l_0_older is missing else l_0_older))
            yield '">Older stories</a>\n'
        yield '</nav>\n'
    yield '</section>\n<section class="subscribe" aria-labelledby="subscribe">\n<h2 id="subscribe"'
    yield escape((undefined(name='english') if l_0_english is missing else l_0_english))
    yield '>Subscribe</h2>\n'
    yield escape(context.call(environment.getattr((undefined(name='macros') if l_0_macros is missing else l_0_macros), 'what_is_a_feed'), (undefined(name='english') if l_0_english is missing else l_0_english), _block_vars=_block_vars))
    yield '<p'
    yield escape((undefined(name='english') if l_0_english is missing else l_0_english))
    yield '>Copy the address into your reader, or '
    yield escape(context.call(environment.getattr((undefined(name='macros') if l_0_macros is missing else l_0_macros), 'open_link'), (undefined(name='feed') if l_0_feed is missing else l_0_feed), environment.getitem(environment.getattr((undefined(name='feed') if l_0_feed is missing else l_0_feed), 'links'), 0), (undefined(name='root') if l_0_root is missing else l_0_root), _block_vars=_block_vars))
    yield ' opens the feed from here.</p>\n'
    yield escape(context.call(environment.getattr((undefined(name='macros') if l_0_macros is missing else l_0_macros), 'address'), environment.getitem(environment.getattr((undefined(name='feed') if l_0_feed is missing else l_0_feed), 'links'), 0), _block_vars=_block_vars))
    if (t_1(environment.getattr((undefined(name='feed') if l_0_feed is missing else l_0_feed), 'links')) > 1):
        pass
        yield '<details>\n<summary'
        yield escape((undefined(name='english') if l_0_english is missing else l_0_english))
        yield '>Other formats</summary>\n'
        yield escape(context.call(environment.getattr((undefined(name='macros') if l_0_macros is missing else l_0_macros), 'addresses'), (undefined(name='feed') if l_0_feed is missing else l_0_feed), environment.getattr((undefined(name='feed') if l_0_feed is missing else l_0_feed), 'links')[1:], (undefined(name='root') if l_0_root is missing else l_0_root), _block_vars=_block_vars))
        yield '</details>\n'
    yield '</section>\n</main>\n'

def block_up(context, missing=missing):
    resolve = context.resolve_or_missing
    undefined = environment.undefined
    concat = environment.concat
    cond_expr_undefined = Undefined
    if 0: yield None
    _block_vars = {}
    l_0_root = resolve('root')
    l_0_landing_page = resolve('landing_page')
    pass
    yield '<a href="'
    yield escape((undefined(name='root') if l_0_root is missing else l_0_root))
    yield escape((undefined(name='landing_page') if l_0_landing_page is missing else l_0_landing_page))
    yield '">All topics and feeds</a> · '

blocks = {'body': block_body, 'up': block_up}
debug_info = '1=13&2=16&3=20&5=60&6=65&7=71&8=73&10=75&12=81&13=85&14=86&15=89&16=91&17=94&19=97&20=100&26=105&27=107&28=109&29=113&30=114&32=117&33=119&39=123'
