//! A demo user of the dev tenant, and the ways to create one.

use serde_json::json;

use crate::dev_tenant::protocol::authority_path::Home;
use crate::dev_tenant::protocol::ids::{CLIENT_ID, CUSTOMER_DOMAIN, TENANT_DOMAIN};
use crate::dev_tenant::protocol::random::{base64url, guid_from, sha256};

/// A fictitious user who can sign in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Persona {
    /// The ID of the persona in forms, in `/dev/control` and in the state file.
    pub id: String,
    pub display_name: String,
    pub given_name: Option<String>,
    pub surname: Option<String>,
    pub user_principal_name: String,
    pub mail: Option<String>,
    pub job_title: Option<String>,
    pub preferred_language: Option<String>,
    pub has_photo: bool,
    /// The app roles that are assigned to the user.
    pub roles: Vec<String>,
    /// The number of groups of which the user is a member.
    pub groups: usize,
    /// A description of the user for the account picker.
    pub special: String,
    pub home: Home,
}

impl Persona {
    /// Returns the object ID, which is the same in every application of the tenant. For a personal account it is a GUID
    /// with [`Self::graph_id`] in its second half.
    pub fn object_id(&self) -> String {
        let guid = guid_from(&format!("{}/{}", self.home.id(), self.id));
        match (self.home, guid.split_at_checked(19)) {
            (Home::Personal, Some((_, last))) => format!("00000000-0000-0000-{last}"),
            _ => guid,
        }
    }

    /// Returns the ID of the user in Graph: the object ID, but for a personal account only its second half.
    pub fn graph_id(&self) -> String {
        let object_id = self.object_id();
        match (self.home, object_id.split_at_checked(19)) {
            (Home::Personal, Some((_, last))) => last.replace('-', ""),
            _ => object_id,
        }
    }

    /// Returns whether the user is a guest: their account belongs to another organization.
    pub fn is_guest(&self) -> bool {
        self.user_principal_name.contains("#EXT#")
    }

    /// Returns the pairwise subject (`sub`) of the user, which differs between applications.
    pub fn subject(&self) -> String {
        base64url(&sha256(format!("{}/{CLIENT_ID}/{}", self.home.id(), self.id).as_bytes()))
    }

    /// Returns the value of the optional claim `login_hint`, which is opaque.
    pub fn login_hint(&self) -> String {
        format!("O.{}", base64url(&sha256(format!("login_hint/{}/{}", self.home.id(), self.id).as_bytes())))
    }

    /// Returns the address with which the user signs in. Customers use their email address, because their user
    /// principal name is generated.
    pub fn own_address(&self) -> &str {
        let is_generated = self.user_principal_name.ends_with(CUSTOMER_DOMAIN);
        self.mail.as_deref().filter(|_| is_generated).unwrap_or(&self.user_principal_name)
    }

    /// Returns the value of `client_info`: the IDs of the user for the token caches of MSAL.
    pub fn client_info(&self) -> String {
        base64url(json!({ "uid": self.object_id(), "utid": self.home.id() }).to_string().as_bytes())
    }

    /// Returns whether the parameter `domain_hint` of an authorization request means the domain of this persona. All personas with an
    /// account of a tenant are of `organizations`.
    pub fn matches_domain_hint(&self, hint: &str) -> bool {
        let domain = self.own_address().rsplit('@').next().unwrap_or_default();
        match hint {
            "organizations" => self.home != Home::Personal,
            "consumers" => self.home == Home::Personal,
            other => domain.eq_ignore_ascii_case(other),
        }
    }

    /// Returns whether the parameter `login_hint` of an authorization request names this persona.
    pub fn matches_login_hint(&self, hint: &str) -> bool {
        let addresses = [Some(&self.user_principal_name), self.mail.as_ref()];
        self.login_hint() == hint
            || addresses.into_iter().flatten().any(|address| address.to_lowercase() == hint.to_lowercase())
    }
}

/// Returns a persona of our tenant without any optional data.
pub fn bare(id: &str, special: &str) -> Persona {
    Persona {
        id: id.to_owned(),
        display_name: String::new(),
        given_name: None,
        surname: None,
        user_principal_name: format!("{id}@{TENANT_DOMAIN}"),
        mail: None,
        job_title: None,
        preferred_language: None,
        has_photo: false,
        roles: Vec::new(),
        groups: 0,
        special: special.to_owned(),
        home: Home::Ours,
    }
}

/// Returns an employee of our tenant.
pub fn employee(id: &str, [display_name, given, surname]: [&str; 3], job: &str, special: &str) -> Persona {
    Persona {
        display_name: display_name.to_owned(),
        given_name: Some(given.to_owned()),
        surname: Some(surname.to_owned()),
        mail: Some(format!("{id}@{TENANT_DOMAIN}")),
        job_title: Some(job.to_owned()),
        preferred_language: Some("en-US".to_owned()),
        ..bare(id, special)
    }
}
