//! Writes the client into `OUT_DIR`.

fn main() -> Result<(), Box<dyn std::error::Error>> {
    intertie_generator::Generator::new().vendor("library").spec("specs/library.yaml").exclude(["tag:Admin"]).generate()?;
    Ok(())
}
