//! `GET /mail`: the mail view, for whoever lets this app read their mail.

use axum::http::StatusCode;

use super::page::PageAnswer;
use crate::{
    model::View,
    server::{
        SignedIn,
        graph::{self, ReadMail},
    },
};

pub async fn mail(user: SignedIn<ReadMail>) -> PageAnswer {
    match graph::latest_mail(&user).await {
        Ok(messages) => PageAnswer::new(StatusCode::OK, View::Mail(messages)),
        Err(error) => PageAnswer::error(error.into()),
    }
}
