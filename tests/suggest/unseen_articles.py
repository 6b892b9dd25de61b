"""Two articles that no rule was made for, with everything that they name: written and marked before they were searched.

Names stand in double brackets with the number of what they name; what is told of things is their English names alone.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from annotator.core.document import Document
from annotator.core.entity import Entity
from annotator.core.ids import EntityId
from annotator.core.offsets import Span
from tests.suggest.entities import entity
from tests.suggest.finding_articles import article

_MARK: Final = re.compile(r"\[\[([^|\]]+)\|([^\]]+)\]\]")

_WATER: Final = """\
ماء مقابل كهرباء
وقّع [[الأردن|jordan]] و[[إسرائيل|israel]] في [[دبي|dubai]] أمس إعلان نوايا لتبادل المياه والطاقة، برعاية \
[[الإمارات|emirates]]. ووقّع الإعلان وزير المياه الأردني [[محمد النجار|najjar]] ووزيرة الطاقة الإسرائيلية \
[[كارين الحرار|elharrar]]، بحضور المبعوث الأمريكي [[جون كيري|kerry]]. وقال [[كيري|kerry]] إن المشروع يخدم المنطقة كلها.
وتنص الخطة على أن تبني شركة [[مصدر|masdar]] محطة شمسية في [[الأردن|jordan]] تزود [[إسرائيل|israel]] بالكهرباء، بينما \
تحصل المملكة على مياه محلاة من ساحل [[حيفا|haifa]]. وأوضح متحدث باسم [[وزارة الطاقة الإسرائيلية|energy]] أن الدراسات \
تبدأ العام المقبل، وأن [[البنك الدولي|bank]] أبدى اهتمامه بها.
وفي [[عمان|amman]] تظاهر مئات من طلبة [[الجامعة الأردنية|university]] ضد الاتفاق، ودعا النائب [[خليل عطية|attieh]] \
الحكومة إلى إلغائه. وذكرت صحيفة [[هآرتس|haaretz]] أن رئيس الوزراء [[نفتالي بينيت|bennett]] اطلع على التفاصيل في \
[[القدس|jerusalem]]، وأن الملك [[عبد الله الثاني|abdullah]] التقى قبل أشهر وزير الدفاع [[بيني غانتس|gantz]]. ويرى \
[[جدعون برومبرغ|bromberg]] من منظمة [[إيكوبيس|ecopeace]] أن [[بينيت|bennett]] و[[الحرار|elharrar]] أقنعا شركاءهما \
بالخطة، وأن [[القوات المسلحة الأردنية|forces]] لن تعترض عليها.
"""

_SUMMIT: Final = """\
פסגה בשארם
ראש הממשלה [[נפתלי בנט|bennett]] המריא אתמול ל[[שארם א-שייח'|sharm]] ונפגש עם נשיא [[מצרים|egypt]], \
[[עבד אל-פתאח א-סיסי|sisi]]. זו הפגישה הראשונה של מנהיג ישראלי על אדמת [[מצרים|egypt]] מאז [[בנימין נתניהו|netanyahu]] \
ביקר שם לפני עשור.
בפגישה השתתפו ראש המטה לביטחון לאומי [[אייל חולתא|hulata]] ושר המודיעין [[עבאס כאמל|kamel]]. לפי הודעת לשכתו של \
[[בנט|bennett]], השניים דנו בשיקום [[רצועת עזה|strip]], בהשפעת [[איראן|iran]] ב[[תימן|yemen]] וב[[סוריה|syria]] ובמשבר \
המים עם [[אתיופיה|ethiopia]]. [[א-סיסי|sisi]] אמר כי [[קהיר|cairo]] תמשיך לתווך בין [[ישראל|israel]] ל[[חמאס|hamas]].
בעיתון [[אל-אהראם|ahram]] נכתב כי חברת [[מצרים אייר|egyptair]] תפעיל טיסות ישירות ל[[תל אביב|telaviv]]. דובר \
[[האיחוד האירופי|union]] ב[[בריסל|brussels]] בירך על הפגישה, ו[[משרד החוץ הגרמני|auswaertiges]] הזמין את \
[[כאמל|kamel]] ל[[ברלין|berlin]]. פרשן [[ערוץ 12|channel]] [[אהוד יערי|yaari]] סבור \
ש[[נתניהו|netanyahu]] לא היה זוכה לקבלת פנים כזאת.
"""

KNOWN: Final[tuple[Entity, ...]] = (
    *(
        entity(name.lower(), name, kind="PLACE")
        for name in (
            "Jordan", "Israel", "Dubai", "Haifa", "Amman", "Jerusalem", "Egypt", "Iran", "Yemen", "Syria", "Ethiopia",
            "Cairo", "Brussels", "Berlin",
        )
    ),
    entity("emirates", "United Arab Emirates", kind="PLACE"),
    entity("sharm", "Sharm El Sheikh", kind="PLACE"),
    entity("strip", "Gaza Strip", kind="PLACE"),
    entity("telaviv", "Tel Aviv", kind="PLACE"),
    entity("najjar", "Mohammad Al-Najjar"),
    entity("elharrar", "Karine Elharrar"),
    entity("kerry", "John Kerry"),
    entity("attieh", "Khalil Attieh"),
    entity("bennett", "Naftali Bennett"),
    entity("abdullah", "Abdullah II"),
    entity("gantz", "Benny Gantz"),
    entity("bromberg", "Gidon Bromberg"),
    entity("sisi", "Abdel Fattah el-Sisi"),
    entity("netanyahu", "Benjamin Netanyahu"),
    entity("hulata", "Eyal Hulata"),
    entity("kamel", "Abbas Kamel"),
    entity("yaari", "Ehud Yaari"),
    entity("masdar", "Masdar", kind="ORG"),
    entity("energy", "Israeli Ministry of Energy", kind="ORG"),
    entity("bank", "World Bank", kind="ORG"),
    entity("university", "University of Jordan", kind="ORG"),
    entity("haaretz", "Haaretz", kind="ORG"),
    entity("ecopeace", "EcoPeace", kind="ORG"),
    entity("forces", "Jordanian Armed Forces", kind="ORG"),
    entity("hamas", "Hamas", kind="ORG"),
    entity("ahram", "Al-Ahram", kind="ORG"),
    entity("egyptair", "EgyptAir", kind="ORG"),
    entity("union", "European Union", kind="ORG"),
    entity("auswaertiges", "German Foreign Ministry", kind="ORG"),
    entity("channel", "Channel 12", kind="ORG"),
)  # fmt: skip


class Unseen(NamedTuple):
    """An article, and what it names where."""

    document: Document
    gold: frozenset[tuple[Span, EntityId]]


def unseen(language: str) -> Unseen:
    """Return the article in a language."""
    marked = {"ar": _WATER, "he": _SUMMIT}[language]
    text, end = "", 0
    gold = set()
    for found in _MARK.finditer(marked):
        text += marked[end : found.start()]
        gold.add((Span(len(text), len(text) + len(found[1])), EntityId(found[2])))
        text += found[1]
        end = found.end()
    return Unseen(article(text + marked[end:], language=language, date="2021-11-23"), frozenset(gold))
