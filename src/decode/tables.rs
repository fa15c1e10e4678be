//! The code charts, as text one can read: which letter stands at which byte.
//!
//! The mappings are facts about character sets. They were typed from published charts (RFC 1456 for VISCII and VIQR,
//! Microsoft's windows-1258, glibc's TCVN5712-1) and cross-checked between independent implementations; where only
//! one source is known the chart says so. `tests/data/tables` holds the comparison lists, and a test holds this file
//! against them.
//!
//! `·` marks a byte with no meaning in the chart.

/// One chart.
pub(super) struct Chart {
    /// Letters below 0x80 that are not their ASCII selves: byte and letter.
    pub low: &'static [(u8, char)],
    /// 0x80 to 0xFF, sixteen a row.
    pub high: [&'static str; 8],
    /// Two-byte letters as triples: base byte and mark byte as Latin-1 would show them, then the letter.
    pub pairs: &'static str,
    /// The chart has no toned capitals: lower-case bytes stand for both (E2).
    pub caseless: bool,
}

/// TCVN3 (ABC) as .Vn fonts use it: 0x80–0x9F are windows-1252 punctuation, no toned capitals (E1, E2). Agreed by
/// glibc's letters, viparse (MIT) and UniKey's chart.
pub(super) const TCVN3: Chart = Chart {
    low: &[],
    high: [
        "€·‚ƒ„…†‡ˆ‰Š‹Œ·Ž·",
        "·‘’“”•–—˜™š›œ·žŸ",
        "·ĂÂÊÔƠƯĐăâêôơưđ·",
        "·····àảãáạ·ằẳẵắ·",
        "······ặầẩẫấậè·ẻẽ",
        "éẹềểễếệìỉ···ĩíịò",
        "·ỏõóọồổỗốộờởỡớợù",
        "·ủũúụừửữứựỳỷỹýỵ·",
    ],
    pairs: "",
    caseless: true,
};

/// TCVN 5712-1:1993 (VN1): capitals in C0 and 0x80–0x9F, combining tones at 0xB0–0xB4. As glibc's iconv has it.
pub(super) const TCVN5712: Chart = Chart {
    low: &[
        (0x01, 'Ú'),
        (0x02, 'Ụ'),
        (0x04, 'Ừ'),
        (0x05, 'Ử'),
        (0x06, 'Ữ'),
        (0x11, 'Ứ'),
        (0x12, 'Ự'),
        (0x13, 'Ỳ'),
        (0x14, 'Ỷ'),
        (0x15, 'Ỹ'),
        (0x16, 'Ý'),
        (0x17, 'Ỵ'),
    ],
    high: [
        "ÀẢÃÁẠẶẬÈẺẼÉẸỆÌỈĨ",
        "ÍỊÒỎÕÓỌỘỜỞỠỚỢÙỦŨ",
        "·ĂÂÊÔƠƯĐăâêôơưđẰ",
        "\u{300}\u{309}\u{303}\u{301}\u{323}àảãáạẲằẳẵắẴ",
        "ẮẦẨẪẤỀặầẩẫấậèỂẻẽ",
        "éẹềểễếệìỉỄẾỒĩíịò",
        "Ổỏõóọồổỗốộờởỡớợù",
        "ỖủũúụừửữứựỳỷỹýỵỐ",
    ],
    pairs: "",
    caseless: false,
};

/// VISCII 1.1, RFC 1456 (0xA0 = Õ from the RFC's chart).
pub(super) const VISCII: Chart = Chart {
    low: &[(0x02, 'Ẳ'), (0x05, 'Ẵ'), (0x06, 'Ẫ'), (0x14, 'Ỷ'), (0x19, 'Ỹ'), (0x1E, 'Ỵ')],
    high: [
        "ẠẮẰẶẤẦẨẬẼẸẾỀỂỄỆỐ",
        "ỒỔỖỘỢỚỜỞỊỎỌỈỦŨỤỲ",
        "Õắằặấầẩậẽẹếềểễệố",
        "ồổỗỠƠộờởịỰỨỪỬơớƯ",
        "ÀÁÂÃẢĂẳẵÈÉÊẺÌÍĨỳ",
        "ĐứÒÓÔạỷừửÙÚỹỵÝỡư",
        "àáâãảăữẫèéêẻìíĩỉ",
        "đựòóôõỏọụùúũủýợỮ",
    ],
    pairs: "",
    caseless: false,
};

/// VPS: 14 capitals in C0. As viparse (MIT) has it from the charts of vietunicode and x-viet-vps.
pub(super) const VPS: Chart = Chart {
    low: &[
        (0x02, 'Ạ'),
        (0x03, 'Ậ'),
        (0x04, 'Ặ'),
        (0x05, 'Ẹ'),
        (0x06, 'Ệ'),
        (0x10, 'Ị'),
        (0x11, 'Ọ'),
        (0x12, 'Ộ'),
        (0x13, 'Ợ'),
        (0x14, 'Ụ'),
        (0x15, 'Ự'),
        (0x19, 'Ỵ'),
        (0x1C, 'Ẫ'),
        (0x1D, 'Ữ'),
    ],
    high: [
        "ÀẢÃẤẦẨọỗĂếềểệẮẰẲ",
        "Ế‘’ỀỂỄỐỒỔỖýỷỵỚỜỞ",
        "·ắằẳẵặỠớÙờởỡŨỨợỪ",
        "ổỬỲỸÍÌộỈĨÓửữÒỎÕự",
        "ầÁÂấẩẫậđẻÉÊẹỉễịỹ",
        "ƯỦồốÔỏơÈừứÚũưÝẺ·",
        "àáâãảạă·èéêẽìí·ĩ",
        "ẴĐòóôõ·Ơụùúủ·ỶẼỳ",
    ],
    pairs: "",
    caseless: false,
};

/// BKHCM 1: letters also at ^ ` { | } ~. Single source; 0x8E serves Ị and Ỵ, 0x98 Ặ and Ụ.
pub(super) const BKHCM1: Chart = Chart {
    low: &[(0x5E, 'Ỳ'), (0x60, 'Ỷ'), (0x7B, 'Ý'), (0x7C, 'Ỹ'), (0x7D, 'Đ'), (0x7E, 'Ấ')],
    high: [
        "ÁÀẢÃẠÉÈẺẼẸÍÌỈĨỊÓ",
        "ÒỎÕỌÚÙỦŨẶĂẮẰẲẴžÂ",
        "·ẦẨẪẬÊẾỀỂỄỆÔỐỒỔỖ",
        "ỘƠỚỜỞỠỢƯỨỪỬỮỰđáà",
        "ảãạéèẻẽẹíìỉĩịóòỏ",
        "õọúùủũụăắằẳẵặâấầ",
        "ẩẫậêếềểễệôốồổỗộơ",
        "ớờởỡợưứừửữựýỳỷỹỵ",
    ],
    pairs: "",
    caseless: false,
};

/// VietWare-F: one case only but for the letters with no tone. Single source.
pub(super) const VIETWARE_F: Chart = Chart {
    low: &[],
    high: [
        "€·‚ƒ„…†‡ˆ‰Š‹Œ·Ž·",
        "·‘’“”•ĂÂĐÊÔƠƯ·žă",
        "·âđêôơ·ư··à·····",
        "······ả···ã·····",
        "áạằẳẵắặầẩẫấậèẻẽé",
        "·ẹềểễếệ·ìỉĩíị··ò",
        "ỏõóọồổỗốộờởỡớợùủ",
        "·ũúụừửữứựỳỷỹý··ỵ",
    ],
    pairs: "",
    caseless: true,
};

/// windows-1258 (Microsoft): tones are combining and follow the letter.
pub(super) const WINDOWS_1258: Chart = Chart {
    low: &[],
    high: [
        "€·‚ƒ„…†‡ˆ‰·‹Œ···",
        "·‘’“”•–—˜™·›œ··Ÿ",
        "\u{A0}¡¢£¤¥¦§¨©ª«¬\u{AD}®¯",
        "°±²³´µ¶·¸¹º»¼½¾¿",
        "ÀÁÂĂÄÅÆÇÈÉÊË\u{300}ÍÎÏ",
        "ĐÑ\u{309}ÓÔƠÖ×ØÙÚÛÜƯ\u{303}ß",
        "àáâăäåæçèéêë\u{301}íîï",
        "đñ\u{323}óôơö÷øùúûüư₫ÿ",
    ],
    pairs: "",
    caseless: false,
};

/// VNI Windows: the i family, ỵ, đ, ơ, ư are bytes of their own (E4).
pub(super) const VNI: Chart = Chart {
    low: &[],
    high: [
        "€·‚ƒ„…†‡ˆ‰Š‹Œ·Ž·",
        "·‘’“”•–—˜™š›œ·žŸ",
        "················",
        "················",
        "······Ỉ·····ÌÍỴ·",
        "·ĐỊĨƠ·Ư·········",
        "······ỉ·····ìíỵ·",
        "·địĩơ·ư·········",
    ],
    pairs: concat!(
        "AÀẦ AÁẤ AÂÂ AÃẪ AÄẬ AÅẨ AÈẰ AÉẮ AÊĂ AËẶ AÏẠ AÕÃ AØÀ AÙÁ AÚẲ AÛẢ AÜẴ EÀỀ EÁẾ EÂÊ EÃỄ EÄỆ ",
        "EÅỂ EÏẸ EÕẼ EØÈ EÙÉ EÛẺ OÀỒ OÁỐ OÂÔ OÃỖ OÄỘ OÅỔ OÏỌ OÕÕ OØÒ OÙÓ OÛỎ UÏỤ UÕŨ UØÙ UÙÚ UÛỦ ",
        "YÕỸ YØỲ YÙÝ YÛỶ aàầ aáấ aââ aãẫ aäậ aåẩ aèằ aéắ aêă aëặ aïạ aõã aøà aùá aúẳ aûả aüẵ eàề ",
        "eáế eâê eãễ eäệ eåể eïẹ eõẽ eøè eùé eûẻ oàồ oáố oâô oãỗ oäộ oåổ oïọ oõõ oøò oùó oûỏ uïụ ",
        "uõũ uøù uùú uûủ yõỹ yøỳ yùý yûỷ ÔÏỢ ÔÕỠ ÔØỜ ÔÙỚ ÔÛỞ ÖÏỰ ÖÕỮ ÖØỪ ÖÙỨ ÖÛỬ ôïợ ôõỡ ôøờ ôùớ ",
        "ôûở öïự öõữ öøừ öùứ öûử ",
    ),
    caseless: false,
};

/// BKHCM 2. Single source.
pub(super) const BKHCM2: Chart = Chart {
    low: &[],
    high: [
        "€·‚ƒ„…†‡ˆ‰Š‹Œ·Ž·",
        "·‘’“”•–—˜™š›œ·žŸ",
        "················",
        "················",
        "Đ·········Â····Ê",
        "·ÍÌỈĨỊÔ··ĂƠƯ····",
        "đ·········â····ê",
        "·íìỉĩịô··ăơư····",
    ],
    pairs: concat!(
        "AÁÁ AÂÀ AÃẢ AÄÃ AÅẠ EÁÉ EÂÈ EÃẺ EÄẼ EÅẸ OÁÓ OÂÒ OÃỎ OÄÕ OÅỌ UÁÚ UÂÙ UÃỦ UÄŨ UÅỤ YÁÝ YÂỲ ",
        "YÃỶ YÄỸ YÅỴ aáá aâà aãả aäã aåạ eáé eâè eãẻ eäẽ eåẹ oáó oâò oãỏ oäõ oåọ uáú uâù uãủ uäũ ",
        "uåụ yáý yâỳ yãỷ yäỹ yåỵ ÊÅẬ ÊËẤ ÊÌẦ ÊÍẨ ÊÎẪ ÏËẾ ÏÌỀ ÏÍỂ ÏÎỄ ÏåỆ ÖÅỘ ÖËỐ ÖÌỒ ÖÍỔ ÖÎỖ ÙÅẶ ",
        "ÙÆẮ ÙÇẰ ÙÈẲ ÙÉẴ ÚÁỚ ÚÂỜ ÚÃỞ ÚÄỠ ÚÅỢ ÛÁỨ ÛÂỪ ÛÃỬ ÛÄỮ ÛÅỰ êåậ êëấ êìầ êíẩ êîẫ ïåệ ïëế ïìề ",
        "ïíể ïîễ öåộ öëố öìồ öíổ öîỗ ùåặ ùæắ ùçằ ùèẳ ùéẵ úáớ úâờ úãở úäỡ úåợ ûáứ ûâừ ûãử ûäữ ûåự ",
        "ÏÅỆ ",
    ),
    caseless: false,
};

/// VietWare-X. Single source.
pub(super) const VIETWARE_X: Chart = Chart {
    low: &[],
    high: [
        "€·‚ƒ„…†‡ˆ‰Š‹Œ·Ž·",
        "·‘’“”•–—˜™š›œ·žŸ",
        "················",
        "················",
        "ĂÂĐÊÔƠƯÌỈĨÍỊ····",
        "················",
        "ăâđêôơưìỉĩíị····",
        "················",
    ],
    pairs: concat!(
        "AÌÀ AÍẢ AÎÃ AÏÁ AÛẠ EÌÈ EÍẺ EÎẼ EÏÉ EÛẸ OÌÒ OÍỎ OÎÕ OÏÓ OÜỌ UÌÙ UÍỦ UÎŨ UÏÚ UÛỤ YÌỲ YÍỶ ",
        "YÎỸ YÏÝ YÑỴ aìà aíả aîã aïá aûạ eìè eíẻ eîẽ eïé eûẹ oìò oíỏ oîõ oïó oüọ uìù uíủ uîũ uïú ",
        "uûụ yìỳ yíỷ yîỹ yïý yñỵ ÀÒẰ ÀÓẲ ÀÔẴ ÀÕẮ ÀÛẶ ÁÖẦ ÁØẨ ÁÙẪ ÁÚẤ ÁÛẬ ÃÖỀ ÃØỂ ÃÙỄ ÃÚẾ ÃÛỆ ÄÖỒ ",
        "ÄØỔ ÄÙỖ ÄÚỐ ÄÜỘ ÅÌỜ ÅÍỞ ÅÎỠ ÅÏỚ ÅÜỢ ÆÌỪ ÆÍỬ ÆÎỮ ÆÏỨ ÆÛỰ àòằ àóẳ àôẵ àõắ àûặ áöầ áøẩ áùẫ ",
        "áúấ áûậ ãöề ãøể ãùễ ãúế ãûệ äöồ äøổ äùỗ äúố äüộ åìờ åíở åîỡ åïớ åüợ æìừ æíử æîữ æïứ æûự ",
    ),
    caseless: false,
};
