//! `bantin verify`: is this package whole, true and valid?
mod schema;
