//! bantin (*bản tin*, bulletin): raw Vietnamese article text in; PDF, DOCX and archive packages out.

pub mod archive;
pub mod article;
pub mod batch;
pub mod bulletin;
pub mod cli;
pub mod container;
pub mod decode;
pub mod docx;
pub mod error;
pub mod font;
pub mod job;
pub mod layout;
pub mod messages;
pub mod pdf;
pub mod reading;
pub mod report;
pub mod settings;
pub mod sink;
pub mod syllable;
pub mod typography;
pub mod verify;
