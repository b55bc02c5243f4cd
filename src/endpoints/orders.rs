//! `/api/v1/orders`: the example of a protected API. Replace this file by your API.
//!
//! The orders are in the memory of this process. Each handler names its right in its signature. A token is for one tenant, so
//! every handler shows the orders of that tenant only.

use std::sync::{Mutex, MutexGuard, PoisonError};

use axum::{
    Json,
    extract::Path,
    http::{HeaderName, StatusCode, header},
};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::{
    paths,
    server::bearer::{ApiNeeds, ApiRight, Bearer},
    web::{JsonBody, ProblemDetails},
};

/// The number of orders that are kept. The oldest order is dropped for a new one.
const MOST: usize = 1000;
/// The number of orders that are kept for each user, so that a user cannot replace the orders of others by many own orders.
const MOST_OF_USER: usize = 20;
/// The longest name of an item, in bytes.
const LONGEST_ITEM: usize = 100;

static ORDERS: Mutex<Vec<Order>> = Mutex::new(Vec::new());

/// The right to read orders: a user reads their own orders, an app those of the whole tenant.
pub struct ReadOrders;

impl ApiRight for ReadOrders {
    fn needs() -> ApiNeeds {
        ApiNeeds::scope("Orders.Read").or_app_role("Orders.Read.All")
    }
}

/// The right to place orders, which only users have.
pub struct PlaceOrders;

impl ApiRight for PlaceOrders {
    fn needs() -> ApiNeeds {
        ApiNeeds::scope("Orders.Write")
    }
}

/// An order of a user.
#[derive(Clone, Serialize)]
pub struct Order {
    id: String,
    #[serde(flatten)]
    wanted: WantedOrder,
    /// The object ID of the user who placed the order.
    placed_by: String,
    #[serde(skip)]
    tenant_id: String,
}

/// The body of a request that places an order.
#[derive(Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct WantedOrder {
    item: String,
    quantity: u16,
}

/// `GET /api/v1/orders`: lists the orders that the caller may read.
pub async fn list(caller: Bearer<ReadOrders>) -> Json<Value> {
    let orders: Vec<_> = orders().iter().filter(|order| order.is_readable(&caller)).cloned().collect();
    Json(json!({ "orders": orders }))
}

/// `GET /api/v1/orders/{id}`: shows one order. An order that the caller may not read is not found.
pub async fn show(caller: Bearer<ReadOrders>, Path(id): Path<String>) -> Result<Json<Order>, ProblemDetails> {
    let orders = orders();
    let found = orders.iter().find(|order| order.id == id && order.is_readable(&caller));
    found.cloned().map(Json).ok_or_else(|| ProblemDetails::new(StatusCode::NOT_FOUND).detail("There is no such order."))
}

/// The response to a placed order.
type Placed = (StatusCode, [(HeaderName, String); 1], Json<Order>);

/// `POST /api/v1/orders`: places an order.
pub async fn place(
    caller: Bearer<PlaceOrders>,
    JsonBody(wanted): JsonBody<WantedOrder>,
) -> Result<Placed, ProblemDetails> {
    if wanted.item.is_empty() || wanted.item.len() > LONGEST_ITEM || wanted.quantity == 0 {
        let detail = format!("An order needs an item of 1 to {LONGEST_ITEM} bytes and a quantity of at least 1.");
        return Err(ProblemDetails::new(StatusCode::UNPROCESSABLE_ENTITY).detail(detail));
    }
    let placed_by = caller.user().unwrap_or_default().to_owned();
    let order =
        Order { id: Uuid::new_v4().to_string(), wanted, placed_by, tenant_id: caller.token().tenant_id.clone() };
    keep(&mut orders(), order.clone());
    let address = format!("{}/{}", paths::ORDERS, order.id);
    Ok((StatusCode::CREATED, [(header::LOCATION, address)], Json(order)))
}

/// Keeps an order. With too many orders, the oldest order of its user is dropped first.
fn keep(orders: &mut Vec<Order>, order: Order) {
    let is_of_user = |kept: &Order| kept.tenant_id == order.tenant_id && kept.placed_by == order.placed_by;
    let of_user = orders.iter().filter(|kept| is_of_user(kept)).count();
    let dropped =
        if of_user >= MOST_OF_USER { orders.iter().position(is_of_user) } else { (orders.len() >= MOST).then_some(0) };
    if let Some(dropped) = dropped {
        orders.remove(dropped);
    }
    orders.push(order);
}

impl Order {
    fn is_readable(&self, caller: &Bearer<ReadOrders>) -> bool {
        self.tenant_id == caller.token().tenant_id && caller.user().is_none_or(|user| user == self.placed_by)
    }
}

fn orders() -> MutexGuard<'static, Vec<Order>> {
    ORDERS.lock().unwrap_or_else(PoisonError::into_inner)
}
