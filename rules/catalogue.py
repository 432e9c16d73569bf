"""Our own rules, as the entry point ``sinergi.rules`` offers them."""

from rules.alignment.incomplete_indicator import incomplete_indicator
from rules.alignment.indicator_behind import indicator_behind
from rules.alignment.objective_without_program import objective_without_program
from rules.alignment.priority_program_without_dimension import priority_program_without_dimension
from rules.alignment.program_without_objective import program_without_objective
from rules.alignment.readiness_missing import readiness_missing
from rules.alignment.sub_dimension_without_program import sub_dimension_without_program
from rules.alignment.weights_disagree import weights_disagree
from rules.capacity.implausible_money import implausible_money
from rules.capacity.leads_too_much import leads_too_much
from rules.capacity.money_and_performance_disagree import money_and_performance_disagree
from rules.capacity.outside_mandate import outside_mandate
from rules.conflict.counteracting_themes import counteracting_themes
from rules.conflict.second_order_trade_off import second_order_trade_off
from rules.conflict.wrong_time_at_one_place import wrong_time_at_one_place
from rules.dependency.bottleneck import bottleneck
from rules.dependency.chain_over_many_opds import chain_over_many_opds
from rules.dependency.cycle import dependency_cycle
from rules.dependency.late_prerequisite import late_prerequisite
from rules.dependency.missing_prerequisite import missing_prerequisite
from rules.dependency.uncoordinated_dependency import uncoordinated_dependency
from rules.dependency.unfunded_prerequisite import unfunded_prerequisite
from rules.overlap.alike_work import alike_work
from rules.overlap.double_application import double_application
from rules.overlap.duplication import duplication
from rules.overlap.fragmented_theme import fragmented_theme
from rules.overlap.overlap import overlap
from rules.participation.counterpart_missing import counterpart_missing
from rules.participation.missing_partner import missing_partner
from rules.participation.no_community_or_media import no_community_or_media
from rules.participation.open_data_missing import open_data_missing
from rules.rule import AnyRule
from rules.synergy.absent_mandate import absent_mandate
from rules.synergy.data_maker_and_user import data_maker_and_user
from rules.synergy.quick_win import quick_win
from rules.synergy.same_beneficiaries import same_beneficiaries
from rules.synergy.same_place import same_place
from rules.synergy.shared_field import shared_field
from rules.synergy.shared_outcome import shared_outcome
from rules.synergy.shared_theme import shared_theme
from rules.synergy.tight_community import tight_community

RULES: tuple[AnyRule, ...] = (
    objective_without_program,
    sub_dimension_without_program,
    indicator_behind,
    program_without_objective,
    priority_program_without_dimension,
    weights_disagree,
    incomplete_indicator,
    readiness_missing,
    shared_theme,
    absent_mandate,
    shared_field,
    shared_outcome,
    same_place,
    same_beneficiaries,
    data_maker_and_user,
    tight_community,
    quick_win,
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
    leads_too_much,
    money_and_performance_disagree,
    second_order_trade_off,
    wrong_time_at_one_place,
    chain_over_many_opds,
    late_prerequisite,
    missing_prerequisite,
    double_application,
    duplication,
    overlap,
    counterpart_missing,
    no_community_or_media,
    open_data_missing,
)
