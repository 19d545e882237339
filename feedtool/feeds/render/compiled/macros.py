# Made by tools/compiled_templates.py from templates/macros.html: change that, and run `make docs`.
# fmt: off
# mypy: ignore-errors
from jinja2.runtime import LoopContext, Macro, Markup, Namespace, TemplateNotFound, TemplateReference, TemplateRuntimeError, Undefined, escape, identity, internalcode, markup_join, missing, str_join
name = 'macros.html'

def root(context, missing=missing):
    resolve = context.resolve_or_missing
    undefined = environment.undefined
    concat = environment.concat
    cond_expr_undefined = Undefined
    if 0: yield None
    l_0_mark = l_0_what_is_a_feed = l_0_open_link = l_0_address = l_0_addresses = l_0_story = l_0_list = l_0_row = missing
    try:
        t_1 = environment.filters['breakable']
    except KeyError:
        @internalcode
        def t_1(*unused):
            raise TemplateRuntimeError("No filter named 'breakable' found.")
    try:
        t_2 = environment.filters['day']
    except KeyError:
        @internalcode
        def t_2(*unused):
            raise TemplateRuntimeError("No filter named 'day' found.")
    try:
        t_3 = environment.filters['enclosure_label']
    except KeyError:
        @internalcode
        def t_3(*unused):
            raise TemplateRuntimeError("No filter named 'enclosure_label' found.")
    try:
        t_4 = environment.filters['length']
    except KeyError:
        @internalcode
        def t_4(*unused):
            raise TemplateRuntimeError("No filter named 'length' found.")
    try:
        t_5 = environment.filters['min']
    except KeyError:
        @internalcode
        def t_5(*unused):
            raise TemplateRuntimeError("No filter named 'min' found.")
    try:
        t_6 = environment.filters['rfc3339']
    except KeyError:
        @internalcode
        def t_6(*unused):
            raise TemplateRuntimeError("No filter named 'rfc3339' found.")
    try:
        t_7 = environment.filters['safe']
    except KeyError:
        @internalcode
        def t_7(*unused):
            raise TemplateRuntimeError("No filter named 'safe' found.")
    try:
        t_8 = environment.filters['size']
    except KeyError:
        @internalcode
        def t_8(*unused):
            raise TemplateRuntimeError("No filter named 'size' found.")
    try:
        t_9 = environment.filters['topic_page']
    except KeyError:
        @internalcode
        def t_9(*unused):
            raise TemplateRuntimeError("No filter named 'topic_page' found.")
    try:
        t_10 = environment.filters['trim']
    except KeyError:
        @internalcode
        def t_10(*unused):
            raise TemplateRuntimeError("No filter named 'trim' found.")
    try:
        t_11 = environment.tests['https']
    except KeyError:
        @internalcode
        def t_11(*unused):
            raise TemplateRuntimeError("No test named 'https' found.")
    try:
        t_12 = environment.tests['sameas']
    except KeyError:
        @internalcode
        def t_12(*unused):
            raise TemplateRuntimeError("No test named 'sameas' found.")
    pass
    def macro(l_1_icon):
        t_13 = []
        if l_1_icon is missing:
            l_1_icon = undefined("parameter 'icon' was not provided", name='icon')
        pass
        if t_11(l_1_icon):
            pass
            t_13.extend((
                '<img class="mark" src="',
                escape(l_1_icon),
                '" alt="" width="40" height="40" decoding="async" referrerpolicy="no-referrer">\n',
            ))
        else:
            pass
            t_13.append(
                '<svg class="mark" viewBox="0 0 24 24" aria-hidden="true" focusable="false"><rect width="24" height="24" rx="5" fill="currentColor"/><g fill="none" stroke="#fff" stroke-width="2.4" stroke-linecap="round"><path d="M6 11.2a6.8 6.8 0 0 1 6.8 6.8"/><path d="M6 6.2A11.8 11.8 0 0 1 17.8 18"/></g><circle cx="7.3" cy="16.7" r="1.8" fill="#fff"/></svg>\n',
            )
        return concat(t_13)
    context.exported_vars.add('mark')
    context.vars['mark'] = l_0_mark = Macro(environment, macro, 'mark', ('icon',), False, False, False, context.eval_ctx.autoescape)
    yield '\n'
    def macro(l_1_english):
        t_14 = []
        if l_1_english is missing:
            l_1_english = undefined("parameter 'english' was not provided", name='english')
        pass
        t_14.extend((
            '<p',
            escape(l_1_english),
            '>A feed brings each new story to the reader app of your choice, without an account. <a href="https://aboutfeeds.com/">What is a feed?</a></p>\n',
        ))
        return concat(t_14)
    context.exported_vars.add('what_is_a_feed')
    context.vars['what_is_a_feed'] = l_0_what_is_a_feed = Macro(environment, macro, 'what_is_a_feed', ('english',), False, False, False, context.eval_ctx.autoescape)
    yield '\n'
    def macro(l_1_feed, l_1_link, l_1_root):
        t_15 = []
        if l_1_feed is missing:
            l_1_feed = undefined("parameter 'feed' was not provided", name='feed')
        if l_1_link is missing:
            l_1_link = undefined("parameter 'link' was not provided", name='link')
        if l_1_root is missing:
            l_1_root = undefined("parameter 'root' was not provided", name='root')
        pass
        t_15.extend((
            '<a class="open" rel="alternate" type="',
            escape(environment.getattr(l_1_link, 'type')),
            '" href="',
            escape(l_1_root),
            escape(environment.getattr(l_1_link, 'path')),
            '" aria-label="',
            escape(environment.getattr(l_1_link, 'name')),
            ': ',
            escape(environment.getattr(l_1_feed, 'title')),
            '">',
            escape(environment.getattr(l_1_link, 'name')),
            '</a>',
        ))
        return concat(t_15)
    context.exported_vars.add('open_link')
    context.vars['open_link'] = l_0_open_link = Macro(environment, macro, 'open_link', ('feed', 'link', 'root'), False, False, False, context.eval_ctx.autoescape)
    yield '\n'
    def macro(l_1_link):
        t_16 = []
        if l_1_link is missing:
            l_1_link = undefined("parameter 'link' was not provided", name='link')
        pass
        t_16.extend((
            '<code class="address" dir="ltr">',
            escape(t_1(environment.getattr(l_1_link, 'url'))),
            '</code>\n',
        ))
        return concat(t_16)
    context.exported_vars.add('address')
    context.vars['address'] = l_0_address = Macro(environment, macro, 'address', ('link',), False, False, False, context.eval_ctx.autoescape)
    yield '\n'
    def macro(l_1_feed, l_1_links, l_1_root):
        t_17 = []
        if l_1_feed is missing:
            l_1_feed = undefined("parameter 'feed' was not provided", name='feed')
        if l_1_links is missing:
            l_1_links = undefined("parameter 'links' was not provided", name='links')
        if l_1_root is missing:
            l_1_root = undefined("parameter 'root' was not provided", name='root')
        pass
        t_17.append(
            '<dl class="addresses">\n',
        )
        for l_2_link in l_1_links:
            _loop_vars = {}
            pass
            t_17.extend((
                '<dt>',
                escape((environment.getattr(l_2_link, 'name') if t_12(l_2_link, environment.getitem(environment.getattr(l_1_feed, 'links'), 0)) else context.call((undefined(name='open_link') if l_0_open_link is missing else l_0_open_link), l_1_feed, l_2_link, l_1_root, _loop_vars=_loop_vars))),
                '</dt>\n<dd>',
                escape(t_10(context.call((undefined(name='address') if l_0_address is missing else l_0_address), l_2_link, _loop_vars=_loop_vars))),
                '</dd>\n',
            ))
        l_2_link = missing
        t_17.append(
            '</dl>\n',
        )
        return concat(t_17)
    context.exported_vars.add('addresses')
    context.vars['addresses'] = l_0_addresses = Macro(environment, macro, 'addresses', ('feed', 'links', 'root'), False, False, False, context.eval_ctx.autoescape)
    yield '\n'
    def macro(l_1_item, l_1_root, l_1_language, l_1_english, l_1_content):
        t_18 = []
        l_1_width = resolve('width')
        l_1_height = resolve('height')
        l_1_has_picture = missing
        if l_1_item is missing:
            l_1_item = undefined("parameter 'item' was not provided", name='item')
        if l_1_root is missing:
            l_1_root = undefined("parameter 'root' was not provided", name='root')
        if l_1_language is missing:
            l_1_language = undefined("parameter 'language' was not provided", name='language')
        if l_1_english is missing:
            l_1_english = undefined("parameter 'english' was not provided", name='english')
        if l_1_content is missing:
            l_1_content = undefined("parameter 'content' was not provided", name='content')
        pass
        l_1_has_picture = (environment.getattr(l_1_item, 'image') and t_11(environment.getattr(environment.getattr(l_1_item, 'image'), 'url')))
        t_18.extend((
            '<li',
            escape((Markup(' class="pictured"') if (undefined(name='has_picture') if l_1_has_picture is missing else l_1_has_picture) else cond_expr_undefined("the inline if-expression on line 35 in 'macros.html' evaluated to false and no else section was defined."))),
            '>\n<h3 dir="auto"><a href="',
            escape(environment.getattr(l_1_item, 'link')),
            '">',
            escape(environment.getattr(l_1_item, 'title')),
            '</a></h3>\n<p class="source">',
        ))
        if t_11(environment.getattr(environment.getattr(l_1_item, 'provider'), 'icon')):
            pass
            t_18.extend((
                '<img src="',
                escape(environment.getattr(environment.getattr(l_1_item, 'provider'), 'icon')),
                '" alt="" width="20" height="20" loading="lazy" decoding="async" referrerpolicy="no-referrer">',
            ))
        t_18.extend((
            '<bdi>',
            escape(environment.getattr(environment.getattr(l_1_item, 'provider'), 'name')),
            '</bdi> <time datetime="',
            escape(t_6(environment.getattr(l_1_item, 'published'))),
            '">',
            escape(t_2(environment.getattr(l_1_item, 'published'), l_1_language)),
            '</time></p>\n',
        ))
        if (undefined(name='has_picture') if l_1_has_picture is missing else l_1_has_picture):
            pass
            (l_1_width, l_1_height) = t_8(environment.getattr(l_1_item, 'image'))
            t_18.extend((
                '<div class="picture"><img src="',
                escape(environment.getattr(environment.getattr(l_1_item, 'image'), 'url')),
                '" alt="" width="',
                escape((undefined(name='width') if l_1_width is missing else l_1_width)),
                '" height="',
                escape((undefined(name='height') if l_1_height is missing else l_1_height)),
                '" loading="lazy" decoding="async" referrerpolicy="no-referrer"></div>\n',
            ))
        if (environment.getattr(l_1_item, 'excerpt') and (environment.getattr(l_1_item, 'excerpt') != environment.getattr(l_1_item, 'title'))):
            pass
            t_18.extend((
                '<p class="excerpt" dir="auto">',
                escape(environment.getattr(l_1_item, 'excerpt')),
                '</p>\n',
            ))
        if l_1_content:
            pass
            t_18.extend((
                '<details class="content">\n<summary',
                escape(l_1_english),
                '>Full text</summary>\n<div dir="auto">',
                escape(l_1_content),
                '</div>\n</details>\n',
            ))
        if ((environment.getattr(l_1_item, 'video') or environment.getattr(l_1_item, 'enclosure')) or environment.getattr(l_1_item, 'topics')):
            pass
            t_18.append(
                '<ul class="topics">\n',
            )
            if environment.getattr(l_1_item, 'enclosure'):
                pass
                t_18.extend((
                    '<li><a class="video" href="',
                    escape(environment.getattr(environment.getattr(l_1_item, 'enclosure'), 'url')),
                    '" type="',
                    escape(environment.getattr(environment.getattr(l_1_item, 'enclosure'), 'media_type')),
                    '"',
                    escape(l_1_english),
                    '>',
                    escape(t_3(environment.getattr(l_1_item, 'enclosure'))),
                    '</a></li>\n',
                ))
            if environment.getattr(l_1_item, 'video'):
                pass
                t_18.extend((
                    '<li><a class="video" href="',
                    escape(environment.getattr(l_1_item, 'video')),
                    '"',
                    escape(l_1_english),
                    '>Watch the video</a></li>\n',
                ))
            for l_2_topic in environment.getattr(l_1_item, 'topics'):
                _loop_vars = {}
                pass
                t_18.append(
                    '<li>',
                )
                if environment.getattr(l_2_topic, 'has_feed'):
                    pass
                    t_18.extend((
                        '<a href="',
                        escape(l_1_root),
                        escape(t_9(l_2_topic)),
                        '"><bdi>',
                        escape(environment.getattr(l_2_topic, 'name')),
                        '</bdi></a>',
                    ))
                else:
                    pass
                    t_18.extend((
                        '<bdi>',
                        escape(environment.getattr(l_2_topic, 'name')),
                        '</bdi>',
                    ))
                t_18.append(
                    '</li>\n',
                )
            l_2_topic = missing
            t_18.append(
                '</ul>\n',
            )
        if environment.getattr(l_1_item, 'related'):
            pass
            t_18.extend((
                '<details class="related">\n<summary',
                escape(l_1_english),
                '>',
                escape(t_4(environment.getattr(l_1_item, 'related'))),
                ' related ',
                escape(('story' if (t_4(environment.getattr(l_1_item, 'related')) == 1) else 'stories')),
                '</summary>\n<ul>\n',
            ))
            for l_2_story in environment.getattr(l_1_item, 'related'):
                _loop_vars = {}
                pass
                t_18.extend((
                    '<li dir="auto"><a href="',
                    escape(environment.getattr(l_2_story, 'url')),
                    '">',
                    escape(environment.getattr(l_2_story, 'title')),
                    '</a>',
                ))
                if environment.getattr(l_2_story, 'provider'):
                    pass
                    t_18.extend((
                        ' <bdi>',
                        escape(environment.getattr(l_2_story, 'provider')),
                        '</bdi>',
                    ))
                t_18.append(
                    '</li>\n',
                )
            l_2_story = missing
            t_18.append(
                '</ul>\n</details>\n',
            )
        t_18.append(
            '</li>\n',
        )
        return concat(t_18)
    context.exported_vars.add('story')
    context.vars['story'] = l_0_story = Macro(environment, macro, 'story', ('item', 'root', 'language', 'english', 'content'), False, False, False, context.eval_ctx.autoescape)
    yield '\n'
    def macro(l_1_stories, l_1_english):
        t_19 = []
        if l_1_stories is missing:
            l_1_stories = undefined("parameter 'stories' was not provided", name='stories')
        if l_1_english is missing:
            l_1_english = undefined("parameter 'english' was not provided", name='english')
        pass
        if l_1_stories:
            pass
            t_19.append(
                '<ol class="stories">\n',
            )
            for l_2_story in l_1_stories:
                _loop_vars = {}
                pass
                t_19.append(
                    escape(l_2_story),
                )
            l_2_story = missing
            t_19.append(
                '</ol>\n',
            )
        else:
            pass
            t_19.extend((
                '<p class="nothing"',
                escape(l_1_english),
                '>Nothing here yet. Subscribe, and you will see the first story when it appears.</p>\n',
            ))
        return concat(t_19)
    context.exported_vars.add('list')
    context.vars['list'] = l_0_list = Macro(environment, macro, 'list', ('stories', 'english'), False, False, False, context.eval_ctx.autoescape)
    yield '\n'
    def macro(l_1_feed, l_1_root, l_1_english):
        t_20 = []
        if l_1_feed is missing:
            l_1_feed = undefined("parameter 'feed' was not provided", name='feed')
        if l_1_root is missing:
            l_1_root = undefined("parameter 'root' was not provided", name='root')
        if l_1_english is missing:
            l_1_english = undefined("parameter 'english' was not provided", name='english')
        pass
        t_20.extend((
            '<li',
            escape((t_7((' class="depth-%d"' % t_5(environment, [environment.getattr(l_1_feed, 'depth'), 4]))) if environment.getattr(l_1_feed, 'depth') else cond_expr_undefined("the inline if-expression on line 92 in 'macros.html' evaluated to false and no else section was defined."))),
            '>\n<div class="feed"><a href="',
            escape(l_1_root),
            escape(environment.getattr(l_1_feed, 'path')),
            '"><bdi',
            escape((l_1_english if environment.getattr(l_1_feed, 'has_own_label') else cond_expr_undefined("the inline if-expression on line 93 in 'macros.html' evaluated to false and no else section was defined."))),
            '>',
            escape(environment.getattr(l_1_feed, 'label')),
            '</bdi></a><span class="count"',
            escape(l_1_english),
            '>',
            escape(environment.getattr(l_1_feed, 'count')),
            '<span class="unseen"> ',
            escape((environment.getattr(l_1_feed, 'noun') if (environment.getattr(l_1_feed, 'count') == 1) else environment.getattr(l_1_feed, 'nouns'))),
            '</span></span>',
            escape(context.call((undefined(name='open_link') if l_0_open_link is missing else l_0_open_link), l_1_feed, environment.getitem(environment.getattr(l_1_feed, 'links'), 0), l_1_root)),
            '</div>\n<details',
            escape((' open' if environment.getattr(l_1_feed, 'is_all') else cond_expr_undefined("the inline if-expression on line 94 in 'macros.html' evaluated to false and no else section was defined."))),
            '>\n<summary><span class="unseen"><span',
            escape(l_1_english),
            '>Addresses and formats:</span> <bdi',
            escape((l_1_english if environment.getattr(l_1_feed, 'has_own_label') else cond_expr_undefined("the inline if-expression on line 95 in 'macros.html' evaluated to false and no else section was defined."))),
            '>',
            escape(environment.getattr(l_1_feed, 'label')),
            '</bdi></span></summary>\n',
            escape(context.call((undefined(name='addresses') if l_0_addresses is missing else l_0_addresses), l_1_feed, environment.getattr(l_1_feed, 'links'), l_1_root)),
            '</details>\n</li>\n',
        ))
        return concat(t_20)
    context.exported_vars.add('row')
    context.vars['row'] = l_0_row = Macro(environment, macro, 'row', ('feed', 'root', 'english'), False, False, False, context.eval_ctx.autoescape)

blocks = {}
debug_info = '2=84&3=89&4=93&10=105&11=112&14=119&15=130&18=146&19=153&23=160&25=172&26=177&27=179&33=190&34=206&35=209&36=211&37=216&38=232&39=234&40=237&42=244&43=248&45=251&47=255&48=257&51=260&53=265&54=269&56=278&57=282&59=287&60=293&64=317&66=321&68=328&69=333&78=359&79=366&81=371&82=375&86=385&91=392&92=403&93=405&94=420&95=422&96=428'
