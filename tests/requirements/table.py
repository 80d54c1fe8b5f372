"""One row for each requirement of the letter: what it demands, and the tests that show it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True)
class Row:
    """A requirement. `tests` are `module::test`, the module without `tests/` and `.py`. `later` says which part waits
    for reports and quality work, and which data is kept for it until then.
    """

    demands: str
    tests: tuple[str, ...]
    later: str = ""


TABLE: Final[dict[str, Row]] = {
    "R1": Row(
        "Work, history, print and sign-off go on without the server; nothing is lost or twice afterwards.",
        (
            "requirements/test_offline_day::test_r1_twenty_contacts_without_the_server_are_all_there_once_afterwards",
            "services/test_exchanging::test_without_the_server_everything_goes_on_and_nothing_is_lost",
            "journeys/test_rough_line::test_a_storm_takes_nothing",
        ),
    ),
    "R2": Row(
        "Whoever takes it is asked for the same.",
        (
            "requirements/test_same_for_everybody::test_r2_whoever_opens_a_vignette_is_asked_for_the_same",
            "requirements/test_same_for_everybody::test_r2_what_one_person_answers_is_answered_for_the_next",
            "domain/test_matrix::test_r2_the_same_family_and_worry_get_the_same_list_and_every_row_has_its_why",
        ),
        later="A report of differences by worker and team: every act is kept with who did it.",
    ),
    "R3": Row(
        "The level they claim is kept beside the level decided.",
        ("domain/test_weighing::test_r23_a_level_rests_on_the_threshold_document_and_says_why_no_other",),
        later="The scorecard by agency: LevelClaimed, LevelJudged and Received.agency are kept.",
    ),
    "R4": Row(
        "How many contacts end below the threshold, by agency, team and factor.",
        ("services/test_afterwards::test_the_referrer_reads_the_outcome_the_threshold_and_how_to_disagree",),
        later="The rates: outcomes, agencies, workers and factors of each contact are kept by child.",
    ),
    "R5": Row(
        "A contact at level 1 asks for at most two checks, and what that leaves out is told.",
        (
            "domain/test_matrix::test_r5_a_level_1_contact_demands_at_most_two_checks_whatever_it_holds",
            "domain/test_matrix::test_r5_nobody_is_asked_for_whom_no_rule_holds",
            "domain/test_matrix::test_r5_what_level_1_leaves_out_is_told_to_the_manager",
            "domain/test_matrix::test_r5_what_was_asked_before_stays_on_the_list_at_level_1",
        ),
        later="Minutes by step: each act has its time and its step.",
    ),
    "R6": Row(
        "No check is left out to be in time; holding open is a state with a reason, and counted.",
        (
            "requirements/test_time::test_r6_ten_minutes_before_the_end_two_missing_checks_still_stop_it",
            "requirements/test_time::test_r6_held_open_the_time_is_another_and_the_reason_is_kept",
            "requirements/test_time::test_r6_by_keyboard_it_does_not_close_in_time_and_is_held_open_with_a_reason",
            "requirements/test_time::test_r6_danger_never_waits_for_a_check",
        ),
    ),
    "R7": Row(
        "History is weighed before a decision: each match answered, flagged facts judged.",
        (
            "requirements/test_worker_journeys::test_r7_r18_history_is_weighed_in_own_words_or_it_goes_nowhere",
            "domain/test_gates::test_b2_a_possible_match_unanswered",
            "domain/test_gates::test_b3_flagged_history_must_be_linked_or_said_not_to_matter",
        ),
    ),
    "R8": Row(
        "Each agency has an answer or a reason; no request claims more than is true.",
        (
            "requirements/test_worker_journeys::"
            "test_r8_an_agency_without_answer_or_reason_stops_it_and_filler_words_reach_the_manager",
            "domain/test_matrix::test_r8_each_row_of_the_table_lists_its_agency_and_says_why",
            "domain/test_matrix::test_r8_a_school_age_child_with_no_education_check_and_no_reason_is_blocked",
            "domain/test_request::test_r8_haringey_each_state_is_told_truly_and_never_as_more",
            "domain/test_request::test_r8_haringey_an_assessment_is_claimed_only_where_one_was_signed",
            "services/test_agencies::test_r8_unreachable_only_after_a_try",
        ),
    ),
    "R9": Row(
        "Each parent is asked by name, or left out for a lawful reason.",
        (
            "requirements/test_worker_journeys::test_r9_each_parent_is_asked_for_by_name",
            "ui/test_leave::test_r9_a_worker_leaves_the_mother_out_and_asks_a_manager_by_keyboard",
            "domain/test_gates::test_b4_each_adult_told_or_a_reason",
            "domain/test_gates::test_a_father_nobody_has_named_is_a_gap_until_asked",
        ),
    ),
    "R10": Row(
        "Somebody who has only the paper understands what was done, learned and decided, and why.",
        (
            "requirements/test_blind_reader::test_r10_the_paper_alone_answers_eight_questions",
            "requirements/test_blind_reader::test_r10_what_nobody_knows_is_said_and_not_left_out",
        ),
    ),
    "R11": Row(
        "Sign-off is a judgement of each criterion; what is passed over takes words and is counted.",
        (
            "requirements/test_manager_journeys::test_r11_r18_r23_a_stamp_is_not_a_sign_off",
            "services/test_signing::test_r11_every_criterion_is_judged_and_none_beforehand",
            "services/test_signing::test_r11_not_met_takes_words_and_counts_as_an_override",
            "services/test_signing::test_r11_a_hard_gate_is_passed_over_in_words_and_counted",
            "ui/test_deciding::test_r11_not_met_is_sent_back_or_signed_in_words",
        ),
    ),
    "R12": Row(
        "Without a worry and a wish it is clarified, and never closed as no further action.",
        (
            "requirements/test_worker_journeys::"
            "test_r12_without_a_worry_and_a_wish_it_does_not_end_as_no_further_action",
            "services/test_referring::test_r12_no_worry_and_no_wish_is_never_sent_as_no_further_action",
            "domain/test_clarity::test_r12_without_worry_or_wish_it_is_to_clarify_and_never_ends_as_no_further_action",
            "domain/test_clarity::test_r12_what_they_asked_for_has_to_be_answered_by_the_decision",
        ),
    ),
    "R13": Row(
        "What goes back has exact gaps and a time, comes back by itself, and is linked when sent again.",
        (
            "requirements/test_manager_journeys::test_r13_given_back_and_not_answered_it_is_in_the_queue_late",
            "ui/test_way_back::test_r13_given_back_by_keyboard_it_goes_to_the_manager_with_its_reason",
            "ui/test_way_back::test_r13_sent_in_again_it_is_offered_and_linked_with_one_press",
            "services/test_referring::test_r13_a_return_is_seen_by_a_manager_and_comes_back_by_itself",
        ),
    ),
    "R14": Row(
        "Four voices with names and times, one joint view, and who did not agree; also apart and offline.",
        (
            "requirements/test_manager_journeys::test_r14_four_named_voices_one_decision_and_who_did_not_agree",
            "services/test_meeting::"
            "test_r14_four_voices_are_on_record_with_names_times_one_joint_decision_and_who_did_not_agree",
            "services/test_meeting::test_r14_offline_at_two_computers_the_voices_join_and_both_see_the_same",
        ),
    ),
    "R15": Row(
        "What a police notification leaves out is scored, named, asked and timed.",
        (
            "requirements/test_worker_journeys::test_r15_what_the_notification_leaves_out_is_named_asked_and_timed",
            "services/test_notifications::test_r15_fifty_notifications_are_scored_as_by_hand",
        ),
        later="The monthly report by station: each answer, each asking and its time are kept.",
    ),
    "R16": Row(
        "Anything new about a watched child brings it back to the managers' queue.",
        (
            "requirements/test_manager_journeys::test_r16_back_from_early_help_is_in_the_managers_queue_by_itself",
            "services/test_came_back::test_r16_a_new_contact_brings_it_back_to_the_managers_queue",
            "services/test_came_back::test_r16_it_comes_back_in_the_round_of_exchange_that_brings_the_contact",
            "practice/test_vignettes::test_r16_bao_is_watched_and_what_early_help_writes_today_brings_him_back",
        ),
    ),
    "R17": Row(
        "Closing too early is seen: what was missing the first time stands beside the return.",
        (
            "requirements/test_same_issue::test_r17_what_was_missing_the_first_time_is_listed_sixty_days_later",
            "requirements/test_time::test_r6_ten_minutes_before_the_end_two_missing_checks_still_stop_it",
            "domain/test_warnings::test_w1_speaks_of_two_that_were_closed_within_ninety_days",
        ),
        later="The indicators over 90 days and a year: SameIssue, outcomes, times and accepted gaps are kept.",
    ),
    "R18": Row(
        "History is analysed in own words; a copied list goes nowhere, shared words are shown.",
        (
            "requirements/test_worker_journeys::test_r7_r18_history_is_weighed_in_own_words_or_it_goes_nowhere",
            "requirements/test_manager_journeys::test_r11_r18_r23_a_stamp_is_not_a_sign_off",
            "domain/test_warnings::test_r18_a_why_that_is_empty_or_a_copy_of_the_list_stops_it",
            "domain/test_warnings::test_w9_no_previous_concerns_while_contacts_exist",
            "domain/test_warnings::test_w5_words_shared_with_other_decisions",
        ),
    ),
    "R19": Row(
        "Domestic abuse, alcohol, drugs and mental health are answered for each adult with evidence.",
        (
            "requirements/test_worker_journeys::test_r19_an_answer_against_the_record_has_to_be_put_into_words",
            "domain/test_weighing::"
            "test_r19_a_prior_3b_and_now_no_is_asked_about_and_goes_to_the_manager_until_it_is_answered",
            "domain/test_weighing::"
            "test_r19_yes_and_no_need_who_says_so_and_not_known_needs_somebody_asked_or_a_reason",
            "domain/test_matrix::test_r19_not_known_without_a_reason_demands_a_check",
            "ui/test_factors::test_r19_an_answer_against_the_record_asks_at_once_what_is_different",
        ),
    ),
    "R20": Row(
        "Below statutory it says what was offered; only a manager closes without an offer.",
        (
            "requirements/test_worker_journeys::"
            "test_r20_nothing_offered_travels_to_the_manager_with_domestic_abuse_there",
            "requirements/test_manager_journeys::test_r26_r20_the_same_issue_again_without_an_offer",
            "services/test_lawful::test_r20_closing_without_an_offer_is_a_managers_decision",
        ),
    ),
    "R21": Row(
        "The log of what was done writes itself.",
        (
            "ui/test_what_was_done::test_r21_the_log_of_fifteen_acts_matches_the_script",
            "requirements/test_paper_and_danger::test_r21_r22_the_log_and_the_sources_stand_on_the_paper",
        ),
    ),
    "R22": Row(
        "Each fact has who said it, when, and whether they saw it.",
        (
            "report/test_sources::test_r22_each_fact_stands_with_its_source",
            "report/test_sources::test_r22_first_hand_is_told_from_hearsay",
            "services/test_agencies::test_r22_an_answer_holds_who_what_and_what_it_means",
            "requirements/test_paper_and_danger::test_r21_r22_the_log_and_the_sources_stand_on_the_paper",
        ),
    ),
    "R23": Row(
        "Reasons in parts, with the threshold, why no other level, and a line for each child.",
        (
            "domain/test_weighing::test_r23_a_level_rests_on_the_threshold_document_and_says_why_no_other",
            "domain/test_weighing::test_r23_the_same_words_for_brother_and_sister_are_a_gap",
            "domain/test_weighing::test_r23_unless_there_is_a_line_about_each_child",
            "domain/test_gates::test_b5_no_outcome_or_empty_reasons_for_each_child",
            "domain/test_warnings::test_f1_is_not_about_length",
            "requirements/test_manager_journeys::test_r11_r18_r23_a_stamp_is_not_a_sign_off",
        ),
    ),
    "R24": Row(
        "The record cannot be changed unseen.",
        (
            "store/test_journal::test_a_change_behind_its_back_is_noticed",
            "store/test_journal::test_entries_cannot_be_changed",
            "domain/test_fold_laws::test_the_chain_notices_changed_words_and_missing_entries",
            "requirements/test_manager_journeys::test_r24_what_came_after_the_signature_is_read_before_it_counts_again",
        ),
    ),
    "R25": Row(
        "Nobody signs their own work or many at once; one in ten is decided before the worker's view is seen.",
        (
            "services/test_separation::test_r25_only_another_person_who_is_a_manager_signs",
            "services/test_separation::test_r25_no_role_signs_what_it_wrote_itself",
            "services/test_decide_first::test_r25_nothing_the_window_can_ask_for_tells_what_was_decided",
            "services/test_signing::test_r25_every_act_of_a_manager_is_about_one_contact",
            "requirements/test_manager_journeys::test_r25_the_facts_are_decided_on_before_the_workers_view_is_shown",
        ),
        later="Kappa between the two views: each DecidedFirst is kept beside what was recommended.",
    ),
    "R26": Row(
        "Last time and this time stand side by side, and somebody says whether it is the same issue.",
        (
            "requirements/test_same_issue::test_r26_worry_factors_offers_and_outcome_stand_side_by_side",
            "requirements/test_same_issue::test_r26_yes_flags_it_to_the_manager_and_no_answer_does_so_where_it_closes",
            "requirements/test_same_issue::test_r26_by_keyboard_one_letter_says_whether_it_is_the_same",
            "requirements/test_same_issue::test_r26_somebody_who_decides_first_does_not_read_the_answer",
            "requirements/test_manager_journeys::test_r26_r20_the_same_issue_again_without_an_offer",
        ),
        later="The indicator of returns: SameIssue is kept for each pair of contacts.",
    ),
    "R27": Row(
        "A refusal says who, what, why, what it means for the child, and what comes next.",
        (
            "services/test_lawful::test_r27_a_refusal_is_kept_whole",
            "services/test_lawful::test_r27_a_manager_meets_a_refusal_that_says_nothing_of_the_child",
            "ui/test_leave::test_r27_and_r28_a_refusal_by_keyboard_seven_reasons_first_and_enter_saves",
            "domain/test_gates::test_g6_early_help_needs_agreement_or_a_decline",
            "requirements/test_paper_and_danger::"
            "test_r27_r28_both_refusals_are_kept_with_reason_words_and_offer",
            "tour/test_tour::test_the_four_scenarios_and_the_manager_by_keyboard",
        ),
    ),
    "R28": Row(
        "Why support is refused is a reason of a list, and their own words.",
        (
            "services/test_lawful::test_r28_not_reached_and_not_offered_are_no_refusals",
            "ui/test_leave::test_r27_and_r28_a_refusal_by_keyboard_seven_reasons_first_and_enter_saves",
            "requirements/test_paper_and_danger::"
            "test_r27_r28_both_refusals_are_kept_with_reason_words_and_offer",
        ),
        later="The report by service, area, asker and way: reason, offer, who asked and how are kept.",
    ),
    "R29": Row(
        "Quality work: samples, audits, grades, themes, actions.",
        ("domain/test_rule_counts::{any}",),
        later="The module. Whole records, gaps accepted, overrides, DecidedFirst and rule counts are kept for it.",
    ),
    "R30": Row(
        "A dashboard and the lists of Annex A.",
        ("services/test_signing::test_reading_time_is_kept_on_both_ways_and_is_no_target",),
        later="The lists and measures: dates, sources, outcomes, children and workers are kept as codes with editions.",
    ),
    "R31": Row(
        "A child in danger waits for nothing: a strategy discussion with a worry and three keys.",
        (
            "ui/test_protect_first::"
            "test_r31_from_every_screen_three_keys_and_a_worry_ask_for_a_strategy_discussion",
            "services/test_protect_first::test_r31_with_nothing_but_a_worry_a_strategy_discussion_is_asked_for_and_printed",
            "services/test_protect_first::test_r31_with_a_name_and_a_worry",
            "ui/test_protect_first::test_another_child_than_the_row_with_the_focus",
            "requirements/test_paper_and_danger::test_r31_a_boy_without_a_name_three_keys_and_a_worry",
            "domain/test_after::test_r31_a_task_is_each_gap_and_the_line_counts_them",
        ),
    ),
    "R32": Row(
        "Measures have a target, an owner and a date.",
        ("domain/test_warnings::test_every_warning_has_a_rule_that_says_why_and_whose_it_is",),
        later="Targets on measures: rules have owner and date already; what was held open and in time is counted.",
    ),
    "R33": Row(
        "Where a contact is not safe, letters are refused and paper shows no address.",
        (
            "requirements/test_paper_and_danger::"
            "test_r33_no_word_of_a_hidden_address_is_on_paper_and_no_letter_goes_there",
            "services/test_afterwards::"
            "test_r33_what_was_not_said_to_be_safe_is_refused_and_an_override_is_recorded",
            "services/test_afterwards::test_r33_a_letter_is_not_printed_while_post_is_not_safe",
            "ui/test_after::test_r33_a_letter_to_a_family_with_a_safe_contact_is_stopped_and_a_reason_is_kept",
            "report/test_redact::test_no_word_of_500_families_leaks_on_paper",
        ),
    ),
}

LATER: Final = frozenset({"R3", "R4", "R5", "R29", "R30", "R32"})
"""Reports and quality work: what they demand comes later, what they need is kept."""
CONTACT: Final = frozenset(TABLE) - LATER - {"R1"}
"""Requirements that concern a contact itself: each has a practice contact that would have gone wrong."""
