//! `GET /mail`: the mail view, for whoever lets this app read their mail.

use axum::{http::StatusCode, response::IntoResponse};

use super::{cookies, page::PageAnswer};
use crate::{
    model::View,
    server::{
        Caller, SignedIn,
        graph::{self, ReadMail},
    },
};

pub async fn mail(caller: Caller, user: SignedIn<ReadMail>) -> impl IntoResponse {
    let page = match graph::latest_mail(&user).await {
        Ok(messages) => PageAnswer::new(StatusCode::OK, View::Mail(messages)),
        Err(error) => PageAnswer::error(error.into()),
    };
    (cookies::after_sign_in(&caller).await, page)
}
