"""Languages: those that are registered, and those that people write though they are not."""

from functools import cache
from pathlib import Path

from feedtool.check.values import registered
from feedtool.check.values.registered.languages import TWO_LETTERS
from feedtool.check.words import words


@cache
def _three_letters() -> frozenset[str]:
    """The languages of three letters, of which there are 8,000: read when first asked for."""
    file = Path(registered.__file__).with_name("languages.txt")
    return words(file.read_text("ascii"))


def is_language(subtag: str) -> bool:
    """Whether a primary language subtag (in small letters) is registered."""
    if len(subtag) == 2:  # noqa: PLR2004
        return subtag in TWO_LETTERS
    # Two-letter languages have three-letter codes, too, which people use though BCP 47 does not.
    return (
        subtag in _three_letters()
        or subtag in _ALSO
        or (len(subtag) == len("qaa") and "qaa" <= subtag <= "qtz")
    )


_ALSO = words(
    """
    aar abk afr aka alb amh ara arg arm asm ava ave aym aze bak bam baq bel ben bih bis bod bos
    bre bul bur cat ces cha che chi chu chv cor cos cre cym cze dan deu div dut dzo ell eng epo
    est eus ewe fao fas fij fin fra fre fry ful geo ger gla gle glg glv gre grn guj hat hau heb
    her hin hmo hrv hun hye ibo ice ido iii iku ile ina ind ipk isl ita jav jpn kal kan kas kat
    kau kaz khm kik kin kir kom kon kor kua kur lao lat lav lim lin lit ltz lub lug mac mah mal
    mao mar may mkd mlg mlt mon mri msa mya nau nav nbl nde ndo nep nld nno nob nor nya oci oji
    ori orm oss pan per pli pol por pus que roh ron rum run rus sag san sin slk slo slv sme smo
    sna snd som sot spa sqi srd srp ssw sun swa swe tah tam tat tel tgk tgl tha tib tir ton tsn
    tso tuk tur twi uig ukr urd uzb ven vie vol wel wln wol xho yid yor zha zho zul
    """
)
