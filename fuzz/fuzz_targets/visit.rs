#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| qcdc_fuzz::visit(data));
