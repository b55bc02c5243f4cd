//! A stolen database, log or network recording reveals no token, code, secret, e-mail address or name.

use std::{collections::BTreeSet, fs, path::Path, process::Command};

use base64::{
    Engine as _,
    engine::general_purpose::{STANDARD_NO_PAD, URL_SAFE_NO_PAD},
};
use leptos_entra::{
    dev_tenant::{GraphFault, Times},
    server::{
        config::{ServerAddress, SessionStoreSetting},
        key_file,
    },
};

use super::tokens_of;
use crate::cast::{App, Browser, Log, parameter, polling_interval, servers};

const PERSONAL: [&str; 7] = ["Maya Lindqvist", "Lindqvist", "maya@", "Tom Becker", "Becker", "tom@", "Priya Raman"];

/// The traces of several sign-ins: all bytes that the browsers received, and the secrets to search for.
#[derive(Default)]
struct Day {
    received: Vec<u8>,
    /// Tokens, codes and secrets of the provider, and the keys of the session store.
    secrets: BTreeSet<String>,
    /// Secrets that the app sent to a browser, such as session IDs. They must not be in the database or the log.
    of_browsers: BTreeSet<String>,
}

impl Day {
    async fn learn(&mut self, app: &App, browser: &Browser) {
        self.secrets.extend(tokens_of(app, browser).await);
        self.of_browsers.insert(browser.cookies[&app.services.cookies.session()].clone());
    }

    /// Signs a persona in. The code, the `state` and the cookies of the sign-in are secrets too.
    async fn sign_in(&mut self, app: &App, persona: &str) -> Browser {
        let mut browser = Browser::new(app);
        let callback = browser.reach_callback("/sign-in", persona).await;
        self.secrets.insert(parameter(&callback, "code").unwrap());
        self.of_browsers.insert(parameter(&callback, "state").unwrap());
        self.of_browsers.extend(browser.cookies.values().cloned());
        browser.get(&callback).await;
        self.learn(app, &browser).await;
        browser
    }

    fn over(&mut self, browser: Browser) {
        self.received.extend(browser.received);
    }
}

/// Signs users in by redirect and by device code, calls Graph, refreshes tokens and signs out. One sign-in fails, one
/// is abandoned.
async fn day(app: &App) -> Day {
    let mut day = Day::default();
    day.secrets.insert(app.tenant.client_secret().to_owned());
    let mut maya = day.sign_in(app, "maya").await;
    maya.get("/").await.assert_shows("Maya Lindqvist");
    maya.submit("/api/call_api").await;
    app.control().arm_graph_fault(GraphFault::InvalidToken, Times::Once);
    maya.call("/api/call_api").await;
    let before = day.secrets.len();
    day.learn(app, &maya).await;
    assert!(day.secrets.len() > before, "the tokens were refreshed");

    let mut tom = day.sign_in(app, "tom").await;
    tom.submit("/api/sign_out").await;
    tom.get("/").await;
    day.over(tom);

    let mut failing = Browser::new(app);
    let authorize = failing.get("/sign-in").await.location().to_owned();
    let picker = failing.visit_tenant(&authorize).await;
    let callback = failing.decline(&picker).await;
    let failed = failing.get(&callback).await.location().to_owned();
    failing.get(&failed).await;
    day.over(failing);

    let mut away = Browser::new(app);
    let authorize = away.get("/sign-in").await.location().to_owned();
    day.of_browsers.extend(["state", "nonce"].map(|name| parameter(&authorize, name).unwrap()));
    day.of_browsers.extend(away.cookies.values().cloned());
    day.over(away);

    let device = by_device_code(app, &mut day).await;
    day.over(device);
    day.over(maya);
    day
}

async fn by_device_code(app: &App, day: &mut Day) -> Browser {
    let app = &app.with(|config| config.redirect_uri = None);
    let mut browser = Browser::new(app);
    browser.submit("/device-code/begin").await;
    let code = browser.get("/device-code").await.user_code().to_owned();
    app.control().approve_device_code(&code, "priya").unwrap();
    day.of_browsers.insert(code);
    polling_interval().await;
    browser.call("/api/poll_device_code").await.assert_shows("Approved");
    browser.submit("/api/call_api").await;
    day.learn(app, &browser).await;
    browser
}

