# Made by tools/compiled_templates.py from templates/landing.html: change that, and run `make docs`.
# fmt: off
# mypy: ignore-errors
from jinja2.runtime import LoopContext, Macro, Markup, Namespace, TemplateNotFound, TemplateReference, TemplateRuntimeError, Undefined, escape, identity, internalcode, markup_join, missing, str_join
name = 'landing.html'

def root(context, missing=missing):
    resolve = context.resolve_or_missing
    undefined = environment.undefined
    concat = environment.concat
    cond_expr_undefined = Undefined
    if 0: yield None
    parent_template = None
    l_0_macros = missing
    pass
    parent_template = environment.get_template('base.html', 'landing.html')
    for name, parent_block in parent_template.blocks.items():
        context.blocks.setdefault(name, []).append(parent_block)
    l_0_macros = context.vars['macros'] = environment.get_template('macros.html', 'landing.html')._get_default_module(context)
    context.exported_vars.discard('macros')
    yield from parent_template.root_render_func(context)

def block_body(context, missing=missing):
    resolve = context.resolve_or_missing
    undefined = environment.undefined
    concat = environment.concat
    cond_expr_undefined = Undefined
    if 0: yield None
    _block_vars = {}
    l_0_macros = resolve('macros')
    l_0_icon = resolve('icon')
    l_0_heading = resolve('heading')
    l_0_description = resolve('description')
    l_0_english = resolve('english')
    l_0_stories = resolve('stories')
    l_0_root = resolve('root')
    l_0_feed = resolve('feed')
    l_0_opml = resolve('opml')
    l_0_opml_type = resolve('opml_type')
    l_0_rows = resolve('rows')
    try:
        t_1 = environment.filters['trim']
    except KeyError:
        @internalcode
        def t_1(*unused):
            raise TemplateRuntimeError("No filter named 'trim' found.")
    pass
    yield '<header class="masthead">\n<div class="name">'
    yield escape(t_1(context.call(environment.getattr((undefined(name='macros') if l_0_macros is missing else l_0_macros), 'mark'), (undefined(name='icon') if l_0_icon is missing else l_0_icon), _block_vars=_block_vars)))
    yield '<h1 dir="auto">'
    yield escape((undefined(name='heading') if l_0_heading is missing else l_0_heading))
    yield '</h1></div>\n'
    if (undefined(name='description') if l_0_description is missing else l_0_description):
        pass
        yield '<p dir="auto">'
        yield escape((undefined(name='description') if l_0_description is missing else l_0_description))
        yield '</p>\n'
    yield '<p class="jump"'
    yield escape((undefined(name='english') if l_0_english is missing else l_0_english))
    yield '><a href="#feeds">Topics and feeds</a></p>\n</header>\n<main id="main">\n<section aria-labelledby="newest">\n<h2 id="newest"'
    yield escape((undefined(name='english') if l_0_english is missing else l_0_english))
    yield '>Newest stories</h2>\n'
    yield escape(context.call(environment.getattr((undefined(name='macros') if l_0_macros is missing else l_0_macros), 'list'), (undefined(name='stories') if l_0_stories is missing else l_0_stories), (undefined(name='english') if l_0_english is missing else l_0_english), _block_vars=_block_vars))
    if (undefined(name='stories') if l_0_stories is missing else l_0_stories):
        pass
        yield '<p class="more"'
        yield escape((undefined(name='english') if l_0_english is missing else l_0_english))
        yield '><a href="'
        yield escape((undefined(name='root') if l_0_root is missing else l_0_root))
        yield escape(environment.getattr((undefined(name='feed') if l_0_feed is missing else l_0_feed), 'path'))
        yield '">All stories</a></p>\n'
    yield '</section>\n<section class="subscribe" aria-labelledby="feeds">\n<h2 id="feeds"'
    yield escape((undefined(name='english') if l_0_english is missing else l_0_english))
    yield '>Topics and feeds</h2>\n'
    yield escape(context.call(environment.getattr((undefined(name='macros') if l_0_macros is missing else l_0_macros), 'what_is_a_feed'), (undefined(name='english') if l_0_english is missing else l_0_english), _block_vars=_block_vars))
    yield '<p'
    yield escape((undefined(name='english') if l_0_english is missing else l_0_english))
    yield '>Copy an address from below into your reader, or import all at once: <a class="open" href="'
    yield escape((undefined(name='root') if l_0_root is missing else l_0_root))
    yield escape((undefined(name='opml') if l_0_opml is missing else l_0_opml))
    yield '" type="'
    yield escape((undefined(name='opml_type') if l_0_opml_type is missing else l_0_opml_type))
    yield '" aria-label="OPML: all feeds in one file">OPML</a></p>\n<ul class="feeds">\n'
    yield escape((undefined(name='rows') if l_0_rows is missing else l_0_rows))
    yield '</ul>\n</section>\n</main>\n'

blocks = {'body': block_body}
debug_info = '1=13&2=16&3=20&5=46&6=50&7=53&9=56&13=58&14=60&15=61&16=64&20=70&21=72&22=74&24=81'
