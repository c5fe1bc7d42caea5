"""Wording of the filed documents: plan, approval form, public notice, rule book; ``{{ }}`` marks template fields."""

# ruff: noqa: E501 - a Chinese character counts as two

from __future__ import annotations

from typing import Final

from rotation.i18n import Text

__all__ = ["APPROVAL", "METHOD_WORDS", "NOTICE", "PLAN_DOC", "RULE_BOOK", "TIER_WORDS"]

PLAN_DOC: Final = {
    "title": Text("{{ district }}{{ year }}年义务教育学校|教师交流轮岗方案", "{{ district }}: Teacher Exchange Plan {{ year }}"),
    "under": Text("（{{ status }}　{% if number %}{{ number }}{% else %}方案编号 {{ plan }}{% endif %}）", "({{ status }}, {% if number %}{{ number }}{% else %}plan {{ plan }}{% endif %})"),
    "header": Text("内部资料　{{ status }}　方案 {{ plan }}　安排摘要 {{ digest }}", "Internal - {{ status }} - plan {{ plan }} - assignments {{ digest }}"),
    "h1": Text("一、目的", "1. Purpose"),
    "purpose": Text(
        "为优化教师资源配置，缩小校际差距，保障每一所学校开齐开足课程，依据国家和地方关于义务教育学校校长教师交流轮岗的规定，制定{{ district }}{{ year }}年教师交流轮岗方案。本方案涉及学校{{ schools }}所、教师{{ teachers }}人；符合交流条件{{ eligible }}人，拟交流{{ moves }}人，期满返回{{ returns }}人。",
        "To place teachers where they are needed, to narrow the differences between schools and to have every lesson taught, {{ district }} exchanges teachers in {{ year }} under the national and local rules. The plan concerns {{ schools }} schools and {{ teachers }} teachers; {{ eligible }} are eligible, {{ moves }} move and {{ returns }} return."),
    "h2": Text("二、依据", "2. Basis"),
    "basis": Text("本方案执行政策“{{ policy }}”，依据下列文件：", 'The plan carries out the policy "{{ policy }}", which rests on:'),
    "practice": Text("其余要求按省、县通行做法或本工具默认设定，逐条列于规则手册。", "What remains is provincial or county practice or a default of the tool; the rule book lists every setting."),
    "basis_columns": Text("序号|文件|据此执行的要求", "no.|document|what rests on it"),
    "h3": Text("三、目标与落实", "3. Targets and how they are met"),
    "h31": Text("（一）交流人数", "(1) Who moves"),
    "h32": Text("（二）必须遵守的要求", "(2) What is required"),
    "required": Text("必须遵守的规则共{{ required }}条，经重新点算{{ checked }}项，全部符合：", "{{ required }} rules are required; {{ checked }} counts, all of which hold:"),
    "required_columns": Text("要求|核对项数|符合", "rule|counts|hold"),
    "h33": Text("（三）指标与校际差异", "(3) Indicators and balance"),
    "cv_columns": Text("学段|指标|缺人 前|缺人 后|差异系数 前|差异系数 后|上限|是否 符合", "stage|indicator|missing before|missing after|CV before|CV after|cap|holds"),
    "passing": Text("七项指标综合达标的学段部：交流前{{ passing_before }}个，交流后{{ passing_after }}个，共{{ inside }}个。", "Sections passing on the seven indicators together: {{ passing_before }} of {{ inside }} before the exchange, {{ passing_after }} after."),
    "h34": Text("（四）其他目标", "(4) Other targets"),
    "h4": Text("四、各校交流安排", "4. The exchange by school"),
    "school_columns": Text("学校|教师 现有|派出|接收|返回 进|返回 出|教师 交流后|编制", "school|teachers now|leave|arrive|return in|return out|teachers after|quota"),
    "nobody": Text("本方案没有人交流，也没有人返回。", "Nobody moves or returns in this plan."),
    "h5": Text("五、交流后的缺口与拟申请岗位", "5. Remaining shortages and posts to apply for"),
    "short": Text(
        "每周应开{{ demanded }}节。未安排课时由{{ unfilled_before }}节变为{{ unfilled_after }}节，兼教课时由{{ other_before }}节变为{{ other_after }}节。交流不能解决的缺口，拟申请增加教师{{ posts }}人（逐校逐学科取整）。有缺口的学科如下：",
        "Of {{ demanded }} lessons a week, {{ unfilled_before }} were unfilled before the exchange and {{ unfilled_after }} are after it; {{ other_before }} and {{ other_after }} are given outside the main subject. What no exchange can mend takes {{ posts }} posts, whole ones for each school and subject. Subjects with lessons unfilled:"),
    "subject_columns": Text("学段|学科|应开课时|未安排前|未安排后|拟申请增加", "stage|subject|lessons|unfilled before|unfilled after|posts"),
    "by_school": Text("缺口按学校分布如下（分学科明细见花名册工作簿“拟申请增加教师”）：", "By school (by subject: workbook, sheet Posts to apply for):"),
    "place_columns": Text("学校|未安排前|未安排后|拟申请增加", "school|unfilled before|unfilled after|posts"),
    "h6": Text("六、方法与证明", "6. Method and proof"),
    "method": Text(
        "方案由计算机在所有符合必须遵守规则的安排中选出。要求分为若干层，先后有序：前一层能更好，就不为后面任何一层让步；每层的数越小越好。对每一层，程序还算出一个下界：在前面各层不差于本方案的前提下，任何符合规则{% if repaired %}、且与原方案 {{ repaired }} 相比改变安排的人数不多于本方案{% endif %}的方案都不可能低于它。{% if repaired %}本方案由原方案按所作决定修复而成：先求改变安排的人最少，再依次求各层。{% endif %}差距说明本方案离最好还有多远，0表示已证明不可能更好。",
        "The plan was chosen by computer among all arrangements that keep the required rules. The aims come in tiers, in order: nothing in a later tier outweighs an earlier one, and less is better. For each tier the program also proves a bound that no plan keeping the rules{% if repaired %} and changing no more postings of plan {{ repaired }} than this one{% endif %} can go below, as long as it is no worse on the tiers before. {% if repaired %}This plan was repaired from that one by the decisions made: the fewest people posted otherwise come first, then the tiers in order. {% endif %}The gap says how far the plan can be from the best; 0 means that none is better."),
    "tier_columns": Text("层次|衡量什么|本方案|已证下界|差距", "tier|what it measures|this plan|proven bound|gap"),
    "recount": Text(
        "以上各数由独立的复核程序从方案的表中重新点算，与选出方案的程序不共用代码；{% if proof %}下界的推算步骤与方案一同存档（proof.npz），不用求解程序即可重新推算{% if searched %}，但标“*”的下界出自求解程序的分支搜索，只有一部分可以这样推得（rotation verify --proof 说明是多少），其余以求解程序所报为准{% endif %}{% else %}下界由求解程序给出{% endif %}。{% if unbounded %}标“-”的层没有求下界。{% endif %}求解结论：{{ result }}。",
        "All figures were counted again from the plan's tables by a separate program that shares no code with the one that chose the plan; {% if proof %}the steps that lead to the bounds are filed with the plan (proof.npz) and can be taken again without the solver{% if searched %}, though a bound marked * comes from the solver's search tree: a part of it can be worked out so (rotation verify --proof tells how much), the rest is the solver's word{% endif %}{% else %}the bounds are the solver's{% endif %}. {% if unbounded %}A tier marked - was not bounded. {% endif %}Result: {{ result }}."),
    "h7": Text("七、摘要与重现", "7. Digests and how to repeat it"),
    "repeat": Text("同样的数据、政策、种子和版本，任何时候重算都得到同样的方案。摘要（SHA-256）如下：", "The same data, policy, seed and version always give the same plan. Digests (SHA-256):"),
    "digest_columns": Text("项目|值", "item|value"),
    "h8": Text("八、公示与异议", "8. Notice and objections"),
    "no_notice": Text("尚未公示。", "There has been no notice yet."),
    "notice": Text("公示期为{{ notice.start }}至{{ notice.until }}，收到异议{{ objections|length }}件。", "The notice lasted from {{ notice.start }} to {{ notice.until }}; objections received: {{ objections|length }}."),
    "objection_columns": Text("序号|日期|提出人|内容|答复", "no.|date|person|objection|answer"),
    "sign": Text("拟稿人：　　　　　　　　　　　年　　月　　日|审核人：　　　　　　　　　　　年　　月　　日|分管负责人：　　　　　　　　　年　　月　　日|主要负责人（盖章）：　　　　　年　　月　　日", "Drawn up by: __________________  date: __________|Checked by: __________________  date: __________|Deputy head: __________________  date: __________|Head (seal): __________________  date: __________"),
    "item_input": Text("输入数据", "input data"), "item_policy": Text("政策", "policy"), "item_assignments": Text("交流安排", "assignments"),
    "item_seed": Text("种子", "seed"), "item_versions": Text("版本", "versions"),
}  # fmt: skip

