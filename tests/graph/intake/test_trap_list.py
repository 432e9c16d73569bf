"""Every format and trap that planners' files have, and the test that holds it; a test that is gone is noticed."""

import importlib
from typing import Final

import pytest

_FORMATS: Final = "tests.graph.intake.test_formats"
_TRAPS: Final = "tests.graph.intake.test_traps"
_PRINTS: Final = "tests.graph.intake.test_prints"
_CITIES: Final = "tests.graph.intake.test_example_cities"
_PREVIEW: Final = "tests.graph.intake.test_preview"
_MAPPING: Final = "tests.graph.intake.test_mapping"
_TEMPLATE: Final = "tests.graph.intake.test_template"
_HOSTILE: Final = "tests.graph.intake.test_hostile_files"
_EXPORTED: Final = "tests.graph.export.test_import"
_SERVED: Final = "tests.service.test_import"
_SENT: Final = "tests.service.test_round_trip"
_COMMAND: Final = "tests.service.test_cli"

HELD: Final[dict[str, tuple[str, str]]] = {
    # what is read
    "E.81 as a flat table": (_FORMATS, "test_every_file_of_the_example_regions_is_recognised_alone"),
    "E.81 as a sheet, an open document and a print": (_PRINTS, "test_a_print_says_what_the_flat_table_says"),
    "every other real file": (_FORMATS, "test_every_other_real_file_is_recognised_alone"),
    "SIPD-RI Renja as JSON": (_FORMATS, "test_sipd_renja_comes_as_json_too"),
    "SIPD master of sub-activities": (_FORMATS, "test_a_master_of_sub_activities_makes_new_codes_known"),
    "RKA/DPA budget lines": (_FORMATS, "test_budget_lines_are_added_up_per_sub_activity"),
    "T-C.27": (_FORMATS, "test_tc27_is_read_with_a_code_over_five_columns_and_money_per_year"),
    "T-C.33": (_FORMATS, "test_tc33_is_read_with_its_opd_and_year_from_the_title"),
    "RPJMD cascade": (_FORMATS, "test_a_third_region_loads_with_its_cascade_from_vision_to_program"),
    "several indicators in one cell": (_FORMATS, "test_indicators_of_one_cell_are_lined_up_with_the_cells_beside_them"),
    "IKU with ranges and mixed decimals": (_CITIES, "test_ranges_and_mixed_decimals_of_yearly_indicators_are_read"),
    "RKPD semula/menjadi side by side": (_FORMATS, "test_a_printed_rkpd_with_before_and_after_side_by_side"),
    "RKPD as an application exports it": (_FORMATS, "test_rkpd_takes_what_it_became_and_else_what_it_was"),
    "e-budgeting, code and name in one cell": (
        _FORMATS,
        "test_ebudgeting_splits_code_and_name_and_takes_the_changed_amount",
    ),
    "lists of OPDs as JSON": (_FORMATS, "test_a_list_of_skpds_comes_as_json_and_tells_mandates_by_its_codes"),
    "our own template": (_TEMPLATE, "test_a_filled_workbook_is_read_as_it_was_meant"),
    "our own exports": (_EXPORTED, "test_every_real_region_comes_back_as_the_same_bytes"),
    "our own exports, over GraphQL": (
        _SENT,
        "test_an_exported_plan_comes_in_elsewhere_and_goes_out_as_the_same_bytes",
    ),
    "XLS": (_FORMATS, "test_the_old_binary_workbook_is_read"),
    "HTML that calls itself XLS": (_FORMATS, "test_a_page_that_calls_itself_xls_is_read"),
    "an unknown table: columns are proposed": (_MAPPING, "test_columns_are_proposed_with_reasons"),
    "a saved mapping is used": (_MAPPING, "test_a_mapping_that_a_person_saved_reads_the_table"),
    "the mapping, from proposal to the next time": (
        _COMMAND,
        "test_the_mapping_of_an_unknown_table_is_proposed_corrected_and_used_the_next_time",
    ),
    # how it is written
    "title rows": (_TRAPS, "test_title_rows_above_the_heading_of_a_csv_say_whose_and_when"),
    "titles between rows": (_TRAPS, "test_a_title_between_the_rows_names_another_opd"),
    "merged cells": (_TRAPS, "test_a_merged_cell_holds_for_the_rows_below_it"),
    "two-line headings": (_FORMATS, "test_yearly_indicators_with_two_heading_lines_are_recognised_in_a_sheet"),
    "repeated headings on a print": (
        _PRINTS,
        "test_totals_numbering_and_repeated_headings_are_left_out_and_told",
    ),
    "repeated headings on a sheet": (_TRAPS, "test_a_heading_that_is_printed_again_on_a_sheet_is_left_out_and_told"),
    "totals, footnotes and signatures": (_TRAPS, "test_signatures_footnotes_and_totals_never_become_programs"),
    "hidden rows and sheets, filters": (
        _TRAPS,
        "test_hidden_rows_and_sheets_are_left_out_and_told_and_filtered_rows_are_read",
    ),
    "hidden columns": (_TRAPS, "test_hidden_columns_are_read"),
    "text numbers": (_TRAPS, "test_money_in_every_spelling"),
    "numbers of a sheet": (_TRAPS, "test_numbers_of_a_sheet_need_no_guess"),
    "both decimal conventions": (_TRAPS, "test_one_mark_is_read_as_its_column_uses_it"),
    "figures that became dates": (_TRAPS, "test_a_target_that_became_a_date_is_kept_and_warned_of"),
    "years that are dates": (_TRAPS, "test_a_date_where_the_year_should_be_is_its_year"),
    "UTF-8, UTF-16, Windows-1252; comma, semicolon, tab": (_TRAPS, "test_encodings_and_delimiters"),
    "a form printed twice": (_PRINTS, "test_a_form_that_is_printed_twice_counts_once"),
    "words broken over lines": (_PRINTS, "test_a_figure_that_a_print_breaks_over_lines_is_one_figure"),
    # what an import does
    "the same files change nothing": (_PREVIEW, "test_the_same_files_again_change_nothing"),
    "part or whole": (
        _PREVIEW,
        "test_what_files_no_longer_say_is_listed_and_goes_only_where_they_are_the_whole_plan",
    ),
    "doubtful names are asked": (_PREVIEW, "test_a_doubtful_name_is_a_question_until_a_person_answers"),
    "what is not understood, cell by cell": (
        _PREVIEW,
        "test_what_is_not_understood_is_listed_with_its_place_worst_first",
    ),
    "warnings stay at the nodes": (_CITIES, "test_implausible_money_is_kept_marked_and_left_out_of_sums"),
    "over GraphQL": (_SERVED, "test_what_is_confirmed_becomes_one_revision_with_its_report"),
    "on the command line": (
        _COMMAND,
        "test_a_dry_run_says_what_is_new_changed_gone_and_not_understood_cell_by_cell",
    ),
    # what may do harm
    "limits of workbooks": (_HOSTILE, "test_each_limit_refuses_a_workbook"),
    "limits of texts": (_HOSTILE, "test_each_limit_refuses_a_text"),
    "zip bombs": (_HOSTILE, "test_a_zip_bomb_that_declares_little_is_refused_by_what_it_holds"),
    "XML entities": (_HOSTILE, "test_xml_entities_are_refused"),
    "path names": (_SERVED, "test_the_name_of_a_file_is_data_and_leads_nowhere"),
    "a worker that dies": (_SERVED, "test_a_worker_that_dies_on_a_file_leaves_service_and_plan_whole"),
    "formulas in what we write": ("tests.graph.export.test_formats", "test_no_cell_of_a_csv_file_begins_a_formula"),
}


@pytest.mark.parametrize("trap", HELD)
def test_every_trap_is_held_by_a_test(trap: str) -> None:
    module, name = HELD[trap]
    assert callable(getattr(importlib.import_module(module), name))
