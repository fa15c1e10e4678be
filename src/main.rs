//! The thin binary; everything is in the library.

use std::process::ExitCode;

/// Many short-lived buffers on many threads: the system's allocator costs a tenth more.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    bantin::cli::run()
}
