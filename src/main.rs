//! Hands the command line to `cli`, and chooses the allocator: a page is rendered in many small pieces.

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> std::process::ExitCode {
    leptos_entra::cli::run()
}
