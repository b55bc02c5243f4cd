//! `GET /orders`: the user's orders from the API `ORDERS`, and a form that places one. The example of an API by name.

use axum::{
    extract::{Form, rejection::FormRejection},
    response::{IntoResponse, Response},
};
use leptos::{either::Either, prelude::*};
use serde::{Deserialize, Serialize};

use super::audience::of_session;
use crate::{
    error::AppError,
    paths,
    server::{
        Caller, NotSignedIn, Services, SignedIn,
        api::{Api, ApiError, ApiProblem, Calls, Received},
        named_apis::{NamedApi as _, Orders},
    },
    text, texts,
    web::{HomepageLink, Page, PageResult, SessionOfPage, failure},
};

/// The path of the page of orders.
pub const PATH: &str = "/orders";

/// An order of the API.
#[derive(Clone, Debug, Deserialize)]
pub struct ShownOrder {
    pub item: String,
    pub quantity: u16,
}

/// The response of the API to the request for all orders.
#[derive(Deserialize)]
struct OrderList {
    orders: Vec<ShownOrder>,
}

/// The fields of the form, and the body of the request that places an order.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct OrderForm {
    pub item: String,
    pub quantity: u16,
}

/// Returns whether the API has settings.
pub fn is_available(services: &Services) -> bool {
    services.apis.get(Orders::NAME).is_some()
}

/// Shows the user's orders.
pub async fn orders(user: SignedIn<Calls<Orders>>) -> PageResult {
    let OrderList { orders } = Api::<Orders>::of(&user)?.at("").get().await?;
    Ok(page(orders))
}

/// Places an order, and redirects to the page, so that a reload does not place it again. If the session has ended, the response keeps
/// what the user has typed.
pub async fn place(
    caller: Caller,
    user: Result<SignedIn<Calls<Orders>>, Response>,
    form: Result<Form<OrderForm>, FormRejection>,
) -> Response {
    let Ok(Form(order)) = form else { return Page::from(AppError::BadRequest).into_response() };
    let user = match user {
        Ok(user) => user,
        Err(_) if matches!(caller.signed_in().await, Err(NotSignedIn::SignedOut)) => {
            return kept(order).into_response();
        }
        Err(instead) => return instead,
    };
    match place_order(&user, &order).await {
        Ok(()) => Page::redirect(PATH).into_response(),
        Err(ApiError::Failed(failed)) if failed.status == 422 => {
            let problem = failed.problem.map(|problem| *problem).unwrap_or_default();
            of_session(&caller, rejected(problem), SessionOfPage::BelongsAfterForm).await
        }
        Err(error) => Page::from(AppError::from(error)).into_response(),
    }
}

async fn place_order(user: &SignedIn<Calls<Orders>>, order: &OrderForm) -> Result<(), ApiError> {
    let Received { value: ShownOrder { .. }, .. } = Api::<Orders>::of(user)?.at("").post(order).await?;
    Ok(())
}

/// Returns the page of these orders, with the form for another one.
pub fn page(orders: Vec<ShownOrder>) -> Page {
    Page::new(text!("orders-title")).view(move || {
        view! {
            <section class="card">
                <h1>{text!("orders-title")}</h1>
                {if orders.is_empty() {
                    Either::Left(view! { <p>{text!("orders-none")}</p> })
                } else {
                    Either::Right(view! { <dl class="facts">{orders.into_iter().map(order).collect_view()}</dl> })
                }}
            </section>
            <section class="card" aria-labelledby="place-heading">
                <h2 id="place-heading">{text!("orders-place-title")}</h2>
                <PlaceForm order=OrderForm { item: String::new(), quantity: 1 } />
            </section>
        }
    })
}

/// The form that places an order, with these values in its fields.
#[component]
fn PlaceForm(order: OrderForm) -> impl IntoView {
    let OrderForm { item, quantity } = order;
    view! {
        <form method="post" action=paths::to(paths::PLACE_ORDER)>
            <div class="field">
                <label for="item">{text!("orders-item")}</label>
                <input id="item" name="item" type="text" required value=item />
            </div>
            <div class="field">
                <label for="quantity">{text!("orders-quantity")}</label>
                <input id="quantity" name="quantity" type="number" min="1" max="65535" required value=quantity />
            </div>
            <p class="actions">
                <button class="button main" type="submit">
                    {text!("orders-place")}
                </button>
                <HomepageLink />
            </p>
        </form>
    }
}

/// Returns the page after an order whose session has ended, with the form as the user has sent it. The sign-in opens in a new tab, and
/// then the user sends the form again. The values are in no address and in no store, because the response has them.
pub fn kept(order: OrderForm) -> Page {
    let error = AppError::SessionEnded;
    Page::new(error.title()).status(failure::status_of(&error)).view(move || {
        view! {
            <section class="card">
                <h1>{error.title()}</h1>
                <p>{text!("orders-kept-advice")}</p>
                <p class="actions">
                    <a class="button main" href=paths::to(&paths::sign_in(PATH)) target="_blank" rel="noopener">
                        {text!("failure-sign-in-again")}
                    </a>
                </p>
            </section>
            <section class="card" aria-labelledby="place-heading">
                <h2 id="place-heading">{text!("orders-place-title")}</h2>
                <PlaceForm order />
            </section>
        }
    })
}

fn order(ShownOrder { item, quantity }: ShownOrder) -> impl IntoView {
    view! {
        <div>
            <dt dir="auto">{item}</dt>
            <dd>{texts::number(quantity)}</dd>
        </div>
    }
}

/// Returns the page after an order that the API rejected, with the explanation of the API.
pub fn rejected(problem: ApiProblem) -> Page {
    let explanation = problem.detail.or(problem.title);
    Page::new(text!("orders-rejected-title")).view(move || {
        view! {
            <section class="card">
                <h1>{text!("orders-rejected-title")}</h1>
                <p>{text!("orders-rejected-advice")}</p>
                {explanation.map(|text| view! { <p class="note" dir="auto">{text}</p> })}
                <p class="actions">
                    <a class="button quiet" href=paths::to(PATH)>
                        {text!("orders-back")}
                    </a>
                </p>
            </section>
        }
    })
}