/// Reads all files of the SQLite database, including the write-ahead log.
fn sqlite_files(folder: &Path) -> Vec<u8> {
    let mut bytes = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.file_name().unwrap() != "session-keys" {
            bytes.extend(fs::read(path).unwrap());
        }
    }
    bytes
}

/// Reads every value of a Redis database as its client shows it, not as a file would compress it.
fn redis_values(address: &str) -> Vec<u8> {
    let script = "local all = {}
        for _, name in ipairs(redis.call('KEYS', '*')) do
            all[#all + 1] = name
            local kind = redis.call('TYPE', name).ok
            local values = kind == 'hash' and redis.call('HGETALL', name)
                or kind == 'zset' and redis.call('ZRANGE', name, 0, -1)
                or kind == 'set' and redis.call('SMEMBERS', name)
                or {redis.call('GET', name)}
            for _, value in ipairs(values) do all[#all + 1] = value end
        end
        return all";
    let mut connection = redis::Client::open(address).unwrap().get_connection().unwrap();
    let values: Vec<Vec<u8>> = redis::Script::new(script).invoke(&mut connection).unwrap();
    values.join(&b' ')
}

/// Returns the encodings in which a text could occur: plain, hexadecimal, and base64 at each alignment. Of each part of a token
/// these are the beginning, the middle and the end, because a database may split long values.
fn forms(secret: &str) -> BTreeSet<String> {
    let mut forms = BTreeSet::new();
    // A part of digits only is the time in the value of a cookie, which is not secret.
    for part in secret.split('.').filter(|part| !part.bytes().all(|byte| byte.is_ascii_digit())) {
        let length = part.len().min(24);
        for start in [0, (part.len() - length) / 2, part.len() - length] {
            let piece = &part[start..start + length];
            forms.insert(piece.to_owned());
            let hex: String =
                piece.bytes().flat_map(|byte| format!("{byte:02x}").into_bytes()).map(char::from).collect();
            forms.extend([hex.to_uppercase(), hex]);
            for alignment in 0..3_usize.min(length) {
                let aligned = &piece.as_bytes()[alignment..];
                let whole = &aligned[..aligned.len() / 3 * 3];
                forms.extend([URL_SAFE_NO_PAD.encode(whole), STANDARD_NO_PAD.encode(whole)]);
            }
        }
    }
    // Shorter encoded texts occur everywhere by chance.
    forms.retain(|form| form.len() >= 6);
    forms
}

/// Returns the first letters of each text that occurs in the haystack in any encoding.
fn found<'a>(haystack: &[u8], texts: impl IntoIterator<Item = &'a String>) -> Vec<String> {
    let haystack = String::from_utf8_lossy(haystack);
    let is_present = |text: &&String| forms(text).iter().any(|form| haystack.contains(form.as_str()));
    texts.into_iter().filter(is_present).map(|text| text.chars().take(8).collect()).collect()
}

/// Returns whether the decoded bytes of an ID occur in the haystack, in either byte order, raw or hexadecimal.
fn holds_raw_id(haystack: &[u8], of_browsers: &BTreeSet<String>) -> bool {
    let ids = of_browsers.iter().filter_map(|text| URL_SAFE_NO_PAD.decode(text).ok()).filter(|id| id.len() >= 16);
    ids.flat_map(|id| [id.clone(), id.into_iter().rev().collect()]).any(|id| {
        let hex: String = id.iter().map(|byte| format!("{byte:02x}")).collect::<Vec<_>>().concat();
        String::from_utf8_lossy(haystack).contains(&hex) || haystack.windows(id.len()).any(|window| window == id)
    })
}

/// Runs the sign-ins of [`day`] with this store, and searches the store, the log and the responses for secrets.
async fn assert_dump_has_no_secret(setting: SessionStoreSetting, folder: &Path, dump: impl FnOnce() -> Vec<u8>) {
    let keys = folder.join("session-keys");
    key_file::make(&keys, 0).unwrap();
    let (log, guard) = Log::begin();
    let named = Some(keys.clone());
    let app = App::start_with(|config| (config.session_store, config.session_keys_file) = (setting, named)).await;
    let mut day = day(&app).await;
    let database = dump();
    drop(guard);
    let (logged, personal) = (log.bytes(), PERSONAL.map(str::to_owned));

    let keys = fs::read_to_string(keys).unwrap();
    day.secrets.insert(keys.trim_end().rsplit(' ').next().unwrap().to_owned());
    assert!(day.secrets.len() >= 12, "{}", day.secrets.len());
    assert!(database.len() > 4_000, "records were written: {}", database.len());
    for (place, bytes) in [("database", &database), ("log", &logged)] {
        assert_eq!(found(bytes, &day.secrets), [""; 0], "secrets in the {place}");
        assert_eq!(found(bytes, &day.of_browsers), [""; 0], "what only browsers have in the {place}");
        assert_eq!(found(bytes, &personal), [""; 0], "names in the {place}");
        assert!(!holds_raw_id(bytes, &day.of_browsers), "the bytes of an ID in the {place}");
    }
    assert_eq!(found(&day.received, &day.secrets), [""; 0], "secrets in the responses");
    // The search itself must work: it finds texts that are in the responses and in the log.
    assert!(found(&day.received, &personal).len() >= 3, "users see their own names");
    assert!(found(&day.received, &day.of_browsers).len() >= 6, "and cookies in the headers");
    assert!(String::from_utf8_lossy(&logged).contains("authn_login_success"), "the log was written");
}

#[tokio::test]
async fn a_dump_of_sqlite_the_log_and_responses_has_no_secret() {
    let folder = tempfile::tempdir().unwrap();
    let setting = SessionStoreSetting::Sqlite(folder.path().join("sessions.db"));
    assert_dump_has_no_secret(setting, folder.path(), || sqlite_files(folder.path())).await;
}

#[tokio::test]
async fn a_dump_of_redis_the_log_and_responses_has_no_secret() {
    let (folder, address) = (tempfile::tempdir().unwrap(), servers::redis());
    let setting = SessionStoreSetting::Redis(ServerAddress::redis(&address).unwrap());
    assert_dump_has_no_secret(setting, folder.path(), || redis_values(&address)).await;
}

#[tokio::test]
async fn a_dump_of_postgresql_the_log_and_responses_has_no_secret() {
    let (folder, address) = (tempfile::tempdir().unwrap(), servers::postgres());
    let setting = SessionStoreSetting::Postgres(ServerAddress::postgres(&address).unwrap());
    let dump = || Command::new(servers::binary("pg_dump")).arg(&address).output().unwrap().stdout;
    assert_dump_has_no_secret(setting, folder.path(), dump).await;
}

#[test]
fn the_search_finds_a_secret_in_every_form() {
    let secret = "eyJhbGciOiJub25lIn0.eyJzdWIiOiJtYXlhIn0.c2lnbmF0dXJlIG9mIHRoZSB0b2tlbg".to_owned();
    let texts = [secret.clone()];
    let hex: String = secret.bytes().map(|byte| format!("{byte:02X}")).collect::<Vec<_>>().concat();
    for written in [secret.clone(), hex, format!("..{}", &secret[20..]), secret[45..].to_owned()] {
        assert_eq!(found(written.as_bytes(), &texts).len(), 1, "{written}");
    }
    for before in ["", "a", "ab"] {
        let written = URL_SAFE_NO_PAD.encode(format!("{before}{secret}"));
        assert_eq!(found(written.as_bytes(), &texts).len(), 1, "{written}");
    }
    assert!(found(b"nothing of it", &texts).is_empty());
    let id = "AAECAwQFBgcICQoLDA0ODw".to_owned();
    assert!(holds_raw_id(b"..\x00\x01\x02\x03\x04\x05\x06\x07\x08\x09\x0a\x0b\x0c\x0d\x0e\x0f", &[id].into()));
}
