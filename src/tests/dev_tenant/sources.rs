//! DT-17: the sources of the dev tenant open no outgoing connections and import no other module of this crate.

use std::fs;
use std::path::{Path, PathBuf};

fn sources() -> Vec<(PathBuf, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut folders = vec![root.join("dev_tenant")];
    let mut files = vec![root.join("dev_tenant.rs")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                files.push(path);
            }
        }
    }
    files.into_iter().map(|path| (path.clone(), fs::read_to_string(path).unwrap())).collect()
}

#[test]
fn dt_17_no_source_file_can_open_a_connection() {
    let files = sources();
    assert!(files.len() > 30, "the files were found");
    for (path, text) in files {
        for way_out in
            ["reqwest", "hyper", "TcpStream", "TcpSocket", "UdpSocket", "UnixStream", "ToSocketAddrs", "Command::new"]
        {
            assert!(!text.contains(way_out), "{way_out} in {}", path.display());
        }
    }
}

#[test]
fn the_dev_tenant_imports_only_itself() {
    for (path, text) in sources() {
        for line in text.lines().filter(|line| line.contains("crate::")) {
            assert!(line.contains("crate::dev_tenant::"), "{line} in {}", path.display());
        }
    }
}
