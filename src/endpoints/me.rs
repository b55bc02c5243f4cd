//! `/api/v1/me`: the example of a call on behalf of the caller. It shows the profile of the caller at Microsoft Graph.

use std::sync::Arc;

use axum::{Json, extract::State};
use serde::{Deserialize, Serialize};

use crate::{
    server::{
        Services,
        bearer::{ApiNeeds, ApiRight, Bearer, Delegation},
    },
    web::{ProblemDetails, problem_of_call},
};

/// The right of users to read their own profile.
pub struct ReadOwnProfile;

impl ApiRight for ReadOwnProfile {
    fn needs() -> ApiNeeds {
        ApiNeeds::scope("Orders.Read")
    }
}

impl Delegation for ReadOwnProfile {
    const SCOPES: &'static [&'static str] = &["User.Read"];
}

/// The profile of a user, as Microsoft Graph has it.
#[derive(Deserialize, Serialize)]
#[serde(rename_all(deserialize = "camelCase"))]
pub struct Profile {
    id: String,
    display_name: Option<String>,
    mail: Option<String>,
    job_title: Option<String>,
}

/// `GET /api/v1/me`: shows the caller's profile.
pub async fn show(
    State(services): State<Arc<Services>>,
    caller: Bearer<ReadOwnProfile>,
) -> Result<Json<Profile>, ProblemDetails> {
    let profile = async {
        let graph = caller.on_behalf_of::<ReadOwnProfile>(&services)?;
        graph.get("me?$select=id,displayName,mail,jobTitle").await
    };
    match profile.await {
        Ok(profile) => Ok(Json(profile)),
        Err(error) => Err(problem_of_call(&error, &caller, &services).await),
    }
}
