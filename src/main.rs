//! Look around, run, exit.

use indplacer::cli::{Surroundings, run};
use std::env;
use std::process::ExitCode;

fn main() -> ExitCode {
    run(Surroundings {
        arguments: wild::args_os().collect(),
        language: env::var_os("INDPLACER_LANG").unwrap_or_default(),
        locale: sys_locale::get_locale().unwrap_or_default(),
        ci: env::var_os("CI").unwrap_or_default(),
        has_prompt: env::var_os("PROMPT").is_some(),
    })
}