TIER_WORDS: Final = {
    "coverage": Text("没有合格教师承担的周课时，按学科和学校规模加权", "weekly lessons without a certified teacher, weighted by subject and size of school"),
    "standards": Text("各校距师资标准还缺的人数，以及交流比例目标的差额", "heads missing to the staffing standards and to the ratios aimed at"),
    "balance": Text("校际差异系数及其超出上限的部分（折算值）", "CVs between schools, and what exceeds their caps (scaled)"),
    "burden": Text("路程、志愿、兼教、更换班主任和调动人次的总负担", "travel, wishes, further subjects, homerooms and moves"),
    "ties": Text("条件相同者之间的先后次序", "the order among equals"),
}
METHOD_WORDS: Final = {
    "unknown": Text("政策自定的层次", "a tier of the policy's own"),
}

APPROVAL: Final = {
    "title": Text("{{ district }}教师交流轮岗审批表", "{{ district }}: Approval of a Teacher's Exchange"),
    "under": Text("{{ year }}年　第{{ form.no }}号　教师编号 {{ form.id }}", "{{ year }}   no. {{ form.no }}   teacher id {{ form.id }}"),
    "header": Text("内部资料　{{ status }}　方案 {{ plan }}　安排摘要 {{ digest }}", "Internal - {{ status }} - plan {{ plan }} - assignments {{ digest }}"),
    "name": Text("姓名", "name"), "sex": Text("性别", "sex"), "born": Text("出生年月", "born"), "degree": Text("学历", "degree"),
    "hired": Text("参加工作时间", "hired"), "title_": Text("职称", "title"), "certificate": Text("教师资格(学段学科)", "certificate (stage, subject)"),
    "backbone": Text("骨干级别", "backbone level"), "subject": Text("任教学科", "subject"), "years": Text("连续任教年限", "completed years"),
    "from_": Text("现任教学校", "present school"), "to": Text("拟交流学校", "school of the exchange"), "kind": Text("交流形式", "kind of exchange"),
    "file_moves": Text("是否随迁人事关系", "personnel file moves"), "term": Text("起止时间", "from - to"),
    "box": Text("是 □　　否 □", "□ yes   □ no"), "term_open": Text("{start}至　　　　年　　月", "{start} to ______________"),
    "own": Text("本人意见", "teacher's opinion"), "sending": Text("派出学校意见", "sending school"), "receiving": Text("接收学校意见", "receiving school"), "bureau": Text("教育局意见", "education bureau"),
    "sign": Text("签名：　　　　　　　年　　月　　日", "signature: ______________  date: __________"),
    "seal": Text("（盖章）　　　　　　　年　　月　　日", "(seal) ______________  date: __________"),
    "none": Text("（本方案没有交流教师）", "(nobody moves in this plan)"),
}  # fmt: skip

