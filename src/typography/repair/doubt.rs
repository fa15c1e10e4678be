//! Flags: what was lost before the text came to us, and is kept (U9, M2).

use super::Context;

pub(super) fn flag(text: &str, context: &mut Context<'_>) {
    let mut left = '\n';
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        match c {
            '\u{FFFD}' | '\u{E000}'..='\u{F8FF}' | '\u{F0000}'.. => {
                context.flags.push(("U9", at..at + c.len_utf8()));
            }
            '?' if left.is_alphabetic() && chars.peek().is_some_and(|(_, next)| next.is_lowercase()) => {
                // In an address or in code it is what it is.
                let technical = |c: &char| "/=&(_@".contains(*c);
                let near = |c: &char| !c.is_whitespace();
                let technical_before =
                    text[..at].chars().rev().take(64).take_while(near).any(|c| technical(&c));
                let technical_after = text[at..].chars().take(64).take_while(near).any(|c| technical(&c));
                if !technical_before && !technical_after {
                    context.flags.push(("M2", at..at + 1));
                }
            }
            _ => {}
        }
        left = c;
    }
}
