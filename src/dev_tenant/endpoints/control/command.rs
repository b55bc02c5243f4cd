//! The commands of `POST /dev/control`, one for each method of [`Control`].

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::dev_tenant::endpoints::control::panel::{Control, ControlError};
use crate::dev_tenant::state::application_record::ApplicationRecord;
use crate::dev_tenant::state::client_credentials::FederatedCredential;
use crate::dev_tenant::state::faults::{AuthorizeFault, GraphFault, IdTokenFault, IdentityFault, Times, TokenFault};
use crate::dev_tenant::state::graph_faults::GraphResource;
use crate::dev_tenant::state::switches::IdTokenOrigin;

/// A command as JSON: `{"arm_graph_fault":{"fault":"forbidden","times":"until_reset"}}`, or `"counters"`.
///
/// The default of `times` (how often an armed fault strikes) is `once`.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Command {
    SetAccessTokenLifetime {
        seconds: u64,
    },
    AdvanceClock {
        seconds: u64,
    },
    ArmIdTokenFault {
        fault: IdTokenFault,
        #[serde(default)]
        times: Times,
    },
    ArmAccessTokenFault {
        fault: IdTokenFault,
        #[serde(default)]
        times: Times,
    },
    ArmTokenFault {
        fault: TokenFault,
        #[serde(default)]
        times: Times,
    },
    ArmAuthorizeFault {
        fault: AuthorizeFault,
        #[serde(default)]
        times: Times,
    },
    ArmGraphFault {
        fault: GraphFault,
        #[serde(default)]
        times: Times,
    },
    ArmResourceFault {
        resource: GraphResource,
        fault: GraphFault,
        #[serde(default)]
        times: Times,
    },
    ArmPhotoFault {
        fault: GraphFault,
        #[serde(default)]
        times: Times,
    },
    ArmIdentityFault {
        fault: IdentityFault,
        #[serde(default)]
        times: Times,
    },
    ApproveDevice {
        user_code: TypedCode,
        persona: String,
    },
    DeclineDevice {
        user_code: TypedCode,
    },
    RotateSigningKey,
    ReplaceSigningKey,
    GiveApplicationItsOwnKey,
    SetDocumentIssuer {
        issuer: Option<String>,
    },
    SetDocumentMember {
        member: String,
        value: Option<String>,
    },
    SetIdTokenOrigin {
        origin: Option<IdTokenOrigin>,
    },
    SetIdTokenClaim {
        claim: String,
        value: Value,
    },
    SetAccessTokenClaim {
        claim: String,
        value: Value,
    },
    SetOwnApiVersionOne {
        is_version_one: bool,
    },
    SetResponseIssuer {
        issuer: Option<String>,
    },
    SetGroups {
        persona: String,
        count: usize,
    },
    SetFrontChannelIssuer {
        issuer: Option<String>,
    },
    RegisterCertificate {
        pem: String,
    },
    UnregisterCertificate {
        pem: String,
    },
    AddSecret {
        secret: String,
    },
    RemoveSecret {
        secret: String,
    },
    TrustIssuer(FederatedCredential),
    SetApplicationRecord(ApplicationRecord),
    ForgetRefreshTokens,
    Counters,
    Reset,
}

/// A user code, written as the screen of a device shows it.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(transparent)]
pub struct TypedCode(pub String);

impl Command {
    pub async fn run(self, control: &Control) -> Result<(), ControlError> {
        match self {
            Self::SetAccessTokenLifetime { seconds } => control.set_access_token_lifetime(seconds),
            Self::AdvanceClock { seconds } => control.advance_clock(seconds),
            Self::ArmIdTokenFault { fault, times } => control.arm_id_token_fault(fault, times),
            Self::ArmAccessTokenFault { fault, times } => control.arm_access_token_fault(fault, times),
            Self::ArmTokenFault { fault, times } => control.arm_token_fault(fault, times),
            Self::ArmAuthorizeFault { fault, times } => control.arm_authorize_fault(fault, times),
            Self::ArmGraphFault { fault, times } => control.arm_graph_fault(fault, times),
            Self::ArmResourceFault { resource, fault, times } => control.arm_resource_fault(resource, fault, times),
            Self::ArmPhotoFault { fault, times } => control.arm_photo_fault(fault, times),
            Self::ArmIdentityFault { fault, times } => control.arm_identity_fault(fault, times),
            Self::ApproveDevice { user_code, persona } => return control.approve_device_code(&user_code.0, &persona),
            Self::DeclineDevice { user_code } => return control.decline_device_code(&user_code.0),
            Self::RotateSigningKey => control.rotate_signing_key().await,
            Self::ReplaceSigningKey => control.replace_signing_key().await,
            Self::GiveApplicationItsOwnKey => control.give_application_its_own_key().await,
            Self::SetDocumentIssuer { issuer } => control.set_document_issuer(issuer),
            Self::SetDocumentMember { member, value } => control.set_document_member(&member, value),
            Self::SetIdTokenOrigin { origin } => control.set_id_token_origin(origin),
            Self::SetIdTokenClaim { claim, value } => control.set_id_token_claim(&claim, value),
            Self::SetAccessTokenClaim { claim, value } => control.set_access_token_claim(&claim, value),
            Self::SetOwnApiVersionOne { is_version_one } => control.set_own_api_version_one(is_version_one),
            Self::SetResponseIssuer { issuer } => control.set_response_issuer(issuer),
            Self::SetGroups { persona, count } => control.set_groups(&persona, count),
            Self::SetFrontChannelIssuer { issuer } => control.set_front_channel_issuer(issuer),
            Self::RegisterCertificate { pem } => return control.register_certificate(&pem),
            Self::UnregisterCertificate { pem } => return control.unregister_certificate(&pem),
            Self::AddSecret { secret } => control.add_secret(&secret),
            Self::RemoveSecret { secret } => control.remove_secret(&secret),
            Self::TrustIssuer(credential) => return control.trust_issuer(credential),
            Self::SetApplicationRecord(record) => control.set_application_record(record),
            Self::ForgetRefreshTokens => control.forget_refresh_tokens(),
            Self::Reset => control.reset(),
            Self::Counters => {}
        }
        Ok(())
    }
}
