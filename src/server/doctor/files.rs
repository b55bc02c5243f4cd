//! The modes of files that contain secrets: `.env` and the file of the sessions. The loader checks the files of credentials.

use std::{fs, io::ErrorKind, path::Path};

use super::{Check, Line};
use crate::server::{
    config::SessionStoreSetting,
    secret_file::{SecretFileError, check_private},
};

/// Returns a line for each file that other users can read, or one line that there is none.
pub fn lines(store: &SessionStoreSetting) -> Vec<Line> {
    let sessions = match store {
        SessionStoreSetting::Sqlite(path) => Some(path.as_path()),
        SessionStoreSetting::Redis(_) | SessionStoreSetting::Postgres(_) | SessionStoreSetting::Memory => None,
    };
    let found: Vec<_> = [Some(Path::new(".env")), sessions].into_iter().flatten().filter_map(problem).collect();
    if found.is_empty() {
        let text = "files with secrets are readable for the app, and for no other user.";
        return vec![Line::ok(Check::Files, text)];
    }
    found
}

/// Returns the problem of a file. `None` if it is private or missing.
///
/// The file is not opened: closing a SQLite file would release the locks that this process holds on it (POSIX), if the app runs.
fn problem(path: &Path) -> Option<Line> {
    let shown = path.display();
    let metadata = match fs::metadata(path) {
        Ok(metadata) => metadata,
        Err(error) if error.kind() == ErrorKind::NotFound => return None,
        Err(error) => {
            let line = Line::failed(Check::Files, "the file cannot be read.").about(shown.to_string());
            return Some(line.because(error.kind().to_string()).fix(format!("Check its owner: ls -l {shown}")));
        }
    };
    match check_private(&metadata) {
        Err(SecretFileError::OpenToOthers { mode }) => {
            let what = format!("other users may read or change the file (its mode is {mode:04o}).");
            let line = Line::warning(Check::Files, what).about(shown.to_string());
            Some(line.because("It may contain secrets.").fix(format!("chmod 600 {shown}")))
        }
        // The file of the sessions may be of any size.
        Ok(()) | Err(_) => None,
    }
}
