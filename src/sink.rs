//! The only module that writes files: temporary file, fsync, rename.
