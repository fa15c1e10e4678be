//! The operators of a content stream (ISO 32000-1, 7.8.2) with what stands before them.

use std::borrow::Cow;

/// One piece of an operand. Arrays and dictionaries come piece by piece, without their brackets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Token<'c> {
    /// A name, without its slash.
    Name(Cow<'c, [u8]>),
    /// A number; what is not whole is cut.
    Number(i64),
    /// A string, escapes resolved.
    String(Cow<'c, [u8]>),
}

/// Hands every operator with its operands to `take`; `None` if this is no content stream.
pub(super) fn each<'c>(content: &'c [u8], mut take: impl FnMut(&'c [u8], &[Token<'c>])) -> Option<()> {
    let mut lexer = Lexer { content, at: 0 };
    let mut operands = Vec::new();
    let mut open = 0u32; // arrays and dictionaries
    loop {
        lexer.space();
        let Some(&byte) = content.get(lexer.at) else { return (open == 0).then_some(()) };
        match byte {
            b'/' => operands.push(Token::Name(lexer.name())),
            b'(' => operands.push(Token::String(lexer.literal()?)),
            b'<' if content.get(lexer.at + 1) == Some(&b'<') => {
                lexer.at += 2;
                open += 1;
            }
            b'>' if content.get(lexer.at + 1) == Some(&b'>') => {
                lexer.at += 2;
                open = open.checked_sub(1)?;
            }
            b'<' => operands.push(Token::String(lexer.hex()?.into())),
            b'[' => {
                lexer.at += 1;
                open += 1;
            }
            b']' => {
                lexer.at += 1;
                open = open.checked_sub(1)?;
            }
            b'0'..=b'9' | b'+' | b'-' | b'.' => operands.push(Token::Number(lexer.number()?)),
            b')' | b'>' | b'{' | b'}' => return None,
            _ => match lexer.word() {
                b"true" | b"false" | b"null" => {}
                _ if open > 0 => return None,
                b"ID" => {
                    lexer.image()?;
                    operands.clear();
                }
                word => {
                    take(word, &operands);
                    operands.clear();
                }
            },
        }
    }
}

struct Lexer<'c> {
    content: &'c [u8],
    at: usize,
}

fn is_space(byte: u8) -> bool {
    matches!(byte, 0 | b'\t' | b'\n' | 12 | b'\r' | b' ')
}

pub(super) fn is_regular(byte: u8) -> bool {
    !is_space(byte) && !matches!(byte, b'(' | b')' | b'<' | b'>' | b'[' | b']' | b'{' | b'}' | b'/' | b'%')
}

impl<'c> Lexer<'c> {
    fn space(&mut self) {
        while let Some(&byte) = self.content.get(self.at) {
            if byte == b'%' {
                let rest = &self.content[self.at..];
                self.at += memchr::memchr2(b'\n', b'\r', rest).unwrap_or(rest.len());
            } else if is_space(byte) {
                self.at += 1;
            } else {
                return;
            }
        }
    }

