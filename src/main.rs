//! Runs the command that the command line names.

fn main() -> std::process::ExitCode {
    leptos_entra::cli::run()
}
