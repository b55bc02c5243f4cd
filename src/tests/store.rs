//! The session store: one test suite for all backends, against real servers.
//!
//! Each case gets an empty backend. The module `backends` creates them; the macro makes a test of each case and backend.

mod accounts;
mod backends;
mod ended_sessions;
mod exchange;
mod facade;
mod facade_sessions;
mod facade_transactions;
mod lifetimes;
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
    sessions: an_inserted_session_is_found,
        an_insert_with_a_used_key_fails,
        given_concurrent_inserts_of_a_key_then_one_succeeds,
        an_unknown_session_is_not_found,
        given_another_revision_then_a_save_fails,
        given_its_own_revision_then_a_request_may_save_again,
        given_concurrent_saves_of_a_revision_then_one_succeeds,
        a_replacement_does_not_revive_an_ended_session,
        an_update_of_the_last_use_revives_no_ended_session,
        an_update_of_the_last_use_changes_nothing_else,
        ending_returns_the_number_of_ended_sessions,
        given_concurrent_ends_then_one_ends_the_session,
        a_session_ended_during_a_replacement_stays_ended,
        a_sweep_deletes_only_expired_and_idle_sessions,
        a_sweep_is_bounded_and_returns_its_count;
    listing: sessions_are_listed_by_user_and_by_provider_session,
        given_a_session_without_a_user_then_no_list_contains_it,
        an_ended_session_is_in_no_list,
        a_swept_session_is_in_no_list,
        a_list_shows_the_last_use,
        all_sessions_are_listed_for_the_operator,
        only_sessions_that_exist_are_counted,
        expired_and_idle_sessions_are_not_counted;
    tokens: tokens_are_found_with_their_version,
        tokens_cannot_be_written_without_a_session,
        given_an_ended_session_then_its_tokens_are_deleted,
        given_a_swept_session_then_its_tokens_are_deleted,
        given_an_unconditional_write_then_the_version_is_1_again,
        given_concurrent_token_replacements_then_one_succeeds,
        a_replacement_does_not_revive_deleted_tokens,
        given_concurrent_leases_then_one_is_granted,
        a_lease_expires_and_its_owner_may_renew_it,
        a_token_replacement_ends_the_lease,
        only_the_owner_can_release_a_lease,
        a_lease_cannot_be_acquired_without_tokens,
        given_an_ended_key_when_inserted_again_then_it_has_no_tokens;
    short_lived: a_record_is_found_until_it_expires,
        records_of_different_kinds_are_separate,
        a_record_replaces_another_with_its_key,
        an_insert_if_absent_fails_until_the_record_expires,
        given_concurrent_inserts_then_one_succeeds,
        a_record_is_taken_once_and_by_its_browser_only,
        given_concurrent_takes_of_a_record_then_one_gets_it,
        an_expired_record_is_not_taken,
        a_replacement_needs_a_record_of_the_same_browser,
        a_removed_record_is_gone,
        all_records_of_a_browser_are_removed_at_once,
        expired_records_are_swept_and_live_ones_stay;
    exchange: the_first_take_gets_the_record_the_next_the_replacement,
        another_browser_cannot_exchange_a_record,
        given_no_record_then_a_take_writes_no_replacement,
        an_expired_record_is_not_exchanged,
        an_expired_replacement_is_not_returned,
        given_concurrent_exchanges_then_one_gets_the_record,
        the_replacement_can_be_replaced;
    model: random_interleavings_agree_with_a_simple_model;
    facade: a_changed_record_ends_only_its_own_session,
        records_of_two_sessions_cannot_be_swapped,
        an_older_record_of_the_same_session_is_rejected,
        undecryptable_tokens_end_their_session,
        tokens_of_two_sessions_cannot_be_swapped,
        a_missing_key_ends_only_the_sessions_that_it_sealed,
        given_a_new_key_then_records_of_the_old_key_still_open,
        given_a_short_lived_record_of_another_key_then_it_is_missing,
        the_backend_contains_no_plain_text,
        a_store_without_a_key_rejects_writes;
    rotation: given_a_rotation_then_a_session_in_use_is_sealed_again,
        given_a_recent_use_then_a_rotation_writes_nothing,
        a_session_read_before_resealing_can_still_be_saved,
        tokens_under_a_lease_are_not_resealed,
        replicas_open_each_others_records_during_rotations,
        an_unreadable_key_file_ends_no_session,
        a_key_dropped_from_the_file_ends_its_sessions;
    facade_sessions: a_created_session_is_loaded,
        a_save_does_not_revive_an_ended_session,
        given_a_used_id_then_a_new_session_gets_another_id,
        given_two_concurrent_changes_then_the_second_save_fails,
        a_request_may_save_twice,
        tokens_exist_only_with_their_session,
        expired_and_idle_sessions_are_not_loaded,
        the_last_use_is_written_once_a_minute,
        given_a_user_then_tid_and_oid_or_iss_and_sub_find_sessions,
        two_stores_on_one_backend_share_sessions,
        given_a_changed_expiry_then_the_sealed_one_counts,
        given_too_many_sessions_then_a_sign_in_ends_the_oldest,
        given_many_sessions_when_all_end_then_one_call_ends_them,
        given_a_working_store_then_the_probe_leaves_nothing;
    lifetimes: the_configured_lifetimes_apply;
    accounts: an_added_account_parks_the_session_of_another_user,
        the_same_user_is_never_in_a_browser_twice,
        only_an_existing_session_is_parked,
        the_sixth_account_ends_the_least_recent,
        a_renewed_session_keeps_all_but_its_id,
        a_look_at_a_parked_session_is_no_use_of_it,
        an_unused_session_names_its_user_once_within_an_hour;
    ended_sessions: an_ended_user_is_found_once_and_with_the_session_id_only,
        given_a_changed_session_then_its_ended_user_is_found,
        a_70_the_record_of_an_ended_session_is_no_session;
    tenants: the_sessions_of_a_tenant_are_found_in_any_case,
        a_71_without_the_session_keys_no_tenant_is_known;
    facade_transactions: a_transaction_works_once_and_in_its_browser_only,
        only_the_same_response_gets_the_outcome,
        an_outcome_is_stored_for_a_minute,
        after_a_crash_the_response_is_unknown_in_30_seconds,
        given_two_processes_then_one_takes_the_transaction,
        a_dropped_transaction_is_unknown,
        a_dropped_device_flow_cannot_be_replaced,
        an_admin_consent_works_once_and_in_its_browser_only,
        a_problem_can_be_read_repeatedly,
        given_too_many_open_sign_ins_then_a_new_one_is_rejected;
}