NOTICE: Final = {
    "title": Text("公　示", "Public Notice"),
    "header": Text("方案 {{ plan }}　{{ status }}　安排摘要 {{ digest }}", "plan {{ plan }} - {{ status }} - assignments {{ digest }}"),
    "body": Text(
        "根据义务教育学校教师交流轮岗有关规定，现将{{ district }}{{ year }}年拟交流轮岗教师名单（共{{ people|length }}人）予以公示。公示期间如有异议，请以书面形式实名向教育局反映。",
        "Under the rules of the exchange of teachers between compulsory schools, the teachers to be exchanged in {{ district }} in {{ year }} ({{ people|length }} in all) are hereby announced. Objections are to be made to the education bureau during the notice period, in writing and by name."),
    "when": Text("公示期：{{ period }}", "Notice period: {{ period }}"),
    "line": Text("监督电话：{{ phone }}", "Line for complaints: {{ phone }}"),
    "columns": Text("序号|姓名|性别|学科|派出学校|接收学校", "no.|name|sex|subject|sending school|receiving school"),
    "nobody": Text("（本年没有拟交流教师）", "(no teachers are to be exchanged this year)"),
    "sign": Text("{{ district }}教育局", "Education bureau of {{ district }}"),
    "date": Text("年　　月　　日", "date: ______________"),
    "period": Text("{start}至{until}", "{start} to {until}"),
    "period_open": Text("　　年　　月　　日至　　年　　月　　日", "______________ to ______________"),
    "phone_open": Text("＿＿＿＿＿＿＿＿", "______________"),
}  # fmt: skip

