//! Login and downloads.

use super::{Family, Phrases};

pub(super) const PHRASES: &[Phrases] = &[
    Phrases {
        family: Family::Login,
        sure: true,
        list: &[
            "quên mật khẩu",
            "tên đăng nhập",
            "ghi nhớ đăng nhập",
            "đăng nhập bằng facebook",
            "đăng nhập bằng google",
            "đăng xuất",
            "đăng ký tài khoản",
            "sign in",
            "sign up",
            "log in",
            "login",
            "register",
            "đăng nhập tài khoản",
            "tạo tài khoản",
        ],
    },
    Phrases {
        family: Family::Download,
        sure: true,
        list: &[
            "tải về máy",
            "tải xuống",
            "tải file",
            "tải tài liệu",
            "tải văn bản",
            "download",
            "tải file đính kèm",
            "tải tệp đính kèm",
            "file đính kèm",
            "tệp đính kèm",
            "tập tin đính kèm",
            "tài liệu đính kèm",
            "văn bản đính kèm",
            "tải về tại đây",
        ],
    },
    Phrases { family: Family::Download, sure: false, list: &["xem file"] },
];
