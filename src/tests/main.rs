//! Integration tests: the real router against the dev tenant.
#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on fails")]

mod admin_consent;
mod after_step_up;
mod attacks;
mod authorities;
mod base_path;
mod callback;
mod cast;
mod configuration;
mod dev_tenant;
mod device_code;
mod explained;
mod form_post;
mod graph;
mod guards;
mod headers;
mod limits;
mod mail;
mod membership;
mod no_secret_leaves;
mod odd_requests;
mod properties;
mod provider_down;
mod replicas;
mod response_issuer;
mod second_arrival;
mod servers;
mod sessions;
mod sign_in;
mod sign_in_loop;
mod sign_out;
mod step_up;
mod store;
mod user_flows;
mod views;
mod wrong_answers;
