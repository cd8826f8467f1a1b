"""What can be wrong with a change of an adopted plan: it asks for less, and no amendment says why."""

from gaoxin_plan.problems import Kind, Severity

UNAMENDED = Kind(
    "P250",
    "放松了要求,没有记录调整",
    "{told};{since} 以来没有记录这项调整",
    "改回去;经批准的,{how}",
)
UNAMENDABLE = Kind(
    "P251",
    "放松了目标或节点,调整里记不下",
    "{told};调整里记不下这一项",
    "改回去;经批准的,旧的留着,记 dropped,另立新的,记 added",
)
OTHER_OLD = Kind(
    "P252",
    "调整前的值与那时的计划不符",
    "{of} 的 {key} 调整前写的是 {old},{since} 时却是 {was}",
    "old 照抄那时的值;那时已经在计划里的,不记 added",
)
REWRITTEN = Kind(
    "P253",
    "改了已有的调整记录",
    "{told}",
    "记过的调整不改、不删;改回去,再另记一条",
)

RENUMBERED = Kind(
    "P254",
    "改了编号",
    "{told};印发以后编号不再改",
    "改回 {old};经批准另立的,旧的留着,记 dropped,新的记 added",
)
LOOSENED = Kind(
    "P255",
    "放松了整个计划的规则或时间",
    "{told};调整里记不下这一项",
    "请核对是不是有意;依据写在提交的说明里",
    Severity.WARNING,
)

KINDS = (UNAMENDED, UNAMENDABLE, OTHER_OLD, REWRITTEN, RENUMBERED, LOOSENED)
