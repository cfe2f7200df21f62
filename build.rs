//! Gives the Windows program its icon, its version and what it tells Windows about itself.

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    if std::env::var("CARGO_CFG_TARGET_OS").is_ok_and(|system| system == "windows") {
        println!("cargo::rerun-if-changed=assets/icon.ico");
        println!("cargo::rerun-if-changed=packaging/qcdc.manifest");
        windows();
    }
}

fn windows() {
    let mut resource = winresource::WindowsResource::new();
    resource
        .set_icon("assets/icon.ico")
        .set_manifest_file("packaging/qcdc.manifest")
        .set("ProductName", "Giám sát 6 QCDC")
        .set("FileDescription", "Giám sát 6 QCDC")
        .set("LegalCopyright", "MIT")
        .set("OriginalFilename", "qcdc.exe")
        .set("InternalName", "qcdc")
        // Vietnamese
        .set_language(0x042a);
    if let Err(error) = resource.compile() {
        println!("cargo::error=the resources of the Windows program could not be made: {error}");
    }
}
