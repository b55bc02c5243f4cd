// The copy of the checkout that is changed: with a switch for the changes, and servers that learn from tests which one is on.

import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";

/** `on(7)` says whether change 7 is done, and notes in a file that this place was reached, if a file is named. */
const SWITCH = `
use std::{fs::File, io::Write, sync::{OnceLock, atomic::{AtomicBool, Ordering}}};

static REACHED: [AtomicBool; 8192] = [const { AtomicBool::new(false) }; 8192];

pub fn on(number: usize) -> bool {
    static CHOSEN: OnceLock<usize> = OnceLock::new();
    static NOTES: OnceLock<Option<File>> = OnceLock::new();
    let open = || File::options().append(true).create(true).open(std::env::var_os("MUTANT_NOTES")?).ok();
    if let Some(mut notes) = NOTES.get_or_init(open).as_ref() && !REACHED[number].swap(true, Ordering::Relaxed) {
        let _ = notes.write_all(format!("{number}\\n").as_bytes());
    }
    *CHOSEN.get_or_init(|| std::env::var("MUTANT").ok().and_then(|text| text.parse().ok()).unwrap_or(0)) == number
}
`;

function edit(file, change) {
  const before = readFileSync(file, "utf8");
  const after = change(before);
  if (after === before) throw new Error(`${file} is not as it was expected`);
  writeFileSync(file, after);
}

/** Copies what git knows, and what is new, to `tree`. */
export function copyCheckout(tree) {
  rmSync(tree, { recursive: true, force: true });
  const listed = execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard"], { maxBuffer: 2 ** 30 });
  for (const file of listed.toString().trim().split("\n").filter(existsSync)) {
    mkdirSync(path.dirname(path.join(tree, file)), { recursive: true });
    cpSync(file, path.join(tree, file), { preserveTimestamps: true });
  }
  writeFileSync(path.join(tree, "src/mutant.rs"), SWITCH);
  edit(path.join(tree, "src/lib.rs"), (text) => {
    const declared = '#[cfg(feature = "ssr")]\n#[allow(missing_docs)]\npub mod mutant;\n';
    return text.replace(/^(?:#\[.*\]\n)*(?:pub )?mod /m, (first) => declared + first);
  });
  const kept = '.env_clear().envs(std::env::vars().filter(|(name, _)| name.starts_with("MUTANT")))';
  for (const file of ["src/tests/operator.rs", "src/tests/cast/servers/process.rs"]) {
    edit(path.join(tree, file), (text) => text.replaceAll(".env_clear()", kept));
  }
}
