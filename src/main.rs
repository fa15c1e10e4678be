//! The thin binary; everything is in the library.

use std::process::ExitCode;

/// Many short-lived buffers on many threads; figures in docs/performance.md.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    bantin::cli::run()
}
