//! The words for an invalid `SESSION_STORE`.

use super::problem_words::ProblemWords;
use crate::server::config::finding::SessionStoreProblem;

const FILE: &str = "Write sqlite: and directly after it the path, which is absolute (sqlite:/var/lib/app/sessions.db) or \
    relative (sqlite:data/sessions.db).";
const SERVER: &str = "Write it as scheme://name:password@host:port/database, where only the scheme and the host are \
    required. In a name or a password write / ? # @ : ; = and % as %2F %3F %23 %40 %3A %3B %3D and %25.";

/// Returns the words for a problem of the session store.
pub fn problem_words(problem: SessionStoreProblem) -> ProblemWords {
    let (problem, advice) = match problem {
        SessionStoreProblem::Unknown => {
            return ProblemWords::problem("does not name a session store that this app supports");
        }
        SessionStoreProblem::FileWithoutPath => ("has no path after sqlite:", FILE),
        SessionStoreProblem::FileInMemory => ("is a database in memory, which is written as memory: here", FILE),
        SessionStoreProblem::FileWithOptions => (
            "has one of the characters ? # ; = in it, with which other programs begin options after the path. This app has no options",
            FILE,
        ),
        SessionStoreProblem::FileNotExpanded => {
            ("has a path that begins with ~ or with a variable, which this app does not expand", FILE)
        }
        SessionStoreProblem::FileWithSlashes => {
            ("has two or three slashes after sqlite:, whose meaning differs from program to program", FILE)
        }
        SessionStoreProblem::NotAddress => ("is not an address", SERVER),
        SessionStoreProblem::NoHost => ("has no host", SERVER),
        SessionStoreProblem::EveryHost => ("has 0.0.0.0 or [::] instead of a host", SERVER),
        SessionStoreProblem::NoPort => ("has port 0, which is not a valid port", SERVER),
        SessionStoreProblem::QueryOrFragment => ("has a part after ? or #, which this app does not support", SERVER),
        SessionStoreProblem::Fragment => ("has a part after #, which this app does not support", SERVER),
        SessionStoreProblem::DatabaseNotNumber => ("has a database that is not a number", SERVER),
        SessionStoreProblem::DatabaseNotName => ("has a database name that contains / or @", SERVER),
        SessionStoreProblem::UserWithoutPassword => {
            ("has a user name without a password. A password alone has a colon before it (://:password@)", SERVER)
        }
        SessionStoreProblem::PasswordInClear => (
            "sends its password to another machine without encryption",
            "Write rediss:// (or valkeys://), which uses TLS, unless you trust every network in between.",
        ),
    };
    ProblemWords::with_advice(problem, advice)
}
