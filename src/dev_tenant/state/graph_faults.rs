//! The resources of the dev tenant's Graph, and the faults that tests arm for one of them or for all.

use std::collections::BTreeMap;
use std::sync::Mutex;

use serde::{Deserialize, Serialize};

use crate::dev_tenant::state::faults::{GraphFault, Times};
use crate::dev_tenant::state::lock::hold;

/// A resource of Graph, for which a test can arm a fault and read a counter.
#[derive(Clone, Copy, Debug, Deserialize, Eq, Ord, PartialEq, PartialOrd, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum GraphResource {
    /// The record of the application.
    Application,
    /// `$batch` itself. The parts of a batch belong to their resources.
    Batch,
    CalendarView,
    DirectReports,
    /// The files, and the deprecated lists of recent and shared files.
    Drive,
    Groups,
    MailboxSettings,
    Manager,
    Me,
    /// The messages of the mailbox and of its inbox.
    Messages,
    Organization,
    People,
    /// The photos of the user and of other users.
    Photo,
    Presence,
    RevokeSessions,
    /// The lists of Microsoft To Do and their tasks.
    Tasks,
    Teams,
    Users,
    UserInfo,
}

impl GraphResource {
    /// Returns whether a fault of all resources applies to this one.
    const fn has_common_faults(self) -> bool {
        !matches!(self, Self::Application | Self::Batch | Self::Photo | Self::UserInfo)
    }
}

/// The armed faults of Graph. The key `None` means all resources.
#[derive(Default)]
pub struct GraphFaults {
    armed: Mutex<BTreeMap<Option<GraphResource>, (GraphFault, Times)>>,
}

impl GraphFaults {
    pub fn arm(&self, resource: Option<GraphResource>, fault: GraphFault, times: Times) {
        hold(&self.armed).insert(resource, (fault, times));
    }

    /// Returns the armed fault of a resource, and whether it was armed for this resource or for all. The fault of the
    /// resource comes before that of all. A fault that strikes once is disarmed.
    pub fn strike(&self, resource: GraphResource) -> Option<(GraphFault, Option<GraphResource>)> {
        let mut armed = hold(&self.armed);
        let keys = [Some(Some(resource)), resource.has_common_faults().then_some(None)];
        let key = keys.into_iter().flatten().find(|key| armed.contains_key(key))?;
        let (fault, times) = *armed.get(&key)?;
        if times == Times::Once {
            armed.remove(&key);
        }
        Some((fault, key))
    }

    pub fn disarm(&self, resource: Option<GraphResource>) {
        hold(&self.armed).remove(&resource);
    }

    pub fn clear(&self) {
        hold(&self.armed).clear();
    }
}
