//! big files
