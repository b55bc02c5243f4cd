//! The rotations: an operator or another program replaces a file, and the provider learns of it earlier or later.

use std::{
    fs,
    io::Write as _,
    os::unix::fs::symlink,
    path::{Path, PathBuf},
    time::Duration,
};

use leptos_entra::{
    dev_tenant::{FederatedCredential, Running},
    server::clock,
};
use serde_json::json;
use tokio::time::sleep;

use crate::{
    cast::certificates::{TestKey, VALID, private_file},
    configuration::program::Program,
};

/// The number of rotations of each credential.
const ROUNDS: usize = 5;

async fn pause(milliseconds: u64) {
    sleep(Duration::from_millis(milliseconds)).await;
}

/// Replaces a file by a rename.
fn replace(path: &Path, text: &str) {
    let name = format!("{}.new", path.file_name().unwrap().display());
    let new = private_file(path.parent().unwrap(), &name, text);
    fs::rename(new, path).unwrap();
}

/// Overwrites a file in place, so that it is empty at first, and then contains only a part of the text for a moment.
async fn overwrite(path: &Path, text: &str) {
    let mut file = fs::File::create(path).unwrap();
    pause(20).await;
    let (first, second) = text.split_at(text.len() * 9 / 10);
    for part in [first, second] {
        file.write_all(part.as_bytes()).unwrap();
        pause(40).await;
    }
}

/// Replaces the client secret. In every other round the file has the new secret before the provider knows it.
pub async fn rotate_secret(path: PathBuf, tenant: Running) {
    let mut old = tenant.client_secret().to_owned();
    for number in 0..ROUNDS {
        let new = format!("{number}~{}", "s".repeat(39));
        if number % 2 == 0 {
            overwrite(&path, &new).await;
            pause(500).await;
            tenant.control().add_secret(&new);
        } else {
            tenant.control().add_secret(&new);
            replace(&path, &new);
        }
        pause(700).await;
        tenant.control().remove_secret(&old);
        pause(200).await;
        old = new;
    }
}

/// The certificates of an app, each with its key, and the file from which the app reads them.
pub struct Certificates {
    path: PathBuf,
    tenant: Running,
    /// The certificates, from the oldest to the newest, and the same with their keys.
    all: Vec<(String, String)>,
}

impl Certificates {
    /// Writes the first certificate, and registers it.
    pub fn start(path: PathBuf, tenant: &Running) -> Self {
        let all = (2010..).take(ROUNDS + 1).map(|year| {
            let key = TestKey::rsa();
            let certificate = key.certificate(year..2100);
            let with_key = format!("{certificate}{}", key.pem());
            (certificate, with_key)
        });
        let all: Vec<_> = all.collect();
        tenant.control().register_certificate(&all[0].0).unwrap();
        private_file(path.parent().unwrap(), "certificate", &all[0].1);
        Self { path, tenant: tenant.clone(), all }
    }

    /// Appends the next certificate, registers it later, and removes the previous one.
    pub async fn rotate(self) {
        for (number, pair) in self.all.windows(2).enumerate() {
            let [(old, old_with_key), (new, new_with_key)] = pair else { panic!("two certificates") };
            let both = format!("{old_with_key}{new_with_key}");
            if number % 2 == 0 {
                overwrite(&self.path, &both).await;
            } else {
                replace(&self.path, &both);
            }
            pause(500).await;
            self.tenant.control().register_certificate(new).unwrap();
            pause(200).await;
            replace(&self.path, new_with_key);
            pause(700).await;
            self.tenant.control().unregister_certificate(old).unwrap();
            pause(100).await;
        }
    }
}

/// The tokens of a service account, in a folder that is laid out like a projected volume of Kubernetes.
pub struct Assertions {
    folder: PathBuf,
    key: TestKey,
}

impl Assertions {
    const ISSUER: &str = "https://cluster.example/";
    const SUBJECT: &str = "system:serviceaccount:web:app";
    const AUDIENCE: &str = "api://AzureADTokenExchange";
    /// The seconds for which the dev tenant accepts a token after its end.
    const SKEW: i64 = 300;

    /// Writes the first token, and registers its issuer.
    pub fn start(folder: PathBuf, tenant: &Running) -> Self {
        let this = Self { folder, key: TestKey::rsa() };
        let [issuer, subject, audience] = [Self::ISSUER, Self::SUBJECT, Self::AUDIENCE].map(str::to_owned);
        let certificate = Some(this.key.certificate(VALID));
        tenant.control().trust_issuer(FederatedCredential { issuer, subject, audience, certificate }).unwrap();
        fs::create_dir(&this.folder).unwrap();
        this.swap(0);
        symlink("..data/token", this.folder.join("token")).unwrap();
        this
    }

    /// Returns a token that the dev tenant rejects in four seconds, so that an outdated copy fails the test.
    fn token(&self) -> String {
        let claims = json!({
            "iss": Self::ISSUER, "sub": Self::SUBJECT, "aud": Self::AUDIENCE, "exp": clock::unix_now() - Self::SKEW + 4,
        });
        self.key.token(&json!({ "alg": "RS256" }), &claims)
    }

    /// Replaces the token as the kubelet does: a new folder, and a link to it that is replaced by a rename.
    fn swap(&self, number: usize) {
        let version = format!("..{number}");
        fs::create_dir(self.folder.join(&version)).unwrap();
        fs::write(self.folder.join(&version).join("token"), self.token()).unwrap();
        symlink(version, self.folder.join("..data_tmp")).unwrap();
        fs::rename(self.folder.join("..data_tmp"), self.folder.join("..data")).unwrap();
    }

    /// Replaces the token every second: by the link, by overwriting the file, and by deleting it first.
    pub async fn rotate(self) {
        for number in 1..=2 * ROUNDS {
            pause(900).await;
            match number % 3 {
                0 => overwrite(&self.folder.join("token"), &self.token()).await,
                1 => self.swap(number),
                _ => {
                    let path = self.folder.join("..data/token");
                    fs::remove_file(&path).unwrap();
                    pause(40).await;
                    fs::write(&path, self.token()).unwrap();
                }
            }
        }
    }
}

/// Adds a session key by the operator's command. It encrypts from then on.
pub async fn rotate_session_keys(path: PathBuf) {
    for _ in 0..ROUNDS {
        pause(1_500).await;
        let path = path.clone();
        let rotate = move || Program::new().run(&["keys", "rotate", "--now", "--file", path.to_str().unwrap()]);
        let rotated = tokio::task::spawn_blocking(rotate).await.unwrap();
        assert!(rotated.status.success(), "{rotated:?}");
    }
}

/// Rotates the signing key of the provider once, because the app fetches newer keys every five minutes at most.
pub async fn rotate_signing_key(tenant: Running) {
    pause(3_000).await;
    tenant.control().rotate_signing_key().await;
}
