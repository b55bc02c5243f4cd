//! Hands the command line to `cli`.

fn main() -> std::process::ExitCode {
    leptos_entra::cli::run()
}