RULE_BOOK: Final = {
    "title": Text("{{ district }}{{ year }}年教师交流轮岗规则手册", "{{ district }}: Rule Book of the Exchange {{ year }}"),
    "header": Text("内部资料　{{ status }}　方案 {{ plan }}　政策摘要 {{ policy_digest }}", "Internal - {{ status }} - plan {{ plan }} - policy {{ policy_digest }}"),
    "intro": Text(
        "本手册列出方案 {{ plan }} 所用政策“{{ policy }}”的全部规则与设置：性质、数值、来源，以及由哪一份政策文件规定。{{ chain_text }}",
        'This book lists every rule and setting of the policy "{{ policy }}" behind plan {{ plan }}: mode, value, source, and which policy file set it. {{ chain_text }}'),
    "tiers": Text("优化层次，先后有序：{{ tiers }}。", "Tiers, in order: {{ tiers }}."),
    "chain": Text("政策文件的继承次序（前者覆盖后者）：{chain}。", "Policy files, each overriding the next: {chain}."),
    "chain_lost": Text("方案没有记录政策文件的继承关系，“由谁规定”一栏一律写政策名称。", "The plan keeps no record of the policy files, so that every setting is put down to the policy's own name."),
    "built_in": Text("本工具默认", "tool's default"),
    "columns": Text("设置|值|由谁规定", "setting|value|set by"),
    "rule": Text("{{ rule.name }}（{{ rule.code }}）", "{{ rule.name }} ({{ rule.code }})"),
    "mode": Text("{{ rule.mode }}　层次：{{ rule.tier }}　权重：{{ rule.weight }}　效力：{{ rule.certainty }}", "{{ rule.mode }}   tier: {{ rule.tier }}   weight: {{ rule.weight }}   authority: {{ rule.certainty }}"),
    "source": Text("来源：{{ rule.source }}", "Source: {{ rule.source }}"),
    "h1": Text("一、规则", "1. Rules"), "h2": Text("二、公用数值", "2. Shared numbers"),
    "part": Text("{{ part.name }}", "{{ part.name }}"),
    "part_source": Text("来源：{{ part.source }}", "Source: {{ part.source }}"),
    "h3": Text("三、每班每周课时", "3. Weekly lessons per class"),
    "curriculum_columns": Text("学科|1|2|3|4|5|6|7|8|9", "subject|1|2|3|4|5|6|7|8|9"),
    "own": Text("本县数据自带课程设置，以其为准。", "The district's data brings its own curriculum, which counts."),
}  # fmt: skip
