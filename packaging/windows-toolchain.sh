# Sourced by build-windows.sh: a compiler for x86_64-pc-windows-gnu on Debian 12, without rustup's standard library
# for Windows. Debian's `rustc-web` is extracted (never installed beside rustup) with the source of its standard
# library, which is built once and laid into the extracted tree; from then on a build is an ordinary one.
# Needs: cargo of rustup. Keeps about 1.1 GB in $QCDC_WINBUILD.

QCDC_WINBUILD=${QCDC_WINBUILD:-$HOME/.cache/qcdc-windows}
WINDOWS_TARGET=x86_64-pc-windows-gnu
WINDOWS_TREE=$QCDC_WINBUILD/rust/usr
# cargo does not tell rustc the folder of its home; what is compiled from there must not carry its name
CARGO_FOLDER=${CARGO_HOME:-$HOME/.cargo}

extract_compiler() {
  [[ -x $WINDOWS_TREE/bin/rustc ]] && return
  local version std llvm
  # the compiler and the source of std must be of one version
  version=$(apt-cache madison rustc-web | awk 'NR == 1 { print $3 }')
  if [[ -z "$version" ]]; then
    echo "apt knows no rustc-web: is bookworm-security among the sources?" >&2
    return 1
  fi
  std=$(apt-cache depends "libstd-rust-web-dev=$version" | awk '/Depends: libstd-rust-web-/ { print $2; exit }')
  llvm=$(apt-cache depends "$std=$version" | awk '/Depends: libllvm/ { print $2; exit }')
  local packages=$QCDC_WINBUILD/packages
  mkdir -p "$packages"
  (cd "$packages" && apt-get download "rustc-web=$version" "$std=$version" "libstd-rust-web-dev=$version" \
    "rust-web-src=$version" "$llvm")
  rm -rf "$QCDC_WINBUILD/rust.part"
  local package
  for package in "$packages"/*.deb; do dpkg -x "$package" "$QCDC_WINBUILD/rust.part"; done
  rm -rf "$packages" "$QCDC_WINBUILD/rust"
  mv "$QCDC_WINBUILD/rust.part" "$QCDC_WINBUILD/rust"
}

build_std() {
  local into=$WINDOWS_TREE/lib/rustlib/$WINDOWS_TARGET/lib
  compgen -G "$into/libstd-*.rlib" >/dev/null && return
  local made=$QCDC_WINBUILD/std
  mkdir -p "$made/src"
  : >"$made/src/lib.rs"
  printf '[package]\nname = "std-for-windows"\nversion = "0.0.0"\nedition = "2024"\n[workspace]\n' >"$made/Cargo.toml"
  (
    cd "$made"
    RUSTC_BOOTSTRAP=1 CARGO_TARGET_DIR=$made/target \
      RUSTFLAGS="-Cembed-bitcode=yes --remap-path-prefix=$WINDOWS_TREE/lib/rustlib/src/rust=/rustc/src --remap-path-prefix=$CARGO_FOLDER=/cargo --remap-path-prefix=$made=/std" \
      "$WINDOWS_CARGO" build --release --target "$WINDOWS_TARGET" -Zbuild-std=std,panic_abort,panic_unwind,proc_macro,test
  )
  mkdir -p "$into"
  cp "$made/target/$WINDOWS_TARGET/release/deps"/*.{rlib,rmeta} "$into/"
  rm -rf "$into"/libstd_for_windows* "$made"
}

windows_toolchain() {
  mkdir -p "$QCDC_WINBUILD"
  WINDOWS_CARGO=$(rustup which cargo 2>/dev/null || command -v cargo)
  export LD_LIBRARY_PATH=$WINDOWS_TREE/lib/x86_64-linux-gnu${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}
  export RUSTC=$WINDOWS_TREE/bin/rustc RUSTDOC=$WINDOWS_TREE/bin/rustdoc
  export CARGO_TARGET_X86_64_PC_WINDOWS_GNU_LINKER=x86_64-w64-mingw32-gcc
  export CC_x86_64_pc_windows_gnu=x86_64-w64-mingw32-gcc CXX_x86_64_pc_windows_gnu=x86_64-w64-mingw32-g++
  export AR_x86_64_pc_windows_gnu=x86_64-w64-mingw32-ar
  extract_compiler
  build_std
}
