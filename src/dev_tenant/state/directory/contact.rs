//! The contact data of the demo users and their place in the organization.

use crate::dev_tenant::protocol::ids::TENANT_DOMAIN;
use crate::dev_tenant::protocol::random::guid_from;
use crate::dev_tenant::state::directory::persona::Persona;
use crate::dev_tenant::state::directory::{by_id, personas};

/// A user of the directory: a demo user, or a colleague who cannot sign in.
#[derive(Clone, Debug)]
pub struct Person {
    /// The ID in `MANAGERS` and in the seed of the portrait.
    pub key: String,
    /// The ID of the user in Graph.
    pub id: String,
    pub display_name: String,
    pub given_name: Option<String>,
    pub surname: Option<String>,
    pub user_principal_name: String,
    pub mail: Option<String>,
    pub job_title: Option<String>,
    pub preferred_language: Option<String>,
    pub department: Option<&'static str>,
    pub office: Option<&'static str>,
    pub mobile_phone: Option<&'static str>,
    pub business_phone: Option<&'static str>,
    pub has_photo: bool,
    pub is_guest: bool,
}

/// Contact data of demo users: ID, department, office, mobile phone (empty if there is none), business phone.
const CONTACTS: [(&str, &str, &str, &str, &str); 5] = [
    ("maya", "Design", "Berlin, 4.12", "+49 1555 0104477", "+49 30 5550 4412"),
    ("layla", "هندسة البرمجيات", "دبي، الطابق ١٢", "+971 55 501 0142", "+971 4 555 0142"),
    (
        "mallory",
        "<b>Quoting</b> & \"Escaping\"",
        "<script>alert('office')</script> Room & Board",
        "",
        "+1 (425) 555-0100 ext. 12345678901234567890",
    ),
    ("olga", "IT operations", "Prague, 0.01", "+420 555 501 007", "+420 2 5550 1007"),
    (
        "gabriel",
        "Programmes for sustainable regional development",
        "São Paulo, 22.7",
        "+55 11 95550 0122",
        "+55 11 5550 0122",
    ),
];

/// The managers: the ID of a user, and that of the manager.
const MANAGERS: [(&str, &str); 8] = [
    ("gabriel", "olga"),
    ("maya", "gabriel"),
    ("layla", "maya"),
    ("mallory", "maya"),
    ("amara", "maya"),
    ("jonas", "maya"),
    ("chiara", "gabriel"),
    ("hiroshi", "olga"),
];

/// Colleagues who cannot sign in: ID, given name, surname, job title, department.
const COLLEAGUES: [(&str, &str, &str, &str, &str); 16] = [
    ("amara", "Amara", "Nwosu", "Interaction designer", "Design"),
    ("jonas", "Jonas", "Weber", "Illustrator", "Design"),
    ("chiara", "Chiara", "Rossi", "Event manager", "Marketing"),
    ("hiroshi", "浩", "田中", "システム管理者", "IT operations"),
    ("fatima", "Fatima Zahra", "El Amrani", "Legal counsel", "Legal"),
    ("lukasz", "Łukasz", "Wiśniewski", "Backend developer", "Engineering"),
    ("soren", "Søren", "Kjær", "Site reliability engineer", "Engineering"),
    ("minh", "Minh Châu", "Nguyễn", "Data analyst", "Finance"),
    (
        "maria",
        "María José",
        "Fernández de la Vega y Santos-Quintanilla",
        "Head of communications and public affairs",
        "Communications",
    ),
    ("ido", "עידו", "ברק", "מנהל מוצר", "Product"),
    ("zoe", "Zoë", "Van den Berg", "Translator", "Communications"),
    ("ravi", "Ravi", "Iyer", "Security engineer", "IT operations"),
    ("ingrid", "Ingrid", "Sæther", "Controller", "Finance"),
    ("kwame", "Kwame", "Asante", "Sales manager", "Sales"),
    ("siobhan", "Siobhán", "O'Callaghan", "Office manager", "Facilities"),
    ("li", "娜", "李", "采购经理", "Purchasing"),
];

impl Person {
    pub fn of(persona: &Persona) -> Self {
        let contact = CONTACTS.iter().find(|contact| contact.0 == persona.id);
        Self {
            key: persona.id.clone(),
            id: persona.graph_id(),
            display_name: persona.display_name.clone(),
            given_name: persona.given_name.clone(),
            surname: persona.surname.clone(),
            user_principal_name: persona.user_principal_name.clone(),
            mail: persona.mail.clone(),
            job_title: persona.job_title.clone(),
            preferred_language: persona.preferred_language.clone(),
            department: contact.map(|contact| contact.1),
            office: contact.map(|contact| contact.2),
            mobile_phone: contact.map(|contact| contact.3).filter(|phone| !phone.is_empty()),
            business_phone: contact.map(|contact| contact.4),
            has_photo: persona.has_photo,
            is_guest: persona.is_guest(),
        }
    }

    fn colleague((key, given, surname, job, department): &(&str, &str, &str, &str, &'static str)) -> Self {
        let address = format!("{key}@{TENANT_DOMAIN}");
        // Names in Han characters begin with the surname.
        let is_han = surname.chars().all(|letter| letter > '\u{2e80}');
        Self {
            key: (*key).to_owned(),
            id: guid_from(&format!("colleague/{key}")),
            display_name: if is_han { format!("{surname} {given}") } else { format!("{given} {surname}") },
            given_name: Some((*given).to_owned()),
            surname: Some((*surname).to_owned()),
            user_principal_name: address.clone(),
            mail: Some(address),
            job_title: Some((*job).to_owned()),
            preferred_language: None,
            department: Some(department),
            office: None,
            mobile_phone: None,
            business_phone: None,
            has_photo: key.len() % 2 == 1,
            is_guest: false,
        }
    }
}

/// Returns all users of our workforce tenant, in the order of relevance for every user.
pub fn everyone() -> Vec<Person> {
    let personas = personas();
    personas.iter().map(Person::of).chain(COLLEAGUES.iter().map(Person::colleague)).collect()
}

/// Returns the manager of a user.
pub fn manager_of(key: &str) -> Option<Person> {
    let (_, manager) = MANAGERS.iter().find(|(user, _)| *user == key)?;
    by_id(manager).map(|manager| Person::of(&manager))
}

/// Returns the users whose manager is this user.
pub fn reports_of(key: &str) -> Vec<Person> {
    let reports = |person: &Person| MANAGERS.contains(&(person.key.as_str(), key));
    everyone().into_iter().filter(reports).collect()
}
