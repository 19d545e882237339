"""What the sanitisers of feed readers let pass of SVG and MathML."""

from feedtool.check.words import words

SVG = words(
    """
    a animate animateColor animateMotion animateTransform circle clipPath defs desc ellipse filter
    foreignObject font-face font-face-name font-face-src g glyph hkern image linearGradient line
    marker mask metadata missing-glyph mpath path pattern polygon polyline radialGradient rect set
    stop svg switch symbol text title tspan use
    """
)
SVG_ATTRIBUTES = words(
    """
    accent-height accumulate additive alphabetic arabic-form ascent attributeName attributeType
    baseProfile bbox begin by calcMode cap-height class clip-path clip-rule clipPathUnits color
    color-rendering content cx cy d descent display dur dx dy end fill fill-opacity fill-rule
    filter font-family font-size font-stretch font-style font-variant font-weight from fx fy g1 g2
    glyph-name gradientTransform gradientUnits hanging height horiz-adv-x horiz-origin-x id
    ideographic k keyPoints keySplines keyTimes lang letter-spacing marker-end marker-mid
    marker-start markerHeight markerUnits markerWidth mask mathematical max min name offset
    opacity orient origin overline-position overline-thickness panose-1 path pathLength
    patternTransform patternUnits points preserveAspectRatio r refX refY repeatCount repeatDur
    requiredExtensions requiredFeatures restart role rotate rx ry slope spreadMethod stemh stemv
    stop-color stop-opacity strikethrough-position strikethrough-thickness stroke stroke-dasharray
    stroke-dashoffset stroke-linecap stroke-linejoin stroke-miterlimit stroke-opacity stroke-width
    style systemLanguage target text-anchor to transform type u1 u2 underline-position
    underline-thickness unicode unicode-range units-per-em values version viewBox visibility width
    widths x x-height x1 x2 y y1 y2 zoomAndPan href aria-label aria-hidden focusable
    """
)
MATHML = words(
    """
    maction math merror mfenced mfrac mi mmultiscripts mn mo mover mpadded mphantom mprescripts
    mroot mrow mspace msqrt mstyle msub msubsup msup mtable mtd mtext mtr munder munderover none
    semantics annotation annotation-xml menclose ms mglyph mlabeledtr
    """
)
# https://www.w3.org/TR/MathML3/appendixa.html, and what any element of a page may have
MATHML_ATTRIBUTES = words(
    """
    accent accentunder actiontype align alignmentscope alttext altimg altimg-height altimg-valign
    altimg-width arg aria-hidden aria-label bevelled cd charalign charspacing class close
    columnalign columnlines columnspacing columnspan columnwidth crossout decimalpoint
    definitionURL denomalign depth dir display displaystyle edge encoding equalcolumns equalrows
    fence fontfamily fontsize fontstyle fontweight form frame framespacing groupalign height href
    id indentalign indentalignfirst indentalignlast indentshift indentshiftfirst indentshiftlast
    indenttarget infixlinebreakstyle intent largeop length leftoverhang linebreak
    linebreakmultchar linebreakstyle lineleading linethickness location longdivstyle lquote lspace
    mathbackground mathcolor mathsize mathvariant maxsize minlabelspacing minsize movablelimits
    mslinethickness notation numalign open other overflow position rightoverhang rowalign rowlines
    rowspacing rowspan rquote rspace scriptlevel scriptminsize scriptsizemultiplier selection
    separator separators shift side src stackalign stretchy style subscriptshift
    superscriptshift symmetric title valign voffset width xref
    """
)
