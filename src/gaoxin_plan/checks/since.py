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
    "放松了要求,调整里记不下",
    "{told};调整里记不下这一项",
    "请核对是不是有意;要留依据的,取消旧的(dropped),另立新的(added)",
    Severity.WARNING,
)
OTHER_OLD = Kind(
    "P252",
    "调整前的值与那时的计划不符",
    "{of} 的 {key} 调整前写的是 {old},{since} 时却是 {was}",
    "old 照抄那时的值",
)
REWRITTEN = Kind(
    "P253",
    "改了已有的调整记录",
    "{told}",
    "记过的调整不改、不删;改回去,再另记一条",
)

KINDS = (UNAMENDED, UNAMENDABLE, OTHER_OLD, REWRITTEN)
