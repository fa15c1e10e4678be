//! Numbers and strings of PDF syntax (ISO 32000-1, 7.3), without the formatter's cost.

/// A whole number.
pub(super) fn integer(out: &mut Vec<u8>, value: i64) {
    let mut digits = [0u8; 20];
    let mut at = digits.len();
    let mut rest = value.unsigned_abs();
    loop {
        at -= 1;
        digits[at] = b'0' + (rest % 10) as u8;
        rest /= 10;
        if rest == 0 {
            break;
        }
    }
    if value < 0 {
        out.push(b'-');
    }
    out.extend_from_slice(&digits[at..]);
}

/// `value` tenths, hundredths or thousandths (`places` 1 to 3), shortest form.
pub(super) fn fixed(out: &mut Vec<u8>, value: i32, places: u32) {
    let scale = 10u32.pow(places);
    if value < 0 {
        out.push(b'-');
    }
    let magnitude = value.unsigned_abs();
    let (whole, mut part) = (magnitude / scale, magnitude % scale);
    if whole > 0 || part == 0 {
        integer(out, i64::from(whole));
    }
    if part > 0 {
        out.push(b'.');
        let mut unit = scale / 10;
        while part > 0 && unit > 0 {
            out.push(b'0' + (part / unit) as u8);
            part %= unit;
            unit /= 10;
        }
    }
}

/// Points to two places.
pub(super) fn hundredths(out: &mut Vec<u8>, value: f32) {
    fixed(out, (value * 100.0).round() as i32, 2);
}

/// Thousandths of a point.
pub(super) fn thousandths(out: &mut Vec<u8>, value: i32) {
    fixed(out, value, 3);
}

const HEX: &[u8; 16] = b"0123456789ABCDEF";

/// Bytes as hexadecimal digits.
pub(super) fn hex(out: &mut Vec<u8>, bytes: &[u8]) {
    for byte in bytes {
        out.push(HEX[usize::from(byte >> 4)]);
        out.push(HEX[usize::from(byte & 15)]);
    }
}

/// A text string: UTF-16BE with its mark, as a literal string (7.3.4.2), which deflates better than hexadecimal digits.
pub(super) fn utf16(out: &mut Vec<u8>, text: &str) {
    out.extend_from_slice(b"(\xFE\xFF");
    for unit in text.encode_utf16() {
        for byte in unit.to_be_bytes() {
            match byte {
                b'(' | b')' | b'\\' => out.extend_from_slice(&[b'\\', byte]),
                // A bare carriage return would be read as a line feed.
                b'\r' => out.extend_from_slice(b"\\r"),
                _ => out.push(byte),
            }
        }
    }
    out.push(b')');
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_take_their_shortest_form() {
        let show = |value, places| {
            let mut out = Vec::new();
            fixed(&mut out, value, places);
            String::from_utf8(out).unwrap()
        };
        assert_eq!(show(0, 2), "0");
        assert_eq!(show(-1610, 2), "-16.1");
        assert_eq!(show(351, 3), ".351");
        assert_eq!(show(-5, 3), "-.005");
        assert_eq!(show(100, 2), "1");
    }
}
