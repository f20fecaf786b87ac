//! Parses the built-in rubrics once and for all, see `src/rubric/packed.rs`.

#[allow(dead_code, reason = "packed here, unpacked by the program")]
#[path = "src/rubric/packed.rs"]
mod packed;
#[allow(dead_code, reason = "built here, walked by the program")]
#[path = "src/rubric/tree.rs"]
mod tree;

use std::error::Error;
use std::path::PathBuf;
use std::{env, fs};

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=rubrics");
    println!("cargo::rerun-if-changed=src/rubric/packed.rs");
    println!("cargo::rerun-if-changed=src/rubric/tree.rs");
    let out = PathBuf::from(env::var_os("OUT_DIR").ok_or("not run by cargo")?);
    for entry in fs::read_dir("rubrics")? {
        let path = entry?.path();
        if path.extension().is_some_and(|extension| extension == "toml") {
            let name = path.file_name().ok_or("a rubric has a name")?;
            // What cannot be packed is parsed when it is read, and told of then.
            let text = fs::read_to_string(&path)?;
            fs::write(out.join(name), packed::pack(&text).unwrap_or_default())?;
            fs::write(out.join(name).with_extension("sha256"), packed::sha256(&text))?;
        }
    }
    Ok(())
}
