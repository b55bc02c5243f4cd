//! The state of a sign-in by device code, for the browser.

use crate::{
    paths::ReturnTo,
    server::{
        auth::device_code::DeviceCodeView,
        clock,
        session::{DeviceFlow, DeviceFlowState, EstablishedSession},
    },
};

/// The interval between two polls if the provider does not state it (RFC 8628 §3.2), in seconds.
pub const DEFAULT_INTERVAL: u32 = 5;

/// The state of a sign-in by device code.
pub enum Progress {
    /// The user has not approved the code yet, or another request is establishing the session.
    Pending(DeviceCodeView),
    /// The user has approved the code. The session is `None` if the browser has it already.
    Approved(ReturnTo, Option<EstablishedSession>),
    /// This browser has no sign-in by device code.
    Unknown,
}

impl Progress {
    /// Returns the view of a sign-in that has no session yet.
    pub fn pending(flow: &DeviceFlow) -> Self {
        let interval = match flow.state {
            DeviceFlowState::Pending { interval, .. } => interval,
            DeviceFlowState::Approved { .. } | DeviceFlowState::Established { .. } => DEFAULT_INTERVAL,
        };
        Self::Pending(DeviceCodeView {
            user_code: flow.user_code.secret().clone(),
            verification_uri: flow.verification_uri.clone(),
            address_to_scan: flow.verification_uri_complete.as_ref().unwrap_or(&flow.verification_uri).clone(),
            expires_in: u32::try_from(flow.expires_at - clock::unix_now()).unwrap_or(0),
            interval,
        })
    }
}
