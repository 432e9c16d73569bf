"""Our own rules, as the entry point ``sinergi.rules`` offers them."""

from rules.alignment.indicator_behind import indicator_behind
from rules.alignment.objective_without_program import objective_without_program
from rules.alignment.sub_dimension_without_program import sub_dimension_without_program
from rules.capacity.implausible_money import implausible_money
from rules.capacity.outside_mandate import outside_mandate
from rules.conflict.counteracting_themes import counteracting_themes
from rules.dependency.bottleneck import bottleneck
from rules.dependency.cycle import dependency_cycle
from rules.dependency.uncoordinated_dependency import uncoordinated_dependency
from rules.dependency.unfunded_prerequisite import unfunded_prerequisite
from rules.overlap.alike_work import alike_work
from rules.overlap.fragmented_theme import fragmented_theme
from rules.participation.missing_partner import missing_partner
from rules.rule import AnyRule
from rules.synergy.absent_mandate import absent_mandate
from rules.synergy.shared_field import shared_field
from rules.synergy.shared_theme import shared_theme

RULES: tuple[AnyRule, ...] = (
    objective_without_program,
    sub_dimension_without_program,
    indicator_behind,
    shared_theme,
    absent_mandate,
    shared_field,
    uncoordinated_dependency,
    unfunded_prerequisite,
    bottleneck,
    dependency_cycle,
    alike_work,
    fragmented_theme,
    counteracting_themes,
    missing_partner,
    implausible_money,
    outside_mandate,
)