    fn word(&mut self) -> &'c [u8] {
        let rest = &self.content[self.at..];
        let length = rest.iter().position(|&byte| !is_regular(byte)).unwrap_or(rest.len());
        self.at += length;
        &rest[..length]
    }

    fn name(&mut self) -> Cow<'c, [u8]> {
        self.at += 1;
        let word = self.word();
        if !word.contains(&b'#') {
            return Cow::Borrowed(word);
        }
        let (mut out, mut at) = (Vec::with_capacity(word.len()), 0);
        while let Some(&byte) = word.get(at) {
            let pair = || Some(digit(*word.get(at + 1)?)? << 4 | digit(*word.get(at + 2)?)?);
            match pair().filter(|_| byte == b'#') {
                Some(escaped) => {
                    out.push(escaped);
                    at += 3;
                }
                None => {
                    out.push(byte);
                    at += 1;
                }
            }
        }
        Cow::Owned(out)
    }

    fn number(&mut self) -> Option<i64> {
        let word = self.word();
        let (negative, digits) = match word {
            [b'-', rest @ ..] => (true, rest),
            [b'+', rest @ ..] => (false, rest),
            _ => (false, word),
        };
        let mut value = 0i64;
        let mut points = 0;
        for &byte in digits {
            match byte {
                b'0'..=b'9' if points == 0 => {
                    value = value.saturating_mul(10).saturating_add(i64::from(byte - b'0'));
                }
                b'0'..=b'9' => {}
                b'.' => points += 1,
                _ => return None,
            }
        }
        (points <= 1 && !digits.is_empty()).then_some(if negative { -value } else { value })
    }

    fn hex(&mut self) -> Option<Vec<u8>> {
        let rest = &self.content[self.at + 1..];
        let length = memchr::memchr(b'>', rest)?;
        self.at += length + 2;
        let mut out = Vec::with_capacity(length.div_ceil(2));
        let mut high = None;
        for &byte in rest[..length].iter().filter(|&&byte| !is_space(byte)) {
            let digit = digit(byte)?;
            match high.take() {
                None => high = Some(digit),
                Some(high) => out.push(high << 4 | digit),
            }
        }
        out.extend(high.map(|high| high << 4));
        Some(out)
    }

    fn literal(&mut self) -> Option<Cow<'c, [u8]>> {
        let start = self.at + 1;
        let plain = memchr::memchr3(b'\\', b'(', b')', &self.content[start..])?;
        let plain = memchr::memchr(b'\r', &self.content[start..start + plain]).unwrap_or(plain);
        if self.content[start + plain] == b')' {
            self.at = start + plain + 1;
            return Some(Cow::Borrowed(&self.content[start..start + plain]));
        }
        let (mut out, mut depth) = (self.content[start..start + plain].to_vec(), 1);
        self.at = start + plain;
        loop {
            let byte = *self.content.get(self.at)?;
            self.at += 1;
            match byte {
                b'\\' => self.escape(&mut out)?,
                // 7.3.4.2: a line end of any kind is a line feed
                b'\r' => {
                    self.at += usize::from(self.content.get(self.at) == Some(&b'\n'));
                    out.push(b'\n');
                }
                b'(' => {
                    depth += 1;
                    out.push(byte);
                }
                b')' => {
                    depth -= 1;
                    if depth == 0 {
                        return Some(Cow::Owned(out));
                    }
                    out.push(byte);
                }
                _ => out.push(byte),
            }
        }
    }

    fn escape(&mut self, out: &mut Vec<u8>) -> Option<()> {
        let byte = *self.content.get(self.at)?;
        self.at += 1;
        match byte {
            b'n' => out.push(b'\n'),
            b'r' => out.push(b'\r'),
            b't' => out.push(b'\t'),
            b'b' => out.push(8),
            b'f' => out.push(12),
            b'\n' => {}
            b'\r' => self.at += usize::from(self.content.get(self.at) == Some(&b'\n')),
            b'0'..=b'7' => {
                let mut value = u32::from(byte - b'0');
                for _ in 0..2 {
                    match self.content.get(self.at) {
                        Some(&next @ b'0'..=b'7') => {
                            value = value << 3 | u32::from(next - b'0');
                            self.at += 1;
                        }
                        _ => break,
                    }
                }
                out.push(value as u8);
            }
            other => out.push(other),
        }
        Some(())
    }

    /// Passes the data of an image inside the stream, up to `EI` between white space.
    fn image(&mut self) -> Option<()> {
        let rest = &self.content[self.at..];
        let end = memchr::memmem::find_iter(rest, b"EI").find(|&at| {
            let after = rest.get(at + 2);
            at > 0 && is_space(rest[at - 1]) && after.is_none_or(|&byte| is_space(byte))
        })?;
        self.at += end + 2;
        Some(())
    }
}

fn digit(byte: u8) -> Option<u8> {
    char::from(byte).to_digit(16).map(|digit| digit as u8)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(content: &[u8]) -> Option<Vec<(String, Vec<String>)>> {
        let mut all = Vec::new();
        each(content, |operator, operands| {
            let operands = operands.iter().map(|token| match token {
                Token::Name(name) => format!("/{}", String::from_utf8_lossy(name)),
                Token::Number(number) => number.to_string(),
                Token::String(bytes) => format!("{:?}", String::from_utf8_lossy(bytes)),
            });
            all.push((String::from_utf8_lossy(operator).into_owned(), operands.collect()));
        })?;
        Some(all)
    }

    #[test]
    fn gives_operators_with_what_stands_before_them() {
        let content = b"q BT/F1 12.5 Tf\n/Span<</MCID -3/ActualText<FEFF 1ea>>>BDC[(a\\(b\\)\\101)-20.<0102>]TJ % (x\nET T*(a(b)\r\nc\\\r\nd)' null";
        let expected = "[(\"q\", []), (\"BT\", []), (\"Tf\", [\"/F1\", \"12\"]), (\"BDC\", [\"/Span\", \"/MCID\", \"-3\", \
            \"/ActualText\", \"\\\"\u{fffd}\u{fffd}\\\\u{1e}\u{fffd}\\\"\"]), (\"TJ\", [\"\\\"a(b)A\\\"\", \"-20\", \
            \"\\\"\\\\u{1}\\\\u{2}\\\"\"]), (\"ET\", []), (\"T*\", []), (\"'\", [\"\\\"a(b)\\\\ncd\\\"\"])]";
        assert_eq!(format!("{:?}", read(content).unwrap()), expected);
        let image = read(b"BI /W 1 ID \xffEI\xee( EI Q/A#20B gs").unwrap();
        assert_eq!(format!("{image:?}"), "[(\"BI\", []), (\"Q\", []), (\"gs\", [\"/A B\"])]");
    }

    #[test]
    fn refuses_what_is_none() {
        for odd in [
            &b"(a"[..],
            b"<12",
            b"<xy>",
            b"[1 2",
            b"] x",
            b"1-2 m",
            b"{",
            ")".as_bytes(),
            b"[a]",
            b"- m",
            b"ID x",
        ] {
            assert_eq!(read(odd), None, "{odd:?}");
        }
    }
}
