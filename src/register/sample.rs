//! A throw-away sample (`qcdc demo`) and big generated files for measuring.
