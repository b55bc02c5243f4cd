//! The session store: one test suite for all backends, against real servers.
//!
//! Each case gets an empty backend. The module `backends` creates them; the macro makes a test of each case and backend.

mod backends;
mod ended_sessions;
mod exchange;
mod facade;
mod facade_sessions;
mod facade_transactions;
mod listing;
mod model;
mod postgres;
mod records;
mod redis;
mod redis_memory;
mod redis_tls;
mod rotation;
mod sessions;
mod short_lived;
mod sqlite;
mod tenants;
mod tokens;

/// Creates `mod KIND { #[test] CASE … }` for each kind of backend, with a test for each case of the suite.
macro_rules! on_every_backend {
    ($($group:ident: $($case:ident),+;)+) => {
        on_every_backend!(@kind memory $($group: $($case),+;)+);
        on_every_backend!(@kind sqlite_file $($group: $($case),+;)+);
        on_every_backend!(@kind on_redis $($group: $($case),+;)+);
        on_every_backend!(@kind on_postgres $($group: $($case),+;)+);
    };
    (@kind $kind:ident $($group:ident: $($case:ident),+;)+) => {
        mod $kind {
            $(mod $group { $(
                #[tokio::test(flavor = "multi_thread", worker_threads = 4)]
                async fn $case() {
                    let place = super::super::backends::$kind().await;
                    super::super::$group::$case(place.backend.clone()).await;
                }
            )+ })+
        }
    };
}

on_every_backend! {
    sessions: what_was_inserted_is_found,
        a_key_that_is_taken_is_not_taken_over,
        of_many_that_insert_the_same_key_one_succeeds,
        a_session_that_was_never_there_is_not_found,
        given_another_revision_then_a_save_fails,
        given_its_own_revision_then_a_request_may_save_again,
        given_concurrent_saves_of_a_revision_then_one_succeeds,
        a_replacement_does_not_revive_a_session_that_was_ended,
        noting_the_use_does_not_revive_a_session_that_was_ended,
        the_use_is_noted_and_changes_nothing_else,
        ending_says_whether_there_was_something_to_end,
        of_many_that_end_a_session_one_ended_it,
        a_session_ended_while_it_is_being_replaced_stays_ended,
        ended_and_idle_sessions_are_swept_and_live_ones_stay,
        a_sweep_is_bounded_and_says_how_much_it_did;
    listing: sessions_are_listed_by_person_and_by_session_at_the_provider,
        given_a_session_without_a_user_then_no_list_contains_it,
        an_ended_session_is_in_no_list,
        a_swept_session_is_in_no_list,
        a_list_shows_what_was_noted,
        all_sessions_are_listed_for_the_operator;
    tokens: tokens_are_found_with_their_version,
        there_are_no_tokens_without_a_session,
        given_an_ended_session_then_its_tokens_are_deleted,
        given_a_swept_session_then_its_tokens_are_deleted,
        given_an_unconditional_write_then_the_version_is_1_again,
        of_many_replacements_of_the_same_version_one_counts,
        a_replacement_does_not_revive_tokens,
        one_at_a_time_has_the_lease,
        a_lease_ends_by_itself,
        a_lease_ends_with_the_replacement_that_it_was_for,
        a_lease_can_be_given_up_by_its_owner_only,
        there_is_no_lease_without_tokens,
        given_an_ended_key_when_inserted_again_then_it_has_no_tokens;
    short_lived: a_record_is_found_until_it_expires,
        kinds_do_not_mix,
        a_record_replaces_another_with_its_key,
        the_first_of_two_records_stays_until_it_expires,
        of_many_that_put_first_one_succeeds,
        a_record_is_taken_once_and_by_its_browser_only,
        of_many_that_take_a_record_one_gets_it,
        an_expired_record_is_not_taken,
        a_replacement_needs_a_record_of_the_same_browser,
        a_removed_record_is_gone,
        all_records_of_a_browser_are_removed_at_once,
        expired_records_are_swept_and_live_ones_stay;
    exchange: the_first_gets_the_record_and_the_next_the_replacement,
        another_browser_gets_nothing,
        given_no_record_then_a_take_writes_no_replacement,
        an_expired_record_is_not_exchanged,
        an_expired_replacement_is_not_handed_out,
        of_many_that_exchange_a_record_one_is_the_first,
        the_replacement_can_be_replaced;
    model: random_interleavings_agree_with_a_simple_model;
    facade: a_record_that_was_changed_ends_its_session_and_no_other,
        records_of_two_sessions_cannot_be_swapped,
        an_older_record_of_the_same_session_cannot_be_put_back,
        tokens_that_do_not_open_end_their_session,
        tokens_of_two_sessions_cannot_be_swapped,
        a_key_that_is_gone_ends_what_it_sealed_and_nothing_else,
        a_new_key_opens_what_the_old_one_sealed,
        given_a_short_lived_record_of_another_key_then_it_is_missing,
        nothing_is_kept_in_clear,
        a_store_without_a_key_keeps_nothing;
    rotation: given_a_rotation_then_a_session_in_use_is_sealed_again,
        a_session_that_is_not_noted_in_use_is_not_written,
        a_request_that_has_read_a_session_before_may_still_save_it,
        tokens_that_are_being_refreshed_are_left_alone,
        replicas_open_each_others_records_during_rotations,
        a_key_file_that_cannot_be_read_ends_no_session,
        a_key_that_was_dropped_from_the_file_ends_its_sessions;
    facade_sessions: what_was_created_is_loaded,
        a_save_does_not_revive_a_session_that_was_ended,
        an_id_that_is_taken_is_not_taken_over,
        of_two_requests_that_change_a_session_the_second_fails,
        a_request_may_save_twice,
        tokens_live_and_die_with_their_session,
        sessions_end_when_they_are_old_or_idle,
        a_session_in_use_is_noted_once_a_minute,
        given_a_user_then_tid_and_oid_or_iss_and_sub_find_sessions,
        of_two_stores_on_one_backend_both_see_the_same,
        given_a_changed_expiry_then_the_sealed_one_counts,
        given_too_many_sessions_then_a_sign_in_ends_the_oldest,
        given_many_sessions_when_all_end_then_one_call_ends_them,
        given_a_working_store_then_the_probe_leaves_nothing;
    ended_sessions: an_ended_user_is_found_once_and_with_the_session_id_only,
        given_a_changed_session_then_its_ended_user_is_found,
        a_70_the_record_of_an_ended_session_is_no_session;
    tenants: the_sessions_of_a_tenant_are_found_in_any_case,
        a_71_without_the_session_keys_no_tenant_is_known;
    facade_transactions: a_transaction_works_once_and_in_its_browser_only,
        the_same_answer_learns_the_outcome_and_another_one_does_not,
        an_outcome_is_known_for_a_minute,
        an_answer_whose_process_died_is_unknown_after_half_a_minute,
        of_two_processes_one_is_the_first,
        a_transaction_that_was_given_up_is_unknown,
        a_device_sign_in_that_was_given_up_is_not_brought_back,
        an_admin_consent_works_once_and_in_its_browser_only,
        a_problem_can_be_read_again,
        given_too_many_open_sign_ins_then_a_new_one_is_rejected;
}
