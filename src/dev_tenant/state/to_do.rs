//! The demo tasks: the lists of Microsoft To Do.

use time::{Date, Duration};

use crate::dev_tenant::protocol::random::base64url;
use crate::dev_tenant::state::directory::Persona;

/// The ID of the persona without tasks.
const WITHOUT_TASKS: &str = "tom";

pub struct TaskList {
    pub id: String,
    pub name: &'static str,
    pub well_known_name: &'static str,
    pub tasks: Vec<Task>,
}

pub struct Task {
    pub id: String,
    pub title: String,
    pub is_completed: bool,
    pub is_important: bool,
    pub due: Option<Date>,
    pub created: Date,
}

/// A task: title, whether it is important, and the days from today to its due date.
type Planned = (&'static str, bool, Option<i64>);

const TASKS: [Planned; 8] = [
    ("Send the sketches to Gabriel", true, Some(0)),
    ("Answer the feedback of the <b>pilot</b> users", false, Some(-3)),
    ("Book the room for the review & order coffee", false, Some(1)),
    ("Plan 2027", true, Some(45)),
    ("Read the guideline for accessible colours", false, None),
    ("تحديث الترجمة العربية", false, Some(2)),
    (
        "Prepare the presentation for the steering committee of the programme for sustainable regional development, second phase",
        false,
        Some(9),
    ),
    ("Renew the parking permit", false, Some(-30)),
];
const GROCERIES: [Planned; 3] = [("Bread", false, None), ("Oranges", false, None), ("Coffee", true, Some(1))];
/// The number of completed tasks, so that the list has several pages.
const COMPLETED: usize = 18;

/// Returns the task lists of a persona. Every mailbox has the default list and the list of flagged emails.
pub fn lists(persona: &Persona, today: Date) -> Vec<TaskList> {
    let list = |name: &'static str, well_known_name: &'static str, tasks: Vec<Task>| TaskList {
        id: base64url(format!("{}/list/{name}", persona.object_id()).as_bytes()),
        name,
        well_known_name,
        tasks,
    };
    let planned =
        |tasks: &[Planned]| -> Vec<Task> { tasks.iter().map(|task| open_task(persona, today, *task)).collect() };
    if persona.id == WITHOUT_TASKS {
        return vec![list("Tasks", "defaultList", Vec::new()), list("Flagged Emails", "flaggedEmails", Vec::new())];
    }
    let mut tasks = planned(&TASKS);
    tasks.extend((1..=COMPLETED).map(|number| completed_task(persona, today, number)));
    vec![
        list("Tasks", "defaultList", tasks),
        list("Flagged Emails", "flaggedEmails", Vec::new()),
        list("Groceries", "none", planned(&GROCERIES)),
    ]
}

fn open_task(persona: &Persona, today: Date, (title, is_important, due): Planned) -> Task {
    Task {
        id: task_id(persona, title),
        title: title.to_owned(),
        is_completed: false,
        is_important,
        due: due.map(|days| today.saturating_add(Duration::days(days))),
        created: today.saturating_sub(Duration::days(31)),
    }
}

fn completed_task(persona: &Persona, today: Date, number: usize) -> Task {
    let title = format!("Weekly report {number:02}");
    let created = today.saturating_sub(Duration::days(60));
    Task { id: task_id(persona, &title), title, is_completed: true, is_important: false, due: None, created }
}

fn task_id(persona: &Persona, title: &str) -> String {
    base64url(format!("{}/task/{title}", persona.object_id()).as_bytes())
}
