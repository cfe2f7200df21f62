//! qcdc
